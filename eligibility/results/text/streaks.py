"""Runs of assessments: which of them count, and which do not although they are accepted."""

from __future__ import annotations

from eligibility.language.plan import Consecutive, ReadingLeaf
from eligibility.possible import shift
from eligibility.possible.days import day_text
from eligibility.records.facts import Reading
from eligibility.results.model import Explanation, Role, Streak, Used


def streak_text(streak: Streak) -> str:
    """How far the current run has come, and when it could be confirmed."""
    run = f"current run: {streak.counted} of {streak.needed} in a row"
    return run if streak.due is None else f"{run}; could be confirmed from {day_text(streak.due)} on"


def place_in_run(used: Used, leaf: Explanation) -> str:
    """Why an accepted assessment does not count after all; nothing if it does, or if that is not sure."""
    asks = leaf.condition
    if used.role is not Role.COUNTED or not isinstance(asks, ReadingLeaf):
        return ""
    if not isinstance(asks.judging, Consecutive) or _is_open(leaf):
        return ""
    day = _day(used)
    if any(one.role is Role.BROKE and _day(one) >= day for one in leaf.used):
        return "accepted, but broken later"
    if day in _counted(leaf, asks.judging):
        return ""
    return f"accepted, but less than {asks.judging.apart} after the one that counts"


def _counted(leaf: Explanation, judging: Consecutive) -> list[int]:
    """The days that count: the first of the run, then each far enough from the one before."""
    broken = max((_day(one) for one in leaf.used if one.role is Role.BROKE), default=0)
    run = sorted({_day(one) for one in leaf.used if one.role is Role.COUNTED and _day(one) > broken})
    counted: list[int] = []
    for day in run:
        if not counted or judging.apart is None or day >= shift(counted[-1], judging.apart):
            counted.append(day)
    return counted


def _is_open(leaf: Explanation) -> bool:
    return any(one.role is Role.MAYBE for one in leaf.used)


def _day(used: Used) -> int:
    fact = used.fact
    return fact.days.first if isinstance(fact, Reading) else fact.start.first
