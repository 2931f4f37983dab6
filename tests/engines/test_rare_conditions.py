"""Conditions that few trials ask for, with answers by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility import Fact, Record
from eligibility.engines.interpreter.counting import gaps, meeting
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Truth
from eligibility.records.facts import Source
from eligibility.records.reasons import Reason
from tests.engines.small_vocabulary import explained
from tests.laws.worlds import screened, trial_of

DAY = "2026-03-01"
PARTS = [
    Fact("bilirubin", "10", unit="umol/L", date=DAY),
    Fact("albumin", "40", unit="g/L", date=DAY),
    Fact("inr", "1", date=DAY),
    Fact("ascites", "none", date=DAY),
]
ENDED = "treatment: any, where: {end: {before: 5 half-lives before screening}}"
OPINION = """
  opinion: {kind: code, values: [good, bad], label: {en: Opinion, zh: 意见}, attributes: {signed: {kind: date, label: {en: Signed on, zh: 签字日期}}}}
"""
SAME = "diagnosis: malignancy, lasting: '>= 90 days', unchanged: [treatment_end]"


def answer(words: str, *facts: Fact) -> tuple[str, set[str]]:
    """The verdict of the only criterion, and its reasons."""
    result = screened(trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n"), Record("P1", facts))
    return result.criteria[0].verdict.value, {each.value for each in result.criteria[0].reasons}


def test_what_was_computed_has_no_attributes_and_what_was_recorded_has() -> None:
    words = "liver_score: 4 to 5, where: {status: confirmed}"
    assert answer(words, Fact("liver_score", "5", date=DAY)) == ("PASS", set())
    assert answer(words, *PARTS) == ("UNKNOWN", {"missing"})
    assert answer("liver_score: 4 to 5", *PARTS) == ("PASS", set())  # 1 + 1 + 1 + 1


@pytest.mark.parametrize(("row", "expected"), [(1, ("PASS", set())), (2, ("UNKNOWN", {"missing"}))])
def test_what_stands_in_one_row_is_of_one_sample(row: int, expected: tuple[str, set[str]]) -> None:
    """400 ms by the root of 1 s are 400 ms; from two rows of a day it is not known that they belong together."""
    qt = Fact("qt", "400", unit="ms", date=DAY, source=Source("ecg.csv", 1, "QT"))
    rr = Fact("rr", "1", unit="s", date=DAY, source=Source("ecg.csv", row, "RR"))
    assert answer("qtcb: '< 500 ms'", qt, rr) == expected


def test_half_lives_of_a_drug_that_has_none_are_not_counted() -> None:
    known, unknown = (
        Fact("treatment", drug, start="2025-01-01", end="2025-02-01") for drug in ("sorafenib", "donafenib")
    )
    assert answer(ENDED, known) == ("PASS", set())  # 5 times 36 h are 7.5 days
    assert answer(ENDED, unknown) == ("UNKNOWN", {"missing attribute"})


def test_a_code_may_be_excepted_of_a_reading() -> None:
    words = "ecog: 0 to 4, other than: ['3']"
    assert answer(words, Fact("ecog", "2", date=DAY)) == ("PASS", set())
    assert answer(words, Fact("ecog", "3", date=DAY)) == ("UNKNOWN", {"missing"})
    assert answer(words, Fact("ecog", "2", date=DAY), Fact("ecog", "3", date="2026-03-02")) == ("PASS", set())
    either = answer(words, Fact("ecog", ("2", "3"), date=DAY))
    assert either[0] == "UNKNOWN"
    assert "censored" in either[1]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2026-01-15", "2026-01-15", "PASS"),  # one stretch, from 1 January 2025 on
        ("2026-01", "2026-01-15", "UNKNOWN"),  # it may be the same day
        ("2026-01-10", "2026-01-15", "UNKNOWN"),  # another day: 79 days, and no word that there is no more
    ],
)
def test_a_date_that_must_not_change(first: str, second: str, expected: str) -> None:
    cancer = "lung_carcinoma"
    before = Fact(
        "diagnosis", cancer, start="2025-01-01", end="2025-12-31", attributes={"treatment_end": first}
    )
    after = Fact("diagnosis", cancer, start="2026-01-01", ongoing=True, attributes={"treatment_end": second})
    assert answer(SAME, before, after)[0] == expected


@pytest.mark.parametrize(
    ("signed", "truth", "reasons"),
    [
        ("2026-02-20", Truth.TRUE, set()),  # a month before 20 March, to the day
        ("2026-02-19", Truth.UNKNOWN, {Reason.MISSING}),  # the only opinion is not chosen
        ("2026-02", Truth.UNKNOWN, {Reason.IMPRECISE_DATE}),
        (None, Truth.UNKNOWN, {Reason.MISSING_ATTRIBUTE}),
    ],
)
def test_a_reading_may_carry_a_second_date(
    tmp_path: Path, signed: str | None, truth: Truth, reasons: set[Reason]
) -> None:
    """Given on 1 March; asked for is the day on which it was signed."""
    attributes = {} if signed is None else {"signed": signed}
    given = Fact("opinion", "good", date="2026-03-01", attributes=attributes)
    asked = "opinion: good, where: {signed: {within: 1 months before screening}}"
    found = explained(tmp_path, OPINION, asked, [given])
    assert (found.truth, set(found.reasons)) == (truth, reasons)


# ---- stretches of days -----------------------------------------------------------------------------


def test_the_days_that_nothing_covers() -> None:
    assert gaps([(5, 7), (10, EVER_AFTER)]) == [(EVER_BEFORE, 4), (8, 9)]
    assert gaps([(EVER_BEFORE, 4)]) == [(5, EVER_AFTER)]


def test_no_lists_of_days_have_no_day_in_common() -> None:
    assert meeting([]) == []
    assert meeting([[(1, 5), (8, 9)], [(4, 8)]]) == [(4, 5), (8, 8)]
