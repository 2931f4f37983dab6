"""What a patient must be to pass, leaf by leaf: of exclusions the opposite of what they say."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from eligibility.language.checks.signatures import choice
from eligibility.language.plan import (
    All,
    AnyMember,
    Condition,
    Criterion,
    Not,
    ReadingLeaf,
    Section,
    Trial,
    Use,
)
from eligibility.vocabulary.model import Codes, Range, Reference

Limit = tuple[Reference | None, Fraction, Fraction]  # of what, the number, the offset


@dataclass(frozen=True, slots=True)
class Side:
    """One end of what is required: from (`lower`) or up to a limit, which itself will do unless `open`."""

    limit: Limit
    lower: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one leaf requires of every patient who passes. Only one of `codes` and `sides` says something."""

    criterion: Criterion
    leaf: ReadingLeaf
    codes: frozenset[str] | None
    sides: tuple[Side, ...]

    @property
    def about(self) -> Hashable:
        """The readings of which it speaks."""
        return choice(self.leaf)


def requirements_of(trial: Trial) -> Iterator[Requirement]:
    """What every patient must meet who passes: nothing of alternatives, exceptions, or single cohorts."""
    for criterion in trial.criteria:
        if criterion.applies_when is None and criterion.unless is None and not criterion.cohorts:
            yield from _of(criterion, criterion.condition, criterion.section is Section.INCLUSION)


def _of(criterion: Criterion, condition: Condition, wanted: bool) -> Iterator[Requirement]:
    match condition:
        case All(members=members) if wanted:
            for member in members:
                yield from _of(criterion, member, wanted)
        case AnyMember(members=members) if not wanted:
            for member in members:
                yield from _of(criterion, member, wanted)
        case Not(member=member):
            yield from _of(criterion, member, not wanted)
        case ReadingLeaf() if condition.judging in (Use.LATEST, Use.EARLIEST):
            yield _requirement(criterion, condition, wanted)


def _requirement(criterion: Criterion, leaf: ReadingLeaf, wanted: bool) -> Requirement:
    match leaf.accepted:
        case Codes(codes=codes):
            return Requirement(criterion, leaf, codes if wanted else leaf.variable.domain - codes, ())
        case accepted:
            assert isinstance(accepted, Range)  # `any` is for events and items
            return Requirement(criterion, leaf, None, _required(_sides(accepted), wanted))


def _required(sides: tuple[Side, ...], wanted: bool) -> tuple[Side, ...]:
    """The opposite of one side is the other side; that of a range with two sides is not one range."""
    if wanted:
        return sides
    return tuple(Side(side.limit, not side.lower, not side.open) for side in sides) if len(sides) == 1 else ()


def _sides(accepted: Range) -> tuple[Side, ...]:
    interval, sides = accepted.interval, []
    if interval.low is not None:
        sides.append(Side((None, interval.low, Fraction(0)), True, interval.low_open))
    if interval.high is not None:
        sides.append(Side((None, interval.high, Fraction(0)), False, interval.high_open))
    for bound in accepted.bounds:
        if bound.limit.of is not None:
            sides.append(
                Side((bound.limit.of, bound.limit.number, bound.limit.offset), bound.lower, bound.open)
            )
    return tuple(sides)
