"""A set of cases is only as good as the changes that it notices."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from eligibility import load_trial
from eligibility.cli import main
from eligibility.language.plan import All, ReadingLeaf
from eligibility.testing.cases import Cases, load_cases
from eligibility.testing.mutants import mutants, step
from eligibility.testing.mutating import mutate

CRITERIA = Path(__file__).parents[2] / "criteria"


@pytest.fixture(scope="module")
def cases() -> Cases:
    return load_cases(CRITERIA / "NCT03009461.cases.yaml")


def changes_of(criterion: str) -> dict[str, object]:
    (found,) = [each for each in load_trial("NCT05349331").criteria if each.id == criterion]
    return dict(mutants(found))


def test_limits_are_moved_opened_and_turned_round() -> None:
    changes = changes_of("I1")
    assert {
        "age: limit 18 opened",
        "age: limit 18 raised",
        "age: limit 18 lowered",
        "age: limit 18 turned round",
    } <= set(changes)
    raised = changes["age: limit 18 raised"].condition  # type: ignore[attr-defined]
    assert isinstance(raised, ReadingLeaf)
    assert raised.accepted.interval.low == 19  # type: ignore[union-attr]


def test_members_words_and_exceptions_are_dropped() -> None:
    counts = changes_of("I7")
    assert "member 1 dropped" in counts
    assert not isinstance(counts["`all` made `any`"].condition, All)  # type: ignore[attr-defined]
    streak = changes_of("I5")
    assert {"mrecist_response: apart 28 days made 27 days", "mrecist_response: `tolerate` dropped"} <= set(
        streak
    )
    assert {"treatment: exception 4 dropped"} <= set(changes_of("E1"))
    assert "`applies when` dropped" in changes_of("E9a")


def test_every_change_is_a_change() -> None:
    for criterion in load_trial("NCT05349331").criteria:
        for said, mutant in mutants(criterion):
            assert mutant != criterion, said


@pytest.mark.parametrize(
    ("number", "expected"), [("0", "1"), ("18", "1"), ("400", "20"), ("1.5", "0.075"), ("3", "0.15")]
)
def test_how_far_a_limit_is_moved(number: str, expected: str) -> None:
    assert step(Fraction(number)) == Fraction(expected)


def test_without_patients_nothing_is_noticed(cases: Cases) -> None:
    report = mutate(replace(cases, cases=()))
    assert report.share == 0
    assert len(report.unnoticed) == len(report.mutants)


def test_what_is_not_noticed_is_named(cases: Cases) -> None:
    report = mutate(cases)
    assert 0 < report.share < 1
    assert "Not noticed:\n  I1: " in report.to_text()


def test_the_cases_of_the_showcase_notice_nearly_everything() -> None:
    assert mutate(load_cases(CRITERIA / "NCT05349331.cases.yaml")).share >= 0.95


def test_the_command_fails_under_a_share() -> None:
    run = CliRunner().invoke
    assert run(main, ["mutate", str(CRITERIA / "NCT03009461.yaml"), "--at-least", "50"]).exit_code == 0
    assert run(main, ["mutate", str(CRITERIA / "NCT03009461.yaml"), "--at-least", "100"]).exit_code == 3
