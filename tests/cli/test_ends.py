"""How commands end where something is in the way: a file that exists, cases that fail, an error with its details."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eligibility.cli import main

CASES = """\
cases: NCT05349331
on: 2026-03-20
patients: [{patient: P1, facts: [{platelets: 60 10^9/L, date: 2026-03-19}], expect: {outcome: ELIGIBLE}}]
"""
TRIAL = """\
trial: nobody
title: t
vocabulary: [general, oncology]
inclusion: [{id: I1, label: Counts, all: [{platelets: "> 75 10^9/L"}, {platelets: "< 50 10^9/L"}]}]
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ward.csv").write_text("patient_id,ecog\nP1,1\n", "utf-8")
    Path("x.cases.yaml").write_text(CASES, "utf-8")
    Path("nobody.yaml").write_text(TRIAL, "utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_mapping_is_written_once() -> None:
    first = run("map", "ward.csv", "-o", "m.yaml")
    assert first.exit_code == 0
    assert "Wrote m.yaml" in first.stderr
    again = run("map", "ward.csv", "-o", "m.yaml")
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert run("map", "ward.csv", "-o", "m.yaml", "--force").exit_code == 0


def test_cases_that_fail_end_with_3_and_are_not_mutated() -> None:
    text = run("test", "x.cases.yaml")
    assert text.exit_code == 3
    assert "INELIGIBLE" in text.stdout
    report = run("test", "x.cases.yaml", "--format", "json")
    assert report.exit_code == 3
    assert json.loads(report.stdout)[0]["passed"] is False
    Path("NCT05349331.yaml").write_text(
        (Path(__file__).parents[2] / "criteria/NCT05349331.yaml").read_text("utf-8"), "utf-8"
    )
    Path("x.cases.yaml").rename("NCT05349331.cases.yaml")
    mutated = run("mutate", "NCT05349331.yaml")
    assert mutated.exit_code == 1
    assert "do not pass" in mutated.stderr


def test_edges_go_to_standard_output() -> None:
    found = run("edges", "NCT03009461")
    assert found.exit_code == 0
    assert found.stdout.startswith("#") or found.stdout.startswith("cases:")
    none = run("edges", "nobody.yaml")
    assert none.exit_code == 2
    assert "No limit of nobody can be reached alone" in none.stderr


def test_check_knows_every_kind_of_file() -> None:
    Path("v.yaml").write_text("vocabulary: v\nvariables: {a: {kind: quantity, unit: g/Lx}}\n", "utf-8")
    Path("a.yaml").write_text("answers: [{trial: T, patient: P1, judgement: fit, answer: maybe}]\n", "utf-8")
    assert "V024" in run("check", "v.yaml").stdout
    assert "A007" in run("check", "a.yaml").stdout
    assert "x.cases.yaml: no findings." in run("check", "x.cases.yaml").stdout
    nobody = run("check", "nothing")
    assert nobody.exit_code == 2
    assert "no shipped trial" in nobody.stderr


def test_debug_shows_an_unexpected_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object, **more: object) -> None:
        raise RuntimeError("details")

    monkeypatch.setattr("eligibility.cli.session.screen_each", fails)
    found = run("--debug", "screen", "NCT05349331", "ward.csv")
    assert found.exit_code == 1
    assert "RuntimeError: details" in found.stderr


def test_doctor_names_every_part() -> None:
    parts = json.loads(run("doctor", "--format", "json").stdout)
    text = run("doctor").stdout
    assert parts
    assert all(part["name"] in text for part in parts)
