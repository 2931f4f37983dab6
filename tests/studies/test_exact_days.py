"""Days on the edge of a window, the end of a month, birthdays, and what may not have happened: worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from eligibility import Verdict
from eligibility.records.facts import NO_SITE, Complete, Site
from tests.studies.judging import SITE_KNOWS_ALL, verdict

WATCH, SOR_TACE, COHORT = "NCT05349331", "NCT04103398", "CMH-2023-0553"
BOWEL = "colorectal_cancer"
PASS, FAIL, UNKNOWN, APART = Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("infarction", "on", "expected"),
    [
        ("2025-02-28", "2026-02-28", FAIL),  # twelve months before, that day included
        ("2025-02-27", "2026-02-28", PASS),
        ("2023-02-28", "2024-02-29", FAIL),  # 29 February less 12 months is the 28th
        ("2023-02-27", "2024-02-29", PASS),
        ("2024-02-28", "2025-02-28", FAIL),
        ("2024-02-27", "2025-02-28", PASS),
        ("2025-03-31", "2026-03-31", FAIL),
        ("2025-04", "2026-03-01", FAIL),
        ("2025-03", "2026-03-01", FAIL),  # from 1 March on
        ("2025-03", "2026-03-02", UNKNOWN),
        ("2025", "2026-03-01", UNKNOWN),
        ("2024", "2026-03-01", PASS),
        ("2026-03", "2026-03-01", UNKNOWN),  # that day, or later
        ("2026-03-01", "2026-03-01", FAIL),
        ("2026-03-02", "2026-03-01", PASS),  # after screening: not seen
        (None, "2026-03-01", UNKNOWN),
    ],
)
def test_an_infarction_in_the_twelve_months_before(
    infarction: str | None, on: str, expected: Verdict
) -> None:
    dated = {} if infarction is None else {"start": infarction}
    facts = [{"diagnosis": "myocardial_infarction", **dated}]
    assert verdict(WATCH, "E2", facts, on, SITE_KNOWS_ALL) is expected


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        (NO_SITE, UNKNOWN),
        (SITE_KNOWS_ALL, PASS),
        (Site(complete=(Complete("diagnosis"),)), UNKNOWN),  # a coronary bypass is a procedure
        (Site(complete=(Complete("diagnosis", until=_day("2026-02-28")), Complete("procedure"))), UNKNOWN),
        (Site(complete=(Complete("diagnosis", since=_day("2025-03-02")), Complete("procedure"))), UNKNOWN),
        (Site(complete=(Complete("diagnosis", since=_day("2025-03-01")), Complete("procedure"))), PASS),
    ],
)
def test_no_record_of_an_event_is_an_answer_only_where_the_source_is_complete(
    site: Site, expected: Verdict
) -> None:
    assert verdict(WATCH, "E2", [], "2026-03-01", site) is expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"status": "absent", "date": "2026-03-01"}, PASS),
        (
            {"status": "absent", "date": "2026-02-28"},
            UNKNOWN,
        ),  # a "no" of yesterday, unless the site lets it stand
        ({"status": "suspected", "start": "2020-01-01"}, UNKNOWN),
        ({"start": "2020-01-01"}, UNKNOWN),  # coded no finer: it may be the liver cancer itself
        ({"diagnosis": "in_situ_carcinoma", "start": "2020-01-01"}, FAIL),
        ({"diagnosis": BOWEL}, FAIL),  # undated, and "at any time" is asked
        ({"diagnosis": BOWEL, "start": "2026-03-02"}, UNKNOWN),  # after screening: not seen
    ],
)
def test_a_second_cancer_at_any_time(fact: dict[str, Any], expected: Verdict) -> None:
    assert verdict(WATCH, "E6", [{"diagnosis": "primary_malignancy", **fact}]) is expected


def test_a_second_cancer_beside_the_one_that_is_excepted() -> None:
    liver = {"diagnosis": "hepatocellular_carcinoma", "start": "2025-01-10"}
    assert verdict(WATCH, "E6", [liver], site=SITE_KNOWS_ALL) is PASS
    assert verdict(WATCH, "E6", [liver]) is UNKNOWN
    assert verdict(WATCH, "E6", [liver, {"diagnosis": BOWEL}], site=SITE_KNOWS_ALL) is FAIL


@pytest.mark.parametrize(
    ("study", "born", "on", "expected"),
    [
        (WATCH, "2008-03-01", "2026-03-01", PASS),
        (WATCH, "2008-03-02", "2026-03-01", FAIL),
        (WATCH, "2008-02-29", "2026-02-28", PASS),  # 29 February + 18 years is 28 February
        (WATCH, "2008-02-29", "2026-02-27", FAIL),
        (WATCH, "2008-03", "2026-03-15", UNKNOWN),
        (WATCH, "2008-03", "2026-03-31", PASS),
        (WATCH, "2008", "2026-12-31", PASS),
        (SOR_TACE, "1950-03-02", "2026-03-01", PASS),  # still 75
        (SOR_TACE, "1950-03-01", "2026-03-01", FAIL),  # 76 today
        (SOR_TACE, "1950", "2026-03-01", UNKNOWN),
    ],
)
def test_age_in_completed_years(study: str, born: str, on: str, expected: Verdict) -> None:
    assert verdict(study, "I1", [{"birth_date": born}], on) is expected


@pytest.mark.parametrize(
    ("years", "date", "expected"),
    [
        ("75 years", "2026-03-01", PASS),
        ("75 years", "2025-06-01", UNKNOWN),  # 75 or 76 by now
        ("75 years", "2025-02-28", FAIL),  # 76 at least
        ("74 years", "2025-06-01", PASS),  # 74 or 75
        ("17 years", None, UNKNOWN),  # nobody knows when
    ],
)
def test_a_recorded_age_grows_older(years: str, date: str | None, expected: Verdict) -> None:
    dated = {} if date is None else {"date": date}
    assert verdict(SOR_TACE, "I1", [{"age": years, **dated}]) is expected


WOMAN = [{"sex": "female"}, {"childbearing_potential": True, "date": "2026-02-01"}]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([*WOMAN, {"pregnancy_test": "negative", "date": "2026-02-22"}], PASS),  # the seventh day before
        ([*WOMAN, {"pregnancy_test": "negative", "date": "2026-02-21"}], UNKNOWN),
        ([*WOMAN, {"pregnancy_test": "positive", "date": "2026-02-22"}], FAIL),
        ([*WOMAN, {"pregnancy_test": "negative"}], UNKNOWN),
        (WOMAN, UNKNOWN),
        ([{"sex": "male"}], APART),
        (
            [{"sex": "female"}, {"pregnancy_test": "negative", "date": "2026-02-22"}],
            PASS,
        ),  # passes if it applies
        ([{"sex": "female"}, {"pregnancy_test": "positive", "date": "2026-02-22"}], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_a_pregnancy_test_within_seven_days(facts: list[dict[str, Any]], expected: Verdict) -> None:
    assert verdict(WATCH, "E9b", facts) is expected


TREATED = {"treatment": "tace", "date": "2025-02-01"}
MARKERS = [
    {name: low, "upper": upper, "date": date}
    for date in ("2026-01-01", "2026-01-29")
    for name, low, upper in (("afp", "7 ng/mL", "7 ng/mL"), ("pivka_ii", "40 mAU/mL", "40 mAU/mL"))
]  # on the limit, which counts, and 28 days apart


@pytest.mark.parametrize(
    ("images", "expected"),
    [
        ([("CR", "2026-01-01"), ("CR", "2026-01-29")], PASS),  # 28 days
        ([("CR", "2026-01-01"), ("CR", "2026-01-28")], UNKNOWN),  # 27: not yet due
        ([("CR", "2026-01-01"), ("NE", "2026-01-15"), ("CR", "2026-01-29")], PASS),
        ([("CR", "2026-01-01"), ("PR", "2026-01-15"), ("CR", "2026-01-29")], UNKNOWN),  # the run began anew
        ([("CR", "2026-01-01"), ("CR", "2026-01-29"), ("PR", "2026-02-20")], FAIL),
        ([("CR", "2026-01-01"), ("CR", "2026-01-29"), ("PR", "2026-03-02")], PASS),  # after screening
        ([("CR", "2026-01-01"), ("CR", "2026-01-29"), ("PR", "2026-01-29")], UNKNOWN),  # two readers, one day
        (
            [("CR", "2025-02-01"), ("CR", "2026-01-29")],
            UNKNOWN,
        ),  # the day of the first treatment does not count
        ([("CR", "2026-01-01"), ("CR", "2026-02")], UNKNOWN),  # not dated to the day
        ([("NE", "2026-01-01")], UNKNOWN),
    ],
)
def test_complete_response_twice_in_a_row(images: list[tuple[str, str]], expected: Verdict) -> None:
    seen = [{"mrecist_response": response, "date": date} for response, date in images]
    assert verdict(WATCH, "I5", [TREATED, *MARKERS, *seen]) is expected


def test_a_marker_just_above_its_upper_limit_ends_the_run() -> None:
    seen = [{"mrecist_response": "CR", "date": date} for date in ("2026-01-01", "2026-01-29")]
    high = {"afp": "7.1 ng/mL", "upper": "7 ng/mL", "date": "2026-02-10"}
    assert verdict(WATCH, "I5", [TREATED, *MARKERS, *seen, high]) is FAIL
    assert (
        verdict(WATCH, "I5", [TREATED, *MARKERS, *seen, {"afp": "5 ng/mL", "date": "2026-02-10"}]) is UNKNOWN
    )


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2019-07-31", FAIL),
        ("2019-08-01", PASS),
        ("2022-12-31", PASS),
        ("2023-01-01", FAIL),
        ("2022-12", UNKNOWN),  # as of which day to look is not known
    ],
)
def test_the_second_line_began_in_the_months_of_the_cohort(start: str, expected: Verdict) -> None:
    lines = [
        {"treatment": "atezolizumab", "start": "2019-01-05"},
        {"treatment": "lenvatinib", "start": start},
    ]
    assert verdict(COHORT, "I3", lines, "2024-01-01", SITE_KNOWS_ALL) is expected


def test_a_site_that_says_until_when_it_knows_is_not_believed_for_later() -> None:
    until = replace(SITE_KNOWS_ALL, complete=(Complete("procedure", until=_day("2026-02-28")),))
    assert verdict(WATCH, "E10", [], "2026-02-28", until) is PASS
    assert verdict(WATCH, "E10", [], "2026-03-01", until) is UNKNOWN
