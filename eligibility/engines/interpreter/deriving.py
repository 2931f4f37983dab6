"""Derived variables, computed on possible values: as sharp as their inputs allow, never sharper.

A recorded value stands alone only if no input of the computed one is newer; else both are possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from eligibility.engines.interpreter.choosing import Choice, choose, days_of
from eligibility.engines.interpreter.comparing import NO_REASONS, computed_accepted, reading_accepted
from eligibility.engines.interpreter.elapsed import derive_elapsed
from eligibility.engines.interpreter.formulas import derive_formula, formula_series
from eligibility.engines.interpreter.inputs import Chosen, Derived, chosen_reading, input_leaf, whole_domain
from eligibility.engines.interpreter.itemsets import derive_over_items
from eligibility.engines.interpreter.itemsums import derive_sum
from eligibility.engines.interpreter.view import SeenReading, View
from eligibility.language.plan import ReadingLeaf, Use
from eligibility.possible import TRUE, UNKNOWN, Interval
from eligibility.possible.interval import hull
from eligibility.records.facts import PossibleValue, Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Role, Used
from eligibility.vocabulary.model import (
    Accepted,
    Bands,
    CountItems,
    Elapsed,
    Extreme,
    Formula,
    Points,
    PointsOf,
    Range,
    SumItems,
    Variable,
)

Label = TypeVar("Label")  # points, or a code


def derive(leaf: ReadingLeaf, view: View) -> Derived:
    """The possible values of a derived variable under the leaf's window."""
    if leaf.where is not None or leaf.other_than:
        return _derive(leaf, view)
    key = ("derived", leaf.variable.name, id(leaf.window))
    known = view.chosen.get(key)
    if not isinstance(known, Derived):
        known = _derive(leaf, view)
        view.chosen[key] = known
    return known


# ---- recorded beside computed --------------------------------------------------------------------


def _derive(leaf: ReadingLeaf, view: View) -> Derived:
    computed = _compute(leaf, view)
    if isinstance(leaf.variable.derived, Elapsed):
        return computed  # recorded values are already part of it
    if leaf.variable.name not in view.chart.readings:
        return computed
    choice = choose(leaf, view.readings(leaf.variable.name), view, Use.LATEST)
    recorded = tuple(match.seen for match in choice.candidates)
    if not recorded:
        return _older_recorded(computed, choice)
    shown = None if computed.computed is None else _shown(computed.computed, recorded)
    alone = choice.sure and not _is_newer(computed, choice)
    open_ = NO_REASONS.union(*(match.reasons for match in choice.candidates))
    if alone:
        return Derived(recorded, (), True, computed.newest, shown, open_)
    return computed._replace(
        recorded=recorded,
        sure=computed.sure or choice.sure,
        computed=shown,
        open=computed.open | open_,
        reasons=open_ or computed.reasons,
    )


def _older_recorded(computed: Derived, choice: Choice) -> Derived:
    """Where nothing can be computed, a recorded value before the window makes it stale rather than missing."""
    if computed.sure or not choice.stale:
        return computed
    reasons = computed.reasons
    if reasons == {Reason.MISSING}:
        reasons = frozenset({Reason.STALE})
    return computed._replace(reasons=reasons, stale=choice.stale)


def _is_newer(computed: Derived, choice: Choice) -> bool:
    """Whether an input of the computed value may be newer than a recorded one."""
    return computed.newest is not None and any(
        computed.newest > days_of(match).first for match in choice.candidates
    )


def _shown(computed: Computed, recorded: Sequence[SeenReading]) -> Computed:
    return computed._replace(recorded=tuple(seen.fact for seen in recorded))


# ---- computing -----------------------------------------------------------------------------------


def _compute(leaf: ReadingLeaf, view: View) -> Derived:
    if leaf.where is not None or leaf.other_than:  # what was computed has no attributes
        return Derived((), (), False, None, None, reasons=frozenset({Reason.MISSING}))
    match leaf.variable.derived:
        case Elapsed() as rule:
            return derive_elapsed(leaf, rule, view)
        case Points() as rule:
            return _points(leaf, rule, view)
        case Bands() as rule:
            return _bands(leaf, rule, view)
        case Formula() as rule:
            return derive_formula(leaf, rule, view, _input, _all_readings)
        case CountItems() | Extreme() as rule:
            return derive_over_items(leaf, rule, view)
        case SumItems() as rule:
            return derive_sum(leaf, rule, view)
        case other:
            raise TypeError(f"{type(other).__name__} is not the derivation of a variable.")


def _input(name: str, leaf: ReadingLeaf, view: View) -> Chosen:
    """An input of a derived variable, chosen under the leaf's window (and only that)."""
    inner = input_leaf(view.trial.vocabulary.variables[name], leaf, view)
    if inner.variable.derived is None:
        return chosen_reading(inner, view)
    return _derived_input(inner.variable, derive(inner, view))


def _derived_input(variable: Variable, derived: Derived) -> Chosen:
    recorded: tuple[Reading | None, ...] = tuple(seen.fact for seen in derived.recorded)
    values = derived.values if derived.sure else tuple(seen.fact.value for seen in derived.recorded)
    newest = [seen.days.last for seen in derived.recorded]
    newest += [] if derived.newest is None else [derived.newest]
    return Chosen(
        variable,
        values,
        recorded + (None,) * (len(values) - len(recorded)),
        derived.sure,
        max(newest, default=None),
        derived.open | derived.reasons,
        tuple(Used(seen.fact, Role.INPUT) for seen in derived.recorded),
        derived.computed,
        derived.approximate,
    )


# ---- points --------------------------------------------------------------------------------------


def _points(leaf: ReadingLeaf, rule: Points, view: View) -> Derived:
    lines = [_line(line, leaf, view) for line in rule.lines]
    totals = {0}
    for scored, _, _ in lines:
        totals = {total + each for total in totals for each in scored}
    alternatives = tuple([_exactly(total) for total in sorted(totals)])
    inputs = [each for _, chosen, _ in lines for each in chosen]
    open_ = NO_REASONS.union(*(_open_line(chosen) | why for scored, chosen, why in lines if len(scored) > 1))
    sure = any(each.sure for each in inputs)
    computed = Computed(
        leaf.variable.name,
        hull(alternatives),
        tuple(fact for each in inputs for fact in each.facts),
        tuple(each.computed for each in inputs if each.computed is not None),
        {chosen[-1].variable.name: (min(scored), max(scored)) for scored, chosen, _ in lines},
        tuple(chosen[-1].variable.name for _, chosen, _ in lines if not any(each.maybe for each in chosen)),
        open_,
    )
    newest = max((each.newest for each in inputs if each.newest is not None), default=None)
    return Derived((), alternatives, sure, newest, computed, open_, NO_REASONS if sure else open_)


@lru_cache(maxsize=256)
def _exactly(points: int) -> Interval:
    return Interval.exactly(points)


def _open_line(chosen: Sequence[Chosen]) -> frozenset[Reason]:
    """Why the points of a line are open; of alternatives that are only too old or not there: too old."""
    open_ = NO_REASONS.union(*(each.open for each in chosen))
    nothing = not any(each.maybe for each in chosen)
    return open_ - {Reason.MISSING} if nothing and Reason.STALE in open_ else open_


def _line(
    line: Sequence[PointsOf], leaf: ReadingLeaf, view: View
) -> tuple[set[int], list[Chosen], frozenset[Reason]]:
    """The points that a line can give: by the first alternative of which a reading is, or may be, chosen.

    The inputs that were looked at come with it, the deciding one last; and what leaves open in which bands they lie.
    """
    scored: set[int] = set()
    looked: list[Chosen] = []
    open_ = NO_REASONS
    for alternative in line:
        given = _input(alternative.variable, leaf, view)
        looked.append(given)
        for value, reading in zip(given.values, given.readings, strict=True):
            points, why = _met(alternative.bands, value, reading, given)
            scored.update(points)
            open_ |= why
        if given.sure:
            return scored, looked, open_
    looked.sort(key=lambda each: each.maybe)
    return scored | {points for points, _ in line[-1].bands}, looked, open_


def _met(
    bands: Sequence[tuple[Label, Accepted]], value: PossibleValue, reading: Reading | None, given: Chosen
) -> tuple[list[Label], frozenset[Reason]]:
    """Which bands a value can lie in, and what leaves that open; a reading keeps its own laboratory's limits."""
    met: list[Label] = []
    reasons = NO_REASONS
    for label, accepted in bands:
        if reading is not None:
            truth, why = reading_accepted(reading, accepted, given.variable)
        elif isinstance(accepted, Range) and accepted.needs_reference:
            truth, why = UNKNOWN, frozenset({Reason.NO_REFERENCE_LIMIT})
        else:
            truth, why = computed_accepted(value, accepted, given.approximate), NO_REASONS
        if truth is TRUE:
            return [label], NO_REASONS  # bands do not overlap
        if truth is UNKNOWN:
            met.append(label)
            reasons |= why
    return (met, reasons) if met else (_beside(bands, value), frozenset({Reason.IMPLAUSIBLE}))


def _beside(bands: Sequence[tuple[Label, Accepted]], value: PossibleValue) -> list[Label]:
    """The bands on either side of a number that lies in none: half a point, of a score that has whole ones."""
    ranges = [(index, each.interval) for index, (_, each) in enumerate(bands) if isinstance(each, Range)]
    assert isinstance(value, Interval)
    below = [(each.high, index) for index, each in ranges if _ends_before(each, value)]
    above = [(each.low, index) for index, each in ranges if _ends_before(value, each)]
    return [bands[index][0] for _, index in (*sorted(below)[-1:], *sorted(above)[:1])]


def _ends_before(one: Interval, other: Interval) -> bool:
    return one.high is not None and other.low is not None and one.high <= other.low


# ---- bands ---------------------------------------------------------------------------------------


def _bands(leaf: ReadingLeaf, rule: Bands, view: View) -> Derived:
    given = _input(rule.variable, leaf, view)
    met: set[str] = set()
    open_ = NO_REASONS
    for value, reading in given.possible():
        codes, why = _band_codes(rule, value, reading, given)
        met |= codes
        open_ |= why
    value = frozenset(met)
    open_ = given.open | open_ if len(value) > 1 else NO_REASONS
    missing = () if given.maybe else (rule.variable,)
    parts = () if given.computed is None else (given.computed,)
    computed = Computed(leaf.variable.name, value, given.facts, parts, missing=missing, open=open_)
    return Derived(
        (), (value,), given.sure, given.newest, computed, open_, NO_REASONS if given.sure else given.open
    )


def _band_codes(
    rule: Bands, value: PossibleValue, reading: Reading | None, given: Chosen
) -> tuple[frozenset[str], frozenset[Reason]]:
    met, why = _met(rule.bands, value, reading, given)
    return frozenset(met), why


# ---- series --------------------------------------------------------------------------------------


def series(leaf: ReadingLeaf, view: View) -> tuple[SeenReading, ...]:
    """All readings of a derived variable: the recorded ones, and those computed from single inputs or samples."""
    return (*view.readings(leaf.variable.name), *_computed_series(leaf.variable, view))


def _computed_series(variable: Variable, view: View) -> Sequence[SeenReading]:
    match variable.derived:
        case Bands(name) as rule:
            given = view.trial.vocabulary.variables[name]
            return [_banded(seen, rule, variable, given) for seen in _all_readings(given, view)]
        case Formula() as rule:
            return formula_series(variable, rule, view, _all_readings)
        case _:
            return ()


def _all_readings(variable: Variable, view: View) -> Sequence[SeenReading]:
    recorded = view.readings(variable.name)
    return recorded if variable.derived is None else (*recorded, *_computed_series(variable, view))


def _banded(seen: SeenReading, rule: Bands, variable: Variable, given: Variable) -> SeenReading:
    chosen = Chosen(given, (seen.fact.value,), (seen.fact,), True, None, seen.fact.open, ())
    codes, why = _band_codes(rule, seen.fact.value, seen.fact, chosen)
    open_ = NO_REASONS if len(codes) == 1 else seen.fact.open | why
    fact = replace(
        seen.fact, variable=variable.name, value=codes, open=open_, reported=None, lower=None, upper=None
    )
    return seen._replace(fact=fact)


__all__ = ["Derived", "derive", "series", "whole_domain"]
