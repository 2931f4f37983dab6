"""pytest collects `*.cases.yaml`: each patient is one test."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

SUFFIXES = (".cases.yaml", ".cases.yml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take up files of cases."""
    if not file_path.name.endswith(SUFFIXES):
        return None
    collector: pytest.Collector = CasesFile.from_parent(parent, path=file_path)
    return collector


class CasesFile(pytest.File):
    """One file of cases."""

    def collect(self) -> Iterable[pytest.Item]:
        """The patients, in the order of the file."""
        from eligibility.documents import DefinitionError
        from eligibility.documents.rendering import as_text
        from eligibility.testing.cases import load_cases

        try:
            cases = load_cases(self.path)
        except DefinitionError as error:
            raise self.CollectError(as_text(error.diagnostics)) from None
        for case in cases.cases:
            yield CaseItem.from_parent(self, name=case.name, cases=cases, case=case)


class CaseItem(pytest.Item):
    """One patient."""

    def __init__(self, *, cases: Any, case: Any, **others: Any) -> None:
        super().__init__(**others)
        self._cases = cases
        self._case = case

    def runtest(self) -> None:
        """Compare every verdict with the expected one."""
        from eligibility.testing.cases import run_case

        findings = run_case(self._cases, self._case)
        if findings:
            raise WrongVerdictsError("\n\n".join(str(finding) for finding in findings))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings alone; a traceback would say nothing."""
        if isinstance(excinfo.value, WrongVerdictsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the patient stands in the file."""
        at = self._case.at
        return self.path, None if at is None else at.line - 1, self.name


class WrongVerdictsError(AssertionError):
    """Verdicts are not the expected ones."""
