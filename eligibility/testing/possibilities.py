"""What one open number, day or code could turn out to be: every limit, and something on either side of each.

The options are few, and yet nothing that a trial asks can tell the possible values between two of them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, Interval

LONG_AGO = date(1900, 1, 1).toordinal()
NOT_LISTED = "not_listed"  # a code that no vocabulary has


def possible_numbers(interval: Interval, limits: Iterable[Fraction]) -> list[Fraction]:
    """Numbers of an interval: each limit in it, and one number between any two neighbours.

    >>> [str(each) for each in possible_numbers(Interval.above(Fraction(3)), [Fraction(5)])]
    ['4', '5', '6']
    """
    inner = {limit for limit in limits if interval.holds(limit)}
    ends = {end for end in (interval.low, interval.high) if end is not None}
    marks = sorted(inner | ends)
    if not marks:
        return [Fraction(0)]
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    outer = [marks[0] - 1] if interval.low is None else []
    outer += [marks[-1] + 1] if interval.high is None else []
    return sorted(each for each in {*marks, *between, *outer} if interval.holds(each))


def possible_days(days: Days, limits: Iterable[int], *, latest: int = EVER_AFTER) -> list[int]:
    """Days of an interval: its ends, and each limit in it.

    >>> possible_days(Days(10, 20), [15, 30])
    [10, 15, 20]
    """
    known = set(limits)
    first = days.first if days.first > EVER_BEFORE else min([LONG_AGO, days.last])
    last = min(days.last, latest)
    if last == EVER_AFTER:
        last = max([first, *known]) + 1
    return sorted({first, max(first, last)} | {each for each in known if first <= each <= last})
