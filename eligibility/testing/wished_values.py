"""Values that a trial surely accepts, or surely does not, by the limits as the trial file states them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from eligibility.possible import EVERYTHING
from eligibility.testing.random_quantities import typical
from eligibility.testing.written_numbers import exact_text, in_unit, last_digit
from eligibility.units import Unit, conversion
from eligibility.vocabulary.model import Accepted, AnyCode, Bound, Codes, Kind, Range, Reference, Variable


@dataclass(frozen=True, slots=True)
class Result:
    """A value as a laboratory would print it. `lower` and `upper` are its limits, in the same unit."""

    number: Fraction
    unit: Unit | None
    lower: Fraction | None = None
    upper: Fraction | None = None


def is_accepted(result: Result, accepted: Range, variable: Variable) -> bool:
    """Whether a result keeps every bound of a range: on a limit if and only if the bound is closed."""
    return all(_keeps(result, bound, variable) for bound in accepted.bounds)


def limit_of(result: Result, bound: Bound, variable: Variable) -> Fraction:
    """The number at which a bound lies for a result, in the unit of the result."""
    limit = bound.limit
    if limit.of is None:
        return _into(limit.number, limit.unit, result.unit, variable)
    printed = result.upper if limit.of is Reference.ULN else result.lower
    assert printed is not None
    return limit.number * printed + _scaled(limit.offset, limit.unit, result.unit, variable)


def results_at(accepted: Range, variable: Variable) -> Iterator[tuple[Bound, Result]]:
    """For each bound of a range: a result exactly on it, and one printed step to either side.

    Where the digits of a limit do not end, nothing can be on it: then the last printed below it, and the next.
    """
    for stated in (accepted, accepted.restated):
        for bound in () if stated is None else stated.bounds:
            unit = bound.limit.unit if bound.limit.of is None else variable.unit
            blank = _blank(variable, unit)
            for number in _printed_at(limit_of(blank, bound, variable)):
                yield bound, Result(number, unit, blank.lower, blank.upper)


def _printed_at(limit: Fraction) -> tuple[Fraction, ...]:
    step = last_digit(limit)
    if exact_text(limit) is not None:
        return limit, limit - step, limit + step
    below = limit // step * step
    return below, below + step


def results(accepted: Accepted, variable: Variable, wanted: bool) -> Iterator[Result]:
    """Results that a range accepts, or does not; those on its limits first."""
    assert isinstance(accepted, Range)
    tried = [result for _, result in results_at(accepted, variable)]
    blank = _blank(variable, variable.unit)
    tried.append(Result(blank.number, blank.unit, blank.lower, blank.upper))
    for result in tried:
        held = held_to(result, accepted)
        if is_plausible(result, variable) and is_accepted(result, held, variable) is wanted:
            yield result


def held_to(result: Result, accepted: Range) -> Range:
    """The range to which a result is held: the restated one if it comes in that unit."""
    restated = accepted.restated
    return restated if restated is not None and restated.unit == result.unit else accepted


def is_plausible(result: Result, variable: Variable) -> bool:
    """Whether a number can be printed, and can be true."""
    number = _into(result.number, result.unit, variable.unit, variable)
    return exact_text(result.number) is not None and (variable.plausible or EVERYTHING).holds(number)


def codes(accepted: Accepted, variable: Variable, wanted: bool) -> Iterator[str]:
    """Codes of a scale that are accepted, or are not."""
    for value in variable.values:
        inside = isinstance(accepted, AnyCode) or (isinstance(accepted, Codes) and value in accepted.codes)
        if inside is wanted:
            yield value


def texts(accepted: Accepted, variable: Variable, wanted: bool) -> Iterator[str]:
    """What an attribute can say so that it is accepted, or is not."""
    if variable.kind is Kind.QUANTITY:
        for result in results(accepted, variable, wanted):
            yield result_text(result)
    elif isinstance(accepted, Codes) and variable.concepts_of:
        yield from accepted.asked if wanted else ()
    else:
        yield from codes(accepted, variable, wanted)


def result_text(result: Result) -> str:
    """The number with its unit."""
    return f"{exact_text(result.number)}{'' if result.unit is None else f' {result.unit}'}"


def _blank(variable: Variable, unit: Unit | None) -> Result:
    """A result with the limits of some laboratory."""
    number = in_unit(typical(variable.plausible or EVERYTHING), variable, unit)
    upper = Fraction(int(number)) if number >= 2 else Fraction(1)
    return Result(number, unit, upper / 4, upper)


def _keeps(result: Result, bound: Bound, variable: Variable) -> bool:
    limit = limit_of(result, bound, variable)
    if result.number == limit:
        return not bound.open
    return (result.number > limit) is bound.lower


def _into(number: Fraction, frm: Unit | None, to: Unit | None, variable: Variable) -> Fraction:
    if frm is None or to is None or frm == to:
        return number
    way = conversion(frm, to, variable.molar_mass, variable.factors)
    return number if way is None else way.apply(number)


def _scaled(offset: Fraction, frm: Unit | None, to: Unit | None, variable: Variable) -> Fraction:
    if frm is None or to is None or frm == to:
        return offset
    way = conversion(frm, to, variable.molar_mass, variable.factors)
    return offset if way is None else offset * way.times
