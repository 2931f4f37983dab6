"""Files of cases: how they are read, what they find, and what they leave untested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eligibility.documents import DefinitionError
from eligibility.testing.case_coverage import lacking_cases
from eligibility.testing.cases import CaseReport, load_cases, result_of, run_case_file

TRIAL = """
trial: small
title: A small trial
vocabulary: [general]
inclusion:
  - {id: I1, label: Platelets, platelets: "> 75 10^9/L"}
exclusion:
  - {id: E1, label: Pregnant, applies when: {sex: female}, pregnant: true}
"""
BASE = """
cases: small
on: 2026-03-01
patients:
  - patient: base
    facts: [{platelets: 180 10^9/L, date: 2026-02-20}, {sex: male}]
    expect: {outcome: ELIGIBLE, I1: PASS, E1: NOT_APPLICABLE}
"""


def write(folder: Path, more: str = "", base: str = BASE) -> Path:
    (folder / "small.yaml").write_text(TRIAL, encoding="utf-8")
    path = folder / "small.cases.yaml"
    path.write_text(base + more, encoding="utf-8")
    return path


def report(folder: Path, more: str) -> CaseReport:
    return run_case_file(write(folder, more))


def test_what_is_expected_passes(tmp_path: Path) -> None:
    more = """
  - patient: on the limit
    like: base
    change: {platelets: 75 10^9/L}
    expect: {outcome: INELIGIBLE, I1: FAIL, all others: as base}
  - patient: none
    like: base
    without: [platelets]
    expect: {outcome: NEEDS_DATA, I1: {UNKNOWN: [missing]}, all others: as base}
"""
    found = report(tmp_path, more)
    assert found.passed
    assert found.to_text() == "small: 3 patients, 6 verdicts, all as expected."


def test_a_wrong_verdict_is_named_with_its_explanation(tmp_path: Path) -> None:
    more = """
  - patient: on the limit
    like: base
    change: {platelets: 75 10^9/L}
    expect: {all others: as base}
"""
    (finding,) = report(tmp_path, more).findings
    assert (finding.patient, finding.criterion) == ("on the limit", "I1")
    assert (finding.expected, finding.got) == ("PASS", "FAIL")
    assert "Platelets" in finding.explanation
    assert finding.at is not None
    assert finding.at.line == 9
    assert "patient `on the limit`, I1:\n  expected PASS\n  got      FAIL\n" in str(finding)


def test_a_cohort_that_the_trial_does_not_have_is_found(tmp_path: Path) -> None:
    more = """
  - patient: of another cohort
    like: base
    cohort: nine
    expect: {outcome: ELIGIBLE}
"""
    (finding,) = report(tmp_path, more).findings
    assert (finding.criterion, finding.expected, finding.got) == ("cohort", "nine", "no cohort `nine`")


def test_cases_and_verdicts_are_found_by_name(tmp_path: Path) -> None:
    cases = load_cases(write(tmp_path))
    base = cases.case("base")
    assert base.record.patient == "base"
    with pytest.raises(KeyError):
        cases.case("nobody")
    result = result_of(cases.trial, base)
    assert result is not None and result.verdict("I1").value == "PASS"
    with pytest.raises(KeyError):
        result.verdict("I9")


def test_two_verdicts_for_one_criterion_are_a_mistake(tmp_path: Path) -> None:
    more = """
  - patient: torn
    like: base
    expect: {I1: {PASS: [], UNKNOWN: [missing]}}
"""
    with pytest.raises(DefinitionError, match="Write one verdict"):
        report(tmp_path, more)


def test_wrong_reasons_are_found(tmp_path: Path) -> None:
    more = """
  - patient: none
    like: base
    without: [platelets]
    expect: {I1: {UNKNOWN: [stale]}, all others: as base}
"""
    (finding,) = report(tmp_path, more).findings
    assert (finding.expected, finding.got) == ("UNKNOWN (stale)", "UNKNOWN (missing)")


def test_a_criterion_that_is_not_stated_is_found(tmp_path: Path) -> None:
    more = """
  - patient: half
    like: base
    expect: {I1: PASS}
"""
    (finding,) = report(tmp_path, more).findings
    assert (finding.criterion, finding.expected) == ("E1", "not stated")


def test_a_criterion_that_the_trial_does_not_have_is_found(tmp_path: Path) -> None:
    more = """
  - patient: more
    like: base
    expect: {I9: PASS, all others: as base}
"""
    (finding,) = report(tmp_path, more).findings
    assert (finding.criterion, finding.got) == ("I9", "no such criterion")


def test_a_wrong_outcome_is_found(tmp_path: Path) -> None:
    more = """
  - patient: other
    like: base
    expect: {outcome: NEEDS_DATA, all others: as base}
"""
    (finding,) = report(tmp_path, more).findings
    assert (finding.criterion, finding.got) == ("outcome", "ELIGIBLE")


def test_the_report_as_json(tmp_path: Path) -> None:
    found = json.loads(report(tmp_path, "").to_json())
    assert (found["trial"], found["patients"], found["passed"], found["findings"]) == ("small", 1, True, [])


@pytest.mark.parametrize(
    ("more", "message", "line"),
    [
        ("  - {patient: base, expect: {}}\n", "`base` stands here twice.", 8),
        ("  - {patient: p, like: nobody, expect: {}}\n", "No patient above is called `nobody`.", 8),
        ("  - {patient: p, expect: {all others: as nobody}}\n", "No patient above is called `nobody`.", 8),
        ("  - {patient: p, expect: {I1: MAYBE}}\n", "`MAYBE` is no verdict", 8),
        ("  - {patient: p, expect: {I1: {UNKNOWN: [lost]}}}\n", "`lost` is no reason", 8),
        ("  - {patient: p, expect: {outcome: FINE}}\n", "`FINE` is no outcome", 8),
        ("  - {patient: p, like: base, without: [inr], expect: {}}\n", "has no such fact", 8),
        (
            "  - {patient: p, like: base, change: {inr: '1'}, expect: {}}\n",
            "has 0 facts of `inr`, not one",
            8,
        ),
        ("  - {patient: p, facts: [{plateletts: '1'}], expect: {}}\n", "unknown variable `plateletts`", 8),
        ("  - {patient: p, on: soon, expect: {}}\n", "`soon` is no date", 8),
        ("  - {patient: p, site: {complet: []}, expect: {}}\n", "complet", 8),
        ("  - {patient: p, site: {stand for: {negatives: long}}, expect: {}}\n", "no number of days", 8),
        ("  - {patient: p, expects: {}}\n", "expects", 8),
    ],
)
def test_a_mistake_is_said_at_its_line(tmp_path: Path, more: str, message: str, line: int) -> None:
    with pytest.raises(DefinitionError) as caught:
        load_cases(write(tmp_path, more))
    said = [(each.message, each.position) for each in caught.value.diagnostics]
    assert any(message in text and at is not None and at.line == line for text, at in said), said


def test_a_screening_date_is_needed(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="No screening date"):
        load_cases(write(tmp_path, base=BASE.replace("on: 2026-03-01\n", "")))


def test_gaps_are_named(tmp_path: Path) -> None:
    lacking = [str(each) for each in lacking_cases(load_cases(write(tmp_path)))]
    assert lacking == [
        "I1: no patient with FAIL, UNKNOWN, on the limit (platelets > 75 10^9/L: lowest accepted)",
        "E1: no patient with PASS, FAIL, UNKNOWN",
    ]


def test_a_site_states_limits_and_factors_in_the_words_of_the_mapping(tmp_path: Path) -> None:
    trial = TRIAL.replace('platelets: "> 75 10^9/L"', 'alt: "<= 3 ULN"')
    (tmp_path / "small.yaml").write_text(trial, encoding="utf-8")
    path = tmp_path / "small.cases.yaml"
    more = """
  - patient: limit of the site
    facts: [{alt: 150 U/L, date: 2026-02-20}, {sex: male}]
    site: {limits: [{variable: alt, upper: 50 U/L}]}
    expect: {I1: PASS, E1: NOT_APPLICABLE}
  - patient: just above it
    like: limit of the site
    change: {alt: 151 U/L}
    expect: {I1: FAIL, E1: NOT_APPLICABLE}
"""
    head = BASE.split("  - patient: base")[0].rstrip()
    path.write_text(head + more, encoding="utf-8")
    assert run_case_file(path).passed


def test_a_criterion_without_an_expectation_hits_its_limits_and_no_verdict(tmp_path: Path) -> None:
    """Of a case that says nothing of I1 only the fact counts that sits on its limit."""
    (tmp_path / "small.yaml").write_text(TRIAL.replace("> 75", ">= 75"), encoding="utf-8")
    text = BASE.replace("180", "75").replace("I1: PASS, ", "")
    path = tmp_path / "small.cases.yaml"
    path.write_text(text, encoding="utf-8")
    assert [str(each) for each in lacking_cases(load_cases(path))] == [
        "I1: no patient with PASS, FAIL, UNKNOWN",
        "E1: no patient with PASS, FAIL, UNKNOWN",
    ]
