"""The sample patients show what they were made to show."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from eligibility import PatientResult, Verdict, read_records, screen

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLES = ["patients", "labs", "imaging", "surgeons", "drugs", "events"]
# Outcome, and the criteria that are not passed; by hand, from how each patient was made up.
MADE_TO_SHOW = {
    "P01": "ELIGIBLE",
    "P02": "ELIGIBLE",
    "P03": "ELIGIBLE",  # values exactly on limits
    "P04": "INELIGIBLE I7",  # platelets of exactly 75
    "P05": "INELIGIBLE I3",  # no high marker before the treatment
    "P06": "INELIGIBLE I4",  # regorafenib
    "P07": "INELIGIBLE I2 I5",  # progression outside the liver
    "P08": "INELIGIBLE I9",  # ascites
    "P09": "INELIGIBLE I12",  # ECOG 2
    "P10": "INELIGIBLE E2",  # infarction
    "P11": "INELIGIBLE E6",  # colorectal cancer
    "P12": "INELIGIBLE E1",  # capecitabine
    "P13": "INELIGIBLE E8",  # rivaroxaban
    "P14": "INELIGIBLE I9 I10",  # Child-Pugh B, coagulation not normal
    "P15": "INELIGIBLE E9b",  # positive pregnancy test
    "P16": "NEEDS_DATA I5",  # complete responses 21 days apart
    "P17": "NEEDS_DATA I3",  # AFP in IU/mL
    "P18": "NEEDS_DATA I5",  # second PIVKA-II not done
    "P19": "NEEDS_DATA I8",  # no upper limit for ALT
    "P20": "NEEDS_DATA E2",  # infarction, year unknown
    "P21": "NEEDS_DATA I7",  # no unit, not done
    "P22": "NEEDS_DATA E9b",  # pregnancy test too old
    "P23": "NEEDS_REVIEW I6",  # second surgeon missing
    "P24": "NEEDS_REVIEW I4 I9 E5 E13",  # nobody has answered
}


@cache
def results() -> dict[str, PatientResult]:
    files = [EXAMPLES / "ward" / f"{name}.csv" for name in TABLES]
    records = read_records(*files, mapping=EXAMPLES / "mapping.yaml", answers=EXAMPLES / "answers.csv")
    screening = screen("NCT05349331", records)
    return {name: screening.result(name) for name in MADE_TO_SHOW}


@pytest.mark.parametrize("patient", MADE_TO_SHOW)
def test_a_sample_patient(patient: str) -> None:
    result = results()[patient]
    not_passed = [
        each.criterion.id for each in result.criteria if each.verdict in (Verdict.FAIL, Verdict.UNKNOWN)
    ]
    assert " ".join([result.outcome.value, *not_passed]) == MADE_TO_SHOW[patient]


def test_all_four_outcomes_are_shown() -> None:
    assert Counter(result.outcome.value for result in results().values()) == {
        "ELIGIBLE": 3,
        "INELIGIBLE": 12,
        "NEEDS_DATA": 7,
        "NEEDS_REVIEW": 2,
    }
