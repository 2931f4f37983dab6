from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Section
from eligibility.records.facts import Answer, Fact
from eligibility.results.model import PatientResult
from eligibility.results.plain_values import number
from eligibility.testing.cases import load_cases, result_of
from tests.results.schema_check import mistakes
from tests.results.small import BOTH, COAGULATION, HEART, LIVER, RHYTHM, RUN, cell, result

ALT = Fact("alt", "60", unit="U/L", upper="40", date="2026-02-21", source=cell(13, "ALT"))
LOW = Fact("platelets", "74", unit="K/uL", date="2026-02-20", source=cell(12, "PLT"))


@pytest.mark.parametrize(
    "sample",
    [
        result(BOTH, LOW, ALT),
        result(BOTH),
        result(RUN, Fact("mrecist_response", "CR", date="2026-02-20")),
        result(HEART, Fact("diagnosis", "stroke"), section=Section.EXCLUSION),
        result(RHYTHM, Fact("diagnosis", "arrhythmia", date="2025-05", attributes={"ctcae_grade": "2"})),
        result(LIVER, Fact("albumin", "3.2", unit="g/dL", date="2026-02")),
        result(COAGULATION, answers=[Answer("TRIAL", "normal_coagulation", True, "Dr Li", "2026-03-01")]),
    ],
)
def test_samples_fit_the_published_schema(sample: PatientResult) -> None:
    assert list(mistakes(json.loads(json.dumps(sample.to_dict())))) == []


@pytest.mark.parametrize("name", sorted(path.name for path in Path("criteria").glob("*.cases.yaml")))
def test_the_patients_of_the_shipped_trials_fit_the_schema(name: str) -> None:
    cases = load_cases(Path("criteria") / name)
    for case in cases.cases[::9]:
        found = result_of(cases.trial, case)
        if found is not None:
            assert list(mistakes(json.loads(json.dumps(found.to_dict())))) == []


def test_numbers_are_exact_decimals_in_text() -> None:
    leaf = result(BOTH, LOW, ALT).to_dict()["criteria"][0]["condition"]["members"][1]
    reckoned = leaf["facts"][0]["limit"]["reckoned"]
    assert [(one["unit"], one["limit"], one["side"], one["distance"]) for one in reckoned] == [
        ("U/L", "60", "on", "0"),
        ("x ULN", "1.5", "on", "0"),
    ]


def test_a_number_that_does_not_end_has_thirty_digits() -> None:
    assert number(Fraction(2, 3)) == "0." + "6" * 29 + "7"
    assert number(Fraction(123456789, 10**12)) == "0.000123456789"


def test_the_same_input_gives_the_same_text() -> None:
    texts = {json.dumps(result(BOTH, LOW, ALT).to_dict()) for _ in range(3)}
    assert len(texts) == 1


def test_no_screening_date_is_told() -> None:
    sample = result(BOTH, LOW, on="2026")
    assert list(mistakes(sample.to_dict())) == []
    assert sample.to_dict()["criteria"][0]["needs"][0]["text"] == "the screening date, to the day"
    by_index = replace(sample, trial=replace(sample.trial, screen_as_of="second_line"))
    assert (
        by_index.to_dict()["criteria"][0]["needs"][0]["text"]
        == "the day of second line, as of which this study screens"
    )
    assert screen_chart(sample.trial, sample.chart, None)[0].to_dict()["criteria"][0]["verdict"] == "UNKNOWN"
