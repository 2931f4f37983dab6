"""Cases of one cohort notice nothing of the criteria of another, and cases that state no verdict notice nothing."""

from __future__ import annotations

from pathlib import Path

from eligibility.testing.cases import load_cases
from eligibility.testing.mutating import mutate

TRIAL = """
trial: small
title: A small trial
vocabulary: [general]
cohorts: {a: A, b: B}
inclusion:
  - {id: I1, label: Platelets, platelets: "> 75 10^9/L"}
  - {id: I2, label: Haemoglobin, haemoglobin: "> 90 g/L", cohorts: [b]}
"""
CASES = """
cases: small
on: 2026-03-01
patients:
  - patient: base
    cohort: a
    facts: [{platelets: 76 10^9/L, date: 2026-02-20}, {haemoglobin: 91 g/L, date: 2026-02-20}]
    expect: {I1: PASS}
  - patient: says nothing
    cohort: b
    facts: [{haemoglobin: 91 g/L, date: 2026-02-20}]
    expect: {I1: UNKNOWN}
"""


def test_only_what_is_meant_and_stated_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(TRIAL, encoding="utf-8")
    path = tmp_path / "small.cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    report = mutate(load_cases(path))
    noticed = {mutant.criterion for mutant in report.mutants if mutant.noticed}
    assert noticed == {"I1"}
    said = report.to_dict()
    assert said["unnoticed"] == [
        {"criterion": mutant.criterion, "change": mutant.change}
        for mutant in report.mutants
        if not mutant.noticed
    ]
    assert {"criterion": "I2", "change": "haemoglobin: limit 90 raised"} in report.to_dict()["unnoticed"]  # type: ignore[operator]
