"""Windows that never match, and anchors that nothing counts from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eligibility.documents import Diagnostic
from eligibility.language.checks.remarks import remark
from eligibility.language.plan import SCREENING, InTotal, Lasting, OccurrenceLeaf, Point, Trial, Window
from eligibility.language.walk import anchors_used, leaves_of, windows_of
from eligibility.possible import PeriodUnit, shift
from eligibility.vocabulary.model import Codes, Lasts

# Days at the ends of long and short months: a window that is empty from each of them is empty from every day.
_SAMPLES = tuple(
    date(year, month, day).toordinal() for year in (2023, 2024) for month in (1, 2, 3, 8) for day in (1, 28)
)


def never_matching(trial: Trial) -> Iterator[Diagnostic]:
    """Windows without a day, or without a day that can be known at screening."""
    for criterion, leaf in leaves_of(trial):
        for window in windows_of(leaf):
            if _is_empty(window):
                message = f"The window `{window.text}` of `{criterion.id}` has no day."
                yield remark("T105", message, leaf.at, "check which end comes first")
            elif _is_future(window):
                message = (
                    f"The window `{window.text}` of `{criterion.id}` begins after screening: it is never due."
                )
                yield remark("T105", message, leaf.at, "check `before` and `after`, or ask a `judgement`")


def unused_anchors(trial: Trial) -> Iterator[Diagnostic]:
    """Anchors that nothing counts from."""
    used = anchors_used(trial)
    for anchor in trial.anchors:
        if anchor.name not in used:
            yield remark(
                "T107",
                f"Nothing counts from the anchor `{anchor.name}`.",
                anchor.at,
                "use it, or take it out",
            )


def one_day_stretches(trial: Trial) -> Iterator[Diagnostic]:
    """`lasting` and `in total` of what happens on one day."""
    for criterion, leaf in leaves_of(trial):
        if (
            isinstance(leaf, OccurrenceLeaf)
            and isinstance(leaf.judging, (Lasting, InTotal))
            and _one_day(leaf, trial)
        ):
            message = f"`{criterion.id}` asks how long something lasts that happens on one day."
            yield remark("T112", message, leaf.at, "count it instead, with `count`")


def _one_day(leaf: OccurrenceLeaf, trial: Trial) -> bool:
    if not isinstance(leaf.accepted, Codes):
        return leaf.variable.lasts is Lasts.A_DAY
    concepts = trial.vocabulary.concepts.get(leaf.variable.name, {})
    lasts = {concepts[code].lasts or leaf.variable.lasts for code in leaf.accepted.asked if code in concepts}
    return lasts == {Lasts.A_DAY}


def _is_empty(window: Window) -> bool:
    start, end = window.start, window.end
    if (
        start is None
        or end is None
        or start.anchor != end.anchor
        or _in_half_lives(start)
        or _in_half_lives(end)
    ):
        return False
    return all(_day(start, base) > _day(end, base) for base in _SAMPLES)


def _is_future(window: Window) -> bool:
    start = window.start
    if start is None or start.anchor != SCREENING or _in_half_lives(start):
        return False
    return all(_day(start, base) > base for base in _SAMPLES)


def _in_half_lives(point: Point) -> bool:
    return point.period is not None and point.period.unit is PeriodUnit.HALF_LIVES


def _day(point: Point, base: int) -> int:
    day = base if point.day is None else point.day
    return (day if point.period is None else shift(day, point.period, point.sign)) + point.nudge
