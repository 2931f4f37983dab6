"""Days that facts cover: totals, and unbroken stretches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligibility.possible import EVER_AFTER, EVER_BEFORE

Stretch = tuple[int, int]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of days, overlapping or adjoining ones joined.

    >>> merged([(1, 3), (4, 5), (9, 9)])
    [(1, 5), (9, 9)]
    """
    joined: list[Stretch] = []
    for first, last in sorted(each for each in stretches if each[0] <= each[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def within(stretches: Iterable[Stretch], first: int, last: int) -> list[Stretch]:
    """The parts of stretches from `first` to `last`."""
    return merged((max(start, first), min(end, last)) for start, end in stretches)


def total(stretches: Iterable[Stretch]) -> int:
    """How many days are covered, overlaps once.

    >>> total([(1, 3), (2, 5)])
    5
    """
    return sum(last - first + 1 for first, last in merged(stretches))


def gaps(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The days that no stretch covers."""
    found: list[Stretch] = []
    reached = EVER_BEFORE - 1
    for first, last in merged(stretches):
        if first > reached + 1:
            found.append((reached + 1, first - 1))
        reached = max(reached, last)
    if reached < EVER_AFTER:
        found.append((reached + 1, EVER_AFTER))
    return found


def stretch_at(stretches: Iterable[Stretch], day: int) -> Stretch | None:
    """The unbroken stretch that holds a day."""
    return next((each for each in merged(stretches) if each[0] <= day <= each[1]), None)


def meeting(stretches: Sequence[Iterable[Stretch]]) -> list[Stretch]:
    """The days that are covered in every one of several lists of stretches."""
    if not stretches:
        return []
    answer = merged(stretches[0])
    for other in stretches[1:]:
        answer = [part for first, last in merged(other) for part in within(answer, first, last)]
    return answer
