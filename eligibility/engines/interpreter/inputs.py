"""Inputs of derived variables, and what a derived variable can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eligibility.engines.interpreter.choosing import (
    Choice,
    choose,
    days_of,
    effective_window,
    only_reading,
    standing_days,
    standing_window,
    stood_days,
    why_nothing,
)
from eligibility.engines.interpreter.comparing import NO_REASONS
from eligibility.engines.interpreter.view import SeenReading, View
from eligibility.language.plan import EVER, ReadingLeaf, Use, Window
from eligibility.possible import TRUE, Days, Interval
from eligibility.records.facts import PossibleValue, Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Role, Used
from eligibility.vocabulary.model import Elapsed, Kind, Lasts, Variable


class Derived(NamedTuple):
    """What a derived variable can be.

    `recorded` are recorded values that may be the answer, `alternatives` computed ones; if a recorded value stands
    alone there are none. `newest` is the last day that an input can have. `reasons` say why nothing can be chosen;
    `stale` are recorded values that the window keeps out because they are older.
    """

    recorded: tuple[SeenReading, ...]
    alternatives: tuple[PossibleValue, ...]
    sure: bool
    newest: int | None
    computed: Computed | None
    open: frozenset[Reason] = NO_REASONS
    reasons: frozenset[Reason] = NO_REASONS
    approximate: bool = False
    stale: tuple[SeenReading, ...] = ()

    @property
    def values(self) -> tuple[PossibleValue, ...]:
        """All possible answers, the recorded ones first."""
        return (*(seen.fact.value for seen in self.recorded), *self.alternatives)


class Chosen(NamedTuple):
    """An input: the value of each candidate, and the reading behind it (None: computed)."""

    variable: Variable
    values: tuple[PossibleValue, ...]
    readings: tuple[Reading | None, ...]
    sure: bool
    newest: int | None
    open: frozenset[Reason]
    facts: tuple[Used, ...]
    computed: Computed | None = None
    approximate: bool = False

    @property
    def maybe(self) -> bool:
        """Whether a reading is, or may be, chosen."""
        return bool(self.values)

    def possible(self) -> Iterator[tuple[PossibleValue, Reading | None]]:
        """Every possible value; where no reading is surely chosen, the whole domain too."""
        yield from zip(self.values, self.readings, strict=True)
        if not self.sure:
            yield whole_domain(self.variable), None


def whole_domain(variable: Variable) -> PossibleValue:
    """All that a missing reading could be: every code, or the plausible range."""
    if variable.kind is Kind.QUANTITY:
        return variable.plausible or Interval()
    return Days() if variable.kind is Kind.DATE else variable.domain


def input_leaf(variable: Variable, leaf: ReadingLeaf, view: View) -> ReadingLeaf:
    """The leaf that chooses an input: under the same window, but for what lasts for ever."""
    kept, asked = (view.chosen, leaf) if view.stands else (view.trial.kept, leaf.window)
    key = ("input", variable.name, id(asked))
    known = kept.get(key)
    if isinstance(known, tuple) and known[0] is asked:
        inner = known[1]
        assert isinstance(inner, ReadingLeaf)
        return inner
    inner = ReadingLeaf(variable, leaf.accepted, _window_for(variable, leaf, view))
    kept[key] = (asked, inner)
    return inner


def _window_for(variable: Variable, leaf: ReadingLeaf, view: View) -> Window:
    """The leaf's window; what a site lets stand (the computed variable, or this input) may narrow it further."""
    if variable.lasts is Lasts.FOREVER or isinstance(variable.derived, Elapsed):
        return EVER
    if not view.stands:
        return leaf.window
    window = effective_window(leaf, view)
    days, stood = standing_days(variable, view), stood_days(window, view)
    if days is None or (window.stated and stood is None):
        return window
    return standing_window(days if stood is None else min(days, stood), view)


def chosen_reading(leaf: ReadingLeaf, view: View) -> Chosen:
    """An input that is measured: every candidate for the latest reading."""
    seen = view.readings(leaf.variable.name)
    only = only_reading(leaf, seen, view)
    if only is not None:
        return _only(leaf.variable, only)
    choice = choose(leaf, seen, view, Use.LATEST)
    readings = tuple([match.seen.fact for match in choice.candidates])
    facts = tuple([Used(match.seen.fact, Role.INPUT, None, match.truth) for match in choice.candidates])
    newest = max([days_of(match).last for match in choice.candidates], default=None)
    values = tuple([reading.value for reading in readings])
    return Chosen(
        leaf.variable, values, readings, choice.sure, newest, _open(leaf, choice, readings, view), facts
    )


def _only(variable: Variable, seen: SeenReading) -> Chosen:
    reading = seen.fact
    facts = (Used(reading, Role.INPUT, None, TRUE),)
    return Chosen(variable, (reading.value,), (reading,), True, seen.days.last, reading.open, facts)


def says(reading: Reading) -> tuple[object, ...]:
    """What two readings of one day must have in common so as not to conflict."""
    return (reading.value, reading.upper, reading.lower)


def _open(leaf: ReadingLeaf, choice: Choice, readings: tuple[Reading, ...], view: View) -> frozenset[Reason]:
    open_ = NO_REASONS.union(
        *(reading.open for reading in readings), *(match.reasons for match in choice.candidates)
    )
    if not readings:
        return why_nothing(leaf.window, bool(choice.stale), leaf.variable.judged, view)
    if any(says(reading) != says(readings[0]) for reading in readings[1:]):
        vague = any(not days_of(match).is_exact for match in choice.candidates)
        vague &= leaf.variable.lasts is not Lasts.FOREVER  # then no date could tell which holds
        open_ |= {Reason.IMPRECISE_DATE if vague else Reason.CONFLICTING}
    return open_
