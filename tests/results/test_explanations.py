"""What a coordinator reads. Every expected text was written from the patient, not from a run."""

from __future__ import annotations

import pytest

from eligibility.language.plan import All, AnyMember, Condition, ReadingLeaf, Section, When
from eligibility.records.facts import Answer, Complete, Fact, Record, Site
from eligibility.results.model import PatientResult, Verdict
from eligibility.results.text.needs import needs_of
from eligibility.results.text.patient import patient_text
from eligibility.results.text.short import evidence_line, one_line
from eligibility.results.text.tree import criterion_lines
from eligibility.screening import screen
from tests.results.small import (
    BOTH,
    COAGULATION,
    COUNTS,
    ENZYMES,
    HEART,
    LIVER,
    PREGNANT,
    RECENT_COUNTS,
    RHYTHM,
    RUN,
    SEX,
    cell,
    codes,
    criterion,
    patient,
    result,
    trial,
)

PLT = cell(12, "PLT")
FEMALE = ReadingLeaf(SEX, codes("female"))
IS_PREGNANT = ReadingLeaf(PREGNANT, codes("true"))


def platelets(value: str, unit: str | None = "10^9/L", date: str | None = "2026-02-20") -> Fact:
    return Fact("platelets", value, unit=unit, date=date, source=PLT)


def why(found: PatientResult) -> list[str]:
    """The explanation of the only criterion, without its head."""
    return [line.removeprefix("    ") for line in criterion_lines(found.criteria[0], found)[1:]]


def needed(found: PatientResult) -> list[str]:
    return [need.text for need in needs_of(found.criteria[0], found)]


# ---- values and limits -----------------------------------------------------------------------------


def test_a_value_below_the_limit_in_another_spelling_of_the_unit() -> None:
    assert why(result(COUNTS, platelets("74", "K/uL"))) == [
        "not met: Platelets > 75 10^9/L",
        "  74 K/uL on 2026-02-20 (labs.csv row 12, PLT) = 74 10^9/L, 1 10^9/L under the limit of 75 10^9/L",
    ]


def test_exactly_on_a_strict_limit() -> None:
    assert why(result(COUNTS, platelets("75")))[1] == (
        "  75 10^9/L on 2026-02-20 (labs.csv row 12, PLT), exactly on the limit of 75 10^9/L, which does not count"
    )


def test_both_units_where_they_differ() -> None:
    # 74,000 per microlitre are 74 x 10^9/L: 1,000 per microlitre under 75,000.
    assert why(result(COUNTS, platelets("74000", "/uL")))[1].endswith(
        "= 74 10^9/L, 1 10^9/L under the limit of 75 10^9/L (in /uL: 1000 under 75000)"
    )


def test_a_multiple_of_the_upper_limit_names_the_limit_and_where_it_came_from() -> None:
    # 1.5 x 40 = 60; 62 is 2 over it; 62 / 40 = 1.55, which is 0.05 over 1.5.
    alt = Fact("alt", "62", unit="U/L", upper="40", date="2026-02-21")
    assert why(result(ENZYMES, alt))[1] == (
        "  62 U/L on 2026-02-21, 2 U/L over the limit of 60 U/L "
        "(1.5 x ULN; ULN: 40 U/L, printed with the result) (in ULN: 0.05 over 1.5)"
    )


def test_a_half_line_that_settles_it_says_at_least() -> None:
    assert "at least 25 10^9/L over the limit" in why(result(COUNTS, platelets(">100")))[1]


def test_a_half_line_that_does_not_settle_it() -> None:
    found = result(COUNTS, platelets(">60"))
    assert why(found)[1].endswith("[the value is not exact], under or over the limit of 75 10^9/L")
    assert needed(found) == [
        "an exact value instead of platelets >60 10^9/L on 2026-02-20 (labs.csv row 12, PLT)"
    ]


# ---- what would settle an unknown ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (COUNTS, [], "a result of platelets on or before 2026-03-20"),
        (
            RECENT_COUNTS,
            [platelets("80", date="2026-02-19")],
            "a result of platelets between 2026-02-20 and 2026-03-20",
        ),
        (COUNTS, [platelets("80", None)], "the unit of platelets 80 on 2026-02-20 (labs.csv row 12, PLT)"),
        (
            COUNTS,
            [platelets("80", "mg/dL")],
            "a unit that fits, or the site's factor, for platelets 80 mg/dL on 2026-02-20 (labs.csv row 12, PLT)",
        ),
        (
            COUNTS,
            [platelets("9999")],
            "a check of platelets 9999 10^9/L on 2026-02-20 (labs.csv row 12, PLT)",
        ),
        (
            ENZYMES,
            [Fact("alt", "62", unit="U/L", date="2026-02-21")],
            "the laboratory's upper limit for ALT of 2026-02-21",
        ),
        (
            COUNTS,
            [platelets("80"), platelets("70")],
            "which of these holds: 80 10^9/L on 2026-02-20 (labs.csv row 12, PLT); "
            "70 10^9/L on 2026-02-20 (labs.csv row 12, PLT)",
        ),
        (
            RUN,
            [Fact("mrecist_response", "CR", date="2026-03-10")],
            "mRECIST response on or after 2026-04-07 that still is CR",
        ),
        (
            LIVER,
            [Fact("albumin", "40", unit="g/L", date="2026-02-20")],
            "a record of ascites on or before 2026-03-20",
        ),
        (COAGULATION, [], "an answer to: Is coagulation normal?"),
        (IS_PREGNANT, [], "yes or no: pregnant on or before 2026-03-20"),
        (FEMALE, [], "the patient's sex"),
        (
            HEART,
            [],
            "diagnosis: stroke or myocardial infarction between 2025-03-20 and 2026-03-20; "
            "a record of it, or that there was none",
        ),
        (HEART, [Fact("diagnosis", "stroke")], "the exact date of stroke, undated"),
        (RHYTHM, [Fact("diagnosis", "arrhythmia", date="2025-05")], "CTCAE grade of arrhythmia in 2025-05"),
    ],
)
def test_what_would_settle_it(condition: Condition, facts: list[Fact], expected: str) -> None:
    assert expected in needed(result(condition, *facts))


@pytest.mark.parametrize("noted", ["2025-09-01", "2025", None])
def test_an_age_that_was_noted_is_settled_by_the_date_of_birth(noted: str | None) -> None:
    """17 on 1 September: 17 or 18 by March. Not known when: any age from 17 on."""
    seventeen = Record("P", (Fact("age", "17", unit="years", date=noted),))
    found = screen("NCT05349331", seventeen, on="2026-03-20").result("P")
    adult = found.criteria[0]
    assert (adult.criterion.id, adult.verdict) == ("I1", Verdict.UNKNOWN)
    assert [need.text for need in needs_of(adult, found)] == ["the patient's date of birth"]


def test_a_known_verdict_needs_nothing() -> None:
    assert needed(result(BOTH, platelets("74"))) == []


# ---- runs, scores, absence, judgements -------------------------------------------------------------


def test_a_run_shows_what_counted_what_broke_it_and_when_it_could_be_confirmed() -> None:
    images = [
        Fact("mrecist_response", value, date=date)
        for value, date in (
            ("CR", "2026-03-01"),
            ("NE", "2026-03-10"),
            ("PR", "2026-01-05"),
            ("CR", "2025-12-01"),
        )
    ]
    # The run begins after the PR, with 2026-03-01; 28 days later is 2026-03-29.
    assert why(result(RUN, *images))[:6] == [
        "open: mRECIST response: CR, 2 times in a row, at least 28 days apart",
        "  CR on 2025-12-01: accepted, but broken later",
        "  PR on 2026-01-05: breaks the run",
        "  CR on 2026-03-01: counts",
        "  NE on 2026-03-10: neither counts nor breaks",
        "  current run: 1 of 2 in a row; could be confirmed from 2026-03-29 on",
    ]


def test_an_image_too_soon_after_another_does_not_count() -> None:
    images = [Fact("mrecist_response", "CR", date=date) for date in ("2026-02-10", "2026-03-05")]
    # 2026-03-05 is 23 days after 2026-02-10; 28 days after it is 2026-03-10, and today is 2026-03-20.
    assert why(result(RUN, *images))[1:4] == [
        "  CR on 2026-02-10: counts",
        "  CR on 2026-03-05: accepted, but less than 28 days after the one that counts",
        "  current run: 1 of 2 in a row; could be confirmed from 2026-03-20 on",
    ]


def test_a_score_shows_the_points_of_each_line() -> None:
    # Albumin 32 g/L is not over 35: 2 points. Ascites is open: 1 or 3. So 3 to 5, and 2 to 3 is asked.
    assert why(result(LIVER, Fact("albumin", "3.2", unit="g/dL", date="2026-02-20")))[:5] == [
        "open: Liver score 2 to 3",
        "  Liver score 3 to 5 (computed), on or over the limit of 3",
        "    Albumin: 2 points, 3.2 g/dL on 2026-02-20",
        "    Ascites: 1 to 3 points, not recorded",
        "  open because nothing is recorded",
    ]


def test_absence_says_by_whose_word() -> None:
    site = Site(complete=(Complete("diagnosis"),))
    found = result(HEART, section=Section.EXCLUSION, site=site)
    assert why(found) == [
        "not met: Diagnosis: stroke or myocardial infarction, within 12 months before screening",
        "  days looked at: 2025-03-20 to 2026-03-20",
        "  no record of it",
        "  a missing record counts as no: the site declares its records of diagnosis complete",
    ]


def test_a_judgement_shows_who_answered_and_what_lay_beside_it() -> None:
    answer = Answer("TRIAL", "normal_coagulation", True, "Dr Li", "2026-03-01")
    albumin = Fact("albumin", "32", unit="g/L", date="2026-02-20")
    assert why(result(COAGULATION, albumin, answers=[answer])) == [
        "met: Judgement: Is coagulation normal?",
        "  albumin 32 g/L on 2026-02-20: shown for the judgement",
        "  answered yes by Dr Li on 2026-03-01",
    ]


def test_only_the_branch_that_counts_is_shown() -> None:
    branches = When(FEMALE, COUNTS, ENZYMES)
    female = Fact("sex", "female")
    assert why(result(branches, female, platelets("80")))[:4] == [
        "met: It depends",
        "  if: met: Sex: female",
        "    female",
        "  then: met: Platelets > 75 10^9/L",
    ]


def test_what_does_not_apply_says_why() -> None:
    only_women = trial(criterion(IS_PREGNANT, Section.EXCLUSION, applies_when=FEMALE))
    found = patient(only_women, Fact("sex", "male"))
    assert found.criteria[0].verdict.value == "NOT_APPLICABLE"
    assert one_line(found.criteria[0], found) == "Does not apply: Sex male (asked: female)"
    assert "The criterion does not apply to this patient." in why(found)


# ---- one line, and the whole page ------------------------------------------------------------------


def test_one_line_of_a_fail_names_only_what_decided() -> None:
    alt = Fact("alt", "20", unit="U/L", upper="40", date="2026-02-21")
    found = result(BOTH, platelets("74"), alt)
    assert one_line(found.criteria[0], found) == (
        "Platelets 74 10^9/L on 2026-02-20 (labs.csv row 12, PLT), 1 10^9/L under the limit of 75 10^9/L "
        "(asked: > 75 10^9/L)"
    )
    assert evidence_line(found.criteria[0], found) == (
        "Platelets 74 10^9/L on 2026-02-20 (labs.csv row 12, PLT); ALT 20 U/L on 2026-02-21"
    )


def test_one_line_of_an_unknown_says_what_is_needed() -> None:
    found = result(BOTH, platelets("80"))
    assert one_line(found.criteria[0], found) == "Needs: a result of ALT on or before 2026-03-20"


def test_one_line_of_absence_says_no_more_than_what_was_asked() -> None:
    site = Site(complete=(Complete("diagnosis"),))
    found = result(HEART, section=Section.EXCLUSION, site=site)
    assert one_line(found.criteria[0], found) == (
        "Diagnosis: no stroke or myocardial infarction, within 12 months before screening "
        "(the site declares its records of diagnosis complete)"
    )


def test_a_long_line_is_cut_by_number_not_in_the_middle() -> None:
    found = result(AnyMember((HEART, COUNTS, ENZYMES, LIVER, COAGULATION)))
    assert one_line(found.criteria[0], found).endswith("; and 2 more")


def test_the_page_of_a_patient() -> None:
    small = trial(
        criterion(COUNTS, label="Blood counts"), criterion(HEART, Section.EXCLUSION, "E1", "Stroke")
    )
    text = patient_text(patient(small, platelets("75"), name="P7"))
    assert text == (
        "Patient P7 on TRIAL, as of 2026-03-20: INELIGIBLE, at least one criterion fails\n"
        "A small trial\n"
        "Of 2 criteria: fails: 1 (I1); open: 1 (E1); passes: 0\n"
        "\n"
        "FAIL  I1  Blood counts\n"
        "    not met: Platelets > 75 10^9/L\n"
        "      75 10^9/L on 2026-02-20 (labs.csv row 12, PLT), exactly on the limit of 75 10^9/L, which does not count\n"
        "\n"
        "UNKNOWN  E1  Stroke (exclusion: must not be met)\n"
        "    open: Diagnosis: stroke or myocardial infarction, within 12 months before screening\n"
        "      days looked at: 2025-03-20 to 2026-03-20\n"
        "      open because nothing is recorded\n"
        "    To settle it:\n"
        "      - diagnosis: stroke or myocardial infarction between 2025-03-20 and 2026-03-20; a record of it, or that there was none\n"
        "\n"
        "No item of this trial is listed as not checked by machine.\n"
        "This is an aid for pre-screening. It does not enrol anybody: the investigator decides.\n"
    )


def test_labels_in_chinese_where_there_are_some() -> None:
    found = result(All((COUNTS,)), platelets("80"))
    lines = criterion_lines(found.criteria[0], found, "zh")
    assert any("血小板 > 75 10^9/L" in line for line in lines)


def test_what_could_not_be_used_stands_at_the_end() -> None:
    text = patient_text(result(COUNTS, platelets("80", None)))
    assert "What could not be used as written:\n  - platelets 80" in text
