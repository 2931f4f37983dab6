"""Windows, counts, totals, lasting and streaks against every single day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.plan import Trial
from eligibility.possible import Days, Truth
from eligibility.records.facts import Complete, Fact, Record, Site
from tests.laws.worlds import law, screened, trial_of

SITE = Site(complete=(Complete("treatment"), Complete("diagnosis"), Complete("procedure")))
SCREENED = (date(2026, 3, 31), date(2024, 2, 29), date(2025, 5, 30))
PERIODS = ("1 days", "4 weeks", "1 months", "6 months", "1 years", "3 years")


def naive(day: date, period: str, sign: int) -> date:
    """A period away, counted out: a day that its month does not have is the last of that month."""
    number, unit = int(period.split()[0]) * sign, period.split()[1]
    if unit == "days":
        return day + timedelta(days=number)
    if unit == "weeks":
        return day + timedelta(days=7 * number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def asked(words: str) -> Trial:
    return trial_of(f"inclusion: [{{id: A, label: A, {words}}}]")


def truth(words: str, facts: tuple[Fact, ...], on: date) -> Truth:
    record = Record("P1", facts, site=SITE)
    return screened(asked(words), record, Days.on(on)).criteria[0].truth


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("on", SCREENED)
def test_windows_day_by_day(period: str, on: date) -> None:
    edge = naive(on, period, -1)
    words: dict[str, Callable[[date], bool]] = {
        f"within: {period} before screening": lambda day: edge <= day <= on,
        f"more than: {period} before screening": lambda day: day < edge,
        f"before: {period} before screening": lambda day: day <= edge,
        f"after: {period} before screening": lambda day: day >= edge,
    }
    days = {edge + timedelta(days=each) for each in range(-3, 4)} | {
        on - timedelta(days=each) for each in range(3)
    }
    for window, holds in words.items():
        for day in sorted(each for each in days if each <= on):
            fact = Fact("procedure", "surgery", date=day)
            got = truth(f"procedure: surgery, {window}", (fact,), on)
            assert got is Truth.of(holds(day)), (window, day)


ON = date(2026, 3, 31)
offsets = st.integers(0, 12)
stretches = st.lists(st.tuples(offsets, offsets).map(lambda pair: (max(pair), min(pair))), max_size=4)


def day(offset: int) -> date:
    return ON - timedelta(days=offset)


def treated(pieces: list[tuple[int, int]], code: str = "insulin") -> tuple[Fact, ...]:
    return tuple(Fact("treatment", code, start=day(first), end=day(last)) for first, last in pieces)


def covered(pieces: list[tuple[int, int]]) -> set[int]:
    """The days of facts, counted back from the screening date."""
    return {each for first, last in pieces for each in range(last, first + 1)}


@law(150)
@given(stretches, st.integers(0, 6))
def test_the_days_covered_in_total(pieces: list[tuple[int, int]], most: int) -> None:
    inside = {each for each in covered(pieces) if each <= 7}
    words = f"treatment: insulin, within: 7 days before screening, in total: '> {most} days'"
    assert truth(words, treated(pieces), ON) is Truth.of(len(inside) > most)


@law(150)
@given(stretches, st.integers(1, 4))
def test_how_many(pieces: list[tuple[int, int]], number: int) -> None:
    inside = [piece for piece in pieces if piece[1] <= 5]
    words = f"treatment: insulin, within: 5 days before screening, count: '>= {number}'"
    assert truth(words, treated(pieces), ON) is Truth.of(len(inside) >= number)


@law(200)
@given(stretches, st.integers(1, 9), st.booleans())
def test_one_unbroken_stretch(pieces: list[tuple[int, int]], least: int, strict: bool) -> None:
    """From the screening date back, day by day, until a day is not covered."""
    days, reached = covered(pieces), 0
    while reached in days:
        reached += 1
    first = reached - 1  # the first day of the stretch, counted back; -1 if there is none
    expected = first >= 0 and (first > least if strict else first >= least)
    words = f"treatment: insulin, lasting: '{'>' if strict else '>='} {least} days'"
    assert truth(words, treated(pieces), ON) is Truth.of(expected)


@law(150)
@given(stretches, st.integers(0, 8))
def test_each_of_them(pieces: list[tuple[int, int]], ended: int) -> None:
    words = f"treatment: insulin, each: {{end: {{before: {ended} days before screening}}}}"
    expected = all(last >= ended for _, last in pieces)
    assert truth(words, treated(pieces), ON) is Truth.of(expected)


@law(300)
@given(
    st.dictionaries(
        offsets, st.lists(st.sampled_from(["CR", "PR", "NE"]), min_size=1, max_size=2), min_size=1, max_size=6
    ),
    st.sampled_from([2, 3]),
    st.sampled_from([1, 3]),
)
def test_streaks_assessment_by_assessment(said: dict[int, list[str]], number: int, apart: int) -> None:
    """The days in order: not evaluable is skipped, a day with CR and PR may be either way."""
    facts = tuple(
        Fact("response", each, date=day(offset)) for offset, codes in said.items() for each in codes
    )
    words = f"response: CR, consecutive: {number}, apart: {apart} days, tolerate: NE"
    by_day = [{code for code in said[offset] if code != "NE"} for offset in sorted(said, reverse=True)]
    offsets_ = sorted(said, reverse=True)
    answers = {
        streak(
            [
                (offset, good in codes and (codes == {good} or taken))
                for offset, codes in zip(offsets_, by_day, strict=True)
                if codes
            ],
            number,
            apart,
        )
        for taken in (True, False)
        for good in ("CR",)
    }
    expected = answers.pop() if len(answers) == 1 else Truth.UNKNOWN
    assert truth(words, facts, ON) is expected


def streak(marked: list[tuple[int, bool]], number: int, apart: int) -> Truth:
    """The current run, from the first to the last assessment."""
    counted: list[int] = []
    if not marked:
        return Truth.UNKNOWN
    for offset, good in marked:
        if not good:
            counted = []
        elif not counted or counted[-1] - offset >= apart:
            counted.append(offset)
    if not marked[-1][1]:
        return Truth.FALSE
    return Truth.TRUE if len(counted) >= number else Truth.UNKNOWN
