"""Results as HTML for notebooks. Every text is escaped: labels and cells come from files."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from eligibility.documents.visible import visible
from eligibility.results.counting import Step, TrialSummary
from eligibility.results.model import Outcome, PatientResult
from eligibility.results.text.conditions import text_in
from eligibility.results.text.short import one_line
from eligibility.results.text.words import AIM, OUTCOME_WORD, not_checked

if TYPE_CHECKING:
    from eligibility.results.screening import Screening


def screening_html(screening: Screening) -> str:
    """The outcomes and the attrition of every trial."""
    parts = [_trial(one) for one in screening.summary.trials]
    return "".join([*parts, f"<p><small>{escape(AIM)}</small></p>"])


def patient_html(patient: PatientResult) -> str:
    """A patient's verdicts, with why in one line each."""
    rows = [
        _row(one.criterion.id, one.criterion.title(), one.verdict.value, one_line(one, patient))
        for one in patient.criteria
    ]
    title = f"{patient.patient} on {patient.trial.id}: {patient.outcome.value}"
    return f"<h4>{_escaped(title)}</h4>{_table(('criterion', '', 'verdict', 'why'), rows)}"


def _trial(one: TrialSummary) -> str:
    title = f"{one.trial.id} {one.cohort}".strip() + f": {text_in(one.trial.title, 'en')}"
    outcomes = [_row(outcome.value, OUTCOME_WORD[outcome], str(one.outcomes[outcome])) for outcome in Outcome]
    head = ("criterion", "", "pass", "fail", "unknown", "not applicable", "left at best", "left at worst")
    steps = _table(head, [_step(step) for step in one.attrition])
    checked = _escaped(not_checked(len(one.trial.not_encoded)))
    return (
        f"<h4>{_escaped(title)}</h4>{_table(('outcome', '', 'patients'), outcomes)}{steps}<p>{checked}.</p>"
    )


def _step(step: Step) -> str:
    counts = (step.passed, step.failed, step.unknown, step.not_applicable, step.at_best, step.at_worst)
    return _row(step.criterion.id, step.criterion.title(), *(str(count) for count in counts))


def _table(head: tuple[str, ...], rows: list[str]) -> str:
    cells = "".join(f"<th>{_escaped(each)}</th>" for each in head)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in cells) + "</tr>"


def _escaped(text: str) -> str:
    return escape(visible(text))
