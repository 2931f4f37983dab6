"""Reads a file of cases: every mistake at its line."""

from __future__ import annotations

from dataclasses import replace
from os.path import isfile  # where the name is too long for a file it says no, and raises nothing
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eligibility.documents import (
    DataError,
    DefinitionError,
    Diagnostic,
    Loaded,
    Position,
    find,
    load_file,
    place,
    plain,
)
from eligibility.documents.schema_errors import diagnose
from eligibility.language.loading import load_trial, load_trial_file
from eligibility.language.plan import Trial
from eligibility.possible import Days
from eligibility.records.facts import Record, Site
from eligibility.records.from_python import record_from_dict
from eligibility.records.mapping.findings import Findings
from eligibility.testing.case_documents import CaseFile, CasePatient
from eligibility.testing.case_expectations import Expectation, ExpectationError, read_expectation
from eligibility.testing.case_patients import CaseError, Written, write_out
from eligibility.testing.case_sites import site_of_case
from eligibility.testing.cases import Case, Cases


def cases_of_file(path: Path) -> Cases:
    """The cases of a file and their trial. Raises DefinitionError."""
    loaded = load_file(path)
    if loaded.failed or loaded.root is None:
        raise DefinitionError(loaded.diagnostics)
    try:
        document = CaseFile.model_validate(plain(loaded.root))
    except ValidationError as error:
        raise DefinitionError(diagnose(error, loaded, "C", CaseFile)) from None
    trial = trial_of(document.cases, path)
    return _CaseReader(loaded, document, trial).read()


def trial_of(name: str, path: Path) -> Trial:
    """The trial that a file of cases names: beside the file, by a path from its folder, or a shipped one."""
    for beside in (path.parent / name, path.parent / f"{name}.yaml"):
        if isfile(beside):
            return load_trial_file(beside)
    return load_trial(name)


class _CaseReader:
    """Reads the patients in order, so that each may be like one above."""

    def __init__(self, loaded: Loaded, document: CaseFile, trial: Trial) -> None:
        self._loaded = loaded
        self._document = document
        self._trial = trial
        self._written: dict[str, Written] = {}
        self._expected: dict[str, Expectation] = {}
        self._findings: list[Diagnostic] = []

    def read(self) -> Cases:
        cases = [self._case(index, patient) for index, patient in enumerate(self._document.patients)]
        if self._findings:
            raise DefinitionError(self._findings)
        return Cases(self._trial, tuple(case for case in cases if case is not None), self._loaded.file)

    def _case(self, index: int, patient: CasePatient) -> Case | None:
        model = self._model(index, patient)
        self._written[patient.patient] = Written() if model is None else model
        self._expected[patient.patient] = Expectation()
        if model is None:
            return None
        try:
            written = self._written[patient.patient] = write_out(patient, model)
            expected = self._expected[patient.patient] = read_expectation(patient.expect, self._expected)
        except CaseError as error:
            self._wrong(index, error.path, str(error))
            return None
        except ExpectationError as error:
            self._wrong(index, ("expect", error.key), str(error))
            return None
        record, on = self._record(index, patient.patient, written), self._day(index, patient)
        if record is None or on is None:
            return None
        at = self._at(index, ("patient",))
        return Case(patient.patient, record, on, expected, patient.cohort or "", at)

    def _model(self, index: int, patient: CasePatient) -> Written | None:
        """The record that the patient starts from; None if that cannot be said."""
        if patient.patient in self._written:
            self._wrong(index, ("patient",), f"`{patient.patient}` stands here twice.")
            return None
        if patient.like is None:
            return Written()
        if patient.like not in self._written:
            self._wrong(index, ("like",), f"No patient above is called `{patient.like}`.")
        return self._written.get(patient.like)

    def _record(self, index: int, name: str, written: Written) -> Record | None:
        given: dict[str, Any] = {
            "patient": name,
            "facts": list(written.facts),
            "answers": [
                {**answer.model_dump(exclude_none=True), "trial": self._trial.id}
                for answer in written.answers
            ],
        }
        site = self._site(index, written)
        try:
            return record_from_dict(given, self._trial.vocabulary, site)
        except DataError as error:
            for diagnostic in error.diagnostics:
                self._wrong(index, ("facts",), diagnostic.message, diagnostic.remedy)
        return None

    def _site(self, index: int, written: Written) -> Site:
        """What the site declares; what is wrong there has a place in the patient's own `site`."""
        assert self._loaded.root is not None
        own = replace(self._loaded, root=find(self._loaded.root, ("patients", index, "site")))
        findings = Findings(own, self._trial.vocabulary)
        site = site_of_case(written.site, findings)
        if "site" in self._document.patients[index].model_fields_set:
            self._findings += findings.found
        return site

    def _day(self, index: int, patient: CasePatient) -> Days | None:
        said = patient.on or self._document.on
        if said is None:
            self._wrong(index, (), "No screening date: write `on:` at the top.")
            return None
        days = Days.read(said)
        if days is None:
            self._wrong(index, ("on",), f"`{said[:40]}` is no date; write 2026-03-20.")
        return days

    def _wrong(self, index: int, path: tuple[str | int, ...], message: str, remedy: str = "") -> None:
        self._findings.append(self._loaded.diagnostic("C005", message, self._at(index, path), remedy))

    def _at(self, index: int, path: tuple[str | int, ...]) -> Position | None:
        if self._loaded.root is None:
            return None
        return place(self._loaded.root, ("patients", index, *path))
