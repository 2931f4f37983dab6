"""What is seen of a fact on a day, against every pair of days that its dates allow."""

from __future__ import annotations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from eligibility.engines.interpreter.view import see_occurrence, see_reading
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, Truth
from eligibility.records.facts import Occurrence, Reading

LAST = 6
some_day = st.integers(0, LAST)
some_days = st.tuples(some_day, some_day).map(lambda pair: Days(min(pair), max(pair)))


def every(days: Days) -> range:
    return range(days.first, days.last + 1)


def hull(days: list[int]) -> Days:
    return Days(min(days), max(days))


@given(some_days, some_days, some_day)
@example(Days(0, 6), Days(2, 3), 5)  # it began no later than it ended
@example(Days(3, 4), Days(0, 6), 5)  # nor did it end before it began
@example(Days(3, 3), Days(3, 3), 3)
@example(Days(2, 3), Days(4, 4), 3)
@example(Days(0, 0), Days(3, 5), 3)  # it may have ended today
def test_an_event_is_seen_with_the_days_that_are_possible(start: Days, end: Days, today: int) -> None:
    pairs = [(a, b) for a in every(start) for b in every(end) if a <= b]
    assume(pairs)  # of an event that cannot be, nothing is understood
    seen_pairs = [(a, b if b <= today else EVER_AFTER) for a, b in pairs if a <= today]
    seen = see_occurrence(Occurrence("treatment", frozenset({"tace"}), start=start, end=end), today)
    if start.first > today:
        assert seen is None
    elif seen_pairs:
        assert seen is not None
        assert seen.start == hull([a for a, _ in seen_pairs])
        assert seen.end == hull([b for _, b in seen_pairs])
        ends = {b <= today for b in every(end)}
        assert seen.ended is (Truth.of(ends.pop()) if len(ends) == 1 else Truth.UNKNOWN)
        if start.last <= today or end.last > today:
            assert seen.exists is (Truth.TRUE if start.last <= today else Truth.UNKNOWN)


@given(some_days, some_day)
@example(Days(3, 3), 3)
@example(Days(3, 5), 3)
def test_what_takes_a_day_is_seen_if_that_day_has_come(days: Days, today: int) -> None:
    reading = see_reading(Reading("platelets", frozenset(), days), today)
    event = see_occurrence(
        Occurrence("treatment", frozenset({"tace"}), start=days, end=days, one_day=True), today
    )
    if days.first > today:
        assert reading is None and event is None
        return
    assert reading is not None and event is not None
    possible = Days(days.first, min(days.last, today))
    exists = Truth.TRUE if days.last <= today else Truth.UNKNOWN
    assert (reading.days, reading.exists) == (possible, exists)
    assert (event.start, event.end, event.exists, event.ended) == (possible, possible, exists, Truth.TRUE)


def test_what_has_no_date_at_all_is_known() -> None:
    """What is dated on one side only may still lie ahead."""
    for days, exists in (
        (Days(EVER_BEFORE, EVER_AFTER), Truth.TRUE),
        (Days(EVER_BEFORE, 10), Truth.UNKNOWN),
        (Days(2, EVER_AFTER), Truth.UNKNOWN),
    ):
        seen = see_reading(Reading("platelets", frozenset(), days), 5)
        assert seen is not None
        assert (seen.exists, seen.days) == (exists, Days(days.first, 5))
