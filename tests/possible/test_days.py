"""Calendar periods and days, against the calendar itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, Period, PeriodUnit, completed, shift

dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
lasting = st.sampled_from([PeriodUnit.DAYS, PeriodUnit.WEEKS, PeriodUnit.MONTHS, PeriodUnit.YEARS])


def moved(text: str, count: int, unit: PeriodUnit, sign: int = 1) -> str:
    return date.fromordinal(
        shift(date.fromisoformat(text).toordinal(), Period(count, unit), sign)
    ).isoformat()


@pytest.mark.parametrize(
    ("start", "count", "unit", "sign", "expected"),
    [
        ("2025-08-31", 6, PeriodUnit.MONTHS, 1, "2026-02-28"),
        ("2023-08-31", 6, PeriodUnit.MONTHS, 1, "2024-02-29"),
        ("2024-02-29", 1, PeriodUnit.YEARS, 1, "2025-02-28"),
        ("2024-02-29", 12, PeriodUnit.MONTHS, -1, "2023-02-28"),
        ("2026-03-31", 1, PeriodUnit.MONTHS, -1, "2026-02-28"),
        ("2026-01-15", 13, PeriodUnit.MONTHS, -1, "2024-12-15"),
        ("2026-03-01", 28, PeriodUnit.DAYS, -1, "2026-02-01"),
        ("2026-03-01", 4, PeriodUnit.WEEKS, -1, "2026-02-01"),
    ],
)
def test_periods_follow_the_calendar(
    start: str, count: int, unit: PeriodUnit, sign: int, expected: str
) -> None:
    assert moved(start, count, unit, sign) == expected


@given(dates, st.integers(0, 400), lasting)
def test_shifting_never_turns_two_days_round(day: date, count: int, unit: PeriodUnit) -> None:
    period, next_day = Period(count, unit), (day + timedelta(days=1)).toordinal()
    assert shift(day.toordinal(), period) <= shift(next_day, period)
    assert shift(day.toordinal(), period, -1) <= shift(next_day, period, -1)


@given(dates, dates, lasting)
def test_completed_periods_against_counting_them_one_by_one(start: date, end: date, unit: PeriodUnit) -> None:
    start, end = min(start, end), max(start, end)
    number = completed(start.toordinal(), end.toordinal(), unit)
    assert shift(start.toordinal(), Period(number, unit)) <= end.toordinal()
    assert shift(start.toordinal(), Period(number + 1, unit)) > end.toordinal()


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [  # 75 lasts until the 76th birthday
        ("1951-03-02", "2026-03-01", 74),
        ("1951-03-02", "2026-03-02", 75),
        ("1951-03-02", "2027-03-01", 75),
        ("2000-02-29", "2018-02-27", 17),
        ("2000-02-29", "2018-02-28", 18),
        ("2026-03-02", "2026-03-01", -1),
    ],
)
def test_ages_on_birthdays(born: str, on: str, age: int) -> None:
    days = [date.fromisoformat(text).toordinal() for text in (born, on)]
    assert completed(days[0], days[1], PeriodUnit.YEARS) == age


@pytest.mark.parametrize(
    ("start", "end", "unit", "number"),
    [
        ("2026-03-01", "2026-03-20", PeriodUnit.DAYS, 19),
        ("2026-03-01", "2026-03-14", PeriodUnit.WEEKS, 1),
        ("2026-03-01", "2026-03-15", PeriodUnit.WEEKS, 2),
        ("2026-03-15", "2026-03-14", PeriodUnit.WEEKS, -1),
        ("2026-01-31", "2026-02-27", PeriodUnit.MONTHS, 0),
        ("2026-01-31", "2026-02-28", PeriodUnit.MONTHS, 1),
        ("2026-03-02", "2024-03-02", PeriodUnit.MONTHS, -24),
        ("2026-03-02", "2024-03-01", PeriodUnit.MONTHS, -25),
        ("9999-01-01", "9999-12-31", PeriodUnit.MONTHS, 11),  # to the last day there is
        ("9998-01-01", "9999-12-31", PeriodUnit.YEARS, 1),
    ],
)
def test_completed_periods(start: str, end: str, unit: PeriodUnit, number: int) -> None:
    days = [date.fromisoformat(text).toordinal() for text in (start, end)]
    assert completed(days[0], days[1], unit) == number


def test_periods_print_as_people_say_them() -> None:
    said = [str(Period(count, unit)) for unit in PeriodUnit for count in (1, 2)]
    assert said == [
        "1 day",
        "2 days",
        "1 week",
        "2 weeks",
        "1 month",
        "2 months",
        "1 year",
        "2 years",
        "1 half-life",
        "2 half-lives",
    ]


def test_the_first_and_the_last_year_of_the_calendar() -> None:
    assert moved("0002-01-15", 1, PeriodUnit.YEARS, -1) == "0001-01-15"
    assert moved("9998-03-01", 1, PeriodUnit.YEARS) == "9999-03-01"


def test_what_has_no_bound_stays_without() -> None:
    assert shift(EVER_AFTER, Period(1, PeriodUnit.MONTHS), -1) == EVER_AFTER
    assert shift(EVER_BEFORE, Period(1, PeriodUnit.MONTHS)) == EVER_BEFORE
    assert Days().moved(3) == Days()
    assert shift(date(9999, 1, 1).toordinal(), Period(4, PeriodUnit.YEARS)) == EVER_AFTER
    assert shift(date(3, 1, 1).toordinal(), Period(4, PeriodUnit.YEARS), -1) == EVER_BEFORE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-00",
        "2025-13",
        "0000-05",
        "2025-02-28-01",
        "2025-02-28-",
        "2025-2-1",
        "20250201",
        "2025-02-30",
        "0000-01-01",
        "abcd",
        "٢٠٢٥",
    ],
)
def test_what_is_not_a_date_is_not_read(text: str) -> None:
    assert Days.read(text) is None


@pytest.mark.parametrize("text", ["2025", "2025-02", "2025-02-28", "2024-02-29", "2024-02"])
def test_dates_print_as_they_read(text: str) -> None:
    days = Days.read(text)
    assert days is not None
    assert str(days) == text


def test_days_print_their_bounds() -> None:
    day = date(2025, 5, 1).toordinal()
    assert str(Days()) == "undated"
    assert str(Days(EVER_BEFORE, day)) == "up to 2025-05-01"
    assert str(Days(day, EVER_AFTER)) == "from 2025-05-01"
    assert str(Days(day, day + 6)) == "2025-05-01 to 2025-05-07"


def test_days_that_hold_no_day_are_no_days() -> None:
    with pytest.raises(ValueError, match=r"^Days cannot be empty\.$"):
        Days(5, 4)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-01", "2025-01-01", "2025-01-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-02-28", "2025-02-28", "2025-02-28"),
    ],
)
def test_what_is_known_less_precisely_is_all_its_days(text: str, first: str, last: str) -> None:
    assert Days.read(text) == between(first, last)


def test_half_lives_are_no_days_before_a_drug_is_known() -> None:
    with pytest.raises(ValueError, match=r"^Half-lives become days by the half-life of a drug\.$"):
        shift(date(2026, 3, 20).toordinal(), Period(5, PeriodUnit.HALF_LIVES))


def between(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


MARCH = between("2025-03-01", "2025-03-31")


def test_every_possible_day_is_shifted() -> None:
    month = Period(1, PeriodUnit.MONTHS)
    assert MARCH.shifted(month) == between("2025-04-01", "2025-04-30")
    assert MARCH.shifted(month, -1) == between("2025-02-01", "2025-02-28")
    assert MARCH.shifted(Period(2, PeriodUnit.DAYS)) == between("2025-03-03", "2025-04-02")


def test_every_possible_day_is_moved() -> None:
    assert MARCH.moved(1) == between("2025-03-02", "2025-04-01")
    assert MARCH.moved(-1) == between("2025-02-28", "2025-03-30")
    assert Days(MARCH.first).moved(1) == Days(MARCH.first + 1, EVER_AFTER)
    assert Days(last=MARCH.last).moved(1) == Days(EVER_BEFORE, MARCH.last + 1)
    assert MARCH.moved(4_000_000) == Days(EVER_AFTER, EVER_AFTER)
    assert MARCH.moved(-4_000_000) == Days(EVER_BEFORE, EVER_BEFORE)


def test_the_days_of_both_and_the_days_of_either() -> None:
    later = between("2025-03-20", "2025-04-10")
    assert MARCH.meet(later) == later.meet(MARCH) == between("2025-03-20", "2025-03-31")
    assert MARCH.meet(between("2025-03-31", "2025-04-10")) == between("2025-03-31", "2025-03-31")
    assert MARCH.meet(between("2025-04-01", "2025-04-10")) is None
    assert MARCH.hull(later) == later.hull(MARCH) == between("2025-03-01", "2025-04-10")
    inside = between("2025-03-10", "2025-03-20")
    assert MARCH.meet(inside) == inside.meet(MARCH) == inside
    assert MARCH.hull(inside) == inside.hull(MARCH) == MARCH
