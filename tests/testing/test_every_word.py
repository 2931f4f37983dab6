"""Edges and changes of a trial that uses the words which the shipped trials do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from eligibility import load_trial
from eligibility.cli import main
from eligibility.documents import Block, Listing, load_file, plain
from eligibility.testing.mutants import mutants

TRIAL = """\
trial: every
title: t
vocabulary: [general, oncology, liver, diabetes]
inclusion:
  - {id: I1, label: Metformin for long, treatment: metformin, lasting: ">= 90 days", unchanged: [treatment]}
  - {id: I2, label: Insulin for more than a week, treatment: insulin, in total: "> 7 days", within: 12 months before screening}
  - {id: I3, label: Mean QTc, qtcf: "<= 470 ms", use: mean of latest 3}
  - {id: I4, label: Two of three, at least: 2, of: [{platelets: "> 75 10^9/L"}, {albumin: ">= 30 g/L"}, {ecog: "0 to 1"}]}
  - {id: I5, label: Two agree, resectability: resectable, confirmed by: {different: rater, at least: 2}}
  - {id: I6, label: Only to heal, treatment: tace, each: {intent: therapeutic}}
  - {id: I7, label: HbA1c, hba1c: "7.0 to 10.0 % (53 to 86 mmol/mol)"}
  - {id: I8, label: Never low, platelets: "> 75 10^9/L", use: every}
exclusion:
  - {id: E1, label: Pregnant, pregnant: true, unless: {lactating: true}}
  - {id: E2, label: Some TACE, treatment: tace, where: {not: {intent: prophylactic}}, count: ">= 2"}
  - {id: E3, label: Sorafenib lately, treatment: sorafenib, within: 5 half-lives before screening}
"""
# What must be among the changes, as the words are written above.
CHANGES = {
    "I1": {
        "treatment: lasting 90 days made 89",
        "treatment: lasting 90 days made 91",
        "treatment: judging word dropped",
    },
    "I2": {"treatment: > 7 raised by one", "treatment: > 7 lowered by one"},
    "I3": {"qtcf: mean of 3 made 2", "qtcf: limit 470 opened"},
    "I4": {"at least 2 made 1", "at least 2 made 3", "member 3 dropped"},
    "I5": {"resectability: confirmed by 2 made 1", "resectability: confirmed by 2 made 3"},
    "I6": {"treatment: each: intent: any code accepted"},
    "I7": {"hba1c: restated limit dropped"},
    "I8": {"platelets: `use: every` dropped"},
    "E1": {"`unless` dropped", "unless: lactating: any code accepted"},
    "E2": {"treatment: where: `not` dropped", "treatment: >= 2 lowered by one"},
    "E3": {"treatment: start of `within 5 half-lives before screening` counted with 6 half-lives"},
}


@pytest.fixture(name="trial")
def _trial(tmp_path: Path) -> Path:
    path = tmp_path / "every.yaml"
    path.write_text(TRIAL, "utf-8")
    return path


def test_the_edges_are_where_the_calendar_has_them_and_pass(trial: Path) -> None:
    cases = trial.with_suffix(".cases.yaml")
    assert CliRunner().invoke(main, ["edges", str(trial), "-o", str(cases)]).exit_code == 0
    spans = {criterion: _spans(cases, criterion) for criterion in ("I1", "I2")}
    assert spans["I1"] == {("2025-12-20", "PASS"), ("2025-12-21", "FAIL")}  # 90 days before 20 March, and 89
    assert {("2026-03-13", "PASS"), ("2026-03-14", "FAIL")} <= spans["I2"]  # 8 days with both ends, and 7
    tested = CliRunner().invoke(main, ["test", str(cases)])
    assert tested.exit_code == 0, tested.output
    assert "all as expected" in tested.output


def _spans(cases: Path, criterion: str) -> set[tuple[str, str]]:
    """The start of the only fact of each patient, with the verdict that is expected."""
    root = load_file(cases).root
    assert isinstance(root, Block)
    patients = root.get("patients")
    assert isinstance(patients, Listing)
    held = [plain(each) for each in patients.items]
    return {
        (each["facts"][0]["start"], each["expect"][criterion])
        for each in held
        if criterion in each["expect"] and "start" in each["facts"][0]
    }


def test_every_word_is_changed(trial: Path) -> None:
    for criterion in load_trial(trial).criteria:
        made = dict(mutants(criterion))
        assert CHANGES[criterion.id] <= made.keys()
        assert all(mutant != criterion for mutant in made.values())
