"""Criteria that can never pass, or never fail, whatever the patient is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from eligibility.documents import Diagnostic
from eligibility.language.checks.remarks import remark
from eligibility.language.checks.signatures import choice
from eligibility.language.plan import (
    All,
    AnyMember,
    AtLeast,
    Condition,
    Count,
    Not,
    OccurrenceLeaf,
    ReadingLeaf,
    Section,
    Trial,
    Use,
    When,
)
from eligibility.possible import Interval
from eligibility.vocabulary.model import Codes, Range

EITHER = frozenset({True, False})
ALWAYS, NEVER = frozenset({True}), frozenset({False})
_COUNTS = Interval.above(Fraction(0), included=True)


def settled(trial: Trial) -> Iterator[Diagnostic]:
    """Criteria whose answer does not depend on the patient."""
    for criterion in trial.criteria:
        answers = answers_of(criterion.condition)
        if answers == EITHER:
            continue
        passes = (answers == ALWAYS) is (criterion.section is Section.INCLUSION)
        message = f"`{criterion.id}` can never {'fail' if passes else 'pass'}."
        yield remark("T103", message, criterion.at, "check it against the protocol")


def answers_of(condition: Condition) -> frozenset[bool]:
    """The answers that a condition can have."""
    match condition:
        case All(members=members):
            return _all_of([answers_of(member) for member in members], _exclude_each_other(members))
        case AnyMember(members=members):
            opposite = _all_of([_opposite(answers_of(member)) for member in members], _leave_nothing(members))
            return _opposite(opposite)
        case AtLeast(number=number, members=members):
            return _at_least(number, [answers_of(member) for member in members])
        case Not(member=member):
            return _opposite(answers_of(member))
        case When(when=when, then=then, otherwise=otherwise):
            chosen = {True: then, False: otherwise}
            return frozenset().union(*(answers_of(chosen[answer]) for answer in answers_of(when)))
        case ReadingLeaf():
            return _reading(condition)
        case OccurrenceLeaf(judging=Count(accepted=accepted)):
            if not accepted.meets(_COUNTS):
                return NEVER
            return ALWAYS if _COUNTS.within(accepted) else EITHER
        case _:
            return EITHER


def _reading(leaf: ReadingLeaf) -> frozenset[bool]:
    if (
        isinstance(leaf.accepted, Codes)
        and leaf.variable.values
        and leaf.variable.domain <= leaf.accepted.codes
    ):
        return ALWAYS
    return EITHER  # of ranges beside the plausible values the vocabulary tells


def _opposite(answers: frozenset[bool]) -> frozenset[bool]:
    return frozenset(not answer for answer in answers)


def _all_of(members: list[frozenset[bool]], impossible: bool) -> frozenset[bool]:
    if impossible or NEVER in members:
        return NEVER
    return ALWAYS if all(answers == ALWAYS for answers in members) else EITHER


def _at_least(number: int, members: list[frozenset[bool]]) -> frozenset[bool]:
    if sum(answers == ALWAYS for answers in members) >= number:
        return ALWAYS
    return NEVER if sum(answers != NEVER for answers in members) < number else EITHER


def _same_readings(members: tuple[Condition, ...]) -> Iterator[tuple[ReadingLeaf, ReadingLeaf]]:
    readings = [m for m in members if isinstance(m, ReadingLeaf) and m.judging in (Use.LATEST, Use.EARLIEST)]
    for one, other in combinations(readings, 2):
        if choice(one) == choice(other):
            yield one, other


def _exclude_each_other(members: tuple[Condition, ...]) -> bool:
    """Whether two members speak of the same readings and no value meets both."""
    for one, other in _same_readings(members):
        match one.accepted, other.accepted:
            case Codes(codes=mine), Codes(codes=theirs) if mine.isdisjoint(theirs):
                return True
            case Range(interval=low), Range(interval=high) if not low.meets(high):
                return True
    return False


def _leave_nothing(members: tuple[Condition, ...]) -> bool:
    """Whether two members speak of the same readings and every value meets one of them."""
    for one, other in _same_readings(members):
        match one.accepted, other.accepted:
            case Codes(codes=mine), Codes(codes=theirs) if one.variable.domain <= mine | theirs:
                return True
            case Range() as mine, Range() as theirs if _cover(mine, theirs) or _cover(theirs, mine):
                return True
    return False


def _cover(lower: Range, upper: Range) -> bool:
    """Whether one range goes on below and the other above, and they touch."""
    if lower.needs_reference or upper.needs_reference:
        return False
    below, above = lower.interval, upper.interval
    if below.low is not None or above.high is not None or below.high is None or above.low is None:
        return False
    return below.high > above.low or (below.high == above.low and not (below.high_open and above.low_open))
