"""How a value stands to the limit that a criterion sets, in every unit that a reader may check it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from eligibility.possible import Interval
from eligibility.records.facts import Reading
from eligibility.units import Conversion, Unit, conversion
from eligibility.vocabulary.model import Bound, Limit, Range, Reference, Variable


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A value and a limit in one unit, or (`times`) in multiples of that limit of the laboratory."""

    value: Interval
    limit: Fraction
    unit: Unit | None
    times: Reference | None = None

    @property
    def side(self) -> str:
        """Where every possible value lies: `under`, `on` or `over` the limit; else `around` it."""
        low, high = self.value.low, self.value.high
        if self.value.is_exact and low == self.limit:
            return "on"
        if high is not None and (high < self.limit or (high == self.limit and self.value.high_open)):
            return "under"
        if low is not None and (low > self.limit or (low == self.limit and self.value.low_open)):
            return "over"
        return "around"

    @property
    def distance(self) -> Fraction:
        """From the limit to the nearest possible value; 0 if the limit is among them."""
        low, high = self.value.low, self.value.high
        if low is not None and low > self.limit:
            return low - self.limit
        return self.limit - high if high is not None and high < self.limit else Fraction(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a value stands to the bound that matters most: the one it breaks, else the nearest.

    `reckoned` holds it in the unit of the criterion (or of the laboratory's limit) first, then in others.
    `reference` is the laboratory's limit as it was used, `limits_from` where it came from.
    """

    bound: Bound
    reckoned: tuple[Reckoned, ...]
    reference: Interval | None = None
    limits_from: str = ""

    @property
    def main(self) -> Reckoned:
        """In the unit that the criterion speaks of."""
        return self.reckoned[0]


def standing(
    accepted: Range, variable: Variable, value: Interval, reading: Reading | None = None
) -> Standing | None:
    """How a value (in the variable's own unit) stands to the accepted range; None where no limit is at hand.

    With `reading` the value is that of a result: the unit and the limits printed with it are used.
    """
    held = _restated(accepted, reading)
    found = [one for bound in held.bounds if (one := _to_bound(bound, variable, value, reading)) is not None]
    if not found:
        return None
    broken = [one for one in found if _breaks(one)]
    return (broken or sorted(found, key=lambda one: one.main.distance))[0]


def reference_of(reading: Reading, reference: Reference) -> Interval | None:
    """The laboratory's limit that came with a result."""
    return reading.upper if reference is Reference.ULN else reading.lower


def references_needed(accepted: Range) -> tuple[Reference, ...]:
    """Which limits of the laboratory a range asks for."""
    return tuple(dict.fromkeys(bound.limit.of for bound in accepted.bounds if bound.limit.of is not None))


def _restated(accepted: Range, reading: Reading | None) -> Range:
    other = accepted.restated
    if other is not None and reading is not None and reading.unit is not None and reading.unit == other.unit:
        return other
    return accepted


def _breaks(one: Standing) -> bool:
    side = one.main.side
    return side == ("under" if one.bound.lower else "over") or (side == "on" and one.bound.open)


def _to_bound(bound: Bound, variable: Variable, value: Interval, reading: Reading | None) -> Standing | None:
    if bound.limit.of is not None:
        return None if reading is None else _to_reference(bound, bound.limit.of, variable, reading)
    reckoned = tuple(_in_units(bound.limit, variable, value, reading))
    return Standing(bound, reckoned) if reckoned else None


def _to_reference(bound: Bound, of: Reference, variable: Variable, reading: Reading) -> Standing | None:
    reference, reported = reference_of(reading, of), reading.reported
    if reference is None or reported is None or reference.low is None or not reference.is_exact:
        return None
    offset = _offset(bound.limit, variable, reading.unit)
    if offset is None:
        return None
    limit = bound.limit.number * reference.low + offset
    reckoned = [Reckoned(reported, limit, reading.unit)]
    if reference.low > 0 and not bound.limit.offset and bound.limit.number != 1:
        multiple = reported.scaled(1 / reference.low)
        reckoned.append(Reckoned(multiple, bound.limit.number, None, of))
    return Standing(bound, tuple(reckoned), reference, reading.limits_from)


def _offset(limit: Limit, variable: Variable, unit: Unit | None) -> Fraction | None:
    if not limit.offset or limit.unit is None or unit is None or limit.unit == unit:
        return limit.offset
    way = _way(variable, limit.unit, unit)
    return None if way is None else limit.offset * way.times


def _in_units(
    limit: Limit, variable: Variable, value: Interval, reading: Reading | None
) -> Iterator[Reckoned]:
    own = variable.unit
    if limit.unit is None or own is None:
        yield Reckoned(value, limit.number, own)
        return
    reported = reading.reported if reading is not None and reading.unit is not None else None
    unit = reading.unit if reading is not None and reported is not None else None
    said = (
        reported if unit == limit.unit and reported is not None else _moved(value, variable, own, limit.unit)
    )
    yield from () if said is None else (Reckoned(said, limit.number, limit.unit),)
    if reported is not None and unit is not None and unit != limit.unit:
        number = _converted(limit.number, variable, limit.unit, unit)
        if number is not None:
            yield Reckoned(reported, number, unit)


def _moved(value: Interval, variable: Variable, frm: Unit, to: Unit) -> Interval | None:
    way = _way(variable, frm, to)
    return None if way is None else value.scaled(way.times, way.plus)


def _converted(number: Fraction, variable: Variable, frm: Unit, to: Unit) -> Fraction | None:
    way = _way(variable, frm, to)
    return None if way is None else way.apply(number)


def _way(variable: Variable, frm: Unit, to: Unit) -> Conversion | None:
    """From one unit to another of the same variable, or None where no factor is stated."""
    return conversion(frm, to, variable.molar_mass, variable.factors)
