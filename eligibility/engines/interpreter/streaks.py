"""Streaks: the current uninterrupted run of accepted assessments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from eligibility.possible import FALSE, TRUE, UNKNOWN, Days, Period, Truth, shift
from eligibility.results.model import Streak


class Mark(Enum):
    """What an assessment does to a run."""

    __hash__ = object.__hash__  # members are single objects; the hash of Enum is slow

    GOOD = "good"
    NOTHING = "nothing"
    BREAK = "break"


WORST = (Mark.BREAK, Mark.NOTHING, Mark.GOOD)
BEST = (Mark.GOOD, Mark.NOTHING, Mark.BREAK)


class Assessment(NamedTuple):
    """All readings of one day, with every mark that the day can have."""

    day: int
    marks: frozenset[Mark]


class Run(NamedTuple):
    """A streak as it stands if every open assessment is taken one way."""

    truth: Truth
    streak: Streak


def assessment(day: int, readings: Iterable[frozenset[Mark]]) -> Assessment:
    """The readings of a day as one: good if all are, a break if none can be good, else open."""
    readings = list(readings)
    if len(readings) == 1:
        return Assessment(day, readings[0])
    states: set[tuple[bool, bool]] = {(False, False)}  # (a good one, a bad one)
    for marks in readings:
        states = {
            (good or mark is Mark.GOOD, bad or mark is Mark.BREAK) for good, bad in states for mark in marks
        }
    return Assessment(day, frozenset(mark for state in states for mark in _marks(*state)))


def _marks(good: bool, bad: bool) -> tuple[Mark, ...]:
    if good and bad:
        return (Mark.GOOD, Mark.BREAK)
    if good:
        return (Mark.GOOD,)
    return (Mark.BREAK,) if bad else (Mark.NOTHING,)


def judge(
    assessments: Sequence[Assessment], number: int, apart: Period | None, end: Days, today: int
) -> tuple[Run, Run]:
    """The run at the worst and at the best. `end` are the days at which the window may end.

    If it may be that nothing was assessed at all, it cannot be known that the streak was not reached.
    """
    ordered = sorted(assessments, key=attrgetter("day"))
    worst = _run(ordered, WORST, number, apart, end, today)
    settled = {len(marks) for _, marks in ordered} <= {1}
    best = worst if settled else _run(ordered, BEST, number, apart, end, today)
    if best.truth is FALSE and all(Mark.NOTHING in each.marks for each in ordered):
        best = Run(UNKNOWN, best.streak)
    return worst, best


def _run(
    ordered: Sequence[Assessment],
    preference: tuple[Mark, ...],
    number: int,
    apart: Period | None,
    end: Days,
    today: int,
) -> Run:
    taken = [(day, _taken(marks, preference)) for day, marks in ordered]
    marked = [(day, mark) for day, mark in taken if mark is not Mark.NOTHING]
    counted = counted_days(current_run(marked), apart)
    ended = end.last < today
    streak = Streak(len(counted), number, None if ended else _due(counted, number, apart, today))
    if not marked:
        return Run(UNKNOWN, streak)
    if marked[-1][1] is Mark.BREAK:
        return Run(FALSE, streak)
    if len(counted) >= number:
        return Run(TRUE, streak)
    return Run(FALSE if ended else UNKNOWN, streak)


def _taken(marks: frozenset[Mark], preference: tuple[Mark, ...]) -> Mark:
    if len(marks) == 1:
        (mark,) = marks
        return mark
    return next(mark for mark in preference if mark in marks)


def current_run(marked: Sequence[tuple[int, Mark]]) -> list[int]:
    """The days of the good assessments since the last break."""
    run: list[int] = []
    for day, mark in marked:
        if mark is Mark.BREAK:
            run = []
        else:
            run.append(day)
    return run


def counted_days(run: Sequence[int], apart: Period | None) -> list[int]:
    """The days that count, from the first on, each at least `apart` after the one before."""
    counted: list[int] = []
    for day in run:
        if not counted or apart is None or day >= shift(counted[-1], apart):
            counted.append(day)
    return counted


def _due(counted: Sequence[int], number: int, apart: Period | None, today: int) -> int | None:
    """The earliest day on which the streak could be confirmed, if every further assessment is good."""
    if not counted or len(counted) >= number:
        return None
    day = counted[-1]
    for _ in range(number - len(counted)):
        day = max(day if apart is None else shift(day, apart), today)
    return day
