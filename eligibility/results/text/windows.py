"""The days that a condition looks at, in words."""

from __future__ import annotations

from eligibility.language.plan import SCREENING, JudgementLeaf, OccurrenceLeaf, Point, ReadingLeaf, Window
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days
from eligibility.results.model import Explanation, PatientResult
from eligibility.results.text.asked_attributes import windows_named


def window_of(leaf: Explanation) -> Window | None:
    """The window that a leaf's condition states."""
    condition = leaf.condition
    return condition.window if isinstance(condition, ReadingLeaf | OccurrenceLeaf | JudgementLeaf) else None


def window_text(leaf: Explanation) -> str:
    """The resolved days of a window: `2025-03-20 to 2026-03-20`; nothing where there is none."""
    stated = window_of(leaf)
    if stated is None or leaf.window is None:
        return ""
    if not stated.stated:
        return f"as long as this site lets a reading stand:{_phrase(*leaf.window)}"
    start, end = _resolved(stated.start, leaf.window[0]), _resolved(stated.end, leaf.window[1])
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"up to {end or str(leaf.window[1])}"


def window_phrase(leaf: Explanation, patient: PatientResult) -> str:
    """When the thing that is asked for must have been: ` between 2025-03-20 and 2026-03-20`, ` on or before ...`."""
    return _phrase(*leaf.window) if leaf.window is not None else _phrase(None, patient.screening)


def _phrase(start: Days | None, end: Days | None) -> str:
    first, last = _bound(start), _bound(end)
    if first and last:
        return f" on {first}" if first == last else f" between {first} and {last}"
    return f" on or before {last}" if last else ""


def anchors_missing(leaf: Explanation, patient: PatientResult) -> tuple[str, ...]:
    """The anchors that a leaf counts from and that nothing sure gives."""
    asks = leaf.condition
    assert isinstance(asks, ReadingLeaf | OccurrenceLeaf | JudgementLeaf)
    stated = (asks.window,) if isinstance(asks, JudgementLeaf) else windows_named(asks)
    points = [point for window in stated for point in (window.start, window.end)]
    names = dict.fromkeys(point.anchor for point in points if point is not None and point.anchor is not None)
    return tuple(name for name in names if _missing(name, patient))


def _missing(name: str, patient: PatientResult) -> bool:
    if name == SCREENING:
        return patient.screening is None or not patient.screening.is_exact
    anchor = patient.anchors.get(name)
    return anchor is None or anchor.days is None or not anchor.days.is_exact


def _resolved(point: Point | None, days: Days | None) -> str:
    if point is None:
        return ""
    return _bound(days) or f"a day that is not known ({str(point.anchor).replace('_', ' ')})"


def _bound(days: Days | None) -> str:
    if days is None or (days.first == EVER_BEFORE and days.last == EVER_AFTER):
        return ""
    if days.first in (EVER_BEFORE, EVER_AFTER) and days.is_exact:
        return ""
    return str(days)
