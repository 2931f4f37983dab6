"""Anchors: the day of the first or last fact that a leaf accepts, in every way in which the facts could turn out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eligibility.language.plan import Anchor, OccurrenceLeaf, ReadingLeaf, Trial, Use
from eligibility.possible import Days
from eligibility.records.facts import Chart, Occurrence, Reading
from tests.second_opinion.naive.derived import latest_dates
from tests.second_opinion.naive.known import Looks, completions, may_come_later
from tests.second_opinion.naive.matching import matches
from tests.second_opinion.naive.readings import interesting_days, seen_as, tests_of, windows_of
from tests.second_opinion.naive.scene import Scene, anchor_missing, in_future, with_anchors
from tests.second_opinion.naive.spread import ways


def resolved_anchors(trial: Trial, chart: Chart, today: int) -> dict[str, Days | None]:
    """The possible days of each anchor; None where nothing sure gives it."""
    anchors: dict[str, Days | None] = {}
    for anchor in trial.anchors:
        anchors[anchor.name] = _days(anchor, Scene(chart, trial, today, dict(anchors), {}))
    return anchors


def _days(anchor: Anchor, scene: Scene) -> Days | None:
    if anchor.date is not None:
        return latest_dates(anchor.date, scene)
    assert anchor.leaf is not None
    if anchor_missing(anchor.leaf.window, scene):
        return None
    if isinstance(anchor.leaf, ReadingLeaf):  # how it judges several readings plays no part here
        return _span_of(anchor, replace(anchor.leaf, judging=Use.ANY), scene)
    return _span_of(anchor, anchor.leaf, scene)


def _span_of(anchor: Anchor, leaf: ReadingLeaf | OccurrenceLeaf, scene: Scene) -> Days | None:
    found: list[int] = []
    days = interesting_days(leaf, _facts(leaf, scene), scene)
    for here in with_anchors(scene, windows_of(leaf), days):
        for chosen in ways(_forms(leaf, days, here)):
            sure = [day for day in chosen if day is not None]
            if not sure or in_future(leaf.window, here):
                return None
            found.append(max(sure) if anchor.last else min(sure))
    return Days(min(found), max(found))


def _facts(leaf: ReadingLeaf | OccurrenceLeaf, scene: Scene) -> Sequence[Reading | Occurrence]:
    if isinstance(leaf, ReadingLeaf):
        return scene.chart.readings.get(leaf.variable.name, ())
    return scene.chart.occurrences.get(leaf.variable.name, ())


def _forms(leaf: ReadingLeaf | OccurrenceLeaf, days: tuple[int, ...], scene: Scene) -> list[list[int | None]]:
    """For each fact, the days that it could give the anchor; None: it may give none."""
    if isinstance(leaf, ReadingLeaf):
        readings = scene.chart.readings.get(leaf.variable.name, ())
        seen = [seen_as(leaf, reading, days, scene) for reading in readings]
        return [_sorted({each.day if each and each.accepted else None for each in forms}) for forms in seen]
    facts = scene.chart.occurrences.get(leaf.variable.name, ())
    looks = Looks(tests_of(leaf), frozenset(), days, facts)
    return [_event_days(leaf, fact, looks, scene) for fact in facts]


def _event_days(leaf: OccurrenceLeaf, fact: Occurrence, looks: Looks, scene: Scene) -> list[int | None]:
    possible: set[int | None] = {None} if may_come_later(fact, scene) else set()
    for known in completions(fact, looks, scene):
        possible |= {known.start if chosen else None for chosen in matches(leaf, known, scene)}
    return _sorted(possible)


def _sorted(days: set[int | None]) -> list[int | None]:
    return sorted(days, key=lambda day: -1 if day is None else day)
