"""Whether bands cover all values of a variable, each value once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise

from eligibility.possible import EVERYTHING, Interval
from eligibility.possible.interval import decimal
from eligibility.vocabulary.model import Accepted, Bound, Codes, Kind, Range, Reference, Variable
from eligibility.vocabulary.range_comparisons import way_to_own_unit

MOST_LIMITS = 100  # pairs of laboratory limits that are tried
Limits = dict[Reference, Fraction]
Named = Sequence[tuple[str, Accepted]]
Ranges = Sequence[tuple[str, Range]]
Concrete = list[tuple[str, Interval]]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A value in no band, or in several."""

    bands: tuple[str, ...]
    at: str


def check_bands(bands: Named, variable: Variable, *, whole: bool = False) -> list[str]:
    """What is wrong: values in no band, values in several. `whole`: the variable has whole numbers only.

    Bands in ULN and LLN are tried with many limits, around every number at which something changes.
    """
    if variable.kind is not Kind.QUANTITY:
        return [_message(fault, variable, {}) for fault in _faults_of_codes(bands, variable)]
    ranges = [(name, accepted) for name, accepted in bands if isinstance(accepted, Range)]
    domain = variable.plausible or EVERYTHING
    for limits in _limits(ranges, variable):
        concrete = _concrete(ranges, variable, limits, domain)
        fault = _of_whole(concrete, domain) if whole else _of_numbers(concrete, domain)
        if fault is not None:
            return [_message(fault, variable, limits)]
    return []


def _faults_of_codes(bands: Named, variable: Variable) -> Iterator[_Fault]:
    for value in variable.values:
        holding = [
            name for name, accepted in bands if isinstance(accepted, Codes) and value in accepted.codes
        ]
        if len(holding) != 1:
            yield _Fault(tuple(holding), f"`{value}`")


def _message(fault: _Fault, variable: Variable, limits: Limits) -> str:
    unit = f" {variable.unit}" if variable.unit else ""
    given = ", ".join(f"{of.value} {decimal(limit)}" for of, limit in limits.items())
    condition = f" (with {given})" if given else ""
    if not fault.bands:
        return f"No band holds {fault.at}{unit} of {variable.name}{condition}."
    return f"The bands {' and '.join(fault.bands)} both hold {fault.at}{unit} of {variable.name}{condition}."


def _whole_numbers(interval: Interval) -> Interval | None:
    """The whole numbers of an interval, as the numbers from the first up to one behind the last.

    >>> print(_whole_numbers(Interval(Fraction(5), Fraction(6))))
    5 to < 7
    """
    low, high = interval.low, interval.high
    first = None if low is None else Fraction(low // 1 + 1 if interval.low_open else -(-low // 1))
    behind = None if high is None else Fraction(-(-high // 1) if interval.high_open else high // 1 + 1)
    if first is not None and behind is not None and first >= behind:
        return None
    return Interval(first, behind, False, behind is not None)


def _of_whole(bands: Concrete, domain: Interval) -> _Fault | None:
    found = [(name, whole) for name, interval in bands if (whole := _whole_numbers(interval)) is not None]
    return _of_numbers(found, _whole_numbers(domain) or domain)


def _of_numbers(bands: Concrete, domain: Interval) -> _Fault | None:
    """Laid side by side in order, each band must begin exactly where the one before ends."""
    if not bands:
        return _Fault((), str(domain))
    ordered = sorted(bands, key=lambda band: (band[1].low is not None, band[1].low or 0, band[1].low_open))
    first, last = ordered[0][1], ordered[-1][1]
    if first.low != domain.low or (first.low_open and not domain.low_open):
        return _Fault((), "the lowest value" if domain.low is None else decimal(domain.low))
    for (name, one), (following, other) in pairwise(ordered):
        fault = _between(name, one, following, other)
        if fault is not None:
            return fault
    if last.high != domain.high or (last.high_open and not domain.high_open):
        at = last.high if last.high_open else domain.high
        return _Fault((), "the highest value" if at is None else decimal(at))
    return None


def _between(name: str, one: Interval, following: str, other: Interval) -> _Fault | None:
    """What is wrong between a band and the next one."""
    both = one.meet(other)
    if both is not None:
        return _Fault((name, following), _first_of(both))
    assert one.high is not None and other.low is not None
    if one.high == other.low and not (one.high_open and other.low_open):
        return None
    return _Fault((), decimal(one.high if one.high_open else (one.high + other.low) / 2))


def _first_of(numbers: Interval) -> str:
    """The lowest of the numbers, or all of them where there is no lowest."""
    return str(numbers) if numbers.low is None or numbers.low_open else decimal(numbers.low)


def _concrete(ranges: Ranges, variable: Variable, limits: Limits, domain: Interval) -> Concrete:
    """The bands as numbers within the domain, for given laboratory limits; a band may be empty then."""
    found: Concrete = []
    for name, accepted in ranges:
        interval = accepted.interval.meet(domain)
        for bound in accepted.bounds:
            if interval is not None and bound.limit.of is not None:
                interval = interval.meet(_side(bound, variable, limits[bound.limit.of]))
        if interval is not None:
            found.append((name, interval))
    return found


def _side(bound: Bound, variable: Variable, limit: Fraction) -> Interval:
    """The numbers on the accepted side of a bound in ULN or LLN."""
    way = way_to_own_unit(bound.limit.unit, variable) if bound.limit.unit else None
    number = bound.limit.number * limit + bound.limit.offset * (way.times if way else 1)
    make = Interval.above if bound.lower else Interval.below
    return make(number, included=not bound.open)


def _limits(ranges: Ranges, variable: Variable) -> Iterator[Limits]:
    """Laboratory limits worth trying: on, below and above every fixed number that a band names."""
    bounds = [bound for _, accepted in ranges for bound in accepted.bounds if bound.limit.of is not None]
    used = {bound.limit.of for bound in bounds}
    if not used:
        yield {}
        return
    tried = _tried(ranges, variable, {bound.limit.number for bound in bounds if bound.limit.number > 0})
    pairs = ((low, high) for high in tried for low in (tried if len(used) == 2 else [high / 2]) if low < high)
    for low, high in islice(pairs, MOST_LIMITS):
        both = {Reference.LLN: low, Reference.ULN: high}
        yield {of: both[of] for of in Reference if of in used}


def _tried(ranges: Ranges, variable: Variable, multiples: set[Fraction]) -> list[Fraction]:
    intervals = [accepted.interval for _, accepted in ranges]
    fixed = {end for each in intervals for end in (each.low, each.high) if end is not None and end > 0}
    domain = variable.plausible or EVERYTHING
    middle = ((domain.low or 0) + domain.high) / 2 if domain.high is not None else Fraction(1)
    ends = fixed or {middle}
    factors = (Fraction(1, 2), Fraction(1), Fraction(2))
    return sorted(
        {
            end / multiple * times
            for end in ends
            for multiple in multiples | {Fraction(1)}
            for times in factors
        }
    )
