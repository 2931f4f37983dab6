"""pytest takes up files of cases; each patient is a test."""

from __future__ import annotations

import pytest

from eligibility.testing.pytest_plugin import CaseItem

pytest_plugins = ["pytester"]
TRIAL = """
trial: small
title: A small trial
vocabulary: [general]
inclusion: [{id: I1, label: Platelets, platelets: "> 75 10^9/L"}]
"""
CASES = """
cases: small
on: 2026-03-01
patients:
  - {patient: enough, facts: [{platelets: 80 10^9/L, date: 2026-02-01}], expect: {all others: PASS}}
  - {patient: on the limit, facts: [{platelets: 75 10^9/L, date: 2026-02-01}], expect: {all others: PASS}}
"""


def run(pytester: pytest.Pytester, cases: str = CASES) -> str:
    """What pytest says of the file; it runs in this process."""
    (pytester.path / "small.yaml").write_text(TRIAL, encoding="utf-8")
    (pytester.path / "small.cases.yaml").write_text(cases, encoding="utf-8")
    return str(pytester.runpytest_inprocess("-p", "no:cacheprovider", "-v", "small.cases.yaml").stdout)


def test_each_patient_is_one_test_and_a_failure_reads_well(pytester: pytest.Pytester) -> None:
    said = run(pytester)
    assert "small.cases.yaml::enough PASSED" in said
    assert "small.cases.yaml::on the limit FAILED" in said
    assert "1 failed, 1 passed" in said
    assert "small, patient `on the limit`, I1:" in said
    assert "expected PASS" in said
    assert "got      FAIL" in said
    assert "Traceback" not in said


def test_a_file_with_a_mistake_is_named_with_it(pytester: pytest.Pytester) -> None:
    said = run(pytester, CASES.replace("platelets: 75", "plateletts: 75"))
    assert "unknown variable `plateletts`" in said
    assert "Traceback" not in said


def test_a_mistake_of_the_program_shows_where_it_was(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(item: CaseItem) -> None:
        raise RuntimeError("of the program")

    monkeypatch.setattr(CaseItem, "runtest", broken)
    said = run(pytester)
    assert "RuntimeError: of the program" in said
    assert "def broken(item: CaseItem)" in said
