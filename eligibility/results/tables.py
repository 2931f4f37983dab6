"""Results as rows of text, for files and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eligibility.language.plan import Trial
from eligibility.records.facts import Problem
from eligibility.results.counting import TrialSummary
from eligibility.results.model import CriterionResult, PatientResult
from eligibility.results.text.short import evidence_line, one_line
from eligibility.results.text.words import reason_codes

ATTRITION = (
    "trial",
    "cohort",
    "step",
    "criterion",
    "section",
    "label",
    "pass",
    "fail",
    "unknown",
    "not_applicable",
    "remaining_at_best",
    "remaining_at_worst",
)
QUALITY = ("patient_id", "variable", "part", "reason", "written", "why", "file", "row", "column", "note")


class VerdictTable:
    """A row per patient and trial, with a column per criterion."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.with_cohort = any(trial.cohorts for trial in trials)
        ids = dict.fromkeys(criterion.id for trial in trials for criterion in trial.criteria)
        self.criteria = tuple(ids)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return ("patient_id", "trial", *(("cohort",) if self.with_cohort else ()), "outcome", *self.criteria)

    def row(self, result: PatientResult) -> list[str]:
        """The row of a result; the cell of a criterion that its trial or cohort does not have is empty."""
        verdicts = {one.criterion.id: one.verdict.value for one in result.criteria}
        cohort = [result.cohort] if self.with_cohort else []
        cells = [verdicts.get(each, "") for each in self.criteria]
        return [result.patient, result.trial.id, *cohort, result.outcome.value, *cells]


class ResultTable:
    """A row per patient, trial and criterion, with the reasons, the evidence and why in one line."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.with_cohort = any(trial.cohorts for trial in trials)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        cohort = ("cohort",) if self.with_cohort else ()
        own = ("criterion", "section", "label", "verdict", "reasons", "evidence", "explanation")
        return ("patient_id", "trial", *cohort, "screening_date", *own)

    def rows(self, result: PatientResult) -> Iterator[list[str]]:
        """The rows of a result, in protocol order."""
        cohort = [result.cohort] if self.with_cohort else []
        day = "" if result.screening is None else str(result.screening)
        for one in result.criteria:
            yield [result.patient, result.trial.id, *cohort, day, *_criterion_cells(one, result)]


def attrition_rows(summary: TrialSummary) -> Iterator[list[str]]:
    """The attrition of a trial, a row per criterion."""
    for number, step in enumerate(summary.attrition, 1):
        criterion = step.criterion
        counts = (step.passed, step.failed, step.unknown, step.not_applicable, step.at_best, step.at_worst)
        place = [summary.trial.id, summary.cohort, str(number), criterion.id, criterion.section.value]
        yield [*place, criterion.title(), *(str(count) for count in counts)]


def quality_row(patient: str, problem: Problem) -> list[str]:
    """A problem in the data, with its place."""
    source = problem.source
    place = [source.file, "" if source.row is None else str(source.row), source.column, source.note]
    return [
        patient,
        problem.variable,
        problem.part,
        problem.reason.value,
        problem.written,
        problem.why,
        *place,
    ]


def _criterion_cells(one: CriterionResult, result: PatientResult) -> list[str]:
    criterion = one.criterion
    found = ["; ".join(reason_codes(one.reasons)), evidence_line(one, result), one_line(one, result)]
    return [criterion.id, criterion.section.value, criterion.title(), one.verdict.value, *found]
