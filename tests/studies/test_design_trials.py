"""The eight published trials that shaped the language, as they are written in the examples."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from docs.coverage import FORESEEN, decided_of
from eligibility.language.checks import examine
from eligibility.language.describe import describe
from eligibility.language.loading import load_trial
from eligibility.language.plan import Trial
from eligibility.language.walk import variables_of
from eligibility.testing.case_coverage import lacking_cases
from eligibility.testing.cases import Case, Cases, load_cases, run_case

TRIALS = Path(__file__).parents[2] / "examples" / "trials"


def numbered(prefix: str, last: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(1, last + 1)]


# The items of the texts, inclusion and exclusion; two items are written as two criteria where the text joins them.
ITEMS = {
    "NCT02435433": (17, 26),
    "NCT02702401": (11, 25),
    "NCT02576509": (5, 3),
    "NCT00105443": (5, 7),
    "NCT02774187": (15, 8),
    "NCT02065791": (4, 6),
    "NCT02128932": (3, 11),
    "NCT02296125": (8, 16),
}
WITH_CASES = ["NCT02065791", "NCT02296125"]
GENERAL = ["NCT02065791", "NCT02128932", "NCT02296125"]


@cache
def trial_of(name: str) -> Trial:
    return load_trial(TRIALS / f"{name}.yaml")


@cache
def cases_of(name: str) -> Cases:
    return load_cases(TRIALS / f"{name}.cases.yaml")


def test_all_eight_are_there() -> None:
    files = {path.name for path in TRIALS.glob("*.yaml") if ".cases." not in path.name}
    assert files == {f"{name}.yaml" for name in ITEMS} == {f"{name}.yaml" for name in FORESEEN}


@pytest.mark.parametrize("name", ITEMS)
def test_nothing_is_found_in_it(name: str) -> None:
    assert examine(trial_of(name)) == ()


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_is_encoded_or_listed(name: str) -> None:
    inclusion, exclusion = ITEMS[name]
    assert set(decided_of(trial_of(name))) == {*numbered("I", inclusion), *numbered("E", exclusion)}
    assert sum(FORESEEN[name]) == inclusion + exclusion


@pytest.mark.parametrize("name", ITEMS)
def test_it_is_said_back_in_protocol_order(name: str) -> None:
    trial, said = trial_of(name), describe(trial_of(name))
    places = [said.index(f"\n  {criterion.id}. ") for criterion in trial.criteria]
    assert places == sorted(places)
    assert all(f"  {entry.item}: {entry.why}" in said for entry in trial.not_encoded)


@pytest.mark.parametrize("name", GENERAL)
def test_a_trial_of_another_field_needs_nothing_of_the_liver(name: str) -> None:
    trial = trial_of(name)
    assert "liver" not in trial.vocabulary.names
    assert all(variable.vocabulary != "liver" for variable in variables_of(trial))


def test_the_cohorts_of_reach_2_are_asked_different_things() -> None:
    trial = trial_of("NCT02435433")
    asked = {
        cohort: {each.id for each in trial.criteria if not each.cohorts or cohort in each.cohorts}
        for cohort in trial.cohorts
    }
    assert asked["main"] == asked["me2"]
    assert asked["main"] - asked["ole"] == {"I2", "E6"}
    assert asked["ole"] - asked["main"] == {"I3", "E25", "E26"}


# ---- hand-made patients --------------------------------------------------------------------------


def patients() -> list[object]:
    return [
        pytest.param(name, case, id=f"{name}: {case.name}")
        for name in WITH_CASES
        for case in cases_of(name).cases
    ]


@pytest.mark.parametrize(("name", "case"), patients())
def test_every_verdict_is_the_expected_one(name: str, case: Case) -> None:
    findings = run_case(cases_of(name), case)
    assert not findings, "\n\n".join(str(finding) for finding in findings)


@pytest.mark.parametrize("name", WITH_CASES)
def test_each_criterion_passes_fails_is_unknown_and_meets_its_limits(name: str) -> None:
    assert [str(lacking) for lacking in lacking_cases(cases_of(name))] == []
