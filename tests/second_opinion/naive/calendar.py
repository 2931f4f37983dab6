"""The calendar, counted out: days are ordinals; months and years are found by trying."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from eligibility.possible import EVER_AFTER, EVER_BEFORE, PeriodUnit

MONTHS_IN = {PeriodUnit.MONTHS: 1, PeriodUnit.YEARS: 12}
DAYS_IN = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7}


def moved(day: int, count: int, unit: PeriodUnit) -> int:
    """The day that lies `count` units after `day` (before it, if negative)."""
    if day in (EVER_BEFORE, EVER_AFTER):
        return day
    if unit in DAYS_IN:
        return min(max(day + count * DAYS_IN[unit], EVER_BEFORE), EVER_AFTER)
    return _moved_months(date.fromordinal(day), count * MONTHS_IN[unit])


def whole_units(start: int, end: int, unit: PeriodUnit) -> int:
    """The largest n with start + n units on or before end."""
    number = _first_guess(start, end, unit)
    while moved(start, number, unit) <= end:
        number += 1
    return number - 1


def days_of_half_lives(count: int, hours: Fraction) -> int:
    """Half-lives in days, rounded up to whole days."""
    days = 0
    while days * 24 < count * hours:
        days += 1
    return days


def _first_guess(start: int, end: int, unit: PeriodUnit) -> int:
    """A number of units that surely ends before `end`."""
    longest = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7, PeriodUnit.MONTHS: 31, PeriodUnit.YEARS: 366}[unit]
    shortest = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7, PeriodUnit.MONTHS: 28, PeriodUnit.YEARS: 365}[unit]
    return (end - start) // (longest if end >= start else shortest) - 2


def _moved_months(start: date, months: int) -> int:
    number = start.year * 12 + (start.month - 1) + months
    year, month = number // 12, number % 12 + 1
    if year < 1:
        return EVER_BEFORE
    if year > 9999:
        return EVER_AFTER
    for day in (start.day, 30, 29, 28):
        if day <= start.day and _exists(year, month, day):
            return date(year, month, day).toordinal()
    raise AssertionError("every month has 28 days")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
