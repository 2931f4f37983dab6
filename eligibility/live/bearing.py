"""Whether one more fact can change a leaf, or move an anchor: most of what arrives does not.

The reference engine's own choosing and matching is asked of the one fact: a result outside the window of a leaf, or
older than the latest, or one that says what is known already, an event of another kind, or one that follows the first,
need not be judged together with all others. What bears may still change nothing. What does not bear changes neither the
truth nor the reasons.
"""

from __future__ import annotations

from eligibility.engines.interpreter.choosing import choose
from eligibility.engines.interpreter.comparing import reading_accepted
from eligibility.engines.interpreter.inputs import input_leaf
from eligibility.engines.interpreter.matching import match_occurrence
from eligibility.engines.interpreter.view import View, see_occurrence, see_reading
from eligibility.language.plan import (
    Anchor,
    Consecutive,
    Lasting,
    Leaf,
    MeanOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Use,
)
from eligibility.live.standing import LeafJudged
from eligibility.possible import Days, Truth
from eligibility.records.facts import Occurrence, Reading
from eligibility.records.statuses import ABSENT, RULED_OUT
from eligibility.results.model import ResolvedAnchor
from eligibility.vocabulary.model import Kind


def bears(fact: Reading | Occurrence, leaf: Leaf, was: LeafJudged, scored: bool, view: View) -> bool:
    """Whether the last fact of its variable in a chart can change a leaf, which without it `was` so.

    `scored`: the leaf adds up points, some of them by the latest reading of this variable.
    """
    if isinstance(leaf, OccurrenceLeaf) and isinstance(fact, Occurrence):
        return _event_bears(fact, leaf, was, view)
    if isinstance(leaf, ReadingLeaf) and isinstance(fact, Reading):
        return _reading_bears(fact, leaf, was, scored, view)
    return True


def may_move(fact: Reading | Occurrence, anchor: Anchor, was: ResolvedAnchor | None) -> bool:
    """Whether one more fact can move an anchor: not if it is surely not before the first, or not after the last."""
    if was is None or was.days is None or anchor.leaf is None or anchor.leaf.variable.name != fact.variable:
        return True
    days = fact.start if isinstance(fact, Occurrence) else fact.days
    return days.last > was.days.first if anchor.last else days.first < was.days.last


def _event_bears(fact: Occurrence, leaf: OccurrenceLeaf, was: LeafJudged, view: View) -> bool:
    if leaf.variable.kind is Kind.ITEM or leaf.variable.name != fact.variable:
        return True
    if leaf.judging is None and was.truth is Truth.TRUE:
        return False  # it has happened
    if isinstance(leaf.judging, Lasting) or fact.status in (ABSENT, RULED_OUT):
        return True
    seen = see_occurrence(fact, view.today)
    match = None if seen is None else match_occurrence(seen, leaf, view)
    return match is not None and match.truth is not Truth.FALSE


def _reading_bears(fact: Reading, leaf: ReadingLeaf, was: LeafJudged, scored: bool, view: View) -> bool:
    variable = view.trial.vocabulary.variables[fact.variable]
    if not (scored or (leaf.variable.name == variable.name and variable.derived is None)):
        return True
    if not scored and was.truth.known and _says_so_too(fact, leaf, was.truth):
        return False
    asked = input_leaf(variable, leaf, view) if scored else leaf
    seen = see_reading(fact, view.today)
    if seen is None:
        return False
    alone = choose(asked, (seen,), view, None)
    if not alone.candidates:  # not chosen; but it may be named as stale
        return bool(alone.stale) and not was.truth.known
    return not any(_is_chosen(each, asked, view) for each in _before_it(asked, seen.days, view))


def _says_so_too(fact: Reading, leaf: ReadingLeaf, truth: Truth) -> bool:
    """Whether a leaf that is known stays as it is with one more reading, chosen or not.

    All that may be chosen agree on what is known, and so does this one: whichever is the latest, the first, or that of
    a rater says the same. A streak that holds is not broken by one more accepted assessment, nor is one that is broken
    mended by another that breaks it: of several of one day each keeps what it can do.
    """
    judging = leaf.judging
    if judging is (Use.ANY if truth is Truth.TRUE else Use.EVERY):
        return True
    if isinstance(judging, MeanOf) or (isinstance(judging, Consecutive) and not fact.days.is_exact):
        return False
    return reading_accepted(fact, leaf.accepted, leaf.variable)[0] is truth


def _is_chosen(fact: Reading, leaf: ReadingLeaf, view: View) -> bool:
    """Whether a reading is surely one of those from which the leaf chooses."""
    seen = see_reading(fact, view.today)
    return seen is not None and choose(leaf, (seen,), view, None).sure


def _before_it(leaf: ReadingLeaf, days: Days, view: View) -> list[Reading]:
    """The readings that would be chosen before one of these days."""
    readings = view.chart.readings[leaf.variable.name]
    if leaf.judging is Use.LATEST:
        return [each for each in readings if each.days.first > days.last]
    if leaf.judging is Use.EARLIEST:
        return [each for each in readings if each.days.last < days.first]
    return []
