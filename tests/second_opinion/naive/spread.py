"""Finite sets of possibilities that stand for all: every place where an answer can change, and a point between any two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import TypeVar

from eligibility.possible import Days, Interval

MOST_COMPLETIONS = 4000
FEW_DAYS = 9
FAR = 10**6

T = TypeVar("T")


class TooMany(Exception):
    """More completions than are tried for one leaf."""


def ways(choices: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    """Every way to take one of each; raises TooMany over the cap."""
    number = 1
    for each in choices:
        number *= len(each)
    if number > MOST_COMPLETIONS:
        raise TooMany
    return product(*choices)


def numbers_of(interval: Interval, cuts: Iterable[Fraction]) -> list[Fraction]:
    """Numbers of an interval on each cut, between any two, and on (or just inside) its ends."""
    if interval.is_exact and interval.low is not None:
        return [interval.low]
    marks = sorted({cut for cut in (*cuts, interval.low, interval.high) if cut is not None})
    points = marks + [(one + other) / 2 for one, other in pairwise(marks)]
    points += [marks[0] - 1, marks[0] - FAR, marks[-1] + 1, marks[-1] + FAR] if marks else [Fraction(0)]
    return [point for point in sorted(points) if holds_number(interval, point)]


def holds_number(interval: Interval, number: Fraction) -> bool:
    """Whether a number belongs to an interval."""
    if interval.low is not None and (number < interval.low or (interval.low_open and number == interval.low)):
        return False
    return (
        interval.high is None
        or number < interval.high
        or (not interval.high_open and number == interval.high)
    )


def days_of(days: Days, interesting: Iterable[int]) -> list[int]:
    """All days if they are few; else the first, the last, and the interesting ones with a day on either side."""
    if days.last - days.first < FEW_DAYS:
        return list(range(days.first, days.last + 1))
    near = {day + step for day in interesting for step in (-1, 0, 1)}
    return sorted({days.first, days.last} | {day for day in near if days.first <= day <= days.last})
