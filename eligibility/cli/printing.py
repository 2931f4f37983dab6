"""What `screen` prints on standard output, in each format."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Protocol

import click

from eligibility.language.plan import Trial
from eligibility.results.counting import Summary
from eligibility.results.model import PatientResult


class Printer(Protocol):
    """Takes the results of patients as they come, and the summary at the end."""

    def add(self, results: Sequence[PatientResult]) -> None:
        """Take one patient."""

    def finish(self, summary: Summary) -> None:
        """Take the summary."""


def printer(form: str, trials: Sequence[Trial], language: str) -> Printer:
    """The printer of a format."""
    if form == "csv":
        return VerdictLines(trials)
    if form == "ndjson":
        return ResultLines()
    return SummaryText(language) if form == "text" else SummaryJson(language)


class SummaryText:
    """The summary for people."""

    def __init__(self, language: str) -> None:
        self._language = language

    def add(self, results: Sequence[PatientResult]) -> None:
        """Nothing is printed per patient."""

    def finish(self, summary: Summary) -> None:
        """Print the summary."""
        from eligibility.documents.visible import visible
        from eligibility.results.text.summary import summary_text

        click.echo(visible(summary_text(summary, self._language)), nl=False)


class SummaryJson:
    """The summary for programs."""

    def __init__(self, language: str) -> None:
        self._language = language

    def add(self, results: Sequence[PatientResult]) -> None:
        """Nothing is printed per patient."""

    def finish(self, summary: Summary) -> None:
        """Print the summary."""
        from eligibility.results.summary_dict import summary_dict

        click.echo(json.dumps(summary_dict(summary, self._language), ensure_ascii=False, indent=2))


class VerdictLines:
    """The table of verdicts, as in verdicts.csv."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        from eligibility.reports.csv_cells import CsvFile
        from eligibility.results.tables import VerdictTable

        self._table = VerdictTable(trials)
        self._csv = CsvFile(sys.stdout, self._table.columns)

    def add(self, results: Sequence[PatientResult]) -> None:
        """Print a row per result."""
        for result in results:
            self._csv.write(self._table.row(result))

    def finish(self, summary: Summary) -> None:
        """Nothing follows the rows."""


class ResultLines:
    """A line of JSON per result, as in explanations.ndjson."""

    def add(self, results: Sequence[PatientResult]) -> None:
        """Print a line per result."""
        from eligibility.reports.result_files import as_line

        for result in results:
            click.echo(as_line(result), nl=False)

    def finish(self, summary: Summary) -> None:
        """Nothing follows the lines."""
