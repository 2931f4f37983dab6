"""Calendar periods. Days are days; months and years follow the calendar and are never 30 or 365 days."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import Enum

EVER_BEFORE = date.min.toordinal()
EVER_AFTER = date.max.toordinal()
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class PeriodUnit(Enum):
    """The units in which a trial counts time."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HALF_LIVES = "half-lives"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, such as 12 months. Half-lives are of the drug of the fact that is judged.

    >>> str(Period(1, PeriodUnit.MONTHS))
    '1 month'
    """

    count: int
    unit: PeriodUnit

    def __str__(self) -> str:
        word = self.unit.value
        if self.count == 1:
            word = "half-life" if self.unit is PeriodUnit.HALF_LIVES else word[:-1]
        return f"{self.count} {word}"


def shift(day: int, period: Period, sign: int = 1) -> int:
    """The day (a proleptic ordinal) that lies a period after `day`, or before it with sign -1.

    A day that its month does not have becomes the last day of that month.

    >>> date.fromordinal(shift(date(2025, 8, 31).toordinal(), Period(6, PeriodUnit.MONTHS)))
    datetime.date(2026, 2, 28)
    """
    if day <= EVER_BEFORE or day >= EVER_AFTER:
        return day
    match period.unit:
        case PeriodUnit.DAYS:
            return _bounded(day + sign * period.count)
        case PeriodUnit.WEEKS:
            return _bounded(day + sign * 7 * period.count)
        case PeriodUnit.MONTHS:
            return _shift_months(day, sign * period.count)
        case PeriodUnit.YEARS:
            return _shift_months(day, sign * 12 * period.count)
        case PeriodUnit.HALF_LIVES:
            raise ValueError("Half-lives become days by the half-life of a drug.")


def completed(start: int, end: int, unit: PeriodUnit) -> int:
    """How many whole periods have passed: the largest n with start + n periods on or before end.

    Negative if `end` lies before `start`.

    >>> completed(date(1951, 3, 2).toordinal(), date(2026, 3, 1).toordinal(), PeriodUnit.YEARS)
    74
    """
    if unit is PeriodUnit.DAYS:
        return end - start
    if unit is PeriodUnit.WEEKS:
        return (end - start) // 7
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    number = months if unit is PeriodUnit.MONTHS else months // 12
    while shift(start, Period(number, unit)) > end:
        number -= 1
    return number


def _bounded(day: int) -> int:
    return max(EVER_BEFORE, min(EVER_AFTER, day))


def _shift_months(day: int, months: int) -> int:
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year < date.min.year:
        return EVER_BEFORE
    if year > date.max.year:
        return EVER_AFTER
    last = 29 if month == 1 and isleap(year) else MONTHS[month]
    return date(year, month + 1, min(start.day, last)).toordinal()
