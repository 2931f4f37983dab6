"""Facts with which one leaf of a trial is surely true, or surely false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import islice

from eligibility.language.plan import (
    ConfirmedBy,
    Consecutive,
    Count,
    Each,
    InTotal,
    JudgementLeaf,
    Lasting,
    Leaf,
    MeanOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Window,
)
from eligibility.possible import EVER_BEFORE, Interval, Period, shift
from eligibility.records.facts import Answer, Fact
from eligibility.testing.interests import Interests
from eligibility.testing.wish import MOST_WAYS, Wish
from eligibility.testing.wished_sets import CODE, STATUS, Said, said_so_that, together
from eligibility.testing.wished_values import Result, codes, results
from eligibility.testing.written_numbers import exact_text
from eligibility.vocabulary.model import Codes, Elapsed, Kind, Lasts, Range, Variable

RATERS = ("Dr A", "Dr B", "Dr C", "Dr D", "Dr E")
_OWN_DAYS = ("date", "start", "end")


class LeafWishes:
    """Wishes for single leaves."""

    def __init__(self, interests: Interests) -> None:
        self._interests = interests
        self._layout = interests.layout
        self._vocabulary = interests.trial.vocabulary

    def leaf(self, leaf: Leaf, truth: bool) -> Iterator[Wish]:
        """Ways in which a leaf is true, or is false."""
        match leaf:
            case JudgementLeaf():
                yield from self.judgement(leaf, truth)
            case ReadingLeaf():
                yield from self._reading(leaf, truth)
            case OccurrenceLeaf():
                yield from self._occurrence(leaf, truth)

    def on_day(self, leaf: ReadingLeaf | OccurrenceLeaf, day: int) -> Iterator[Wish]:
        """One accepted fact on a day."""
        if isinstance(leaf, ReadingLeaf):
            for value in self.values(leaf, True):
                yield Wish((self.dated(self.qualified(leaf, value), day),))
        else:
            for said in self.said(leaf):
                yield Wish((self.event(leaf.variable, said, day),))

    def day(self, window: Window) -> int | None:
        """The last day of a window that has come; None if none has."""
        last = min(self._layout.last_day(window), self._layout.today)
        return last if last >= self._layout.first_day(window) else None

    # ---- readings --------------------------------------------------------------------------------

    def values(self, leaf: ReadingLeaf, wanted: bool) -> Iterator[Fact]:
        """Readings without a day whose value is accepted, or is not."""
        variable = leaf.variable
        if isinstance(variable.derived, Elapsed) and isinstance(leaf.accepted, Range):
            yield from self._since(variable.derived, leaf.accepted.interval, wanted)
        elif variable.kind is Kind.QUANTITY:
            yield from (result_fact(variable, each) for each in results(leaf.accepted, variable, wanted))
        else:
            yield from (Fact(variable.name, each) for each in codes(leaf.accepted, variable, wanted))

    def _since(self, rule: Elapsed, accepted: Interval, wanted: bool) -> Iterator[Fact]:
        ends = [int(end) for end in (accepted.low, accepted.high) if end is not None]
        for number in dict.fromkeys(each for end in ends for each in (end, end + 1, end - 1, end + 20)):
            if accepted.holds(Fraction(number)) is wanted and 0 <= number < 120:
                day = shift(self._layout.today, Period(number, rule.unit), -1)
                yield Fact(rule.since, _iso(day))

    def _reading(self, leaf: ReadingLeaf, truth: bool) -> Iterator[Wish]:
        day = self.day(leaf.window)
        if day is None:
            return
        for value in self.values(leaf, truth):
            yield Wish(tuple(self.series(leaf, self.qualified(leaf, value), day)))

    def series(self, leaf: ReadingLeaf, value: Fact, day: int) -> Iterator[Fact]:
        """So many readings of one value as the judging word asks for."""
        match leaf.judging:
            case MeanOf(number=number):
                yield from (self.dated(value, day - each) for each in range(number))
            case Consecutive(number=number, apart=apart):
                for _ in range(number):
                    yield self.dated(value, day)
                    day = day - 1 if apart is None else _back(day, apart)
            case ConfirmedBy(different=different, number=number):
                for rater in self._sources(leaf.variable, different, number):
                    yield self.dated(replace(value, attributes={**value.attributes, different: rater}), day)
            case _:
                yield self.dated(value, day)

    def qualified(self, leaf: ReadingLeaf, value: Fact) -> Fact:
        """A reading with the attributes that the leaf asks for."""
        return replace(value, attributes=dict(self._qualities(leaf)))

    def never_ends(self, fact: Fact) -> bool:
        """Whether what a fact records lasts for ever."""
        declared = self._vocabulary.variables[fact.variable]
        concept = self._vocabulary.concepts.get(fact.variable, {}).get(str(fact.value))
        return ((concept.lasts if concept else None) or declared.lasts) is Lasts.FOREVER

    def _qualities(self, leaf: ReadingLeaf) -> Said:
        found = next(together(list(self._chosen(leaf))), {})
        return {name: said for name, said in found.items() if name not in (CODE, STATUS, *_OWN_DAYS)}

    def _chosen(
        self, leaf: ReadingLeaf | OccurrenceLeaf, code: str | None = None
    ) -> Iterator[Iterator[Said]]:
        """For `where` and each exception: what a fact (of a code) says that is chosen all the same."""
        tests = [] if leaf.where is None else [(leaf.where, True)]
        for test, wanted in (*tests, *((each, False) for each in leaf.other_than)):
            yield said_so_that(test, wanted, leaf.variable, self._layout, self._vocabulary, code)

    def dated(self, fact: Fact, day: int) -> Fact:
        """The fact with its date; what lasts for ever has none of the window's."""
        return replace(fact, date=_iso(day))

    def _sources(self, variable: Variable, different: str, number: int) -> list[str]:
        declared = variable.attributes.get(different)
        values = declared.values if declared is not None and declared.values else RATERS
        return list(values[:number])

    # ---- events and items ------------------------------------------------------------------------

    def _occurrence(self, leaf: OccurrenceLeaf, truth: bool) -> Iterator[Wish]:
        match leaf.judging:
            case None:
                yield from self.counted(leaf, 1 if truth else 0)
            case Count(accepted=accepted):
                for number in numbers_of(accepted, truth):
                    yield from self.counted(leaf, number)
            case Each(test=test):
                yield from self._each(leaf, test, truth)
            case ConfirmedBy(different=different, number=number):
                yield from self._confirmed(leaf, different, number) if truth else self.counted(leaf, 0)
            case InTotal(accepted=accepted):
                for number in numbers_of(accepted, truth):
                    yield from self.covering(leaf, number)
            case Lasting() as judging:
                yield from self.lasting(leaf, judging, 0 if truth else 1)

    def counted(self, leaf: OccurrenceLeaf, number: int) -> Iterator[Wish]:
        """Exactly so many matching facts, and no other."""
        day = self.day(leaf.window)
        if day is None:
            return
        if number == 0:
            empty = Fact(leaf.variable.name, date=_iso(day), status="ruled_out")
            yield Wish((empty,)) if leaf.variable.kind is Kind.ITEM else Wish()
            return
        for said in self.said(leaf):
            yield Wish(tuple(self._nth(leaf, said, day, place) for place in range(number)))

    def _nth(self, leaf: OccurrenceLeaf, said: Said, day: int, place: int) -> Fact:
        fact = self.event(leaf.variable, said, day)
        return replace(fact, id=f"{leaf.variable.name} {place + 1}") if place else fact

    def _each(self, leaf: OccurrenceLeaf, test: object, truth: bool) -> Iterator[Wish]:
        if truth:
            yield from self.counted(leaf, 0)
            return
        assert isinstance(leaf.judging, Each)
        day = self.day(leaf.window)
        failing = said_so_that(leaf.judging.test, False, leaf.variable, self._layout, self._vocabulary)
        for said in together([iter(list(islice(self.said(leaf), MOST_WAYS))), failing]):
            if day is not None:
                yield Wish((self.event(leaf.variable, said, day),))

    def _confirmed(self, leaf: OccurrenceLeaf, different: str, number: int) -> Iterator[Wish]:
        day = self.day(leaf.window)
        for said in self.said(leaf) if day is not None else ():
            sources = self._sources(leaf.variable, different, number)
            yield Wish(
                tuple(self.event(leaf.variable, {**said, different: each}, day or 0) for each in sources)
            )

    def covering(self, leaf: OccurrenceLeaf, number: int) -> Iterator[Wish]:
        """One fact that covers exactly so many days at the end of a window."""
        day = self.day(leaf.window)
        if day is None or day - number + 1 < self._layout.first_day(leaf.window):
            return
        if number < 1:
            yield Wish()
            return
        for said in self.said(leaf):
            fact = self.event(leaf.variable, said, day)
            yield Wish((replace(fact, date=None, start=_iso(day - number + 1), end=_iso(day)),))

    def lasting(self, leaf: OccurrenceLeaf, judging: Lasting, short: int) -> Iterator[Wish]:
        """One fact that just lasts as long as is asked for, or so many days less."""
        day = self.day(leaf.window)
        if day is None:
            return
        first = shift(day, judging.least, -1) - (1 if judging.strict else 0) + short
        for said in self.said(leaf):
            fact = self.event(leaf.variable, said, day)
            yield Wish((replace(fact, date=None, start=_iso(min(first, day)), end=_iso(day)),))

    def said(self, leaf: OccurrenceLeaf) -> Iterator[Said]:
        """What a matching fact says: its code, and its attributes; one way of each code before a second one of any."""
        return in_turn(self._said_with(code, leaf) for code in self._codes(leaf))

    def _said_with(self, code: str | None, leaf: OccurrenceLeaf) -> Iterator[Said]:
        return together([iter([{} if code is None else {CODE: code}]), *self._chosen(leaf, code)])

    def _codes(self, leaf: OccurrenceLeaf) -> Sequence[str | None]:
        """Those that the trial names itself come first, classes last: of a class it is open which member is meant."""
        name = leaf.variable.name
        known = self._vocabulary.concepts.get(leaf.variable.concepts_of or name, {})
        if not isinstance(leaf.accepted, Codes):
            return list(known)[:MOST_WAYS] or [None]
        members = [
            each for code in leaf.accepted.asked for each in sorted(self._vocabulary.members_of(name, code))
        ]
        named = [each for each in self._interests.codes.get(name, ()) if each in members]
        classes = {each for each in members if len(self._vocabulary.members_of(name, each)) > 1}
        single = [each for each in (*named, *members) if each not in classes]
        return list(dict.fromkeys([*single, *members, *leaf.accepted.asked]))

    def event(self, variable: Variable, said: Said, day: int) -> Fact:
        """A fact that says this; on a day, unless it says when."""
        attributes = {name: text for name, text in said.items() if name not in (CODE, STATUS, *_OWN_DAYS)}
        fact = Fact(
            variable.name, said.get(CODE), attributes=attributes, status=said.get(STATUS, "confirmed")
        )
        if variable.kind is not Kind.ITEM and ("start" in said or "end" in said):
            end = said.get("end")
            start = said.get("start", min(_iso(day), end or _iso(day)))
            return replace(fact, start=start, end=end, ongoing=end is None)
        return replace(fact, date=said.get("date", _iso(day)))

    # ---- judgements ------------------------------------------------------------------------------

    def judgement(self, leaf: JudgementLeaf, truth: bool) -> Iterator[Wish]:
        """The answer of as many people as are asked."""
        day = self.day(leaf.window)
        number = leaf.confirmed_by.number if leaf.confirmed_by is not None else 1
        if day is not None:
            trial = self._interests.trial.id
            yield Wish((), tuple(Answer(trial, leaf.name, truth, who, _iso(day)) for who in RATERS[:number]))


def result_fact(variable: Variable, result: Result) -> Fact:
    """A result as a fact, without a day."""
    lower, upper = (None if each is None else exact_text(each) for each in (result.lower, result.upper))
    unit = None if result.unit is None else result.unit.code
    return Fact(variable.name, exact_text(result.number), unit=unit, lower=lower, upper=upper)


def numbers_of(accepted: Interval, wanted: bool) -> list[int]:
    """Whole numbers that an interval holds, or does not; those at its ends first."""
    ends = [int(end) for end in (accepted.low, accepted.high) if end is not None]
    tried = [each for end in ends for each in (end, end + 1, end - 1)] + [0, 1, 2]
    return [each for each in dict.fromkeys(tried) if each >= 0 and accepted.holds(Fraction(each)) is wanted]


def in_turn(series: Iterable[Iterator[Said]]) -> Iterator[Said]:
    """The first of each, then the second of each, and so on; no series is begun before its turn."""
    begun: list[Iterator[Said]] = []
    for each in series:
        for first in islice(each, 1):
            yield first
            begun.append(each)
    while begun:
        left = []
        for each in begun:
            for following in islice(each, 1):
                yield following
                left.append(each)
        begun = left


def _back(day: int, apart: Period) -> int:
    """The last day that lies at least so far before a day."""
    earlier = shift(day, apart, -1)
    while shift(earlier + 1, apart) <= day:
        earlier += 1
    return earlier


def _iso(day: int) -> str:
    return date.fromordinal(max(day, EVER_BEFORE)).isoformat()
