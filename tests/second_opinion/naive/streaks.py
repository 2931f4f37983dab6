"""The current run of assessments, followed day by day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from eligibility.language.plan import Consecutive
from eligibility.possible import Truth
from tests.second_opinion.naive.calendar import moved
from tests.second_opinion.naive.logic import settled


def judge_streak(words: Consecutive, readings: Sequence[tuple[int, bool]], *, still_open: bool) -> Truth:
    """A day on which readings disagree may be good or a break; the answer must be the same for both."""
    days = sorted({day for day, _ in readings})
    said = [sorted({accepted for at, accepted in readings if at == day}) for day in days]
    if not days:
        return Truth.UNKNOWN
    return settled(_judge(words, list(zip(days, good, strict=True)), still_open) for good in product(*said))


def _judge(words: Consecutive, assessments: Sequence[tuple[int, bool]], still_open: bool) -> Truth:
    run: list[int] = []
    for day, good in assessments:
        run = [*run, day] if good else []
    if not run:
        return Truth.FALSE
    if _counted(words, run) >= words.number:
        return Truth.TRUE
    return Truth.UNKNOWN if still_open else Truth.FALSE


def _counted(words: Consecutive, run: Sequence[int]) -> int:
    """Greedily from the first: each that is far enough from the last one that counted."""
    counted: list[int] = []
    for day in run:
        if (
            not counted
            or words.apart is None
            or day >= moved(counted[-1], words.apart.count, words.apart.unit)
        ):
            counted.append(day)
    return len(counted)
