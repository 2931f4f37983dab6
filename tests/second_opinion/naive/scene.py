"""What a leaf is judged in: the chart, the trial, the day, and one possible day for each anchor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from eligibility.language.plan import SCREENING, Point, Trial, Window
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, PeriodUnit
from eligibility.records.facts import Chart, Site
from eligibility.vocabulary.model import Variable, Vocabulary
from tests.second_opinion.naive.calendar import days_of_half_lives, moved
from tests.second_opinion.naive.spread import days_of, ways

WHOLE_RECORD = EVER_AFTER


@dataclass(frozen=True)
class Scene:
    """`anchors` are the days that each anchor may have (None: no sure one); `days` the one that is tried now."""

    chart: Chart
    trial: Trial
    today: int
    anchors: Mapping[str, Days | None]
    days: Mapping[str, int]

    @property
    def vocabulary(self) -> Vocabulary:
        return self.trial.vocabulary

    @property
    def site(self) -> Site:
        return self.chart.site

    def variable(self, name: str) -> Variable:
        return self.vocabulary.variables[name]

    def half_life(self, variable: str, code: str | None) -> Fraction | None:
        concept = self.vocabulary.concepts.get(variable, {}).get(code or "")
        return concept.half_life_hours if concept else None

    def members(self, variable: str, code: str) -> list[str]:
        """What a fact with this code may be: a member of it, or (the code itself) another one that nobody listed."""
        return sorted(self.vocabulary.members_of(variable, code) | {code})


def with_anchors(scene: Scene, windows: Sequence[Window], interesting: Sequence[int]) -> Iterator[Scene]:
    """The scene once for each way in which the anchors of these windows could turn out."""
    names = sorted({name for window in windows for name in anchors_of(window)} - {SCREENING})
    known = [name for name in names if scene.anchors.get(name) is not None]
    options = [days_of(scene.anchors[name] or Days(), interesting) for name in known]
    for days in ways(options):
        yield replace(scene, days=dict(zip(known, days, strict=True)))


def anchors_of(window: Window) -> list[str]:
    """The anchors from which a window counts."""
    return [point.anchor for point in (window.start, window.end) if point is not None and point.anchor]


def anchor_missing(window: Window, scene: Scene) -> bool:
    """Whether nothing sure gives an anchor of the window."""
    return any(name != SCREENING and scene.anchors.get(name) is None for name in anchors_of(window))


def span(window: Window, scene: Scene, half_life: Fraction | None = None) -> tuple[int, int] | None:
    """The first and last day of a window; None if an anchor or a half-life that it needs is not there."""
    first, last = EVER_BEFORE, EVER_AFTER
    if window.start is not None:
        day = day_of(window.start, scene, half_life)
        if day is None:
            return None
        first = day
    if window.end is not None:
        day = day_of(window.end, scene, half_life)
        if day is None:
            return None
        last = day
    return first, last


def day_of(point: Point, scene: Scene, half_life: Fraction | None) -> int | None:
    """The day that a point means, where its anchor has the day that is tried now."""
    if point.anchor is None:
        start = point.day
    else:
        start = scene.today if point.anchor == SCREENING else scene.days.get(point.anchor)
    if start is None:
        return None
    if point.period is not None:
        count, unit = point.period.count, point.period.unit
        if unit is PeriodUnit.HALF_LIVES:
            if half_life is None:
                return None
            count, unit = days_of_half_lives(count, half_life), PeriodUnit.DAYS
        start = moved(start, point.sign * count, unit)
    return moved(start, point.nudge, PeriodUnit.DAYS)


def uses_half_lives(window: Window) -> bool:
    """Whether a window is counted in half-lives of the fact's own drug."""
    points = (point for point in (window.start, window.end) if point is not None and point.period is not None)
    return any(point.period is not None and point.period.unit is PeriodUnit.HALF_LIVES for point in points)


def in_future(window: Window, scene: Scene) -> bool:
    """Whether a window lies wholly after the screening date (not yet due)."""
    ends = span(window, scene)
    return ends is not None and ends[0] > scene.today
