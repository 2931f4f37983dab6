"""Dates as people and systems write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days

UNDATED = Days()
LONGEST_DATE = 100
# What databases write where there is no date.
_NO_DATE = {Days(EVER_AFTER, EVER_AFTER), Days(EVER_BEFORE, EVER_BEFORE)}
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\d\d:?\d\d.*)?")
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:[T ]+\d{1,2}:\d\d.*)?"
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})[- ]?)?({'|'.join(_MONTHS)})[a-z]*\.?[- ]?(\d{{4}})(?:[T :]\d{{1,2}}:\d\d.*)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def read_days(written: object) -> Days | None:
    """The possible days of a date as written; None if it cannot be read.

    Year first (`2025-05-01`, `2025/5/1`, `20250501`, `2025年5月`, `2025-05`, `2025`), or the month as a word
    (`01-MAY-2025`); a time of day is dropped. `A/B` is a day from A to B, `/B` one up to B, `A/` one from A on.
    `01/05/2025` may be January or May: it is not read.

    >>> print(read_days("2025-05-01T08:30"), "|", read_days("2025-05-01/2025-05-07"), "|", read_days("/2025-05"))
    2025-05-01 | 2025-05-01 to 2025-05-07 | up to 2025-05-31
    >>> read_days("01/05/2025") is None
    True
    """
    if written is None:
        return UNDATED
    if isinstance(written, date):
        return _of_date(written)
    if not isinstance(written, str):
        return None  # from a program, such as a data frame's "not a number"
    text = written.strip()
    if not text or text.lower() == "undated":
        return UNDATED
    if len(text) > LONGEST_DATE:
        return None
    days = _one(text) or (_span(text) if "/" in text else None)
    return UNDATED if days in _NO_DATE else days


def _of_date(day: date) -> Days | None:
    try:
        ordinal = day.toordinal()
        return Days(ordinal, ordinal)
    except (ValueError, TypeError):  # a data frame's "not a time" calls itself a date
        return None


def _one(text: str) -> Days | None:
    if match := _ISO.fullmatch(text):
        return _days(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _days(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    if match := _NAMED.fullmatch(text):
        return _days(int(match[3]), _MONTHS[match[2].lower()], int(match[1] or 0))
    return None


def _days(year: int, month: int, day: int) -> Days | None:
    """The day; without a day the month, without a month the year."""
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Days.on(first)
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    return Days(first.toordinal(), last.toordinal())


def _span(text: str) -> Days | None:
    start, _, end = text.partition("/")
    first = _one(start.strip()) if start.strip() else UNDATED
    last = _one(end.strip()) if end.strip() else UNDATED
    if first is None or last is None or first.first > last.last:
        return None
    return Days(first.first, last.last)
