"""The limits of a criterion, and which of them a patient sits exactly on.

A limit is an end of an accepted range, the last accepted code of an ordered scale, the first or last day of a window
that the trial names, the least distance of a streak, and an end of a count. Judgements have none, nor has the day of
screening itself, nor a window in half-lives, which begins on another day for each drug.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from eligibility.language.plan import (
    SCREENING,
    All,
    AnyMember,
    AtLeast,
    Condition,
    Consecutive,
    Count,
    Criterion,
    JudgementLeaf,
    Leaf,
    Not,
    OccurrenceLeaf,
    Point,
    ReadingLeaf,
    When,
)
from eligibility.possible import Days, Interval, PeriodUnit, shift
from eligibility.records.facts import Reading
from eligibility.results.limits import standing
from eligibility.results.model import CriterionResult, Explanation, Role, Used
from eligibility.vocabulary.model import Bound, Codes, Range, Variable

_JUDGED = {Role.JUDGED, Role.COUNTED, Role.BROKE, Role.MAYBE}


@dataclass(frozen=True, slots=True)
class CaseLimit:
    """One limit of a criterion: what it is a limit of, and which one, in words."""

    subject: str
    which: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.which}"


def limits_of(criterion: Criterion) -> frozenset[CaseLimit]:
    """The limits on which some patient should sit."""
    leaves = [leaf for part in _parts(criterion) for leaf in _leaves(part)]
    return frozenset(limit for leaf in leaves for limit in _limits(leaf))


def limits_hit(result: CriterionResult) -> frozenset[CaseLimit]:
    """The limits of a criterion on which a patient sits exactly."""
    parts = [part for part in (result.applies_when, result.unless, result.condition) if part is not None]
    return frozenset(limit for part in parts for leaf in _explained(part) for limit in _hits(leaf))


# ---- the limits of a leaf ------------------------------------------------------------------------


def _parts(criterion: Criterion) -> Iterator[Condition]:
    for part in (criterion.applies_when, criterion.unless, criterion.condition):
        if part is not None:
            yield part


def _leaves(condition: Condition) -> Iterator[Leaf]:
    match condition:
        case All() | AnyMember() | AtLeast():
            for member in condition.members:
                yield from _leaves(member)
        case Not():
            yield from _leaves(condition.member)
        case When():
            for member in (condition.when, condition.then, condition.otherwise):
                yield from _leaves(member)
        case _:
            yield condition


def _limits(leaf: Leaf) -> Iterator[CaseLimit]:
    if isinstance(leaf, JudgementLeaf):
        return
    yield from (CaseLimit(_window_name(leaf), side) for side in _sides(leaf))
    if isinstance(leaf, ReadingLeaf):
        name = leaf.variable.name
        if isinstance(leaf.accepted, Range):
            yield from (_bound_limit(name, leaf.accepted, bound) for bound in leaf.accepted.bounds)
        else:
            yield from (CaseLimit(name, code) for code in _last_codes(leaf.variable, leaf.accepted))
        if isinstance(leaf.judging, Consecutive) and leaf.judging.apart is not None:
            yield _apart(leaf)
    if isinstance(leaf, OccurrenceLeaf) and isinstance(leaf.judging, Count):
        yield from (_count_limit(leaf, number) for number in _ends(leaf.judging.accepted))


def _bound_limit(name: str, accepted: Range, bound: Bound) -> CaseLimit:
    return CaseLimit(f"{name} {accepted.text}", "lowest accepted" if bound.lower else "highest accepted")


def _apart(leaf: Leaf) -> CaseLimit:
    assert isinstance(leaf, ReadingLeaf)
    return CaseLimit(leaf.variable.name, "exactly as far apart as asked")


def _count_limit(leaf: OccurrenceLeaf, number: int) -> CaseLimit:
    return CaseLimit(leaf.variable.name, f"count of {number}")


def _ends(interval: Interval) -> set[int]:
    return {int(end) for end in (interval.low, interval.high) if end is not None}


def _last_codes(variable: Variable, accepted: object) -> Iterator[str]:
    """Of an ordered scale: accepted codes beside one that is not accepted."""
    if not isinstance(accepted, Codes) or not variable.ordered:
        return
    inside = [value in accepted.codes for value in variable.values]
    for place, value in enumerate(variable.values):
        beside = inside[max(place - 1, 0) : place + 2]
        if inside[place] and not all(beside):
            yield value


# ---- windows -------------------------------------------------------------------------------------


def _window_name(leaf: ReadingLeaf | OccurrenceLeaf) -> str:
    return leaf.window.text or "window"


def _sides(leaf: ReadingLeaf | OccurrenceLeaf) -> tuple[str, ...]:
    window = leaf.window
    if window.start is not None and window.start == window.end:
        return ("that day",)
    first = ("first day",) if window.start is not None and not _in_half_lives(window.start) else ()
    return (*first, *(("last day",) if window.end is not None and not _is_screening(window.end) else ()))


def _in_half_lives(point: Point) -> bool:
    return point.period is not None and point.period.unit is PeriodUnit.HALF_LIVES


def _is_screening(point: Point) -> bool:
    return point.anchor == SCREENING and point.period is None and not point.nudge


def _window_hits(leaf: ReadingLeaf | OccurrenceLeaf, explained: Explanation) -> Iterator[CaseLimit]:
    start, end = explained.window or (None, None)
    touched = {"first day": _day(start), "last day": _day(end), "that day": _day(start)}
    for side in _sides(leaf):
        if any(touched[side] in _edge_days(used, side) for used in explained.used):
            yield CaseLimit(_window_name(leaf), side)


def _day(days: Days | None) -> int:
    return days.first if days is not None and days.is_exact else -1


def _edge_days(used: Used, side: str) -> set[int]:
    """The days with which a fact could just touch that side of a window."""
    fact = used.fact
    if isinstance(fact, Reading):
        return {fact.days.first} if fact.days.is_exact else set()
    ends = {"first day": [fact.end], "last day": [fact.start]}.get(side, [fact.start, fact.end])
    return {days.first for days in ends if days.is_exact}


# ---- values --------------------------------------------------------------------------------------


def _explained(explanation: Explanation) -> Iterator[Explanation]:
    if not explanation.children:
        yield explanation
    for child in explanation.children:
        yield from _explained(child)


def _hits(explained: Explanation) -> Iterator[CaseLimit]:
    leaf = explained.condition
    if not isinstance(leaf, ReadingLeaf | OccurrenceLeaf):
        return
    yield from _window_hits(leaf, explained)
    if isinstance(leaf, OccurrenceLeaf):
        yield from _count_hits(leaf, explained)
        return
    if isinstance(leaf.accepted, Range):
        yield from _value_hits(leaf, leaf.accepted, explained)
    else:
        held = {each for each in _values(leaf, explained) if isinstance(each, frozenset)}
        yield from (
            CaseLimit(leaf.variable.name, one)
            for one in _last_codes(leaf.variable, leaf.accepted)
            if {one} in held
        )
    if isinstance(leaf.judging, Consecutive) and _is_just_apart(leaf.judging, explained):
        yield _apart(leaf)


def _values(leaf: ReadingLeaf, explained: Explanation) -> Iterator[object]:
    if explained.computed is not None:
        yield explained.computed.value
    yield from (reading.value for reading in _readings(leaf, explained))


def _readings(leaf: ReadingLeaf, explained: Explanation) -> Iterator[Reading]:
    for used in explained.used:
        fact = used.fact
        if isinstance(fact, Reading) and used.role in _JUDGED and fact.variable == leaf.variable.name:
            yield fact


def _value_hits(leaf: ReadingLeaf, accepted: Range, explained: Explanation) -> Iterator[CaseLimit]:
    given: list[tuple[Interval, Reading | None]] = [
        (reading.value, reading)
        for reading in _readings(leaf, explained)
        if isinstance(reading.value, Interval)
    ]
    computed = explained.computed
    if computed is not None and isinstance(computed.value, Interval):
        given.append((computed.value, None))
    for bound in accepted.bounds:
        alone = replace(accepted, bounds=(bound,))
        stands = [standing(alone, leaf.variable, value, reading) for value, reading in given]
        if any(one is not None and any(each.side == "on" for each in one.reckoned) for one in stands):
            yield _bound_limit(leaf.variable.name, accepted, bound)


def _is_just_apart(judging: Consecutive, explained: Explanation) -> bool:
    days = sorted(
        used.fact.days.first
        for used in explained.used
        if used.role is Role.COUNTED and isinstance(used.fact, Reading) and used.fact.days.is_exact
    )
    apart = judging.apart
    return apart is not None and any(shift(one, apart) == other for one, other in pairwise(days))


def _count_hits(leaf: OccurrenceLeaf, explained: Explanation) -> Iterator[CaseLimit]:
    if not isinstance(leaf.judging, Count) or explained.numbers is None:
        return
    low, high = explained.numbers
    if low == high and low in _ends(leaf.judging.accepted):
        yield _count_limit(leaf, low)
