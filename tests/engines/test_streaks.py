"""Streaks against brute force: every way in which the open assessments could turn out."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.engines.interpreter.streaks import Assessment, Mark, assessment, counted_days, judge
from eligibility.possible import Days, Period, PeriodUnit, Truth

TODAY = date(2026, 3, 20).toordinal()
marks = st.sets(st.sampled_from(Mark), min_size=1).map(frozenset)


@st.composite
def histories(draw: st.DrawFn) -> list[Assessment]:
    days = draw(st.lists(st.integers(TODAY - 100, TODAY), unique=True, max_size=6))
    return [Assessment(day, draw(marks)) for day in days]


def by_definition(history: list[tuple[int, Mark]], number: int, apart: int, reaches: bool) -> Truth:
    """One fully known history, straight from the words of the language."""
    seen = [(day, mark) for day, mark in sorted(history) if mark is not Mark.NOTHING]
    if not seen:
        return Truth.UNKNOWN
    if seen[-1][1] is Mark.BREAK:
        return Truth.FALSE
    run: list[int] = []
    for day, mark in reversed(seen):
        if mark is Mark.BREAK:
            break
        run.insert(0, day)
    longest = 0
    for first in range(len(run)):  # the longest chain, tried from every start
        chain = [run[first]]
        for day in run[first + 1 :]:
            if day - chain[-1] >= apart:
                chain.append(day)
        longest = max(longest, len(chain))
    if longest >= number:
        return Truth.TRUE
    return Truth.UNKNOWN if reaches else Truth.FALSE


@given(histories(), st.integers(1, 3), st.sampled_from([0, 7, 28]), st.booleans())
def test_worst_and_best_bound_every_completion(
    history: list[Assessment], number: int, apart: int, reaches: bool
) -> None:
    end = Days(TODAY, TODAY) if reaches else Days(TODAY - 1, TODAY - 1)
    period = Period(apart, PeriodUnit.DAYS)
    worst, best = judge(history, number, period, end, TODAY)
    days = [each.day for each in history]
    answers = {
        by_definition(list(zip(days, taken, strict=True)), number, apart, reaches)
        for taken in product(*(each.marks for each in history))
    }
    known = worst.truth if worst.truth is best.truth else Truth.UNKNOWN
    assert known is (answers.pop() if len(answers) == 1 else Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("one_day", "expected"),
    [
        ([{Mark.GOOD}, {Mark.GOOD}], {Mark.GOOD}),
        ([{Mark.BREAK}, {Mark.BREAK}], {Mark.BREAK}),
        ([{Mark.GOOD}, {Mark.BREAK}], {Mark.GOOD, Mark.BREAK}),  # two results on one day: open
        ([{Mark.GOOD}, {Mark.NOTHING}], {Mark.GOOD}),
        ([{Mark.NOTHING}, {Mark.NOTHING}], {Mark.NOTHING}),
        ([{Mark.GOOD, Mark.BREAK}, {Mark.BREAK}], {Mark.GOOD, Mark.BREAK}),
    ],
)
def test_readings_of_one_day_are_one_assessment(one_day: list[set[Mark]], expected: set[Mark]) -> None:
    assert assessment(1, [frozenset(each) for each in one_day]).marks == expected


def test_the_due_day_is_the_earliest_on_which_it_could_be_confirmed() -> None:
    first = date(2026, 2, 10).toordinal()
    today = date(2026, 2, 20).toordinal()
    _, best = judge(
        [Assessment(first, frozenset({Mark.GOOD}))], 2, Period(28, PeriodUnit.DAYS), Days(today, today), today
    )
    assert best.truth is Truth.UNKNOWN
    assert best.streak.due == date(2026, 3, 10).toordinal()


def test_exactly_so_far_apart_counts() -> None:
    start = date(2026, 1, 31).toordinal()
    later = date(2026, 2, 28).toordinal()
    assert counted_days([start, later], Period(28, PeriodUnit.DAYS)) == [start, later]
    assert counted_days([start, later - 1], Period(28, PeriodUnit.DAYS)) == [start]
    assert counted_days([start, later], Period(1, PeriodUnit.MONTHS)) == [start, later]
