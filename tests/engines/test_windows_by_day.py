"""Windows and totals against day-by-day enumeration."""

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from eligibility.engines.interpreter.counting import gaps, meeting, stretch_at, total
from eligibility.engines.interpreter.elapsed import latest_start
from eligibility.engines.interpreter.view import Span
from eligibility.engines.interpreter.windows import covers, day_within, stretch_within
from eligibility.possible import Days, Period, PeriodUnit, Truth, shift

LAST = 7
stretches = st.tuples(st.integers(0, LAST), st.integers(0, LAST)).map(lambda pair: (min(pair), max(pair)))
some_days = stretches.map(lambda pair: Days(*pair))


def days(possible: Days) -> range:
    return range(possible.first, possible.last + 1)


def settled(answers: set[bool]) -> Truth:
    return Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN


@given(some_days, some_days, some_days)
def test_a_day_in_a_window(day: Days, start: Days, end: Days) -> None:
    answers = {first <= each <= last for each, first, last in product(days(day), days(start), days(end))}
    assert day_within(day, Span(start, end)) is settled(answers)


@given(some_days, some_days, some_days, some_days)
def test_a_stretch_in_a_window(begins: Days, ends: Days, start: Days, end: Days) -> None:
    if begins.first > ends.last:
        return
    facts = [(a, b) for a, b in product(days(begins), days(ends)) if a <= b]
    begins, ends = (
        Days(begins.first, min(begins.last, ends.last)),
        Days(max(ends.first, begins.first), ends.last),
    )
    answers = {
        any(first <= day <= last for day in range(a, b + 1))
        for (a, b), first, last in product(facts, days(start), days(end))
    }
    truth = stretch_within(begins, ends, Span(start, end))
    assert truth is settled(set(answers)) or truth is Truth.UNKNOWN
    if start.is_exact and end.is_exact:  # sharp where the window is sure
        assert truth is settled(set(answers))


@given(st.lists(stretches, max_size=4), stretches)
def test_cover_total_gaps_and_meetings(pieces: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    covered = {day for first, last in pieces for day in range(first, last + 1)}
    assert covers(pieces, *asked) == (set(range(asked[0], asked[1] + 1)) <= covered)
    assert total(pieces) == len(covered)
    uncovered = gaps(pieces)
    assert all(any(a <= day <= b for a, b in uncovered) != (day in covered) for day in range(1, LAST + 1))
    both = {day for a, b in meeting([pieces, [asked]]) for day in range(a, b + 1)}
    assert both == covered & set(range(asked[0], asked[1] + 1))


@given(st.lists(stretches, max_size=4), st.integers(0, LAST))
def test_the_stretch_at_a_day_cannot_be_made_longer(pieces: list[tuple[int, int]], day: int) -> None:
    covered = {each for first, last in pieces for each in range(first, last + 1)}
    found = stretch_at(pieces, day)
    if day not in covered:
        assert found is None
        return
    assert found is not None
    assert set(range(found[0], found[1] + 1)) <= covered
    assert found[0] - 1 not in covered
    assert found[1] + 1 not in covered


@given(
    st.integers(693596, 767009),  # 1900 to 2100
    st.integers(0, 130),
    st.sampled_from([PeriodUnit.YEARS, PeriodUnit.MONTHS, PeriodUnit.WEEKS]),
)
@example(737849, 1, PeriodUnit.YEARS)  # 28 February 2021: also a year after 29 February 2020
@example(737849, 1, PeriodUnit.MONTHS)  # and a month after 31 January
def test_the_latest_start_is_the_last_day_from_which_so_many_periods_have_passed(
    day: int, count: int, unit: PeriodUnit
) -> None:
    start = latest_start(day, count, unit)
    assert shift(start, Period(count, unit)) <= day
    assert shift(start + 1, Period(count, unit)) > day
