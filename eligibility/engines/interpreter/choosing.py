"""Which readings are chosen: the latest, the earliest, all of them; and why none is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from eligibility.engines.interpreter.matching import AnySeen, Match, ReadingMatch, match_reading
from eligibility.engines.interpreter.view import SeenReading, Span, View
from eligibility.engines.interpreter.windows import day_within, may_be_future, span_of
from eligibility.language.plan import SCREENING, Point, ReadingLeaf, Use, Window
from eligibility.possible import FALSE, TRUE, Days, Period, PeriodUnit, Truth
from eligibility.records.reasons import Reason
from eligibility.results.model import Role, Used
from eligibility.vocabulary.model import Lasts, Variable


class Choice(NamedTuple):
    """The readings that may be the chosen one; `sure` if one is surely chosen.

    `stale` are those that a window keeps out because they are older.
    """

    candidates: tuple[ReadingMatch, ...]
    sure: bool
    stale: tuple[SeenReading, ...] = ()


def days_of(match: ReadingMatch) -> Days:
    """The possible days of a chosen reading."""
    return match.seen.days


def is_sure(match: ReadingMatch) -> bool:
    """Whether the fact is surely chosen."""
    return match.truth is TRUE


def latest(matches: Sequence[ReadingMatch]) -> list[ReadingMatch]:
    """Every reading that could be the latest: none that is surely older than one surely chosen."""
    newest = max((days_of(each).first for each in matches if is_sure(each)), default=None)
    return [each for each in matches if newest is None or days_of(each).last >= newest]


def earliest(matches: Sequence[ReadingMatch]) -> list[ReadingMatch]:
    """Every reading that could be the earliest."""
    oldest = min((days_of(each).last for each in matches if is_sure(each)), default=None)
    return [each for each in matches if oldest is None or days_of(each).first <= oldest]


def latest_few(matches: Sequence[ReadingMatch], number: int) -> list[ReadingMatch] | None:
    """The latest so many readings, or None where it is not sure which they are."""
    few = [
        each
        for each in matches
        if sum(is_sure(other) and days_of(other).first > days_of(each).last for other in matches) < number
    ]
    return few if len(few) == number and all(is_sure(each) for each in few) else None


CHOOSE: dict[Use, Callable[[Sequence[ReadingMatch]], list[ReadingMatch]]] = {
    Use.LATEST: latest,
    Use.EARLIEST: earliest,
    Use.ANY: list,
    Use.EVERY: list,
}


def choose(
    leaf: ReadingLeaf,
    readings: Sequence[SeenReading],
    view: View,
    use: Use | None,
    window: Window | None = None,
) -> Choice:
    """The candidates among some readings of a leaf; with `use` None all that may be chosen.

    The window is the leaf's own, narrowed by what the site lets readings stand for, unless one is given.
    """
    if window is None:
        window = effective_window(leaf, view) if view.stands else leaf.window
    span = span_of(window, view) if window.stated else None
    chosen = [
        match for seen in readings if (match := match_reading(seen, leaf, span, view)).truth is not FALSE
    ]
    if not chosen:
        return Choice((), False, tuple(_older(readings, span)))
    candidates = chosen if use is None else CHOOSE[use](chosen)
    return Choice(tuple(candidates), any(map(is_sure, candidates)))


def only_reading(leaf: ReadingLeaf, readings: Sequence[SeenReading], view: View) -> SeenReading | None:
    """The reading that is there alone and is surely chosen, whatever the use; None where more is to be said.

    Most patients have one reading of a variable: what `choose` would answer is known without its steps.
    """
    if len(readings) != 1 or leaf.asks_more or view.stands:
        return None
    (seen,) = readings
    if seen.exists is not TRUE or seen.fact.status != "confirmed":
        return None
    if leaf.window.stated and day_within(seen.days, span_of(leaf.window, view)) is not TRUE:
        return None
    return seen


def effective_window(leaf: ReadingLeaf, view: View) -> Window:
    """The leaf's window; a `latest` leaf without one is narrowed by what the site lets readings stand for."""
    if not view.stands or leaf.window.stated or leaf.judging is not Use.LATEST:
        return leaf.window
    days = standing_days(leaf.variable, view)
    return leaf.window if days is None else standing_window(days, view)


def standing_window(days: int, view: View) -> Window:
    """So many days before the day of the view, both included; one and the same window each time."""
    known = view.chosen.get(("stands", days))
    if isinstance(known, Window):
        return known
    window = Window(Point(anchor=SCREENING, period=Period(days, PeriodUnit.DAYS), sign=-1))
    view.chosen[("stands", days)] = window
    return window


def stood_days(window: Window, view: View) -> int | None:
    """The days of a window that a site's word made; None for any other window."""
    period = window.start.period if window.start is not None else None
    if period is None or view.chosen.get(("stands", period.count)) is not window:
        return None
    return period.count


def standing_days(variable: Variable, view: View) -> int | None:
    """For how many days the site lets a reading of a variable speak; None: for ever."""
    site = view.chart.site
    if variable.lasts is Lasts.FOREVER:
        return None
    return site.stand_for.get(variable.name, site.readings_stand)


def why_nothing(leaf_window: Window, stale: bool, judged: bool, view: View) -> frozenset[Reason]:
    """Why no fact can be chosen: anchor missing, else not yet due, else stale, else missing."""
    span = span_of(leaf_window, view)
    if span.missing:
        return frozenset({Reason.ANCHOR_MISSING})
    if may_be_future(span, view.today):
        return frozenset({Reason.NOT_YET_DUE})
    if stale:
        return frozenset({Reason.STALE})
    return frozenset({Reason.JUDGEMENT if judged else Reason.MISSING})


def used(match: Match[AnySeen], truth: Truth | None = None) -> Used:
    """A chosen fact as the explanation names it."""
    return Used(match.seen.fact, match.role, truth, match.truth)


def stale_used(stale: Sequence[SeenReading]) -> tuple[Used, ...]:
    """Readings outside the window, the newest first."""
    newest = sorted(stale, key=lambda seen: seen.days.last, reverse=True)
    return tuple(Used(seen.fact, Role.STALE, None, FALSE) for seen in newest[:1])


def _older(readings: Sequence[SeenReading], span: Span | None) -> list[SeenReading]:
    if span is None:
        return []
    outside = [seen for seen in readings if day_within(seen.days, span) is FALSE]
    return [seen for seen in outside if seen.days.first < span.start.last]
