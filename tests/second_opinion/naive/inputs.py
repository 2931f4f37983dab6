"""Inputs of computed variables: readings of which value, limits, day and sample are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from eligibility.language.plan import Window
from eligibility.possible import EVERYTHING, Interval
from eligibility.records.facts import Reading
from eligibility.units import Unit
from eligibility.vocabulary.model import (
    Accepted,
    AnyCode,
    Bands,
    Bound,
    Codes,
    Formula,
    Lasts,
    Points,
    Range,
    Reference,
    Variable,
)
from tests.second_opinion.naive.comparing import codes_of, cuts_of, factor, keeps
from tests.second_opinion.naive.formulas import nearly
from tests.second_opinion.naive.known import Looks, completions, may_come_later
from tests.second_opinion.naive.scene import Scene, span
from tests.second_opinion.naive.spread import holds_number, numbers_of

POSITIVE = Interval.above(Fraction(0))


@dataclass(frozen=True)
class Exact:
    """A number or a code of which all is known; `value` None: not defined, so anything. Day None: it has none."""

    value: Fraction | str | None
    day: int | None = None
    reported: Fraction | None = None
    unit: Unit | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    sample: str = ""
    rounded: bool = False  # computed with logarithms or roots, so known only within the tolerance


def accepts(exact: Exact, accepted: Accepted) -> list[bool]:
    """Whether it is accepted; both, where it is not defined."""
    if exact.value is None:
        return [True, False]
    if isinstance(accepted, AnyCode):
        return [True]
    if isinstance(accepted, Codes):
        return [exact.value in accepted.codes]
    assert isinstance(exact.value, Fraction)
    number = _snapped(exact.value, accepted) if exact.rounded else exact.value
    fixed = holds_number(accepted.interval, number)
    return [fixed and all(_keeps(exact, bound) for bound in accepted.bounds if bound.limit.of is not None)]


def _snapped(number: Fraction, accepted: Range) -> Fraction:
    return next((cut for cut in cuts_of(accepted) if nearly(cut, number)), number)


def _keeps(exact: Exact, bound: Bound) -> bool:
    printed = exact.upper if bound.limit.of is Reference.ULN else exact.lower
    reported = exact.reported
    assert printed is not None and reported is not None and bound.limit.offset == 0
    return keeps(reported, bound.limit.number * printed, bound)


def exact_forms(
    variable: Variable, reading: Reading, window: Window, cuts: Sequence[Fraction], scene: Scene
) -> list[Exact | None]:
    """All that a reading could turn out to be as an input; None: not chosen."""
    forms: dict[Exact | None, None] = {None: None} if may_come_later(reading, scene) else {}
    names = frozenset(["sample"]) & frozenset(reading.attributes)  # without a number it is the day's sample
    looks = Looks(
        names=names, others=tuple(scene.chart.readings.get(variable.name, ())), days=_edges(window, scene)
    )
    ends = span(window, scene)
    assert ends is not None
    for known in completions(reading, looks, scene):
        inside = ends[0] <= known.start <= ends[1] or variable.lasts is Lasts.FOREVER
        if not (inside and known.real):
            forms[None] = None
            continue
        for exact in _values(variable, reading, cuts, scene):
            sample = str(known.attributes.get("sample", ""))
            dated = Exact(
                exact.value, known.start, exact.reported, exact.unit, exact.lower, exact.upper, sample
            )
            forms[dated] = None
    return list(forms)


def everything(variable: Variable, cuts: Sequence[Fraction], scene: Scene) -> list[Exact]:
    """What a missing input may be: all codes, or the plausible range."""
    if variable.values:
        return [Exact(code) for code in sorted(variable.values)]
    return [Exact(number) for number in numbers_of(variable.plausible or EVERYTHING, cuts)]


def cuts_for(name: str, accepted: Accepted, scene: Scene) -> list[Fraction]:
    """Where answers about a variable change: the limits of the leaf, and of all bands and points."""
    return [cut for each in [accepted, *bands_on(name, scene)] for cut in cuts_of(each)]


def bands_on(name: str, scene: Scene) -> Iterator[Accepted]:
    """All ranges and codes by which other variables judge this one."""
    for variable in scene.vocabulary.variables.values():
        derived = variable.derived
        if isinstance(derived, Bands) and derived.variable == name:
            yield from (accepted for _, accepted in derived.bands)
        if isinstance(derived, Points):
            for line in derived.lines:
                yield from (accepted for each in line if each.variable == name for _, accepted in each.bands)


def _edges(window: Window, scene: Scene) -> tuple[int, ...]:
    return span(window, scene) or ()


def _values(variable: Variable, reading: Reading, cuts: Sequence[Fraction], scene: Scene) -> Iterator[Exact]:
    if isinstance(reading.value, frozenset):
        yield from (Exact(code) for code in codes_of(reading.value, variable, scene))
        return
    assert isinstance(reading.value, Interval)
    references = [bound for each in bands_on(variable.name, scene) for bound in _references(each)]
    if not references and not _over_limit(variable.name, scene):
        whole = isinstance(variable.derived, Points)  # scores are whole numbers
        numbers = numbers_of(reading.value, cuts)
        yield from (Exact(number) for number in numbers if number.denominator == 1 or not whole)
        return
    yield from _with_limits(variable, reading, cuts, references)


def _with_limits(
    variable: Variable, reading: Reading, cuts: Sequence[Fraction], references: Sequence[Bound]
) -> Iterator[Exact]:
    """Value and printed limits together: the limit where the value meets a band, the value where it meets the limit."""
    assert isinstance(reading.value, Interval)
    reported = reading.reported or reading.value
    times = factor(reading.unit, variable.unit) if reading.reported is not None else Fraction(1)
    ends = [end for end in (reported.low, reported.high) if end]
    for upper in numbers_of(
        reading.upper or POSITIVE, [end / bound.limit.number for bound in references for end in ends]
    ):
        marks = [bound.limit.number * upper for bound in references]
        for number in numbers_of(reported, [*marks, *(cut / times for cut in cuts if times)]):
            values = [number * times] if times is not None else numbers_of(reading.value, cuts)
            yield from (Exact(value, None, number, reading.unit, upper, upper) for value in values)


def _references(accepted: Accepted) -> list[Bound]:
    return [bound for bound in accepted.bounds if bound.limit.of] if isinstance(accepted, Range) else []


def _over_limit(name: str, scene: Scene) -> bool:
    """Whether a formula divides this variable by its upper limit."""
    formulas = (each.derived for each in scene.vocabulary.variables.values())
    inputs = (entry for each in formulas if isinstance(each, Formula) for entry in each.inputs)
    return any(entry.variable == name and entry.over_upper_limit for entry in inputs)
