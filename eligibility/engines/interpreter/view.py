"""A chart as it is seen on one day: nothing comes from the future."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from eligibility.language.plan import Trial, Window
from eligibility.possible import EVER_AFTER, EVER_BEFORE, FALSE, TRUE, UNKNOWN, Days, Truth
from eligibility.records.facts import Chart, Occurrence, Reading, Site
from eligibility.results.model import Explanation, ResolvedAnchor


class SeenReading(NamedTuple):
    """A reading with the days that it can have in what is seen; `exists` is UNKNOWN if it may be later."""

    fact: Reading
    days: Days
    exists: Truth


class SeenOccurrence(NamedTuple):
    """An event or item as it is seen: an end after the day of the view is not, so the fact still lasts.

    `ended` is UNKNOWN where the end may or may not be seen yet.
    """

    fact: Occurrence
    start: Days
    end: Days
    exists: Truth
    ended: Truth


class Span(NamedTuple):
    """A window in days: from a day of `start` to a day of `end`. `missing`: an anchor that it needs is not there."""

    start: Days
    end: Days
    missing: bool = False


class Shared(NamedTuple):
    """What the patients of one day and one site have in common."""

    today: int
    site: Site
    explanations: dict[int, Explanation]


@dataclass
class View:
    """One patient, one trial, one screening day; with what has been worked out so far."""

    chart: Chart
    trial: Trial
    today: int
    anchors: dict[str, ResolvedAnchor] = field(default_factory=dict)
    spans: dict[int, Span] = field(default_factory=dict)
    chosen: dict[object, object] = field(default_factory=dict)
    _readings: dict[str, tuple[SeenReading, ...]] = field(default_factory=dict)
    _occurrences: dict[str, tuple[SeenOccurrence, ...]] = field(default_factory=dict)
    _windows: list[Window] = field(default_factory=list)
    stands: bool = field(init=False)  # whether the site limits for how long a reading speaks
    unrecorded: dict[int, Explanation] = field(
        init=False
    )  # of leaves (by identity) of which nothing is recorded

    def __post_init__(self) -> None:
        site = self.chart.site
        self.stands = bool(site.stand_for) or site.readings_stand is not None
        shared = self.trial.kept.get(Shared)
        if not isinstance(shared, Shared) or shared.today != self.today or shared.site is not site:
            shared = self.trial.kept[Shared] = Shared(self.today, site, {})
        self.unrecorded = shared.explanations

    def readings(self, variable: str) -> tuple[SeenReading, ...]:
        """The readings of a variable that exist, or may exist, on the day of the view."""
        seen = self._readings.get(variable)
        if seen is None:
            facts = self.chart.readings.get(variable, ())
            today = self.today
            seen = tuple([look for fact in facts if (look := see_reading(fact, today)) is not None])
            self._readings[variable] = seen
        return seen

    def occurrences(self, variable: str) -> tuple[SeenOccurrence, ...]:
        """The events or items of a variable that exist, or may exist, on the day of the view."""
        seen = self._occurrences.get(variable)
        if seen is None:
            facts = self.chart.occurrences.get(variable, ())
            today = self.today
            seen = tuple([look for fact in facts if (look := see_occurrence(fact, today)) is not None])
            self._occurrences[variable] = seen
        return seen

    def kept(self, window: Window, span: Span) -> Span:
        """Remember the days of a window (and the window, so that its identity stays its own)."""
        self._windows.append(window)
        self.spans[id(window)] = span
        return span


def see_reading(fact: Reading, today: int) -> SeenReading | None:
    """A reading as it is seen on a day; None if it lies in the future."""
    days = fact.days
    if days.last <= today:
        return SeenReading(fact, days, TRUE)
    if days.first > today:
        return None
    return SeenReading(fact, Days(days.first, today), _exists(days))


def see_occurrence(fact: Occurrence, today: int) -> SeenOccurrence | None:
    """An event or item as it is seen on a day; None if it begins in the future."""
    start = fact.start
    if start.first > today:
        return None
    exists = TRUE
    if start.last > today:
        exists = _exists(start)
        start = Days(start.first, today)
    if fact.one_day:
        return SeenOccurrence(fact, start, start, exists, TRUE)
    end, ended = see_end(fact.end, today)
    if start.last > end.last or end.first < start.first:  # it did not end before it began
        start, end = Days(start.first, min(start.last, end.last)), Days(max(start.first, end.first), end.last)
    return SeenOccurrence(fact, start, end, exists, ended)


def see_end(end: Days, today: int) -> tuple[Days, Truth]:
    """An end as it is seen on a day, and whether it has come."""
    if end.last <= today:
        return end, TRUE
    if end.first > today:
        return Days(EVER_AFTER, EVER_AFTER), FALSE
    return Days(end.first, EVER_AFTER), UNKNOWN


def _exists(days: Days) -> Truth:
    """What is wholly undated counts as known; a vague date that reaches past the day of the view may be later."""
    undated = days.first == EVER_BEFORE and days.last == EVER_AFTER
    return TRUE if undated else UNKNOWN
