"""One unbroken stretch up to the end of a window, walked back day by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eligibility.language.plan import Lasting
from eligibility.possible import Truth
from tests.second_opinion.naive.calendar import moved


@dataclass(frozen=True)
class Stretch:
    """A matching fact: its days, and what must not change."""

    first: int
    last: int
    alike: tuple[object, ...] = ()


def judge_lasting(
    words: Lasting, stretches: Sequence[Stretch], end: int, today: int, absent: Callable[[int], bool]
) -> Truth:
    """TRUE if alike facts cover each day from the needed first day to `end`; FALSE if nothing could cover one of them.

    `absent(day)` says whether absence is established for a day.
    """
    first = moved(end, -words.least.count, words.least.unit) - (1 if words.strict else 0)
    needed = range(first, end + 1)
    for alike in {stretch.alike for stretch in stretches}:
        same = [stretch for stretch in stretches if stretch.alike == alike]
        if end <= today and all(_covered(day, same) for day in needed):
            return Truth.TRUE
    return Truth.FALSE if _never_alike(stretches, needed, absent) else Truth.UNKNOWN


def _covered(day: int, stretches: Sequence[Stretch]) -> bool:
    return any(stretch.first <= day <= stretch.last for stretch in stretches)


def _never_alike(stretches: Sequence[Stretch], needed: range, absent: Callable[[int], bool]) -> bool:
    """Whether every kind of stretch has a day that is surely not covered by it."""
    closed = [day for day in needed if absent(day)]
    kinds = {stretch.alike for stretch in stretches}
    return bool(closed) and all(
        any(not _covered(day, [each for each in stretches if each.alike == kind]) for day in closed)
        for kind in kinds
    )
