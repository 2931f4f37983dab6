"""Leaves that judge readings: choose, then judge, once for every way in which the readings could turn out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from eligibility.language.plan import (
    SCREENING,
    AttributeIn,
    ConfirmedBy,
    Consecutive,
    FactTest,
    MeanOf,
    OccurrenceLeaf,
    Point,
    ReadingLeaf,
    Use,
    Window,
)
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Interval, Period, PeriodUnit, Truth
from eligibility.records.facts import Occurrence, Reading
from eligibility.vocabulary.model import Lasts, Variable
from tests.second_opinion.naive.comparing import answers, codes_of, cuts_of, number_accepted
from tests.second_opinion.naive.known import (
    Known,
    Looks,
    asks_status,
    completions,
    days_of_start,
    holds,
    leaves_of,
    may_come_later,
)
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.scene import Scene, anchor_missing, in_future, span, with_anchors
from tests.second_opinion.naive.spread import numbers_of, ways
from tests.second_opinion.naive.streaks import judge_streak


@dataclass(frozen=True)
class Seen:
    """A chosen reading, of which is known what the leaf needs: its day, whether it is accepted, and who says so."""

    day: int
    accepted: bool
    group: str = ""
    tolerated: bool = False
    number: Fraction = Fraction(0)


def reading_leaf(leaf: ReadingLeaf, scene: Scene) -> Truth:
    """The truth of a leaf on a variable that is measured."""
    if anchor_missing(leaf.window, scene):
        return Truth.UNKNOWN
    readings = scene.chart.readings.get(leaf.variable.name, ())
    days = interesting_days(leaf, readings, scene)
    return settled(
        judge(leaf, [seen for seen in chosen if seen is not None], here)
        for here in with_anchors(scene, windows_of(leaf), days)
        for chosen in ways([seen_as(leaf, reading, days, here) for reading in readings])
    )


def judge(leaf: ReadingLeaf, chosen: Sequence[Seen], scene: Scene) -> Truth:
    """Judge the chosen readings, of which all is known."""
    if not chosen or in_future(leaf.window, scene):
        return Truth.UNKNOWN
    match leaf.judging:
        case Use.ANY:
            return Truth.of(any(seen.accepted for seen in chosen))
        case Use.EVERY:
            return Truth.of(all(seen.accepted for seen in chosen))
        case Use.LATEST:
            return latest(chosen)
        case Use.EARLIEST:
            return agreed([seen for seen in chosen if seen.day == min(each.day for each in chosen)])
        case MeanOf(number):
            return _mean(chosen, number, leaf)
        case Consecutive():
            assessments = [(seen.day, seen.accepted) for seen in chosen if not seen.tolerated]
            ends = span(leaf.window, scene)
            assert ends is not None
            return judge_streak(leaf.judging, assessments, still_open=ends[1] >= scene.today)
        case ConfirmedBy(_, number):
            return confirmed(chosen, number)


def latest(chosen: Sequence[Seen]) -> Truth:
    """The answer of the readings of the last day, if they agree."""
    return agreed([seen for seen in chosen if seen.day == max(each.day for each in chosen)])


def agreed(judged: Sequence[Seen]) -> Truth:
    """The answer that all readings give."""
    return settled(Truth.of(seen.accepted) for seen in judged)


def _mean(chosen: Sequence[Seen], number: int, leaf: ReadingLeaf) -> Truth:
    """The mean of the latest ones; with fewer, or where a day of several would have to be split, nobody knows."""
    newest = sorted(chosen, key=lambda seen: -seen.day)
    if len(newest) < number or (len(newest) > number and newest[number - 1].day == newest[number].day):
        return Truth.UNKNOWN
    mean = sum((seen.number for seen in newest[:number]), Fraction(0)) / number
    return Truth.of(number_accepted(mean, leaf.accepted))


def confirmed(chosen: Sequence[Seen], number: int) -> Truth:
    """Each rater by the latest rule: enough say yes and nobody may say no; or all say no."""
    raters = {seen.group for seen in chosen}
    verdicts = [latest([seen for seen in chosen if seen.group == rater]) for rater in raters]
    if all(verdict is Truth.TRUE for verdict in verdicts):
        return Truth.TRUE if len(raters) >= number else Truth.UNKNOWN
    return Truth.FALSE if all(verdict is Truth.FALSE for verdict in verdicts) else Truth.UNKNOWN


# ---- choosing --------------------------------------------------------------------------------------------------


def seen_as(leaf: ReadingLeaf, reading: Reading, days: tuple[int, ...], scene: Scene) -> list[Seen | None]:
    """All that one reading could turn out to be in this leaf; None: not chosen."""
    looks = Looks(tests_of(leaf), _groups(leaf), days, scene.chart.readings.get(leaf.variable.name, ()))
    forms: dict[Seen | None, None] = {None: None} if may_come_later(reading, scene) else {}
    for known in completions(reading, looks, scene):
        if matches(leaf, known, scene):
            forms.update(dict.fromkeys(_values_seen(leaf, reading, known, scene)))
        else:
            forms[None] = None
    return list(forms)


def matches(leaf: ReadingLeaf, known: Known, scene: Scene) -> bool:
    """Whether a reading of which all is known is chosen."""
    ends = span(window_with_site(leaf, scene), scene)
    assert ends is not None
    if not ends[0] <= known.start <= ends[1]:
        return False
    if leaf.where is not None and not holds(leaf.where, known, scene):
        return False
    if any(holds(test, known, scene) for test in leaf.other_than):
        return False
    return known.real or asks_status(leaf.where)


def window_with_site(leaf: ReadingLeaf, scene: Scene) -> Window:
    """A site's `stand for` is a window for leaves without any that judge the latest of what does not last for ever."""
    return _last_days(_standing(leaf.variable, leaf, scene), leaf)


def window_of_input(variable: Variable, leaf: ReadingLeaf, scene: Scene) -> Window:
    """What stands for an input of a computed variable: no longer than the computed one does, nor than it does itself."""
    days = [_standing(each, leaf, scene) for each in (leaf.variable, variable)]
    return _last_days(min((each for each in days if each is not None), default=None), leaf)


def _standing(variable: Variable, leaf: ReadingLeaf, scene: Scene) -> int | None:
    """For how many days a reading speaks; None: the window of the leaf says it."""
    if leaf.window.stated or leaf.judging is not Use.LATEST or variable.lasts is Lasts.FOREVER:
        return None
    return scene.site.stand_for.get(variable.name, scene.site.readings_stand)


def _last_days(days: int | None, leaf: ReadingLeaf) -> Window:
    if days is None:
        return leaf.window
    return Window(Point(SCREENING, period=Period(days, PeriodUnit.DAYS), sign=-1), Point(SCREENING))


def _values_seen(leaf: ReadingLeaf, reading: Reading, known: Known, scene: Scene) -> Iterator[Seen]:
    match leaf.judging:
        case MeanOf(number):
            for value in _numbers(leaf, reading, number):
                yield Seen(known.start, True, number=value)
        case Consecutive(_, _, tolerate):
            for code in codes_of(_codes(reading), leaf.variable, scene) if tolerate else ():
                if code in tolerate:
                    yield Seen(known.start, False, tolerated=True)
            yield from (Seen(known.start, accepted) for accepted in _not_tolerated(leaf, reading, scene))
        case ConfirmedBy(different, _):
            for accepted in answers(reading, leaf.accepted, leaf.variable, scene):
                yield Seen(known.start, accepted, group=str(known.attributes[different]))
        case _:
            for accepted in answers(reading, leaf.accepted, leaf.variable, scene):
                yield Seen(known.start, accepted)


def _not_tolerated(leaf: ReadingLeaf, reading: Reading, scene: Scene) -> frozenset[bool]:
    assert isinstance(leaf.judging, Consecutive)
    if not leaf.judging.tolerate:
        return answers(reading, leaf.accepted, leaf.variable, scene)
    codes = _codes(reading) - leaf.judging.tolerate
    if not codes:
        return frozenset()
    return answers(_with_codes(reading, codes), leaf.accepted, leaf.variable, scene)


def _with_codes(reading: Reading, codes: frozenset[str]) -> Reading:
    return Reading(reading.variable, codes, reading.days)


def _codes(reading: Reading) -> frozenset[str]:
    assert isinstance(reading.value, frozenset)
    return reading.value


def _numbers(leaf: ReadingLeaf, reading: Reading, number: int) -> list[Fraction]:
    """Values for a mean: the ends, the limits, and what a single reading must be to carry the mean over a limit."""
    assert isinstance(reading.value, Interval)
    limits = cuts_of(leaf.accepted)
    return numbers_of(reading.value, [*limits, *(limit * number for limit in limits)])


def _groups(leaf: ReadingLeaf) -> frozenset[str]:
    return frozenset([leaf.judging.different]) if isinstance(leaf.judging, ConfirmedBy) else frozenset()


# ---- what a leaf looks at --------------------------------------------------------------------------------------


def tests_of(leaf: ReadingLeaf | OccurrenceLeaf) -> tuple[FactTest, ...]:
    """The tests by which facts are chosen."""
    return (leaf.where, *leaf.other_than) if leaf.where is not None else leaf.other_than


def windows_of(leaf: ReadingLeaf | OccurrenceLeaf, *further: FactTest) -> list[Window]:
    """The windows of a leaf, and of the date attributes that it tests."""
    tests = leaves_of([*tests_of(leaf), *further])
    return [leaf.window, *(test.window for test in tests if isinstance(test, AttributeIn))]


def interesting_days(
    leaf: ReadingLeaf | OccurrenceLeaf,
    facts: Sequence[Reading | Occurrence],
    scene: Scene,
    *further: FactTest,
) -> tuple[int, ...]:
    """The days around which answers can change: ends of windows (from either end of an anchor) and of other facts."""
    days = {scene.today}
    for fact in facts:
        start = days_of_start(fact, scene)
        days |= {start.first, start.last}
        if isinstance(fact, Occurrence):
            days |= {fact.end.first, fact.end.last}
    lives = [each.half_life_hours for each in scene.vocabulary.concepts.get(leaf.variable.name, {}).values()]
    for window in windows_of(leaf, *further):
        for days_known in _extreme_anchors(scene):
            for life in {None, *lives}:
                days |= set(span(window, days_known, life) or ())
    return tuple(sorted(days - {EVER_BEFORE, EVER_AFTER}))


def _extreme_anchors(scene: Scene) -> list[Scene]:
    known = {name: days for name, days in scene.anchors.items() if days is not None}
    first = {name: days.first for name, days in known.items()}
    last = {name: days.last for name, days in known.items()}
    return [Scene(scene.chart, scene.trial, scene.today, scene.anchors, days) for days in (first, last)]


def written_day(written: date | str | None) -> str:
    """A written date as an ISO text."""
    return written.isoformat() if isinstance(written, date) else written or ""


def number_of(variable: Variable, reading: Reading) -> Interval:
    """The possible numbers of a quantity."""
    assert isinstance(reading.value, Interval), variable.name
    return reading.value
