"""With unknown inputs the possible values of a derived variable contain the answer of every completion."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.engines.interpreter.inputs import Derived
from eligibility.possible import Interval
from eligibility.possible.interval import hull
from eligibility.vocabulary import shipped_vocabulary
from eligibility.vocabulary.circles import inputs_of
from eligibility.vocabulary.model import (
    Bands,
    Derivation,
    Formula,
    Kind,
    Points,
    Range,
    Variable,
)
from tests.derived.computing import computed

VARIABLES = shipped_vocabulary().variables
SCORES = [name for name, each in VARIABLES.items() if isinstance(each.derived, Points | Bands | Formula)]
CLOSE = Fraction(1, 10**9)  # the tolerance of logarithms and roots
Fact = dict[str, str]


@dataclass(frozen=True)
class Given:
    """What the record says of one input, and one way in which what is open could turn out."""

    said: tuple[Fact, ...]
    truth: Fact


def measured(name: str) -> set[str]:
    """The variables at the bottom of a derived one."""
    derived = VARIABLES[name].derived
    if not isinstance(derived, Points | Bands | Formula):
        return {name}
    return {below for each in needed_by(derived) for below in measured(each)}


def alternatives() -> set[str]:
    """The variables of which a score takes the first that there is."""
    points = [each.derived for each in VARIABLES.values() if isinstance(each.derived, Points)]
    lines = [line for each in points for line in each.lines if len(line) > 1]
    return {below for line in lines for part in line for below in measured(part.variable)}


def needed_by(derived: Derivation) -> set[str]:
    by = {name for name, _ in derived.by} if isinstance(derived, Formula) else set()
    return {*inputs_of(derived), *by}


ALTERNATIVES = alternatives()


def uses_limits(name: str) -> bool:
    """Whether a rule of some score looks at the limits printed with this variable."""
    rules = [each.derived for each in VARIABLES.values()]
    bands = [each.bands for each in rules if isinstance(each, Bands) and each.variable == name]
    over = [
        each for rule in rules if isinstance(rule, Formula) for each in rule.inputs if each.variable == name
    ]
    needed = any(isinstance(a, Range) and a.needs_reference for each in bands for _, a in each)
    return needed or any(each.over_upper_limit for each in over)


def limits_of(name: str) -> list[Fraction]:
    """Numbers at which a score changes: the limits of the bands of a variable."""
    found: set[Fraction] = set()
    for each in VARIABLES.values():
        for accepted in _accepted_of(each.derived, name):
            if isinstance(accepted, Range):
                found |= {end for end in (accepted.interval.low, accepted.interval.high) if end is not None}
    return sorted(found)


def _accepted_of(derived: Derivation | None, name: str) -> list[object]:
    if isinstance(derived, Bands) and derived.variable == name:
        return [accepted for _, accepted in derived.bands]
    if isinstance(derived, Points):
        lines = [part for line in derived.lines for part in line if part.variable == name]
        return [accepted for part in lines for _, accepted in part.bands]
    return []


# ---- inputs that are open in one way or another ----------------------------------------------------


def amounts(variable: Variable) -> st.SearchStrategy[Fraction]:
    """Plausible numbers that can be printed: near limits, at the ends, and between."""
    assert variable.plausible is not None
    low, high = variable.plausible.low, variable.plausible.high
    assert low is not None and high is not None
    shares = [low + (high - low) * Fraction(k, 1000) for k in (0, 1, 3, 10, 30, 100, 300, 700, 1000)]
    near = [
        limit + step for limit in limits_of(variable.name) for step in (Fraction(-1, 10), 0, Fraction(1, 10))
    ]
    rounded = {Fraction(round(each * 100), 100) for each in [*shares, *near]}
    return st.sampled_from(sorted(each for each in rounded if low <= each <= high))


def as_text(value: Fraction, variable: Variable, sign: str = "") -> str:
    return f"{sign}{float(value):.2f} {variable.unit.code if variable.unit else ''}".strip()


@st.composite
def quantities(draw: st.DrawFn, variable: Variable) -> Given:
    number = amounts(variable)
    one, other = sorted((draw(number), draw(number)))
    name = variable.name
    limits = draw(_limits(variable, number)) if uses_limits(name) else {}
    said_limits = {side: text for side, text in limits.items() if draw(st.booleans())}
    match draw(st.sampled_from(["exact", "below", "above", "two", "missing", "no unit"])):
        case "exact":
            return Given(
                ({name: as_text(one, variable), **said_limits},), {name: as_text(one, variable), **limits}
            )
        case "below":
            return Given(
                ({name: as_text(other, variable, "<="), **said_limits},),
                {name: as_text(one, variable), **limits},
            )
        case "above":
            return Given(
                ({name: as_text(one, variable, ">="), **said_limits},),
                {name: as_text(other, variable), **limits},
            )
        case "two":
            both = tuple({name: as_text(each, variable), **said_limits} for each in (one, other))
            return Given(both, {name: as_text(draw(st.sampled_from([one, other])), variable), **limits})
        case "no unit" if variable.unit is not None:
            return Given(
                ({name: f"{float(one):.2f}", **said_limits},), {name: as_text(other, variable), **limits}
            )
        case _ if name in ALTERNATIVES:  # a completion adds no fact: the next alternative counts
            return Given((), {})
        case _:
            return Given((), {name: as_text(other, variable), **limits})


@st.composite
def _limits(draw: st.DrawFn, variable: Variable, number: st.SearchStrategy[Fraction]) -> Fact:
    """Limits as a laboratory prints them, the lower one not above the upper."""
    lower, upper = sorted((draw(number), draw(number)))
    return {"lower": f"{float(lower):.2f}", "upper": f"{float(upper):.2f}"} if upper > 0 else {}


@st.composite
def choices(draw: st.DrawFn, variable: Variable) -> Given:
    possible = draw(st.sets(st.sampled_from(variable.values), min_size=1, max_size=3))
    truth = draw(st.sampled_from(sorted(possible)))
    match draw(st.sampled_from(["open", "two", "missing"])):
        case "open":
            return Given(({"variable": variable.name, "value": sorted(possible)},), {variable.name: truth})  # type: ignore[dict-item]
        case "two":
            return Given(tuple({variable.name: code} for code in sorted(possible)), {variable.name: truth})
        case _:
            return Given((), {variable.name: truth})


@st.composite
def ages(draw: st.DrawFn) -> Given:
    year = draw(st.integers(1920, 2007))
    month = draw(st.integers(1, 12))
    said = draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-10", None]))
    facts: tuple[Fact, ...] = () if said is None else ({"birth_date": said},)
    return Given(facts, {"birth_date": f"{year}-{month:02}-10"})


def inputs(name: str) -> st.SearchStrategy[list[Given]]:
    strategies: list[st.SearchStrategy[Given]] = []
    for each in sorted(measured(name)):
        variable = VARIABLES[each]
        if each == "age":
            strategies.append(ages())
        else:
            strategies.append(quantities(variable) if variable.kind is Kind.QUANTITY else choices(variable))
    return st.tuples(*strategies).map(list)


# ---- the law ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCORES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_completion_is_possible(name: str, data: st.DataObject) -> None:
    given_inputs = data.draw(inputs(name))
    partial = computed(name, [fact for each in given_inputs for fact in each.said])
    complete = computed(name, [each.truth for each in given_inputs if each.truth])
    if partial.sure and complete.sure:
        assert is_possible(complete, partial), (partial.values, complete.values)


def is_possible(complete: Derived, partial: Derived) -> bool:
    if all(isinstance(value, Interval) for value in (*complete.values, *partial.values)):
        inner = hull(value for value in complete.values if isinstance(value, Interval))
        outer = hull(value for value in partial.values if isinstance(value, Interval))
        return within(inner, outer)
    return {code for value in complete.values if isinstance(value, frozenset) for code in value} <= {
        code for value in partial.values if isinstance(value, frozenset) for code in value
    }


def within(inner: Interval, outer: Interval) -> bool:
    low, high = outer.low, outer.high
    above = low is None or (inner.low is not None and inner.low >= low - tolerance(low))
    return above and (high is None or (inner.high is not None and inner.high <= high + tolerance(high)))


def tolerance(end: Fraction) -> Fraction:
    return CLOSE * max(Fraction(1), abs(end))


def test_every_score_is_tried() -> None:
    assert len(SCORES) > 60
