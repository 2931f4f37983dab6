"""Comparisons of quantities: units, conversion to the variable's own unit, limits of the laboratory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from eligibility.possible import EVERYTHING, Interval
from eligibility.units import Conversion, Unit, UnitRefusal, conversion, read_unit
from eligibility.vocabulary.comparison_hints import repaired
from eligibility.vocabulary.comparison_text import WrittenLimit, read_range, split_brackets
from eligibility.vocabulary.mistakes import Mistake, refuse, shortened
from eligibility.vocabulary.model import Bound, Limit, Range, Variable
from eligibility.vocabulary.restated_ranges import disagreement
from eligibility.vocabulary.sensible_ranges import beside_the_plausible

UNCHANGED = Conversion(Fraction(1))


def read_accepted_range(text: str, variable: Variable) -> tuple[Range, tuple[Mistake, ...]]:
    """The range of a text, and warnings; raises Refused."""
    main, restated_text = split_brackets(text)
    accepted = _in_own_unit(main, text, variable)
    warnings = beside_the_plausible(accepted, variable)
    if restated_text is None:
        return replace(accepted, text=text), warnings
    restated = _restated(restated_text, variable)
    warnings += disagreement(accepted, restated, main, restated_text, variable)
    return replace(accepted, text=text, restated=restated), warnings


def way_to_own_unit(unit: Unit, variable: Variable) -> Conversion | None:
    """How a unit converts into that of the variable; None if it does not."""
    assert variable.unit is not None  # the limits of a bare number have no unit
    return conversion(unit, variable.unit, variable.molar_mass, variable.factors)


def _in_own_unit(main: str, text: str, variable: Variable) -> Range:
    bounds = _bounds(read_range(main), text, variable)
    fixed = [bound for bound in bounds if bound.limit.of is None]
    interval = _meet((_interval(bound, _way(bound.limit.unit, variable)) for bound in fixed), text)
    for bound in bounds:
        _way(bound.limit.unit, variable)
    _check_same_reference(bounds, text)
    return Range(text, bounds, interval, next((bound.limit.unit for bound in reversed(fixed)), None))


def _restated(text: str, variable: Variable) -> Range:
    bounds = _bounds(read_range(text), text, variable)
    units = {bound.limit.unit for bound in bounds if bound.limit.of is None}
    if len(units) != 1 or None in units or any(bound.limit.of for bound in bounds):
        raise refuse(
            "213", f"`{shortened(text)}` does not restate a limit.", "write numbers with one other unit"
        )
    interval = _meet((_interval(bound, UNCHANGED) for bound in bounds), text)
    return Range(text, bounds, interval, units.pop())


def _bounds(written: Iterable[tuple[str, WrittenLimit]], text: str, variable: Variable) -> tuple[Bound, ...]:
    pairs = list(written)
    shared = pairs[-1][1].unit
    bounds: list[Bound] = []
    for sign, limit in pairs:
        needs_unit = limit.of is None or limit.offset != 0
        spelled = limit.unit or (shared if needs_unit else "")
        unit = _unit(spelled, text, variable) if needs_unit or spelled else None
        resolved = Limit(limit.number, unit, limit.of, limit.offset)
        bounds += [Bound(resolved, len(sign) == 1 and sign != "=", lower) for lower in _sides(sign)]
    return tuple(bounds)


def _sides(sign: str) -> tuple[bool, ...]:
    return (True, False) if sign == "=" else (sign[0] == ">",)


def _unit(spelled: str, text: str, variable: Variable) -> Unit | None:
    if variable.unit is None:
        if spelled:
            message = f"`{shortened(text)}` has a unit, but {variable.name} is a bare number."
            raise refuse("203", message, f'write it without "{shortened(spelled)}"')
        return None
    if not spelled:
        message = f"`{shortened(text)}` has no unit, but {variable.name} is in {variable.unit}."
        raise refuse(
            "202", message, f'write the unit at the end, for example "{shortened(text)} {variable.unit}"'
        )
    unit = read_unit(spelled, like=variable.unit.code)
    if isinstance(unit, UnitRefusal):
        raise refuse("204", f"Unknown unit `{shortened(spelled)}`: {unit.why}.", _unit_remedy(unit, text))
    return unit


def _unit_remedy(refusal: UnitRefusal, text: str) -> str:
    better = repaired(text)
    if better != text and ("ULN" in better or "LLN" in better):
        return f'write "{better}"'
    return f"did you mean `{refusal.suggestion}`?" if refusal.suggestion else "`units` lists the known ones"


def _way(unit: Unit | None, variable: Variable) -> Conversion:
    if unit is None:
        return UNCHANGED
    way = way_to_own_unit(unit, variable)
    if way is None:
        message = f"{unit} cannot be converted to {variable.unit} for {variable.name}."
        raise refuse("205", message, f"write the limit in {variable.unit} or in another unit of its kind")
    return way


def _interval(bound: Bound, way: Conversion) -> Interval:
    number = way.apply(bound.limit.number)
    make = Interval.above if bound.lower else Interval.below
    return make(number, included=not bound.open)


def _meet(intervals: Iterable[Interval], text: str) -> Interval:
    answer = EVERYTHING
    for interval in intervals:
        met = answer.meet(interval)
        if met is None:
            raise refuse(
                "206", f"No number is accepted by `{shortened(text)}`.", "check the order of the limits"
            )
        answer = met
    return answer


def _check_same_reference(bounds: tuple[Bound, ...], text: str) -> None:
    """Limits that are multiples of the same laboratory limit must leave something between them."""
    for reference in {bound.limit.of for bound in bounds if bound.limit.of and not bound.limit.offset}:
        same = [bound for bound in bounds if bound.limit.of is reference and not bound.limit.offset]
        _meet((_interval(bound, UNCHANGED) for bound in same), text)
