"""Whether possible values are accepted, with the laboratory's own limits where the trial asks for them."""

from __future__ import annotations

from fractions import Fraction

from eligibility.possible import FALSE, TRUE, UNKNOWN, Interval, Truth, conjunction
from eligibility.possible.arithmetic import snapped
from eligibility.possible.interval import order_by_product
from eligibility.records.facts import PossibleValue, Reading
from eligibility.records.reasons import Reason
from eligibility.units import Conversion, Unit, conversion
from eligibility.vocabulary.model import Accepted, Bound, Codes, Range, Reference, Variable

Judged = tuple[Truth, frozenset[Reason]]
NO_REASONS: frozenset[Reason] = frozenset()
SETTLED_TRUE: Judged = (TRUE, NO_REASONS)
SETTLED_FALSE: Judged = (FALSE, NO_REASONS)
UNCHANGED = Conversion(Fraction(1), Fraction(0))
NO_LIMIT = frozenset({Reason.NO_REFERENCE_LIMIT})


def value_accepted(value: PossibleValue, accepted: Accepted) -> Truth:
    """TRUE if every possible value is accepted, FALSE if none is; without any limit of a laboratory."""
    if isinstance(accepted, Codes):
        assert isinstance(value, frozenset)
        if value <= accepted.codes:
            return TRUE
        return FALSE if value.isdisjoint(accepted.codes) else UNKNOWN
    if isinstance(accepted, Range):
        assert isinstance(value, Interval)
        return value.accepted_by(accepted.interval)
    return TRUE


def computed_accepted(value: PossibleValue, accepted: Accepted, approximate: bool) -> Truth:
    """As `value_accepted`; ends of an approximate number count as a limit that they are within 1e-9 of."""
    if approximate and isinstance(accepted, Range):
        assert isinstance(value, Interval)
        value = snapped(value, accepted.interval)
    return value_accepted(value, accepted)


def reading_accepted(reading: Reading, accepted: Accepted, variable: Variable) -> Judged:
    """Whether a reading is accepted; an UNKNOWN comes with what is open in the reading."""
    if not isinstance(accepted, Range):
        truth = value_accepted(reading.value, accepted)
        return truth, NO_REASONS if truth.known else reading.open
    if accepted.only is not None:
        return _bound_holds(reading, accepted.only, variable)
    value, unit = reading.value, variable.unit
    if accepted.restated is not None and _reported_in(reading, accepted.restated.unit):
        accepted, unit = accepted.restated, reading.unit
        value = reading.reported or value
    assert isinstance(value, Interval)
    if reading.approximate:
        value = snapped(value, accepted.interval)
    truth = TRUE if accepted.interval.is_everything else value.accepted_by(accepted.interval)
    reasons = NO_REASONS if truth.known else reading.open
    if not accepted.in_reference or truth is FALSE:
        return truth, reasons
    answers = [_bound_holds(reading, bound, variable) for bound in accepted.in_reference]
    together = conjunction([truth, *(each for each, _ in answers)])
    if together.known:
        return together, NO_REASONS
    if _leaves_nothing(value.meet(accepted.interval), reading, accepted, variable, unit):
        return SETTLED_FALSE
    return together, reasons.union(*(why for each, why in answers if not each.known))


def _leaves_nothing(
    left: Interval | None, reading: Reading, accepted: Range, variable: Variable, unit: Unit | None
) -> bool:
    """Whether no possible number, in a unit, keeps the fixed limits and the laboratory's own at once.

    Each may be kept by some: `>= 75` and `< ULN` by none where the upper limit is 75.
    """
    for bound in accepted.in_reference:
        side = _easiest(reading, bound, variable, unit)
        left = left if left is None or side is None else left.meet(side)
    return left is None


def _easiest(reading: Reading, bound: Bound, variable: Variable, unit: Unit | None) -> Interval | None:
    """The numbers, in a unit, that keep a limit of the laboratory if it is as easy to keep as it can be."""
    limit = reference_limit(reading, bound, variable)
    change = _change(reading.unit, unit, variable)
    if limit is None or change is None:
        return None
    easy = limit.scaled(change.times, change.plus)
    end, is_open = (easy.low, easy.low_open) if bound.lower else (easy.high, easy.high_open)
    return None if end is None else _side(end, bound.lower, included=not (bound.open or is_open))


def _change(reported: Unit | None, unit: Unit | None, variable: Variable) -> Conversion | None:
    if reported == unit:
        return UNCHANGED
    if reported is None or unit is None:
        return None
    return conversion(reported, unit, variable.molar_mass, variable.factors)


def reference_limit(reading: Reading, bound: Bound, variable: Variable) -> Interval | None:
    """A limit such as `1.5 ULN` or `ULN + 6 s` for this reading, in the unit in which it was reported."""
    limit = bound.limit
    printed = reading.upper if limit.of is Reference.ULN else reading.lower
    if printed is None:
        return None
    scaled = printed.scaled(limit.number)
    if limit.offset == 0:
        return scaled
    offset = _offset_in(limit.offset, limit.unit, reading.unit, variable)
    return None if offset is None else scaled.scaled(Fraction(1), offset)


def _bound_holds(reading: Reading, bound: Bound, variable: Variable) -> Judged:
    """Value and limit are compared in the unit in which both were reported: no conversion is needed."""
    if reading.reported is None:
        return UNKNOWN, reading.open
    settled = _exactly_holds(reading, bound)
    if settled is not None:
        return settled
    limit = reference_limit(reading, bound, variable)
    if limit is None:
        return UNKNOWN, NO_LIMIT
    truth = _within_reach(reading.reported, limit, bound)
    return truth, (NO_REASONS if truth.known else reading.open or NO_LIMIT)


def _exactly_holds(reading: Reading, bound: Bound) -> Judged | None:
    """The answer for one number and a multiple of one printed limit, which most are; None for all else."""
    limit = bound.limit
    printed = reading.upper if limit.of is Reference.ULN else reading.lower
    value = reading.reported
    if printed is None or value is None or limit.offset:
        return None
    number, times = value.low, printed.low
    if number is None or number is not value.high or times is None or times is not printed.high:
        return None
    side = order_by_product(number, limit.number, times)
    held = (side > 0 if bound.lower else side < 0) or (side == 0 and not bound.open)
    return SETTLED_TRUE if held else SETTLED_FALSE


def _within_reach(reported: Interval, limit: Interval, bound: Bound) -> Truth:
    """TRUE if even the hardest limit that is possible is kept, FALSE if the easiest is not."""
    hard, hard_open, easy, easy_open = limit.low, limit.low_open, limit.high, limit.high_open
    if bound.lower:
        hard, hard_open, easy, easy_open = easy, easy_open, hard, hard_open
    included = not bound.open
    if hard is not None and reported.within(_side(hard, bound.lower, included=included or hard_open)):
        return TRUE
    if easy is None or reported.meets(_side(easy, bound.lower, included=included and not easy_open)):
        return UNKNOWN
    return FALSE


def _side(limit: Fraction, lower: bool, *, included: bool) -> Interval:
    return Interval.above(limit, included=included) if lower else Interval.below(limit, included=included)


def _reported_in(reading: Reading, unit: Unit | None) -> bool:
    return reading.reported is not None and unit is not None and reading.unit == unit


def _offset_in(
    offset: Fraction, unit: Unit | None, reported: Unit | None, variable: Variable
) -> Fraction | None:
    if unit == reported or unit is None or reported is None:
        return offset if unit == reported else None
    change = conversion(unit, reported, variable.molar_mass, variable.factors)
    return None if change is None else offset * change.times
