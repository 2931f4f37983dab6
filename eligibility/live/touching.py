"""Which criteria of a trial a fact can touch, and which of them time alone can change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eligibility.language.plan import (
    Anchor,
    Criterion,
    JudgementLeaf,
    Leaf,
    OccurrenceLeaf,
    ReadingLeaf,
    Trial,
)
from eligibility.language.streams import inputs_of
from eligibility.language.walk import anchors_in, conditions_in, leaves, windows_of
from eligibility.records.facts import Site
from eligibility.vocabulary.model import Elapsed, Variable, Vocabulary


@dataclass(frozen=True)
class Touching:
    """The reach of facts and of time in one trial. Criteria are named by their place in the trial.

    `by_variable` gives the criteria that read a variable (an answer counts under `judgement_key`). `anchors` are the
    variables that move an anchor, `day` those that move the screening date. `moving` criteria can change when only
    the date does; all others change with the days that facts appear.
    """

    by_variable: dict[str, tuple[int, ...]]
    anchors: frozenset[str]
    day: frozenset[str]
    moving: frozenset[int]

    def positions(self, variables: Iterable[str]) -> set[int]:
        """The criteria that facts of these variables can touch."""
        return {place for name in variables for place in self.by_variable.get(name, ())}


def judgement_key(name: str) -> str:
    """Under which name the answer to a judgement counts as a variable (no variable has a space in its name)."""
    return f"judgement {name}"


def touching(trial: Trial, site: Site) -> Touching:
    """Work out the reach of facts and time for a trial at a site."""
    behind = _behind_anchors(trial)
    reading: dict[str, list[int]] = {}
    moving = set()
    for place, criterion in enumerate(trial.criteria):
        for name in set(_read_by(criterion, trial, behind)):
            reading.setdefault(name, []).append(place)
        if any(_moves(leaf, trial.vocabulary, site) for leaf in _leaves(criterion)):
            moving.add(place)
    day = frozenset() if trial.screen_as_of is None else behind.get(trial.screen_as_of, frozenset())
    anchors = frozenset(name for names in behind.values() for name in names)
    return Touching(
        {name: tuple(places) for name, places in reading.items()}, anchors, day, frozenset(moving)
    )


def with_inputs(variable: Variable, vocabulary: Vocabulary) -> Iterator[Variable]:
    """A variable, and all from which it is computed."""
    yield variable
    for name in inputs_of(variable):
        below = vocabulary.variables.get(name)
        if below is not None:
            yield from with_inputs(below, vocabulary)


def _leaves(criterion: Criterion) -> Iterator[Leaf]:
    for condition in conditions_in(criterion):
        yield from leaves(condition)


def _read_by(criterion: Criterion, trial: Trial, behind: dict[str, frozenset[str]]) -> Iterator[str]:
    for leaf in _leaves(criterion):
        yield from _read_by_leaf(leaf, trial.vocabulary, behind)


def _read_by_leaf(leaf: Leaf, vocabulary: Vocabulary, behind: dict[str, frozenset[str]]) -> Iterator[str]:
    if isinstance(leaf, JudgementLeaf):
        yield judgement_key(leaf.name)
    else:
        yield from (each.name for each in with_inputs(leaf.variable, vocabulary))
    for anchor in anchors_in(leaf):
        yield from behind.get(anchor, ())


def _behind_anchors(trial: Trial) -> dict[str, frozenset[str]]:
    """The variables that move each anchor, also by way of other anchors (each uses only those before it)."""
    behind: dict[str, frozenset[str]] = {}
    for anchor in trial.anchors:
        behind[anchor.name] = frozenset(_behind(anchor, trial.vocabulary, behind))
    return behind


def _behind(anchor: Anchor, vocabulary: Vocabulary, behind: dict[str, frozenset[str]]) -> Iterator[str]:
    if anchor.date is not None:
        yield from (each.name for each in with_inputs(anchor.date, vocabulary))
    if anchor.leaf is not None:
        yield from _read_by_leaf(anchor.leaf, vocabulary, behind)


def _moves(leaf: Leaf, vocabulary: Vocabulary, site: Site) -> bool:
    """Whether the date alone can change a leaf: windows and due dates move, ages grow, a "no" speaks for a time."""
    if isinstance(leaf, OccurrenceLeaf) or any(window.stated for window in windows_of(leaf)):
        return True
    if site.readings_stand is not None or site.stand_for:
        return True
    if isinstance(leaf, ReadingLeaf):
        return any(_grows(each) for each in with_inputs(leaf.variable, vocabulary))
    return False


def _grows(variable: Variable) -> bool:
    return isinstance(variable.derived, Elapsed) or variable.kind.is_occurrence
