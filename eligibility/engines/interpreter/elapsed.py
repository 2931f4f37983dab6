"""Completed periods since a date, such as age: from the date, from recorded ages, or from both."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from eligibility.engines.interpreter.comparing import NO_REASONS
from eligibility.engines.interpreter.inputs import Derived, chosen_reading, input_leaf, whole_domain
from eligibility.engines.interpreter.view import SeenReading, View
from eligibility.language.plan import ReadingLeaf
from eligibility.possible import (
    EVER_AFTER,
    EVER_BEFORE,
    TRUE,
    Days,
    Interval,
    Period,
    PeriodUnit,
    completed,
    shift,
)
from eligibility.records.facts import PossibleValue
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Role, Used
from eligibility.vocabulary.model import Elapsed, Variable

ANY_DAY = Days()


def derive_elapsed(leaf: ReadingLeaf, rule: Elapsed, view: View) -> Derived:
    """How many whole periods have passed; a recorded number bounds the date and is intersected with it."""
    since = chosen_reading(input_leaf(view.trial.vocabulary.variables[rule.since], leaf, view), view)
    recorded = [seen for seen in view.readings(leaf.variable.name) if seen.exists is TRUE]
    bound = _bound_by(recorded, rule.unit)
    dates = [value for value in since.values if isinstance(value, Days)]
    sure = since.sure or (bound is not None and bound != ANY_DAY)
    open_ = since.open if since.maybe else NO_REASONS
    if not since.sure:
        dates.append(ANY_DAY)
    left = dates if bound is ANY_DAY else _within(dates, bound)
    possible = [_elapsed(each, rule.unit, view.today, leaf.variable) for each in left]
    alternatives: tuple[PossibleValue, ...] = tuple(possible)
    if not possible:
        alternatives, open_ = (whole_domain(leaf.variable),), open_ | {Reason.CONFLICTING}
    open_ = open_.union(*(seen.fact.open for seen in recorded))
    if sure and not open_ and not all(each.is_exact for each in possible):
        open_ |= {Reason.IMPRECISE_DATE}
    facts = (*since.facts, *(Used(seen.fact, Role.INPUT) for seen in recorded))
    missing = () if sure else (rule.since,)
    value = alternatives[0]
    computed = Computed(leaf.variable.name, value, facts, missing=missing, open=open_)
    return Derived((), alternatives, sure, None, computed, open_, NO_REASONS if sure else since.open | open_)


def _within(dates: Iterable[Days], bound: Days | None) -> list[Days]:
    if bound is None:
        return []
    return [both for each in dates if (both := each.meet(bound)) is not None]


def _elapsed(since: Days, unit: PeriodUnit, today: int, variable: Variable) -> Interval:
    """Whole periods up to today, for each day since which it may count, within what is plausible."""
    high = None if since.first == EVER_BEFORE else completed(since.first, today, unit)
    low = completed(min(since.last, today), today, unit) if since.last < EVER_AFTER else 0
    if high is None:
        interval = Interval.above(Fraction(low), included=True)
    else:
        interval = Interval.exactly(high) if low >= high else Interval(Fraction(low), Fraction(high))
    if variable.plausible is None or interval.within(variable.plausible):
        return interval
    return interval.meet(variable.plausible) or interval


def _bound_by(recorded: Iterable[SeenReading], unit: PeriodUnit) -> Days | None:
    """The days since which recorded numbers can count; None if they contradict each other."""
    bound: Days | None = ANY_DAY
    for seen in recorded:
        if isinstance(seen.fact.value, Interval) and bound is not None:
            bound = bound.meet(_counted_since(seen.fact.value, seen.days, unit))
    return bound


def _counted_since(number: Interval, days: Days, unit: PeriodUnit) -> Days:
    """74 years on a day: since one of the 12 months that make it so."""
    first, last = EVER_BEFORE, EVER_AFTER
    if number.high is not None and days.first > EVER_BEFORE:
        most = ceil(number.high) - 1 if number.high_open else floor(number.high)
        first = latest_start(days.first, most + 1, unit) + 1
    if number.low is not None:
        last = latest_start(days.last, floor(number.low), unit)
    return Days(min(first, last), last)


def latest_start(day: int, count: int, unit: PeriodUnit) -> int:
    """The latest day from which `count` whole periods have passed on `day`."""
    period = Period(count, unit)
    start = shift(day, period, -1)
    while start < EVER_AFTER and shift(start + 1, period) <= day:
        start += 1
    return start
