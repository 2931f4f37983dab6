"""Cases: patients written by hand, with the verdict that is expected of every criterion.

`eligibility test FILE` and the pytest plugin run them; so does `run_case_file`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eligibility.documents import Position
from eligibility.language.plan import Trial
from eligibility.possible import Days
from eligibility.records.facts import Record
from eligibility.results.model import PatientResult
from eligibility.testing.case_expectations import Difference, Expectation

Evaluate = Callable[[Trial, Record, Days], Sequence[PatientResult]]


@dataclass(frozen=True)
class Case:
    """One patient with what is expected."""

    name: str
    record: Record
    on: Days
    expectation: Expectation
    cohort: str = ""
    at: Position | None = None


@dataclass(frozen=True)
class Cases:
    """The cases of one trial."""

    trial: Trial
    cases: tuple[Case, ...]
    file: str = ""

    def case(self, name: str) -> Case:
        """The case of this name. Raises KeyError."""
        for case in self.cases:
            if case.name == name:
                return case
        raise KeyError(name)


@dataclass(frozen=True)
class CaseFinding:
    """One verdict of one patient that is not the expected one (or is not stated)."""

    trial: str
    patient: str
    criterion: str
    expected: str
    got: str
    explanation: str = ""
    at: Position | None = None

    def __str__(self) -> str:
        where = f"{self.at}: " if self.at is not None else ""
        head = f"{where}{self.trial}, patient `{self.patient}`, {self.criterion}:"
        lines = [head, f"  expected {self.expected}", f"  got      {self.got}"]
        return "\n".join([*lines, *(f"    {line}" for line in self.explanation.splitlines())])


@dataclass(frozen=True)
class CaseReport:
    """What running a file of cases found."""

    file: str
    trial: str
    patients: int
    verdicts: int
    findings: tuple[CaseFinding, ...]

    @property
    def passed(self) -> bool:
        """Whether every verdict is the expected one."""
        return not self.findings

    def to_text(self) -> str:
        """The findings, and a line of counts, for people."""
        wrong = len({finding.patient for finding in self.findings})
        failed = (
            f", {len(self.findings)} not as expected in {wrong} of them"
            if self.findings
            else ", all as expected"
        )
        counts = f"{self.trial}: {self.patients} patients, {self.verdicts} verdicts{failed}."
        return "\n\n".join([*(str(finding) for finding in self.findings), counts])

    def to_json(self) -> str:
        """The same for programs."""
        findings = [
            {
                "patient": each.patient,
                "criterion": each.criterion,
                "expected": each.expected,
                "got": each.got,
                "line": None if each.at is None else each.at.line,
                "explanation": each.explanation,
            }
            for each in self.findings
        ]
        report = {
            "file": self.file,
            "trial": self.trial,
            "patients": self.patients,
            "verdicts": self.verdicts,
            "passed": self.passed,
            "findings": findings,
        }
        return json.dumps(report, ensure_ascii=False, indent=2)


def load_cases(path: Path) -> Cases:
    """The cases of a file. Raises DefinitionError with every mistake, of the trial too.

    >>> load_cases(Path("criteria/NCT03009461.cases.yaml")).trial.id
    'NCT03009461'
    """
    from eligibility.testing.case_loading import cases_of_file

    return cases_of_file(path)


def run_cases(cases: Cases, evaluate: Evaluate | None = None) -> list[CaseFinding]:
    """Every verdict that is not the expected one. `evaluate` screens a record; by default the reference engine."""
    return [finding for case in cases.cases for finding in run_case(cases, case, evaluate)]


def run_case(cases: Cases, case: Case, evaluate: Evaluate | None = None) -> list[CaseFinding]:
    """The findings of one patient."""
    result = result_of(cases.trial, case, evaluate)
    if result is None:
        message = "no result; name a cohort of the trial" if not case.cohort else f"no cohort `{case.cohort}`"
        return [
            CaseFinding(cases.trial.id, case.name, "cohort", case.cohort or "one result", message, at=case.at)
        ]
    return [
        _finding(cases.trial, case, difference, result) for difference in case.expectation.differences(result)
    ]


def run_case_file(path: Path, evaluate: Evaluate | None = None) -> CaseReport:
    """Run a file of cases. Raises DefinitionError if the file, or its trial, is wrong."""
    cases = load_cases(path)
    findings = run_cases(cases, evaluate)
    patients = len(cases.cases)
    return CaseReport(
        cases.file, cases.trial.id, patients, patients * len(cases.trial.criteria), tuple(findings)
    )


def result_of(trial: Trial, case: Case, evaluate: Evaluate | None = None) -> PatientResult | None:
    """The result of a case, on its cohort; None if there is not exactly that one."""
    results = (evaluate or _reference)(trial, case.record, case.on)
    meant = [result for result in results if not case.cohort or result.cohort == case.cohort]
    return meant[0] if len(meant) == 1 else None


def _reference(trial: Trial, record: Record, on: Days) -> Sequence[PatientResult]:
    from eligibility.engines.interpreter import screen_chart
    from eligibility.records.understand import understand

    return screen_chart(trial, understand(record, trial.vocabulary, on), on)


def _finding(trial: Trial, case: Case, difference: Difference, result: PatientResult) -> CaseFinding:
    return CaseFinding(
        trial.id,
        case.name,
        difference.criterion,
        difference.expected,
        difference.got,
        _explanation(difference, result),
        case.at,
    )


def _explanation(difference: Difference, result: PatientResult) -> str:
    if difference.result is None:
        return ""
    from eligibility.results.text.patient import patient_text

    return patient_text(result, [difference.criterion])
