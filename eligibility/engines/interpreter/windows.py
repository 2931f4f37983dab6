"""Windows in days, and whether a day or a stretch of days lies in one."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from eligibility.engines.interpreter.view import Span, View
from eligibility.language.plan import SCREENING, Point, Window
from eligibility.possible import EVER_BEFORE, FALSE, TRUE, UNKNOWN, Days, Period, PeriodUnit, Truth
from eligibility.records.facts import Occurrence

_BEGINNING = Days(EVER_BEFORE, EVER_BEFORE)
_ANY_DAY = Days()


def span_of(window: Window, view: View) -> Span:
    """The days of a window; without an end it ends on the day of the view."""
    known = view.spans.get(id(window))
    if known is not None:
        return known
    return view.kept(window, _span(window, view, None))


def span_for(window: Window, view: View, fact: Occurrence) -> Span | None:
    """The days of a window for one fact, whose own drug gives the half-lives; None if it has none."""
    if not counts_half_lives(window):
        return span_of(window, view)
    hours = _half_lives(view, fact)
    return None if hours is None else _span(window, view, hours)


def counts_half_lives(window: Window) -> bool:
    """Whether the window is counted in half-lives of the fact's own drug."""
    return window.half_lives


def anchor_missing(window: Window, view: View) -> bool:
    """Whether nothing sure gives an anchor of the window."""
    points = [point for point in (window.start, window.end) if point is not None]
    return any(_anchor_days(point, view) is None for point in points)


def end_without_half_lives(window: Window, view: View) -> Days | None:
    """The end of a window, if it has one that is the same for every drug."""
    end = window.end
    if end is None or (end.period is not None and end.period.unit is PeriodUnit.HALF_LIVES):
        return None
    return _days_of(end, view, None)


def day_within(day: Days, span: Span) -> Truth:
    """TRUE if all possible days lie in every possible window, FALSE if none lies in any."""
    start, end = span.start, span.end
    if day.first >= start.last and day.last <= end.first:
        return TRUE
    if day.last < start.first or day.first > end.last or start.first > end.last:
        return FALSE
    return UNKNOWN


def stretch_within(start: Days, end: Days, span: Span) -> Truth:
    """Whether any day from a start to an end lies in the window."""
    if start.first > span.end.last or end.last < span.start.first or span.start.first > span.end.last:
        return FALSE
    reaches_back = start.last <= span.end.first
    reaches_on = end.first >= span.start.last
    if reaches_back and reaches_on and span.start.last <= span.end.first:
        return TRUE
    return UNKNOWN


def may_be_future(span: Span, today: int) -> bool:
    """Whether the window may turn out to lie wholly after the day of the view."""
    return span.start.last > today


def _span(window: Window, view: View, hours: tuple[Fraction, Fraction] | None) -> Span:
    start = _BEGINNING if window.start is None else _days_of(window.start, view, hours)
    end = Days(view.today, view.today) if window.end is None else _days_of(window.end, view, hours)
    missing = start is None or end is None
    return Span(start or _ANY_DAY, end or _ANY_DAY, missing)


def _days_of(point: Point, view: View, hours: tuple[Fraction, Fraction] | None) -> Days | None:
    day = _anchor_days(point, view)
    if day is None:
        return None
    if point.period is not None:
        day = _shifted(day, point.period, point.sign, hours)
    return day.moved(point.nudge) if point.nudge else day


def _anchor_days(point: Point, view: View) -> Days | None:
    if point.day is not None:
        return Days(point.day, point.day)
    if point.anchor == SCREENING:
        return Days(view.today, view.today)
    anchor = view.anchors.get(point.anchor or "")
    return None if anchor is None else anchor.days


def _shifted(day: Days, period: Period, sign: int, hours: tuple[Fraction, Fraction] | None) -> Days:
    if period.unit is not PeriodUnit.HALF_LIVES:
        return day.shifted(period, sign)
    assert hours is not None
    lengths = [Period(ceil(period.count * each / 24), PeriodUnit.DAYS) for each in hours]
    return day.shifted(lengths[0], sign).hull(day.shifted(lengths[1], sign))


def _half_lives(view: View, fact: Occurrence) -> tuple[Fraction, Fraction] | None:
    """The shortest and the longest half-life that the fact's drug can have, in hours."""
    concepts = view.trial.vocabulary.concepts.get(fact.variable, {})
    known = [concept.half_life_hours for code in fact.codes if (concept := concepts.get(code)) is not None]
    if fact.any_code or not known:
        return None
    hours: list[Fraction] = [each for each in known if each is not None]
    return (min(hours), max(hours)) if len(hours) == len(known) else None


def covers(pieces: Iterable[tuple[int, int]], first: int, last: int) -> bool:
    """Whether stretches of days, together, hold every day from `first` to `last`."""
    reached = first - 1
    for start, end in sorted(pieces):
        if start > reached + 1:
            break
        reached = max(reached, end)
    return reached >= last
