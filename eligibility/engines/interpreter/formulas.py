"""Formulas, computed node by node with interval arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from eligibility.engines.interpreter.choosing import Choice, choose, days_of, why_nothing
from eligibility.engines.interpreter.comparing import NO_REASONS
from eligibility.engines.interpreter.inputs import Chosen, Derived, says, whole_domain
from eligibility.engines.interpreter.view import SeenReading, View
from eligibility.language.plan import ReadingLeaf, Use
from eligibility.possible import (
    EVERYTHING,
    FALSE,
    TRUE,
    UNKNOWN,
    Days,
    Interval,
    arithmetic,
    conjunction,
)
from eligibility.possible.interval import hull
from eligibility.records.facts import PossibleValue, Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Role, Used
from eligibility.units import conversion
from eligibility.vocabulary.model import Call, Expression, Formula, Input, Name, Number, Together, Variable

Given = Mapping[str, Interval]
ChooseInput = Callable[[str, ReadingLeaf, View], Chosen]
AllReadings = Callable[[Variable, View], Sequence[SeenReading]]

UNARY: Mapping[str, Callable[[Interval], Interval]] = {
    "neg": arithmetic.negate,
    "ln": arithmetic.natural_logarithm,
    "log10": arithmetic.common_logarithm,
    "sqrt": arithmetic.square_root,
    "cbrt": arithmetic.cube_root,
}
BINARY: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.multiply,
    "/": arithmetic.divide,
    "^": arithmetic.power,
}
COMPARISONS = ("<", "<=", "=", ">=", ">")
RULED_OUT = "ruled_out"


# ---- expressions ---------------------------------------------------------------------------------


def evaluate(expression: Expression, given: Given) -> Interval:
    """The possible results of an expression.

    >>> print(evaluate(Call("+", (Name("x"), Number(Fraction(1)))), {"x": Interval.exactly(2)}))
    3
    """
    match expression:
        case Number(value):
            return Interval.exactly(value)
        case Name(name):
            return given[name]
        case Call(function, arguments):
            return arithmetic.bounded(apply(function, [evaluate(each, given) for each in arguments]))


def apply(function: str, values: Sequence[Interval]) -> Interval:
    """One operation on possible numbers."""
    if function in BINARY:
        return BINARY[function](values[0], values[1])
    if function in UNARY:
        return UNARY[function](values[0])
    if function in COMPARISONS:
        return arithmetic.compare(function, values[0], values[1])
    match function:
        case "min":
            return arithmetic.smallest(values)
        case "max":
            return arithmetic.largest(values)
        case "clamp":
            return arithmetic.clamp(values[0], values[1], values[2])
        case "round":
            return arithmetic.round_half_up(values[0], _decimals(values[1]))
        case "if":
            return arithmetic.choose(values[0], values[1], values[2])
        case _:
            raise ValueError(f"unknown function {function}")


def _decimals(number: Interval) -> int:
    """The reader of formulas takes nothing but a whole number here."""
    assert number.low is not None
    return int(number.low)


def compute(rule: Formula, given: Given) -> Interval:
    """The possible results of a formula with its intermediate steps."""
    known = dict(given)
    for name, expression in rule.steps:
        known[name] = evaluate(expression, known)
    return evaluate(rule.expression, known)


# ---- a derived variable --------------------------------------------------------------------------


def derive_formula(
    leaf: ReadingLeaf, rule: Formula, view: View, choose_input: ChooseInput, all_readings: AllReadings
) -> Derived:
    """The possible values of a formula: one per reading of a single input, else of the hulls of all inputs."""
    if rule.together is not None:
        return _derive_together(leaf, rule, view, all_readings)
    chosen = [choose_input(each.variable, leaf, view) for each in rule.inputs]
    groups = [choose_input(name, leaf, view) for name, _ in rule.by]
    givens = _givens(rule, chosen)
    constants = list(_constants(rule, [_codes(group) for group in groups]))
    alternatives = tuple(
        _result(leaf.variable, rule, {**given, **more}) for given in givens for more in constants
    )
    everything = [*chosen, *groups]
    sure = any(each.sure for each in chosen)
    settled = len(alternatives) == 1 and alternatives[0].is_exact
    open_ = NO_REASONS if settled else NO_REASONS.union(*(each.open for each in everything))
    open_ |= _without_limits(rule, [each.readings for each in chosen])
    computed = Computed(
        leaf.variable.name,
        hull(alternatives),
        tuple(fact for each in everything for fact in each.facts),
        tuple(each.computed for each in everything if each.computed is not None),
        missing=tuple(each.variable.name for each in everything if not each.maybe),
        open=open_,
        approximate=not rule.exact,
    )
    newest = max((each.newest for each in chosen if each.newest is not None), default=None)
    approximate = not rule.exact or any(each.approximate for each in everything)
    return Derived(
        (), alternatives, sure, newest, computed, open_, NO_REASONS if sure else open_, approximate
    )


def _givens(rule: Formula, chosen: Sequence[Chosen]) -> list[dict[str, Interval]]:
    entering = [
        [_entering(value, reading, each, given.variable) for value, reading in given.possible()]
        for each, given in zip(rule.inputs, chosen, strict=True)
    ]
    names = [each.variable for each in rule.inputs]
    if len(names) == 1:
        return [{names[0]: value} for value in entering[0]]
    return [dict(zip(names, (hull(values) for values in entering), strict=True))]


def _entering(value: PossibleValue, reading: Reading | None, rule: Input, variable: Variable) -> Interval:
    """An input as a number in the unit of the formula."""
    if rule.over_upper_limit:
        return _over_limit(reading)
    if isinstance(value, frozenset):
        numbers = [Interval.exactly(1 if code == "true" else 0) for code in value]
        return hull(numbers)
    if not isinstance(value, Interval):
        return EVERYTHING
    if rule.unit is None or variable.unit is None or rule.unit == variable.unit:
        return value
    change = conversion(variable.unit, rule.unit, variable.molar_mass, variable.factors)
    return EVERYTHING if change is None else value.scaled(change.times, change.plus)


def _without_limits(rule: Formula, given: Iterable[Iterable[Reading | None]]) -> frozenset[Reason]:
    """Whether an input that enters over its upper limit came without one."""
    without = any(
        each.over_upper_limit and any(reading is not None and reading.upper is None for reading in readings)
        for each, readings in zip(rule.inputs, given, strict=True)
    )
    return frozenset({Reason.NO_REFERENCE_LIMIT}) if without else NO_REASONS


def _over_limit(reading: Reading | None) -> Interval:
    if reading is None or reading.reported is None or reading.upper is None:
        return Interval(Fraction(0), None)
    return arithmetic.divide(reading.reported, reading.upper)


def _codes(group: Chosen) -> set[str]:
    return {code for value, _ in group.possible() if isinstance(value, frozenset) for code in value}


def _constants(rule: Formula, codes: Sequence[set[str]]) -> Iterator[dict[str, Interval]]:
    """The constants of `by` for each code that is possible; a formula has some for every code."""
    for picked in product(*(sorted(each) for each in codes)):
        rows = [table[code] for code, (_, table) in zip(picked, rule.by, strict=True)]
        yield {name: Interval.exactly(number) for row in rows for name, number in row.items()}


def _result(variable: Variable, rule: Formula, given: Given) -> Interval:
    result = compute(rule, given)
    if rule.result_unit is None or variable.unit is None or rule.result_unit == variable.unit:
        return result
    change = conversion(rule.result_unit, variable.unit, variable.molar_mass, variable.factors)
    return EVERYTHING if change is None else result.scaled(change.times, change.plus)


# ---- inputs of one sample or day -----------------------------------------------------------------


def _derive_together(leaf: ReadingLeaf, rule: Formula, view: View, all_readings: AllReadings) -> Derived:
    readings = formula_series(leaf.variable, rule, view, all_readings)
    choice = choose(leaf, readings, view, Use.LATEST)
    seen = [match.seen for match in choice.candidates]
    open_ = NO_REASONS.union(
        *(each.fact.open for each in seen), *(match.reasons for match in choice.candidates)
    )
    newest = max((days_of(match).last for match in choice.candidates), default=None)
    values = tuple(each.fact.value for each in seen) if choice.sure else (whole_domain(leaf.variable),)
    missing = () if seen else tuple(each.variable for each in rule.inputs)
    facts = tuple(Used(each.fact, Role.INPUT) for each in seen)
    value = hull(each for each in values if isinstance(each, Interval))
    computed = Computed(
        leaf.variable.name, value, facts, missing=missing, open=open_, approximate=not rule.exact
    )
    reasons = NO_REASONS if choice.sure else open_ or _why(leaf, choice, view)
    approximate = any(each.fact.approximate for each in seen)
    return Derived((), values, choice.sure, newest, computed, open_, reasons, approximate)


def _why(leaf: ReadingLeaf, choice: Choice, view: View) -> frozenset[Reason]:
    return why_nothing(leaf.window, bool(choice.stale), leaf.variable.judged, view)


def formula_series(variable: Variable, rule: Formula, view: View, readings: AllReadings) -> list[SeenReading]:
    """The formula for every sample (or day) that has all inputs; of one input for every reading."""
    if rule.by or (rule.together is None and len(rule.inputs) > 1):
        return []
    inputs = [view.trial.vocabulary.variables[each.variable] for each in rule.inputs]
    if rule.together is None:
        return [_sample(variable, rule, inputs, [[seen]], NO_REASONS) for seen in readings(inputs[0], view)]
    given = [[seen for seen in readings(each, view) if seen.fact.status != RULED_OUT] for each in inputs]
    by_group = [
        _grouped([seen for seen in group if _is_sure(seen, rule.together)], rule.together) for group in given
    ]
    shared = [key for key in by_group[0] if all(key in groups for groups in by_group)]
    together = [[groups[key] for groups in by_group] for key in shared]
    samples = [_sample(variable, rule, inputs, each, _disagreement(each)) for each in together]
    return [*samples, *_perhaps_a_sample(variable, rule, inputs, given)]


def _is_sure(seen: SeenReading, together: Together) -> bool:
    """Whether it is known that the reading counts, and to which sample or day it belongs."""
    placed = seen.days.is_exact or _sample_key(seen, together) != _day_key(seen)
    return placed and seen.exists is TRUE and seen.fact.status == "confirmed"


def _perhaps_a_sample(
    variable: Variable, rule: Formula, inputs: Sequence[Variable], given: Sequence[Sequence[SeenReading]]
) -> Iterator[SeenReading]:
    """Readings whose day or status is open may belong to a sample that holds any of them."""
    assert rule.together is not None
    if all(given) and not all(_is_sure(seen, rule.together) for group in given for seen in group):
        first = max(min(seen.days.first for seen in group) for group in given)
        last = min(max(seen.days.last for seen in group) for group in given)
        if first <= last:
            whole = _sample(variable, rule, inputs, given, NO_REASONS)
            yield whole._replace(days=Days(first, last), exists=UNKNOWN)


def _grouped(readings: Sequence[SeenReading], together: Together) -> dict[Hashable, list[SeenReading]]:
    groups: dict[Hashable, list[SeenReading]] = {}
    for seen in readings:
        groups.setdefault(_sample_key(seen, together), []).append(seen)
    return groups


def _sample_key(seen: SeenReading, together: Together) -> Hashable:
    """What readings of one sample share: its number, else their row, else their day."""
    if together is Together.SAME_SAMPLE:
        sample = seen.fact.attributes.get("sample")
        if sample is not None:
            return ("sample", sample)
        if seen.fact.source.row is not None:
            return ("row", seen.fact.source.file, seen.fact.source.row)
    return _day_key(seen)


def _day_key(seen: SeenReading) -> Hashable:
    return ("day", seen.days.first)


def _disagreement(groups: Sequence[Sequence[SeenReading]]) -> frozenset[Reason]:
    """Whether an input has readings in one sample that say different things."""
    differ = any(says(seen.fact) != says(group[0].fact) for group in groups for seen in group)
    return frozenset({Reason.CONFLICTING}) if differ else NO_REASONS


def _sample(
    variable: Variable,
    rule: Formula,
    inputs: Sequence[Variable],
    groups: Sequence[Sequence[SeenReading]],
    open_: frozenset[Reason],
) -> SeenReading:
    given = {
        each.variable: hull(_entering(seen.fact.value, seen.fact, each, known) for seen in group)
        for each, known, group in zip(rule.inputs, inputs, groups, strict=True)
    }
    everyone = [seen for group in groups for seen in group]
    days = Days(min(seen.days.first for seen in everyone), max(seen.days.last for seen in everyone))
    open_ = open_.union(*(seen.fact.open for seen in everyone))
    open_ |= _without_limits(rule, [[seen.fact for seen in group] for group in groups])
    value = _result(variable, rule, given)
    fact = replace(
        everyone[0].fact,
        variable=variable.name,
        value=value,
        open=NO_REASONS if value.is_exact else open_,
        reported=value,
        unit=variable.unit,
        lower=None,
        upper=None,
        written="",
        approximate=not rule.exact or any(seen.fact.approximate for seen in everyone),
    )
    exists = conjunction(seen.exists for seen in everyone)
    return SeenReading(fact, days, exists if exists is not FALSE else UNKNOWN)
