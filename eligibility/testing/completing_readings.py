"""What a reading could turn out to be: its value, the limits printed with it, and its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any

from eligibility.possible import Days, Interval
from eligibility.records.facts import Chart, PossibleValue, Reading
from eligibility.testing.interests import Interests
from eligibility.testing.possibilities import possible_days, possible_numbers
from eligibility.testing.written_numbers import in_unit
from eligibility.units import conversion
from eligibility.vocabulary.model import CountItems, Limit, Points, Reference, Variable

Settle = Callable[[Sequence[Any], Any], Any]
_POSITIVE = Interval.above(Fraction(0))


class ReadingCompleter:
    """Settles readings."""

    def __init__(self, chart: Chart, interests: Interests, days: Sequence[int], settle: Settle) -> None:
        self._vocabulary = chart.vocabulary
        self._interests = interests
        self._days = days
        self._settle = settle

    def complete(self, reading: Reading) -> Reading:
        """The reading with its value, limits and day settled."""
        variable = self._vocabulary.variables[reading.variable]
        learned = self._limits(self._value(reading, variable), variable)
        return replace(learned, days=self._day(reading.days))

    def _day(self, days: Days) -> Days:
        if days.is_exact:
            return days
        latest = self._interests.layout.today if days == Days() else days.last
        options = [Days(day, day) for day in possible_days(days, self._days, latest=latest)]
        settled: Days = self._settle(options, days)
        return settled

    # ---- values ----------------------------------------------------------------------------------

    def _value(self, reading: Reading, variable: Variable) -> Reading:
        options = self._values(reading, variable)
        if not options or options[0] == reading.value:  # settled already; one whole number of several is not
            return reading
        value = self._settle(options, reading.value)
        if value is reading.value:
            return reading
        if not isinstance(value, Interval):
            return replace(reading, value=value, open=frozenset())
        return self._with_number(reading, value, variable)

    def _values(self, reading: Reading, variable: Variable) -> Sequence[PossibleValue]:
        value = reading.value
        if isinstance(value, Interval):
            numbers = possible_numbers(value, self._limits_of(reading, variable))
            if isinstance(variable.derived, Points | CountItems):
                numbers = _whole(numbers, value)
            return [] if value.is_exact else [Interval.exactly(each) for each in numbers]
        if isinstance(value, Days):
            asked = self._interests.dates.get(reading.variable, ())
            days = possible_days(value, {*asked, *(() if asked else self._days)})
            return [] if value.is_exact else [Days(day, day) for day in days]
        return [frozenset({code}) for code in sorted(value)]

    def _limits_of(self, reading: Reading, variable: Variable) -> list[Fraction]:
        limits = list(self._interests.numbers.get(variable.name, ()))
        back = _way_back(reading, variable)
        for limit in self._interests.references.get(variable.name, ()):
            for printed in _printed(reading, limit):
                number = limit.number * printed + _offset(limit, reading, variable)
                limits.append(number if back is None else back(number))
        return limits

    def _with_number(self, reading: Reading, value: Interval, variable: Variable) -> Reading:
        """The value, and the same number as it was reported."""
        assert value.low is not None
        if reading.reported is None:
            return replace(reading, value=value, open=frozenset(), reported=value, unit=variable.unit)
        if reading.reported.is_exact:
            return replace(reading, value=value, open=frozenset())
        if _way_back(reading, variable) is None:
            reported = self._unconverted(reading, reading.reported, variable)
        else:
            reported = Interval.exactly(in_unit(value.low, variable, reading.unit))
        still_open = frozenset() if reported.is_exact else reading.open
        return replace(reading, value=value, reported=reported, open=still_open)

    def _unconverted(self, reading: Reading, reported: Interval, variable: Variable) -> Interval:
        """A number in a unit that does not convert: held to the limits printed with it, or restated in that unit."""
        cuts = [
            limit.number * printed + _offset(limit, reading, variable)
            for limit in self._interests.references.get(variable.name, ())
            for printed in _printed(reading, limit)
        ]
        for each in self._interests.restated.get(variable.name, ()):
            if each.unit == reading.unit:
                cuts += [end for end in (each.interval.low, each.interval.high) if end is not None]
        numbers = possible_numbers(reported.meet(_POSITIVE) or reported, cuts)
        settled: Interval = self._settle([Interval.exactly(each) for each in numbers], reported)
        return settled

    # ---- the limits of the laboratory ------------------------------------------------------------

    def _limits(self, reading: Reading, variable: Variable) -> Reading:
        asked = self._interests.references.get(variable.name, ())
        for side, name in ((Reference.LLN, "lower"), (Reference.ULN, "upper")):
            limits = [limit for limit in asked if limit.of is side]
            printed: Interval | None = getattr(reading, name)
            if limits and reading.reported is not None and not (printed is not None and printed.is_exact):
                cuts = [*_meeting(reading, limits, variable)]
                options = [Interval.exactly(each) for each in possible_numbers(printed or _POSITIVE, cuts)]
                reading = replace(reading, **{name: self._settle(options, printed)})
        return reading


def _whole(numbers: Sequence[Fraction], value: Interval) -> list[Fraction]:
    """Whole numbers on either side of each: a score or a count has no others."""
    whole = {Fraction(floor(each) + step) for each in numbers for step in (-1, 0, 1)}
    return sorted(each for each in whole if value.holds(each)) or list(numbers)


def _way_back(reading: Reading, variable: Variable) -> Callable[[Fraction], Fraction] | None:
    """From the unit in which it was reported to the variable's own."""
    if reading.unit is None or variable.unit is None or reading.unit == variable.unit:
        return lambda number: number
    way = conversion(reading.unit, variable.unit, variable.molar_mass, variable.factors)
    return None if way is None else way.apply


def _printed(reading: Reading, limit: Limit) -> Iterator[Fraction]:
    printed = reading.upper if limit.of is Reference.ULN else reading.lower
    if printed is not None:
        yield from (end for end in (printed.low, printed.high) if end is not None)


def _offset(limit: Limit, reading: Reading, variable: Variable) -> Fraction:
    if limit.unit is None or reading.unit is None or limit.unit == reading.unit:
        return limit.offset
    change = conversion(limit.unit, reading.unit, variable.molar_mass, variable.factors)
    return limit.offset if change is None else limit.offset * change.times


def _meeting(reading: Reading, limits: Sequence[Limit], variable: Variable) -> Iterator[Fraction]:
    """The printed limits at which the reported value sits exactly on what a trial asks."""
    assert reading.reported is not None
    for limit in limits:
        for end in (reading.reported.low, reading.reported.high):
            if end is not None and limit.number:
                yield (end - _offset(limit, reading, variable)) / limit.number
