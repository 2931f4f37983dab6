"""The edges of one leaf: facts exactly on a limit and beside it, with the truth that each must give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from eligibility.language.plan import (
    Consecutive,
    Count,
    InTotal,
    JudgementLeaf,
    Lasting,
    Leaf,
    OccurrenceLeaf,
    ReadingLeaf,
    Use,
    Window,
)
from eligibility.possible import Period, Truth, shift
from eligibility.records.facts import Fact
from eligibility.testing.interests import Interests
from eligibility.testing.wish import Wish
from eligibility.testing.wished_facts import LeafWishes, numbers_of, result_fact
from eligibility.testing.wished_sets import Said
from eligibility.testing.wished_values import (
    Result,
    held_to,
    is_accepted,
    is_plausible,
    result_text,
    results_at,
)
from eligibility.vocabulary.model import Codes, Elapsed, Range


@dataclass(frozen=True)
class Side:
    """Facts on an edge or beside it, what is special about them, and the truth that they give a leaf."""

    what: str
    wish: Wish
    truth: Truth


Edge = tuple[Side, ...]


class LeafEdges:
    """Finds the edges of leaves."""

    def __init__(self, interests: Interests) -> None:
        self._layout = interests.layout
        self._wishes = LeafWishes(interests)

    def of(self, leaf: Leaf) -> Iterator[Edge]:
        """Every edge of a leaf that made-up facts can sit on."""
        match leaf:
            case JudgementLeaf(name=name):
                yes, no = (next(self._wishes.judgement(leaf, truth), None) for truth in (True, False))
                if yes is not None and no is not None:
                    yield (Side(f"{name}: yes", yes, Truth.TRUE), Side(f"{name}: no", no, Truth.FALSE))
            case ReadingLeaf():
                yield from self._reading(leaf)
            case OccurrenceLeaf():
                yield from self._occurrence(leaf)

    # ---- readings --------------------------------------------------------------------------------

    def _reading(self, leaf: ReadingLeaf) -> Iterator[Edge]:
        if isinstance(leaf.variable.derived, Elapsed):
            yield from self._ages(leaf, leaf.variable.derived)
            return
        if isinstance(leaf.accepted, Range):
            yield from self._limits(leaf, leaf.accepted)
        else:
            assert isinstance(leaf.accepted, Codes)  # `any` is for events and items
            yield from self._codes(leaf, leaf.accepted)
        if isinstance(leaf.judging, Consecutive):
            yield from self._streak(leaf, leaf.judging)
        elif isinstance(leaf.judging, Use) and leaf.window.stated:
            yield from self._window_of_reading(leaf)

    def _ages(self, leaf: ReadingLeaf, rule: Elapsed) -> Iterator[Edge]:
        """Born so many years before the screening date, and a day later: then one more birthday is missing."""
        assert isinstance(leaf.accepted, Range)
        interval = leaf.accepted.interval
        for end in (interval.low, interval.high):
            if end is not None and end.denominator == 1 and end > 0:
                count = int(end) + (1 if end == interval.high and interval.holds(end) else 0)
                count += 1 if end == interval.low and not interval.holds(end) else 0
                day = shift(self._layout.today, Period(count, rule.unit), -1)
                yield (
                    self._born(leaf, rule, day, count, f"{count} {rule.unit.value} to the day"),
                    self._born(leaf, rule, day + 1, count - 1, f"{count} {rule.unit.value} tomorrow"),
                )

    def _born(self, leaf: ReadingLeaf, rule: Elapsed, day: int, number: int, what: str) -> Side:
        assert isinstance(leaf.accepted, Range)
        fact = Fact(rule.since, _iso(day), date=_iso(day))
        truth = Truth.of(leaf.accepted.interval.holds(Fraction(number)))
        return Side(f"{leaf.variable.name} {leaf.accepted.text}, {what}", Wish((fact,)), truth)

    def _limits(self, leaf: ReadingLeaf, accepted: Range) -> Iterator[Edge]:
        by_bound: dict[int, list[Result]] = {}
        for bound, result in results_at(accepted, leaf.variable):
            if is_plausible(result, leaf.variable):
                by_bound.setdefault(id(bound), []).append(result)
        for group in by_bound.values():
            sides = [self._result(leaf, accepted, result) for result in group]
            yield tuple(side for side in sides if side is not None)

    def _result(self, leaf: ReadingLeaf, accepted: Range, result: Result) -> Side | None:
        truth = Truth.of(is_accepted(result, held_to(result, accepted), leaf.variable))
        what = f"{leaf.variable.name} {accepted.text}, {result_text(result)}"
        if any(bound.limit.of is not None for bound in accepted.bounds):
            what += f" (limits {result_text(replace(result, number=result.upper or Fraction(0)))})"
        return self._judged(leaf, result_fact(leaf.variable, result), truth, what)

    def _codes(self, leaf: ReadingLeaf, accepted: Codes) -> Iterator[Edge]:
        sides = [
            self._judged(
                leaf,
                Fact(leaf.variable.name, value),
                Truth.of(value in accepted.codes),
                f"{leaf.variable.name} {accepted.text}, {value}",
            )
            for value in leaf.variable.values
            if not (isinstance(leaf.judging, Consecutive) and value in leaf.judging.tolerate)
        ]
        yield tuple(side for side in sides if side is not None)

    def _judged(self, leaf: ReadingLeaf, value: Fact, truth: Truth, what: str) -> Side | None:
        """As many readings of one value as the judging word asks for, inside the window."""
        day = self._wishes.day(leaf.window)
        if day is None:
            return None
        facts = self._wishes.series(leaf, self._wishes.qualified(leaf, value), day)
        return Side(what, Wish(tuple(facts)), truth)

    def _window_of_reading(self, leaf: ReadingLeaf) -> Iterator[Edge]:
        value = next(self._wishes.values(leaf, True), None)
        if value is None:
            return
        for what, day, beyond in self._window_days(leaf.window):
            fact = self._wishes.dated(self._wishes.qualified(leaf, value), day)
            outside = self._wishes.dated(self._wishes.qualified(leaf, value), beyond)
            yield (
                Side(f"{leaf.variable.name} {leaf.window.text}, on the {what}", Wish((fact,)), Truth.TRUE),
                Side(
                    f"{leaf.variable.name} {leaf.window.text}, a day beyond the {what}",
                    Wish((outside,)),
                    Truth.UNKNOWN,
                ),
            )

    def _streak(self, leaf: ReadingLeaf, judging: Consecutive) -> Iterator[Edge]:
        """Just far enough apart, and the first a day later: the last does not count yet."""
        day = self._wishes.day(leaf.window)
        value = next(self._wishes.values(leaf, True), None)
        if (
            day is None
            or value is None
            or judging.number < 2
            or judging.apart is None
            or day != self._layout.today
        ):
            return
        whole = tuple(self._wishes.series(leaf, self._wishes.qualified(leaf, value), day))
        first = min(whole, key=lambda fact: str(fact.date))
        start = date.fromisoformat(str(first.date)).toordinal()
        later = replace(first, date=_iso(start + 1))
        what = f"{leaf.variable.name} {judging.number} times"
        short = tuple(later if each is first else each for each in whole)
        if judging.number == 2:
            yield (
                Side(f"{what}, exactly {judging.apart} apart", Wish(whole), Truth.TRUE),
                Side(f"{what}, a day less than {judging.apart} apart", Wish(short), Truth.UNKNOWN),
            )

    # ---- events and items ------------------------------------------------------------------------

    def _occurrence(self, leaf: OccurrenceLeaf) -> Iterator[Edge]:
        match leaf.judging:
            case None:
                yield from self._happened(leaf)
            case Count(accepted=accepted, text=text):
                numbers = sorted({*numbers_of(accepted, True)[:3], *numbers_of(accepted, False)[:3]})
                yield self._numbers(
                    leaf, [n for n in numbers if n or leaf.variable.kind.value != "item"], text
                )
            case InTotal(accepted=accepted, text=text):
                numbers = sorted({*numbers_of(accepted, True)[:2], *numbers_of(accepted, False)[:2]})
                yield self._numbers(leaf, numbers, text)
            case Lasting() as judging:
                just, short = (next(self._wishes.lasting(leaf, judging, each), None) for each in (0, 1))
                if just is not None and short is not None:
                    what = f"{leaf.variable.name} lasting {judging.text}"
                    yield (
                        Side(f"{what}, just", just, Truth.TRUE),
                        Side(f"{what}, a day less", short, Truth.FALSE),
                    )
            case _:
                return

    def _numbers(self, leaf: OccurrenceLeaf, numbers: list[int], text: str) -> Edge:
        judging = leaf.judging
        assert isinstance(judging, Count | InTotal)
        write = self._wishes.counted if isinstance(judging, Count) else self._wishes.covering
        found = {number: next(write(leaf, number), None) for number in numbers}
        return tuple(
            Side(
                f"{leaf.variable.name} {text}, {number}",
                wish,
                Truth.of(judging.accepted.holds(Fraction(number))),
            )
            for number, wish in found.items()
            if wish is not None
        )

    def _happened(self, leaf: OccurrenceLeaf) -> Iterator[Edge]:
        once, never = (next(self._wishes.counted(leaf, number), None) for number in (1, 0))
        name = leaf.variable.name
        if once is not None and never is not None:
            yield (Side(f"{name}: one", once, Truth.TRUE), Side(f"{name}: none", never, Truth.FALSE))
        said = next(self._wishes.said(leaf), None)
        if said is None or not leaf.window.stated or leaf.variable.kind.value == "item" or _says_when(said):
            return
        for what, day, beyond in self._window_days(leaf.window):
            on, off = (self._one_day(leaf, said, each) for each in (day, beyond))
            if on is not None and off is not None:
                yield (
                    Side(f"{name} {leaf.window.text}, on the {what}", on, Truth.TRUE),
                    Side(f"{name} {leaf.window.text}, a day beyond the {what}", off, Truth.FALSE),
                )

    def _one_day(self, leaf: OccurrenceLeaf, said: Said, day: int) -> Wish | None:
        """An event that begins and ends on a day; None for what lasts for ever."""
        fact = self._wishes.event(leaf.variable, said, day)
        ended = replace(fact, date=None, start=_iso(day), end=_iso(day))
        return None if self._wishes.never_ends(fact) else Wish((ended,))

    # ---- windows ---------------------------------------------------------------------------------

    def _window_days(self, window: Window) -> Iterator[tuple[str, int, int]]:
        """The first and last days of a window that a fact can have, each with the day beyond."""
        first, last, today = self._layout.first_day(window), self._layout.last_day(window), self._layout.today
        half_lives = any(
            point is not None and point.period is not None and point.period.unit.value == "half-lives"
            for point in (window.start, window.end)
        )
        if half_lives or first > min(last, today):
            return
        if window.start is not None:
            yield "first day", first, first - 1
        if window.end is not None and last < today:
            yield "last day", last, last + 1


def _says_when(said: Said) -> bool:
    return any(name in said for name in ("start", "end", "date"))


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
