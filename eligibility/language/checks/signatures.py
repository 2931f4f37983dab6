"""When two conditions ask the same, wherever they stand and however they are written."""

from __future__ import annotations

from collections.abc import Hashable

from eligibility.language.plan import (
    All,
    AnyMember,
    AtLeast,
    Condition,
    Criterion,
    JudgementLeaf,
    Not,
    OccurrenceLeaf,
    ReadingLeaf,
    When,
    Window,
)
from eligibility.vocabulary.model import Accepted, Codes, Range


def asks(criterion: Criterion) -> Hashable:
    """What a criterion asks, and of whom; equal for two that ask the same."""
    applies, unless = criterion.applies_when, criterion.unless
    return (
        signature(criterion.condition),
        signature(applies) if applies is not None else None,
        signature(unless) if unless is not None else None,
        frozenset(criterion.cohorts),
    )


def signature(condition: Condition) -> Hashable:
    """A value that is equal for two conditions that ask the same; the order of members does not matter."""
    match condition:
        case ReadingLeaf() | OccurrenceLeaf():
            return (choice(condition), _accepted(condition.accepted))
        case JudgementLeaf(name=name, window=window):
            return ("judgement", name, span(window))
        case All(members=members):
            return ("all", frozenset(signature(member) for member in members))
        case AnyMember(members=members):
            return ("any", frozenset(signature(member) for member in members))
        case AtLeast(number=number, members=members):
            return ("at least", number, tuple(sorted(repr(signature(member)) for member in members)))
        case Not(member=member):
            return ("not", signature(member))
        case When(when=when, then=then, otherwise=otherwise):
            return ("when", signature(when), signature(then), signature(otherwise))


def choice(leaf: ReadingLeaf | OccurrenceLeaf) -> Hashable:
    """Which facts a leaf chooses, and how it judges them; all but what it accepts."""
    absent = leaf.absent_without_record if isinstance(leaf, OccurrenceLeaf) else False
    return (leaf.variable.name, span(leaf.window), leaf.where, leaf.other_than, leaf.judging, absent)


def span(window: Window) -> Hashable:
    """The days of a window, without its text."""
    return (window.start, window.end)


def _accepted(accepted: Accepted) -> Hashable:
    match accepted:
        case Range(interval=interval, bounds=bounds, restated=restated):
            limits = frozenset(bound for bound in bounds if bound.limit.of is not None)
            return (interval, limits, restated.interval if restated is not None else None)
        case Codes(codes=codes):
            return codes
        case _:
            return "any"
