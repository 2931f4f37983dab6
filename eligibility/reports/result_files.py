"""The files of a screening: verdicts, results, explanations, attrition, problems in the data, manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from eligibility.language.plan import Trial
from eligibility.records.facts import Problem
from eligibility.reports.csv_cells import CsvFile
from eligibility.reports.manifest import Inputs, manifest, sha256
from eligibility.reports.whole_files import ODD, whole_folder
from eligibility.results.as_dict import patient_result
from eligibility.results.counting import Summary, problems_of
from eligibility.results.model import PatientResult
from eligibility.results.tables import (
    ATTRITION,
    QUALITY,
    ResultTable,
    VerdictTable,
    attrition_rows,
    quality_row,
)


class ResultFiles:
    """Writes the results of patients as they come; nothing is kept."""

    def __init__(self, folder: Path, trials: Sequence[Trial], files: ExitStack) -> None:
        self.folder = folder
        self._verdict_table, self._result_table = VerdictTable(trials), ResultTable(trials)
        self._verdicts = CsvFile(self._open("verdicts.csv", files), self._verdict_table.columns)
        self._results = CsvFile(self._open("results.csv", files), self._result_table.columns)
        self._quality = CsvFile(self._open("data_quality.csv", files), QUALITY)
        self._explanations = self._open("explanations.ndjson", files)

    def add(self, results: Sequence[PatientResult]) -> None:
        """Write the results of one patient."""
        for result in results:
            self._verdicts.write(self._verdict_table.row(result))
            for row in self._result_table.rows(result):
                self._results.write(row)
            self._explanations.write(as_line(result))
        self.add_problems(problems_of(results), results[0].patient if results else "")

    def add_problems(self, problems: Iterable[Problem], patient: str = "") -> None:
        """Write what could not be used as written, of a patient or of none."""
        for problem in problems:
            self._quality.write(quality_row(patient, problem))

    def _open(self, name: str, files: ExitStack) -> TextIO:
        return files.enter_context((self.folder / name).open("w", encoding="utf-8", errors=ODD, newline=""))


class OutputFolder:
    """The folder of a screening that is being written. `finish` must be called at the end."""

    def __init__(self, folder: Path, trials: Sequence[Trial], files: ExitStack) -> None:
        self._files = files
        self._written = ResultFiles(folder, trials, files)
        self.add = self._written.add
        self.add_problems = self._written.add_problems

    def finish(self, summary: Summary, inputs: Inputs) -> None:
        """Write what is known at the end only: the attrition and the manifest."""
        folder = self._written.folder
        self._files.close()
        _write_attrition(folder / "attrition.csv", summary)
        hashes = {path.name: sha256(path) for path in folder.iterdir()}
        text = json.dumps(manifest(inputs, summary, hashes), ensure_ascii=False, indent=2)
        (folder / "manifest.json").write_text(f"{text}\n", encoding="utf-8", errors=ODD)


@contextmanager
def output_folder(target: Path, trials: Sequence[Trial]) -> Iterator[OutputFolder]:
    """The folder of a screening: it appears whole, with all its files, or not at all."""
    with whole_folder(target) as folder, ExitStack() as files:
        yield OutputFolder(folder, trials, files)


def as_line(result: PatientResult) -> str:
    """A result with its explanations as one line of JSON."""
    return json.dumps(patient_result(result), ensure_ascii=False, separators=(",", ":")) + "\n"


def _write_attrition(path: Path, summary: Summary) -> None:
    with path.open("w", encoding="utf-8", errors=ODD, newline="") as file:
        table = CsvFile(file, ATTRITION)
        for trial in summary.trials:
            for row in attrition_rows(trial):
                table.write(row)
