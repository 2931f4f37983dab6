"""Whether bands cover all values of a variable, each value once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, pairwise

from eligibility.possible import EVERYTHING, Interval
from eligibility.possible.interval import decimal
from eligibility.vocabulary.model import Accepted, Bound, Codes, Kind, Range, Reference, Variable
from eligibility.vocabulary.range_comparisons import way_to_own_unit

MOST_LIMITS = 400  # pairs of laboratory limits that are tried
MOST_WHOLE = 10_000
Limits = dict[Reference, Fraction]
Named = Sequence[tuple[str, Accepted]]


def check_bands(bands: Named, variable: Variable, *, whole: bool = False) -> list[str]:
    """What is wrong: values in no band, values in several. `whole`: the variable has whole numbers only.

    Bands in ULN and LLN are tried with many limits, around every number at which something changes.
    """
    if variable.kind is not Kind.QUANTITY:
        return _check_codes(bands, variable)
    ranges = [(name, accepted) for name, accepted in bands if isinstance(accepted, Range)]
    for limits in _limits(ranges, variable):
        for point in _points(ranges, variable, limits, whole=whole):
            holding = [name for name, accepted in ranges if _holds(accepted, point, variable, limits)]
            if len(holding) != 1:
                return [_message(holding, decimal(point), variable, limits)]
    return []


def _check_codes(bands: Named, variable: Variable) -> list[str]:
    found = []
    for value in variable.values:
        holding = [
            name for name, accepted in bands if isinstance(accepted, Codes) and value in accepted.codes
        ]
        if len(holding) != 1:
            found.append(_message(holding, f"`{value}`", variable, {}))
    return found


def _message(holding: list[str], point: str, variable: Variable, limits: Limits) -> str:
    unit = f" {variable.unit}" if variable.unit else ""
    given = ", ".join(f"{of.value} {decimal(limit)}" for of, limit in limits.items())
    condition = f" (with {given})" if given else ""
    if not holding:
        return f"No band holds {point}{unit} of {variable.name}{condition}."
    return f"The bands {' and '.join(holding)} both hold {point}{unit} of {variable.name}{condition}."


def _domain(variable: Variable) -> Interval:
    return variable.plausible or EVERYTHING


def _points(
    ranges: Sequence[tuple[str, Range]], variable: Variable, limits: Limits, *, whole: bool
) -> Iterator[Fraction]:
    """Every number at which something changes, one between each two, and one beyond the last on either side."""
    domain = _domain(variable)
    if whole and domain.low is not None and domain.high is not None and domain.high - domain.low < MOST_WHOLE:
        yield from map(Fraction, range(-(-domain.low // 1), domain.high // 1 + 1))
        return
    ends = _ends(ranges, variable, limits)
    between = [(one + other) / 2 for one, other in pairwise(ends)]
    beyond = [ends[0] - 1, ends[-1] + 1] if ends else [Fraction(0)]
    for point in sorted([*ends, *between, *beyond]):
        if Interval.exactly(point).within(domain):
            yield point


def _ends(ranges: Sequence[tuple[str, Range]], variable: Variable, limits: Limits) -> list[Fraction]:
    intervals = [accepted.interval for _, accepted in ranges] + [_domain(variable)]
    fixed = {end for interval in intervals for end in (interval.low, interval.high) if end is not None}
    moving = (
        {_limit(bound, variable, limits) for _, accepted in ranges for bound in _moving(accepted)}
        if limits
        else set()
    )
    return sorted(fixed | moving)


def _moving(accepted: Range) -> list[Bound]:
    return [bound for bound in accepted.bounds if bound.limit.of is not None]


def _limit(bound: Bound, variable: Variable, limits: Limits) -> Fraction:
    """A limit in ULN or LLN as a number in the variable's own unit."""
    limit = bound.limit
    way = way_to_own_unit(limit.unit, variable) if limit.unit else None
    assert limit.of is not None
    return limit.number * limits[limit.of] + limit.offset * (way.times if way else 1)


def _holds(accepted: Range, point: Fraction, variable: Variable, limits: Limits) -> bool:
    if not Interval.exactly(point).within(accepted.interval):
        return False
    return all(_meets(point, bound, _limit(bound, variable, limits)) for bound in _moving(accepted))


def _meets(point: Fraction, bound: Bound, limit: Fraction) -> bool:
    if point == limit:
        return not bound.open
    return (point > limit) == bound.lower


def _limits(ranges: Sequence[tuple[str, Range]], variable: Variable) -> Iterator[Limits]:
    """Laboratory limits worth trying: on, below and above every fixed number that a band names."""
    moving = [bound for _, accepted in ranges for bound in _moving(accepted)]
    used = {bound.limit.of for bound in moving}
    if not used:
        yield {}
        return
    multiples = {bound.limit.number for bound in moving if bound.limit.number > 0} | {Fraction(1)}
    fixed = [end for end in _ends(ranges, variable, {}) if end > 0] or [Fraction(1)]
    tried = sorted(
        {
            end / multiple * times
            for end in fixed
            for multiple in multiples
            for times in (Fraction(1, 2), 1, 2)
        }
    )
    pairs = ((low, high) for high in tried for low in (tried if len(used) == 2 else [high / 2]) if low < high)
    for low, high in islice(pairs, MOST_LIMITS):
        both = {Reference.LLN: low, Reference.ULN: high}
        yield {of: both[of] for of in Reference if of in used}
