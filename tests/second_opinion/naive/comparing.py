"""Whether a value is accepted: every value, and every limit, that a reading leaves possible is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from eligibility.possible import EVERYTHING, Interval
from eligibility.records.facts import Reading
from eligibility.units import Unit
from eligibility.vocabulary.model import Accepted, AnyCode, Bound, Codes, Range, Reference, Variable
from tests.second_opinion.naive.scene import Scene
from tests.second_opinion.naive.spread import holds_number, numbers_of

FACTORS: dict[tuple[str, str], Fraction] = {  # one of the first is so many of the second
    ("g/dL", "g/L"): Fraction(10),
    ("g/L", "g/dL"): Fraction(1, 10),
    ("ms", "s"): Fraction(1, 1000),
    ("s", "ms"): Fraction(1000),
}


def factor(frm: Unit | None, to: Unit | None) -> Fraction | None:
    """How many of the second unit one of the first is; None: no way to say."""
    if frm == to:
        return Fraction(1)
    return FACTORS.get((frm.code, to.code)) if frm is not None and to is not None else None


def answers(reading: Reading, accepted: Accepted, variable: Variable, scene: Scene) -> frozenset[bool]:
    """Whether the reading is accepted, in each way in which its value and limits could turn out."""
    if isinstance(accepted, AnyCode):
        return frozenset([True])
    if isinstance(accepted, Codes):
        assert isinstance(reading.value, frozenset)
        possible = codes_of(reading.value, variable, scene)
        return frozenset(code in accepted.codes for code in possible)
    return frozenset(_range_answers(_in_its_unit(reading, accepted), held_to(reading, accepted), variable))


def codes_of(codes: Iterable[str], variable: Variable, scene: Scene) -> list[str]:
    """The possible codes, those of classes replaced by their members."""
    if not variable.concepts_of:
        return sorted(codes)
    return sorted({member for code in codes for member in scene.members(variable.concepts_of, code)})


def held_to(reading: Reading, accepted: Range) -> Range:
    """The restated range for a result reported in its unit, else the first one."""
    restated = accepted.restated
    return restated if restated is not None and reading.unit == restated.unit else accepted


def _in_its_unit(reading: Reading, accepted: Range) -> Reading:
    """The reading in the unit of the range to which it is held."""
    if held_to(reading, accepted) is accepted or reading.reported is None:
        return reading
    return replace(reading, value=reading.reported)


def cuts_of(accepted: Accepted) -> list[Fraction]:
    """The fixed numbers at which a range begins or ends."""
    if not isinstance(accepted, Range):
        return []
    ends = [accepted.interval.low, accepted.interval.high]
    restated = cuts_of(accepted.restated) if accepted.restated else []
    return [end for end in ends if end is not None] + restated


def number_accepted(number: Fraction, accepted: Accepted) -> bool:
    """Whether a number in the variable's own unit lies in a range of fixed limits."""
    assert isinstance(accepted, Range) and not accepted.needs_reference
    return holds_number(accepted.interval, number)


def _range_answers(reading: Reading, accepted: Range, variable: Variable) -> Iterator[bool]:
    assert isinstance(reading.value, Interval)
    references = [bound for bound in accepted.bounds if bound.limit.of is not None]
    if not references:
        for number in numbers_of(reading.value, cuts_of(accepted)):
            yield holds_number(accepted.interval, number)
        return
    if not all(_offset_converts(bound, reading) for bound in references):
        yield from (True, False)
        return
    for limits in _limits(reading, references, _in_reported_unit(reading, accepted, variable)):
        for reported, number in _values(reading, accepted, limits, variable):
            fixed = holds_number(accepted.interval, number)
            yield fixed and all(
                keeps(reported, limit, bound) for bound, limit in zip(references, limits, strict=True)
            )


def _limits(
    reading: Reading, references: list[Bound], fixed: list[Fraction]
) -> Iterator[tuple[Fraction, ...]]:
    """What each bound comes to, for every possible limit of the laboratory (one and the same for bounds of one kind)."""
    kinds = sorted({bound.limit.of for bound in references if bound.limit.of}, key=lambda kind: kind.value)
    options = [_printed(reading, kind, references, fixed) for kind in kinds]
    for uppers in options[0]:
        for lowers in options[1] if len(options) > 1 else [Fraction(0)]:
            printed = dict(zip(kinds, (uppers, lowers), strict=False))
            yield tuple(
                _amount(bound, printed[bound.limit.of], reading) for bound in references if bound.limit.of
            )


def _printed(
    reading: Reading, kind: Reference, references: list[Bound], fixed: list[Fraction]
) -> list[Fraction]:
    """Possible numbers of one printed limit: all where the value meets a bound, and between."""
    printed = reading.upper if kind is Reference.ULN else reading.lower
    ends = [end for end in (_reported(reading).low, _reported(reading).high, *fixed) if end is not None]
    cuts = [
        (end - _offset(bound, reading)) / bound.limit.number
        for bound in references
        for end in ends
        if bound.limit.of is kind
    ]
    return numbers_of(printed or EVERYTHING, cuts or [Fraction(1)])


def _values(
    reading: Reading, accepted: Range, limits: tuple[Fraction, ...], variable: Variable
) -> Iterator[tuple[Fraction, Fraction]]:
    """The value as reported, with the same value in the variable's own unit where there is a way."""
    times = factor(reading.unit, variable.unit) if reading.reported is not None else Fraction(1)
    fixed = cuts_of(accepted)
    assert isinstance(reading.value, Interval)
    for reported in numbers_of(_reported(reading), [*limits, *(cut / times for cut in fixed if times)]):
        if times is not None:
            yield reported, reported * times
        else:
            for number in numbers_of(reading.value, fixed):
                yield reported, number


def _reported(reading: Reading) -> Interval:
    assert isinstance(reading.value, Interval)
    return reading.reported if reading.reported is not None else reading.value


def _in_reported_unit(reading: Reading, accepted: Range, variable: Variable) -> list[Fraction]:
    """The fixed limits of a range in the unit in which the result came."""
    times = factor(reading.unit, variable.unit) if reading.reported is not None else Fraction(1)
    return [cut / times for cut in cuts_of(accepted)] if times else []


def _amount(bound: Bound, printed: Fraction, reading: Reading) -> Fraction:
    return bound.limit.number * printed + _offset(bound, reading)


def _offset(bound: Bound, reading: Reading) -> Fraction:
    times = factor(bound.limit.unit, reading.unit) if reading.unit is not None else Fraction(1)
    return bound.limit.offset * (times or 0)


def _offset_converts(bound: Bound, reading: Reading) -> bool:
    return (
        bound.limit.offset == 0 or reading.unit is None or factor(bound.limit.unit, reading.unit) is not None
    )


def keeps(number: Fraction, limit: Fraction, bound: Bound) -> bool:
    if number == limit:
        return not bound.open
    return number > limit if bound.lower else number < limit
