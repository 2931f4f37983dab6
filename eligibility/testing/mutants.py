"""Small changes of a criterion, each of which a good set of cases should notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from eligibility.language.plan import (
    All,
    AllOf,
    AnyMember,
    AnyOf,
    AtLeast,
    AttributeIn,
    AttributeIs,
    Condition,
    ConfirmedBy,
    Consecutive,
    Count,
    Criterion,
    Each,
    FactTest,
    InTotal,
    JudgementLeaf,
    Lasting,
    MeanOf,
    Not,
    NotOf,
    OccurrenceLeaf,
    Point,
    ReadingLeaf,
    Use,
    When,
    Window,
)
from eligibility.possible import EVERYTHING, Interval, Period
from eligibility.possible.interval import decimal
from eligibility.units import all_units, factor
from eligibility.vocabulary.model import Accepted, AnyCode, Bound, Codes, Range

Item = TypeVar("Item")
Changed = Iterator[tuple[str, Item]]


def mutants(criterion: Criterion) -> Changed[Criterion]:
    """Every small change of a criterion, with what was changed."""
    for said, condition in condition_mutants(criterion.condition):
        yield said, replace(criterion, condition=condition)
    if criterion.applies_when is not None:
        yield "`applies when` dropped", replace(criterion, applies_when=None)
        for said, condition in condition_mutants(criterion.applies_when):
            yield f"applies when: {said}", replace(criterion, applies_when=condition)
    if criterion.unless is not None:
        yield "`unless` dropped", replace(criterion, unless=None)
        for said, condition in condition_mutants(criterion.unless):
            yield f"unless: {said}", replace(criterion, unless=condition)


def condition_mutants(condition: Condition) -> Changed[Condition]:
    """Every small change of a condition."""
    match condition:
        case ReadingLeaf():
            yield from _reading_mutants(condition)
        case OccurrenceLeaf():
            yield from _occurrence_mutants(condition)
        case JudgementLeaf():
            yield from _judgement_mutants(condition)
        case Not(member):
            yield "`not` dropped", member
            yield from ((said, replace(condition, member=each)) for said, each in condition_mutants(member))
        case When():
            yield from _when_mutants(condition)
        case All(members):
            yield "`all` made `any`", AnyMember(members)
            yield from _member_mutants(condition)
        case AnyMember(members):
            yield "`any` made `all`", All(members)
            yield from _member_mutants(condition)
        case AtLeast(number):
            yield f"at least {number} made {number - 1}", replace(condition, number=number - 1)
            yield f"at least {number} made {number + 1}", replace(condition, number=number + 1)
            yield from _member_mutants(condition)


def _member_mutants(group: All | AnyMember | AtLeast) -> Changed[Condition]:
    for place, member in enumerate(group.members):
        others = (group.members[:place], group.members[place + 1 :])
        if len(group.members) > 1:
            yield f"member {place + 1} dropped", replace(group, members=others[0] + others[1])
        for said, each in condition_mutants(member):
            yield said, replace(group, members=(*others[0], each, *others[1]))


def _when_mutants(condition: When) -> Changed[Condition]:
    yield "`then` and `else` swapped", When(condition.when, condition.otherwise, condition.then)
    yield from ((said, replace(condition, when=each)) for said, each in condition_mutants(condition.when))
    yield from ((said, replace(condition, then=each)) for said, each in condition_mutants(condition.then))
    yield from (
        (said, replace(condition, otherwise=each)) for said, each in condition_mutants(condition.otherwise)
    )


# ---- leaves --------------------------------------------------------------------------------------


def _reading_mutants(leaf: ReadingLeaf) -> Changed[ReadingLeaf]:
    name = leaf.variable.name
    for said, accepted in accepted_mutants(leaf.accepted):
        yield f"{name}: {said}", replace(leaf, accepted=accepted)
    for said, judging in _judging_mutants(leaf.judging):
        yield f"{name}: {said}", replace(leaf, judging=judging)
    for said, window in window_mutants(leaf.window):
        yield f"{name}: {said}", replace(leaf, window=window)
    for said, where, other_than in _choice_mutants(leaf.where, leaf.other_than):
        yield f"{name}: {said}", replace(leaf, where=where, other_than=other_than)


def _occurrence_mutants(leaf: OccurrenceLeaf) -> Changed[OccurrenceLeaf]:
    name = leaf.variable.name
    for said, accepted in accepted_mutants(leaf.accepted):
        assert not isinstance(accepted, Range)
        yield f"{name}: {said}", replace(leaf, accepted=accepted)
    for said, judging in _occurrence_judging_mutants(leaf):
        yield f"{name}: {said}", replace(leaf, judging=judging)
    for said, window in window_mutants(leaf.window):
        yield f"{name}: {said}", replace(leaf, window=window)
    for said, where, other_than in _choice_mutants(leaf.where, leaf.other_than):
        yield f"{name}: {said}", replace(leaf, where=where, other_than=other_than)
    turned = not leaf.absent_without_record
    said = "`no record means: absent` " + ("added" if turned else "dropped")
    yield f"{name}: {said}", replace(leaf, absent_without_record=turned)


def _judgement_mutants(leaf: JudgementLeaf) -> Changed[JudgementLeaf]:
    yield f"judgement {leaf.name}: another question", replace(leaf, name=f"{leaf.name} (another)")
    for said, window in window_mutants(leaf.window):
        yield f"judgement {leaf.name}: {said}", replace(leaf, window=window)


# ---- limits --------------------------------------------------------------------------------------


def accepted_mutants(accepted: Accepted) -> Changed[Accepted]:
    """Limits moved, opened, closed and turned round; codes left out."""
    match accepted:
        case Range():
            yield from _range_mutants(accepted)
        case Codes(_, codes, asked) if len(asked) > 1:
            for code in asked:
                left = frozenset(codes - {code})
                yield f"{code} left out", replace(accepted, codes=left, asked=tuple(set(asked) - {code}))
        case Codes():
            yield "any code accepted", AnyCode()
        case AnyCode():
            return


def _range_mutants(accepted: Range) -> Changed[Range]:
    if accepted.restated is not None:
        yield "restated limit dropped", replace(accepted, restated=None)
    for place, bound in enumerate(accepted.bounds):
        for said, scaled in _unit_mutants(accepted, bound):
            yield said, replace(accepted, interval=scaled)
        for said, changed in _bound_mutants(bound):
            bounds = (*accepted.bounds[:place], changed, *accepted.bounds[place + 1 :])
            interval = (
                accepted.interval if bound.limit.of is not None else _moved(accepted.interval, bound, said)
            )
            if interval is not None:
                yield said, replace(accepted, bounds=bounds, interval=interval)


def _unit_mutants(accepted: Range, bound: Bound) -> Changed[Interval]:
    """The limit, read in another unit of its kind."""
    unit = bound.limit.unit
    if unit is None or bound.limit.of is not None or bound is not accepted.bounds[0]:
        return
    for other in all_units():
        times = factor(other, unit) if other.kind == unit.kind else None
        if times is not None and times != 1:
            yield f"unit {unit.code} made {other.code}", accepted.interval.scaled(times)
            return


def _bound_mutants(bound: Bound) -> Changed[Bound]:
    number = decimal(bound.limit.number)
    yield f"limit {number} {'closed' if bound.open else 'opened'}", replace(bound, open=not bound.open)
    for sign, word in ((1, "raised"), (-1, "lowered")):
        limit = replace(bound.limit, number=bound.limit.number + sign * step(bound.limit.number))
        yield f"limit {number} {word}", replace(bound, limit=limit)
    yield f"limit {number} turned round", replace(bound, lower=not bound.lower)


def step(number: Fraction) -> Fraction:
    """How far a limit is moved: 5 %, and at least 1 where it is a whole number that is not small.

    >>> step(Fraction(18)), step(Fraction("1.5"))
    (Fraction(1, 1), Fraction(3, 40))
    """
    least = 1 if number.denominator == 1 and (number == 0 or abs(number) >= 10) else 0
    return max(abs(number) / 20, Fraction(least))


def _moved(interval: Interval, bound: Bound, said: str) -> Interval | None:
    """The interval with one of its ends changed in the same way; None if nothing is left of it."""
    low, high, low_open, high_open = interval.low, interval.high, interval.low_open, interval.high_open
    end = low if bound.lower else high
    assert end is not None
    word = said.rsplit(" ", 1)[1]
    if said.endswith("turned round"):
        return _turned(interval, bound)
    if word in ("opened", "closed"):
        low_open, high_open = (word == "opened", high_open) if bound.lower else (low_open, word == "opened")
    else:
        end += step(end) if word == "raised" else -step(end)
        low, high = (end, high) if bound.lower else (low, end)
    return _interval(low, high, low_open, high_open)


def _turned(interval: Interval, bound: Bound) -> Interval | None:
    if bound.lower:
        return _interval(None, interval.low, False, interval.low_open)
    return _interval(interval.high, None, interval.high_open, False)


def _interval(
    low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool
) -> Interval | None:
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return Interval(low, high, low_open, high_open)


# ---- windows -------------------------------------------------------------------------------------


def window_mutants(window: Window) -> Changed[Window]:
    """A window dropped, and each of its ends moved by a day and by one of its periods."""
    if not window.stated:
        return
    yield f"window `{window.text}` dropped", Window()
    if window.start is not None:
        for said, point in _point_mutants(window.start):
            yield f"start of `{window.text}` {said}", replace(window, start=point)
    if window.end is not None:
        for said, point in _point_mutants(window.end):
            yield f"end of `{window.text}` {said}", replace(window, end=point)


def _point_mutants(point: Point) -> Changed[Point]:
    yield "a day earlier", replace(point, nudge=point.nudge - 1)
    yield "a day later", replace(point, nudge=point.nudge + 1)
    if point.period is not None:
        longer = Period(point.period.count + 1, point.period.unit)
        yield f"counted with {longer}", replace(point, period=longer)


# ---- judging words -------------------------------------------------------------------------------


def _judging_mutants(judging: object) -> Changed[Use | MeanOf | Consecutive | ConfirmedBy]:
    match judging:
        case Use() if judging is not Use.LATEST:  # what nobody wrote is not changed
            yield f"`use: {judging.value}` dropped", Use.LATEST
        case MeanOf(number):
            yield f"mean of {number} made {number - 1}", MeanOf(number - 1)
        case Consecutive():
            yield from _streak_mutants(judging)
        case ConfirmedBy(different, number):
            yield f"confirmed by {number} made {number - 1}", ConfirmedBy(different, number - 1)
            yield f"confirmed by {number} made {number + 1}", ConfirmedBy(different, number + 1)


def _streak_mutants(judging: Consecutive) -> Changed[Consecutive]:
    for number in (judging.number - 1, judging.number + 1):
        yield f"consecutive {judging.number} made {number}", replace(judging, number=number)
    if judging.apart is not None:
        for count in (judging.apart.count - 1, judging.apart.count + 1):
            apart = Period(count, judging.apart.unit)
            yield f"apart {judging.apart} made {apart}", replace(judging, apart=apart)
    if judging.tolerate:
        yield "`tolerate` dropped", replace(judging, tolerate=frozenset())


def _occurrence_judging_mutants(
    leaf: OccurrenceLeaf,
) -> Changed[Each | Count | InTotal | Lasting | ConfirmedBy | None]:
    match leaf.judging:
        case None:
            return
        case Each(test):
            yield from ((f"each: {said}", Each(each)) for said, each in test_mutants(test))
        case Count(accepted) | InTotal(accepted) as judging:
            for said, interval in _whole_mutants(accepted):
                yield said, replace(judging, accepted=interval)
        case Lasting(least) as lasting:
            for count in (least.count - 1, least.count + 1):
                yield f"lasting {least} made {count}", replace(lasting, least=Period(count, least.unit))
            for name in lasting.unchanged:
                left = tuple(each for each in lasting.unchanged if each != name)
                yield f"unchanged {name} dropped", replace(lasting, unchanged=left)
        case ConfirmedBy(different, number):
            yield f"confirmed by {number} made {number - 1}", ConfirmedBy(different, number - 1)
    yield "judging word dropped", None


def _whole_mutants(accepted: Interval) -> Changed[Interval]:
    for step, word in ((1, "raised"), (-1, "lowered")):
        moved = accepted.scaled(Fraction(1), Fraction(step)) if accepted != EVERYTHING else accepted
        yield f"{accepted} {word} by one", moved


# ---- sets ----------------------------------------------------------------------------------------


def _choice_mutants(
    where: FactTest | None, other_than: tuple[FactTest, ...]
) -> Iterator[tuple[str, FactTest | None, tuple[FactTest, ...]]]:
    if where is not None:
        yield "`where` dropped", None, other_than
        for said, test in test_mutants(where):
            yield f"where: {said}", test, other_than
    for place, test in enumerate(other_than):
        before, after = other_than[:place], other_than[place + 1 :]
        yield f"exception {place + 1} dropped", where, before + after
        for said, each in test_mutants(test):
            yield f"exception {place + 1}: {said}", where, (*before, each, *after)


def test_mutants(test: FactTest) -> Changed[FactTest]:
    """Every small change of a set of attributes."""
    match test:
        case AttributeIs(name, accepted):
            for said, changed in accepted_mutants(accepted):
                yield f"{name}: {said}", replace(test, accepted=changed)
        case AttributeIn(name, window):
            for said, moved in window_mutants(window):
                yield f"{name}: {said}", replace(test, window=moved)
        case NotOf(inner):
            yield "`not` dropped", inner
            yield from ((said, NotOf(each)) for said, each in test_mutants(inner))
        case AllOf(tests) | AnyOf(tests):
            yield from _tests_mutants(test, tests)
        case _:
            return


def _tests_mutants(group: AllOf | AnyOf, tests: tuple[FactTest, ...]) -> Changed[FactTest]:
    for place, test in enumerate(tests):
        before, after = tests[:place], tests[place + 1 :]
        if len(tests) > 1:
            yield f"part {place + 1} dropped", replace(group, tests=before + after)
        for said, each in test_mutants(test):
            yield said, replace(group, tests=(*before, each, *after))


test_mutants.__test__ = False  # type: ignore[attr-defined]  # a name that pytest would collect
