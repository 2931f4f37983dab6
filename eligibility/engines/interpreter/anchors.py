"""Anchors: the named days from which windows count."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.engines.interpreter.choosing import choose, latest, used
from eligibility.engines.interpreter.comparing import reading_accepted
from eligibility.engines.interpreter.matching import both, match_occurrences
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import EVER, SCREENING, Anchor, OccurrenceLeaf, ReadingLeaf, Use
from eligibility.possible import FALSE, TRUE, Days, Truth
from eligibility.results.model import ResolvedAnchor, Role, Used
from eligibility.vocabulary.model import AnyCode, Variable

Dated = tuple[Days, Truth, Used]


def resolve_anchors(view: View) -> None:
    """Work out every anchor of the trial; each uses only those before it."""
    for anchor in view.trial.anchors:
        view.anchors[anchor.name] = resolve(anchor, view)


def resolve(anchor: Anchor, view: View) -> ResolvedAnchor:
    """The possible days of an anchor; None where nothing sure gives it."""
    if anchor.date is not None:
        days, facts = _recorded_date(anchor.date, view)
        return ResolvedAnchor(anchor, anchor.name, days, facts)
    leaf = anchor.leaf
    assert leaf is not None
    dated = list(_occurrences(leaf, view) if isinstance(leaf, OccurrenceLeaf) else _readings(leaf, view))
    days = _last(dated) if anchor.last else _first(dated)
    return ResolvedAnchor(anchor, anchor.name, days, tuple(fact for _, _, fact in dated))


def screening_anchor(today: Days | None) -> ResolvedAnchor:
    """The anchor that every trial has."""
    return ResolvedAnchor(None, SCREENING, today)


def _first(dated: Iterable[Dated]) -> Days | None:
    """The first: no later than the first sure one, no earlier than any that may count."""
    facts = list(dated)
    sure = [days.last for days, truth, _ in facts if truth is TRUE]
    return Days(min(days.first for days, _, _ in facts), min(sure)) if sure else None


def _last(dated: Iterable[Dated]) -> Days | None:
    facts = list(dated)
    sure = [days.first for days, truth, _ in facts if truth is TRUE]
    return Days(max(sure), max(days.last for days, _, _ in facts)) if sure else None


def _occurrences(leaf: OccurrenceLeaf, view: View) -> Iterable[Dated]:
    for match in match_occurrences(leaf, view):
        if match.truth is not FALSE:
            yield match.seen.start, match.truth, used(match, match.truth)


def _readings(leaf: ReadingLeaf, view: View) -> Iterable[Dated]:
    for match in choose(leaf, view.readings(leaf.variable.name), view, None, leaf.window).candidates:
        accepted = reading_accepted(match.seen.fact, leaf.accepted, leaf.variable)
        truth, _ = both([(match.truth, match.reasons), accepted])
        if truth is not FALSE:
            yield match.seen.days, truth, used(match, truth)


def _recorded_date(variable: Variable, view: View) -> tuple[Days | None, tuple[Used, ...]]:
    """A variable of kind date: the hull of what its latest reading can be."""
    leaf = ReadingLeaf(variable, AnyCode(), judging=Use.LATEST)
    choice = choose(leaf, view.readings(variable.name), view, None, EVER)
    candidates = latest(choice.candidates)
    days: Days | None = None
    for match in candidates:
        value = match.seen.fact.value
        if isinstance(value, Days):
            days = value if days is None else days.hull(value)
    facts = tuple(Used(match.seen.fact, Role.JUDGED) for match in candidates)
    return (days if choice.sure else None), facts
