"""The shipped studies give every hand-made patient the verdicts that the protocols demand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from eligibility.testing.case_coverage import lacking_cases
from eligibility.testing.cases import Case, Cases, load_cases, run_case

ROOT = Path(__file__).parents[2]
STUDIES = ["NCT05349331", "NCT04103398", "NCT04103398-earlier", "NCT03009461", "CMH-2023-0553"]
FILES = [ROOT / "criteria" / f"{name}.cases.yaml" for name in STUDIES]
FILES.append(ROOT / "examples" / "hcc_survival" / "hcc_survival.cases.yaml")


@cache
def cases_of(path: Path) -> Cases:
    return load_cases(path)


def patients() -> list[object]:
    return [
        pytest.param(path, case, id=f"{path.name.removesuffix('.cases.yaml')}: {case.name}")
        for path in FILES
        for case in cases_of(path).cases
    ]


@pytest.mark.parametrize(("path", "case"), patients())
def test_every_verdict_is_the_expected_one(path: Path, case: Case) -> None:
    findings = run_case(cases_of(path), case)
    assert not findings, "\n\n".join(str(finding) for finding in findings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_criterion_passes_fails_is_unknown_and_meets_its_limits(path: Path) -> None:
    assert [str(lacking) for lacking in lacking_cases(cases_of(path))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_unknown_states_its_reasons(path: Path) -> None:
    cases = cases_of(path)
    for case in cases.cases:
        for criterion in cases.trial.criteria:
            expected = case.expectation.of(criterion.id)
            assert expected is not None, (case.name, criterion.id)
            assert expected.verdict.value != "UNKNOWN" or expected.reasons, (case.name, criterion.id)


def test_every_shipped_trial_has_cases() -> None:
    trials = {path.name for path in (ROOT / "criteria").glob("*.yaml") if ".cases." not in path.name}
    assert trials == {f"{name}.yaml" for name in STUDIES}
