"""Ways through a plan: its conditions, leaves, windows, and the variables that it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligibility.language.plan import (
    SCREENING,
    All,
    AllOf,
    Anchor,
    AnyMember,
    AnyOf,
    AtLeast,
    AttributeIn,
    Condition,
    Criterion,
    Each,
    FactTest,
    JudgementLeaf,
    Leaf,
    Not,
    NotOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Trial,
    When,
    Window,
)
from eligibility.language.streams import inputs_of
from eligibility.vocabulary.model import Variable, Vocabulary


def members_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that a condition joins; of a leaf: none."""
    match condition:
        case All(members=members) | AnyMember(members=members) | AtLeast(members=members):
            return members
        case Not(member=member):
            return (member,)
        case When(when=when, then=then, otherwise=otherwise):
            return (when, then, otherwise)
        case _:
            return ()


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The leaves of a condition, in the order of the file."""
    if isinstance(condition, (ReadingLeaf, OccurrenceLeaf, JudgementLeaf)):
        yield condition
    for member in members_of(condition):
        yield from leaves(member)


def conditions_in(criterion: Criterion) -> tuple[Condition, ...]:
    """The conditions of a criterion, in the order in which they decide: applies when, unless, and its own."""
    stated = (criterion.applies_when, criterion.unless, criterion.condition)
    return tuple(each for each in stated if each is not None)


def conditions_of(trial: Trial) -> Iterator[tuple[Criterion, Condition]]:
    """Every condition of a trial, with the criterion in which it stands."""
    for criterion in trial.criteria:
        for condition in conditions_in(criterion):
            yield criterion, condition


def leaves_of(trial: Trial) -> Iterator[tuple[Criterion, Leaf]]:
    """Every leaf of a trial's criteria, with the criterion in which it stands."""
    for criterion, condition in conditions_of(trial):
        for leaf in leaves(condition):
            yield criterion, leaf


def tests_of(leaf: Leaf) -> Iterator[FactTest]:
    """The tests of single facts in a leaf: `where`, `other than`, `each`; nested ones too."""
    if isinstance(leaf, JudgementLeaf):
        return
    stated = [leaf.where] if leaf.where is not None else []
    stated.extend(leaf.other_than)
    if isinstance(leaf.judging, Each):
        stated.append(leaf.judging.test)
    for test in stated:
        yield from tests_in(test)


def tests_in(test: FactTest) -> Iterator[FactTest]:
    """A test, and all that are nested in it."""
    yield test
    match test:
        case AllOf(tests=tests) | AnyOf(tests=tests):
            for each in tests:
                yield from tests_in(each)
        case NotOf(test=inner):
            yield from tests_in(inner)


def windows_of(leaf: Leaf) -> Iterator[Window]:
    """The windows of a leaf: its own, and those of date attributes."""
    yield leaf.window
    for test in tests_of(leaf):
        if isinstance(test, AttributeIn):
            yield test.window


def anchors_in(leaf: Leaf) -> frozenset[str]:
    """The anchors from which the windows of a leaf count; `screening` may be one of them."""
    points = (point for window in windows_of(leaf) for point in (window.start, window.end))
    return frozenset(point.anchor for point in points if point is not None and point.anchor is not None)


def anchors_used(trial: Trial) -> frozenset[str]:
    """The declared anchors that something in the trial counts from, also by way of other anchors."""
    used = {name for _, leaf in leaves_of(trial) for name in anchors_in(leaf)}
    if trial.screen_as_of is not None:
        used.add(trial.screen_as_of)
    for anchor in reversed(trial.anchors):
        if anchor.name in used and anchor.leaf is not None:
            used |= anchors_in(anchor.leaf)
    return frozenset(used) - {SCREENING}


def variables_of(trial: Trial) -> tuple[Variable, ...]:
    """Every variable that the trial looks at, with the inputs of computed ones, each once, in the order of the file."""
    named = [*_in_anchors(trial.anchors), *_in_leaves(leaf for _, leaf in leaves_of(trial))]
    found: dict[str, Variable] = {}
    for variable in named:
        _collect(variable, trial.vocabulary, found)
    return tuple(found.values())


def _in_anchors(anchors: Iterable[Anchor]) -> Iterator[Variable]:
    for anchor in anchors:
        if anchor.date is not None:
            yield anchor.date
        if anchor.leaf is not None:
            yield anchor.leaf.variable


def _in_leaves(found: Iterable[Leaf]) -> Iterator[Variable]:
    for leaf in found:
        if isinstance(leaf, JudgementLeaf):
            yield from leaf.show
        else:
            yield leaf.variable


def _collect(variable: Variable, vocabulary: Vocabulary, found: dict[str, Variable]) -> None:
    if variable.name in found:
        return
    found[variable.name] = variable
    for name in inputs_of(variable):
        _collect(vocabulary.variables[name], vocabulary, found)
