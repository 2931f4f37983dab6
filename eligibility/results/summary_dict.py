"""The summary of a screening as plain values for JSON."""

from __future__ import annotations

from eligibility.results.counting import ProblemCount, Step, Summary, TrialSummary, Wanted
from eligibility.results.plain_values import Plain, days, without_empty
from eligibility.results.text.conditions import text_in
from eligibility.results.text.words import AIM


def summary_dict(summary: Summary, language: str = "en") -> Plain:
    """Counts per trial, and the problems in the data."""
    return {
        "patients": summary.patients,
        "screening": days(summary.dates),
        "trials": [_trial(one, language) for one in summary.trials],
        "problems": [_problem(one) for one in summary.problems],
        "unused_columns": {file: list(columns) for file, columns in summary.unused_columns.items()},
        "aim": AIM,
    }


def _trial(one: TrialSummary, language: str) -> Plain:
    return {
        "trial": one.trial.id,
        "title": text_in(one.trial.title, language),
        "cohort": one.cohort,
        "patients": one.patients,
        "outcomes": {outcome.value: number for outcome, number in one.outcomes.items()},
        "attrition": [_step(step, language) for step in one.attrition],
        "missing": [_wanted(wanted) for wanted in one.wanted],
        "not_encoded": [{"item": entry.item, "why": entry.why} for entry in one.trial.not_encoded],
    }


def _step(step: Step, language: str) -> Plain:
    return {
        "criterion": step.criterion.id,
        "section": step.criterion.section.value,
        "label": step.criterion.title(language),
        "pass": step.passed,
        "fail": step.failed,
        "unknown": step.unknown,
        "not_applicable": step.not_applicable,
        "remaining_at_best": step.at_best,
        "remaining_at_worst": step.at_worst,
    }


def _wanted(one: Wanted) -> Plain:
    return {
        "subject": one.subject,
        "reasons": [reason.value for reason in one.reasons],
        "criteria": list(one.criteria),
        "patients": one.patients,
        "alone": one.alone,
    }


def _problem(one: ProblemCount) -> Plain:
    first = {"file": one.first.file, "row": one.first.row, "column": one.first.column}
    named = {"names": list(one.names)} if one.names else {}
    return {
        "variable": one.variable,
        **named,
        "part": one.part,
        "reason": one.reason.value,
        "number": one.number,
        "first": without_empty(first),
    }
