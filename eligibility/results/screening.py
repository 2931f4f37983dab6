"""The results of a screening that is held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from eligibility.language.plan import Trial
from eligibility.results.counting import Summary, Tally
from eligibility.results.model import Outcome, PatientResult
from eligibility.results.plain_values import Plain

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Screening:
    """Patients x trials x cohorts, in the order in which they were screened.

    Iterating gives one `PatientResult` each; `print(screening)` gives the summary.
    """

    trials: tuple[Trial, ...]
    patients: tuple[tuple[PatientResult, ...], ...]  # the results of one patient stand together

    @cached_property
    def summary(self) -> Summary:
        """Outcomes, attrition, what is missing most and the problems in the data."""
        tally = Tally()
        for results in self.patients:
            tally.add(results)
        return tally.summary()

    def result(self, patient: str, trial: str | None = None, cohort: str | None = None) -> PatientResult:
        """The result of a patient; `trial` and `cohort` may be left out where there is only one.

        Raises KeyError if there is none, or more than one.
        """
        found = [one for one in self if one.patient == patient and trial in (None, one.trial.id)]
        found = [one for one in found if cohort in (None, one.cohort)]
        if len(found) != 1:
            raise KeyError((patient, trial, cohort))
        return found[0]

    def with_outcome(self, outcome: Outcome) -> tuple[PatientResult, ...]:
        """The results that have an outcome."""
        return tuple(one for one in self if one.outcome is outcome)

    def to_dict(self, language: str = "en") -> Plain:
        """The summary and every result, as plain values for JSON."""
        from eligibility.results.as_dict import patient_result
        from eligibility.results.summary_dict import summary_dict

        results = [patient_result(one, language) for one in self]
        return {"summary": summary_dict(self.summary, language), "results": results}

    def to_frame(self) -> pl.DataFrame:
        """A row per patient and trial, with a column per criterion, as a polars data frame."""
        from eligibility.results.tables import VerdictTable

        table = VerdictTable(self.trials)
        return _frame(table.columns, (table.row(one) for one in self))

    def explanations_frame(self) -> pl.DataFrame:
        """A row per patient, trial and criterion with the reasons, the evidence and why, as a polars data frame."""
        from eligibility.results.tables import ResultTable

        table = ResultTable(self.trials)
        return _frame(table.columns, (row for one in self for row in table.rows(one)))

    def __iter__(self) -> Iterator[PatientResult]:
        return (one for results in self.patients for one in results)

    def __len__(self) -> int:
        return sum(len(results) for results in self.patients)

    def __str__(self) -> str:
        from eligibility.documents.visible import visible
        from eligibility.results.text.summary import summary_text

        return visible(summary_text(self.summary))

    def _repr_html_(self) -> str:
        from eligibility.results.html import screening_html

        return screening_html(self)


def _frame(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> pl.DataFrame:
    import polars as pl

    from eligibility.documents.visible import encodable

    cells = [[encodable(cell) for cell in row] for row in rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String), orient="row")
