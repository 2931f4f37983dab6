"""Days that are known to the day, or less precisely."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from eligibility.possible.periods import EVER_AFTER, EVER_BEFORE, Period, shift

__all__ = ["EVER_AFTER", "EVER_BEFORE", "Days"]


@dataclass(frozen=True, slots=True)
class Days:
    """One day, of which it is known only that it lies between `first` and `last`, both included.

    Both are proleptic ordinals (`date.toordinal`); EVER_BEFORE and EVER_AFTER stand for "no bound".

    >>> print(Days.read("2025-05"))
    2025-05
    >>> print(Days.on(date(2025, 5, 1)))
    2025-05-01
    """

    first: int = EVER_BEFORE
    last: int = EVER_AFTER

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("Days cannot be empty.")

    @staticmethod
    def on(day: date) -> Days:
        """A date that is sure."""
        return Days(day.toordinal(), day.toordinal())

    @staticmethod
    def read(text: str) -> Days | None:
        """An ISO date, a year and month, or a year; None if the text is none of these.

        >>> Days.read("2025-02-30") is None
        True
        """
        parts = text.split("-")
        widths = [4, 2, 2][: len(parts)]
        if [len(part) for part in parts] != widths:
            return None
        if not all(part.isascii() and part.isdigit() for part in parts):
            return None
        try:
            return _of_parts([int(part) for part in parts])
        except ValueError:
            return None

    @property
    def is_exact(self) -> bool:
        """Whether the day is sure."""
        return self.first == self.last

    def shifted(self, period: Period, sign: int = 1) -> Days:
        """Every possible day moved by the same calendar period."""
        return Days(shift(self.first, period, sign), shift(self.last, period, sign))

    def moved(self, days: int) -> Days:
        """Every possible day moved by a number of days; an end without bound stays so."""
        return Days(_moved(self.first, days), _moved(self.last, days))

    def meet(self, other: Days) -> Days | None:
        """The days possible in both, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None

    def hull(self, other: Days) -> Days:
        """From the first to the last day possible in either."""
        return Days(min(self.first, other.first), max(self.last, other.last))

    def __str__(self) -> str:
        if self.first == EVER_BEFORE and self.last == EVER_AFTER:
            return "undated"
        if self.is_exact:
            return day_text(self.first)
        if self.first == EVER_BEFORE:
            return f"up to {day_text(self.last)}"
        if self.last == EVER_AFTER:
            return f"from {day_text(self.first)}"
        return _month_or_year(self.first, self.last) or f"{day_text(self.first)} to {day_text(self.last)}"


def day_text(day: int) -> str:
    """A day as an ISO date."""
    return date.fromordinal(day).isoformat()


def _of_parts(parts: list[int]) -> Days:
    year = parts[0]
    if len(parts) == 3:
        return Days.on(date(year, parts[1], parts[2]))
    if len(parts) == 2:
        last = date(year, parts[1], monthrange(year, parts[1])[1])
        return Days(last.replace(day=1).toordinal(), last.toordinal())
    return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def _moved(day: int, days: int) -> int:
    if day in (EVER_BEFORE, EVER_AFTER):
        return day
    return max(EVER_BEFORE, min(EVER_AFTER, day + days))


def _month_or_year(first: int, last: int) -> str | None:
    for text in (day_text(first)[:7], day_text(first)[:4]):
        whole = Days.read(text)
        if whole is not None and (whole.first, whole.last) == (first, last):
            return text
    return None
