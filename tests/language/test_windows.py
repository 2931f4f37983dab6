"""The table of windows (language, section 2.5)."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.language.plan import EVER, OccurrenceLeaf, Point, Window
from eligibility.possible import Period, PeriodUnit
from tests.language.reading import codes_of, condition_of

DAYS, WEEKS, MONTHS, YEARS, HALF_LIVES = PeriodUnit
DOSE = "anchors: {first_dose: {date: planned_first_dose}}"
SCREENING = Point(anchor="screening")
AUGUST = date(2019, 8, 1).toordinal()


def window_of(words: str) -> Window:
    leaf = condition_of(f"treatment: sorafenib, {words}", DOSE)
    assert isinstance(leaf, OccurrenceLeaf)
    return leaf.window


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("within: 12 months before screening", Point("screening", None, Period(12, MONTHS), -1), SCREENING),
        ("within: 4 weeks after first_dose", Point("first_dose"), Point("first_dose", None, Period(4, WEEKS), 1)),
        ("within: 5 half-lives before first_dose", Point("first_dose", None, Period(5, HALF_LIVES), -1), Point("first_dose")),
        ("within: 2 years before 2019-08-01", Point(None, AUGUST, Period(2, YEARS), -1), Point(None, AUGUST)),
        ("before: first_dose", None, Point("first_dose")),
        ("after: first_dose", Point("first_dose"), None),
        ("before: 4 weeks before first_dose", None, Point("first_dose", None, Period(4, WEEKS), -1)),
        ("after: 1 days after first_dose", Point("first_dose", None, Period(1, DAYS), 1), None),
        ("after: 1 day after first_dose", Point("first_dose", None, Period(1, DAYS), 1), None),
        ("after: 2019-08-01", Point(None, AUGUST), None),
        ("after: first_dose, before: screening", Point("first_dose"), SCREENING),
        ("more than: 3 years before screening", None, Point("screening", None, Period(3, YEARS), -1, -1)),
        ("more than: 2 weeks after first_dose", Point("first_dose", None, Period(2, WEEKS), 1, 1), None),
        ("at: screening", SCREENING, SCREENING),
        ("at: 4 weeks after first_dose", Point("first_dose", None, Period(4, WEEKS), 1), Point("first_dose", None, Period(4, WEEKS), 1)),
    ],
)  # fmt: skip
def test_the_days_that_a_window_means(words: str, start: Point | None, end: Point | None) -> None:
    window = window_of(words)
    assert (window.start, window.end) == (start, end)


def test_a_window_quotes_the_file() -> None:
    assert window_of("before: screening, after: first_dose").text == "after first_dose, before screening"
    assert window_of("more than: 3 years before screening").text == "more than 3 years before screening"


def test_without_a_word_every_day_is_meant() -> None:
    assert condition_of("platelets: '> 75 10^9/L'").window == EVER  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("within: 12 months", "T040"),
        ("before: 4 weeks", "T040"),
        ("within: screening", "T041"),
        ("within: a year before screening", "T041"),
        ("within: 12 moons before screening", "T041"),
        ("more than: 1.5 years before screening", "T041"),
        ("before: 2019-02-30", "T041"),
        ("before: 2019-08", "T041"),
        ("before: 4 weeks before 2 weeks after screening", "T041"),
        ("before: first_dosis", "T042"),
        ("within: 4 weeks after enrolment", "T042"),
        ("within: 12 months before screening, before: screening", "T043"),
        ("at: screening, after: 2019-08-01", "T043"),
    ],
)
def test_windows_that_cannot_be_read(words: str, code: str) -> None:
    assert codes_of(f"diagnosis: stroke, {words}") == [code]


def test_half_lives_are_for_treatments_only() -> None:
    assert codes_of("diagnosis: stroke, within: 5 half-lives before screening") == ["T044"]
    assert codes_of(
        "within: 5 half-lives before screening, any: [{treatment: sorafenib}, {diagnosis: stroke}]"
    ) == ["T044"]


def test_an_age_takes_no_window_not_even_from_its_group() -> None:
    assert codes_of("age: '>= 18 years', before: screening") == ["T045"]
    assert codes_of("before: screening, all: [{age: '>= 18 years'}, {pregnant: false}]") == ["T045"]
    assert codes_of("all: [{age: '>= 18 years'}, {pregnant: false, before: screening}]") == []
