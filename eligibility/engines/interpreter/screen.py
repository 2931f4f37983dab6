"""Screening one chart against one trial: the reference engine's front door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eligibility.engines.interpreter.anchors import resolve_anchors, screening_anchor
from eligibility.engines.interpreter.judgements import answers_as_readings
from eligibility.engines.interpreter.verdicts import judge_criterion, outcome_of
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import Criterion, Trial
from eligibility.possible import EVER_AFTER, UNKNOWN, Days
from eligibility.records.facts import Chart
from eligibility.records.reasons import Reason
from eligibility.results.model import (
    CriterionResult,
    Explanation,
    Outcome,
    PatientResult,
    ResolvedAnchor,
    Verdict,
)


def screen_chart(trial: Trial, chart: Chart, on: Days | date | None = None) -> tuple[PatientResult, ...]:
    """Screen a patient as of a day; one result for each cohort of the trial (one, if it has none).

    A trial with `screen as of` brings its own day. Otherwise `on` counts, or the record's own screening date.
    """
    chart = _with_answers(chart, trial)
    day = screening_day(trial, chart, on)
    if day.days is None or not day.days.is_exact:
        reason = Reason.ANCHOR_MISSING if day.days is None else Reason.IMPRECISE_DATE
        return _per_cohort(trial, chart, day.days, _all_unknown(trial, reason), {day.name: day})
    view = _view(trial, chart, day, day.days.first)
    results = tuple([judge_criterion(criterion, view) for criterion in trial.criteria])
    return _per_cohort(trial, chart, day.days, results, view.anchors)


def open_view(trial: Trial, chart: Chart, on: Days | date | None = None) -> View | None:
    """The chart as it is seen on the screening date, anchors worked out; None without a sure day."""
    chart = _with_answers(chart, trial)
    day = screening_day(trial, chart, on)
    if day.days is None or not day.days.is_exact:
        return None
    return _view(trial, chart, day, day.days.first)


def _view(trial: Trial, chart: Chart, day: ResolvedAnchor, today: int) -> View:
    view = View(chart, trial, today)
    view.anchors[day.name] = day
    resolve_anchors(view)
    return view


def screening_day(trial: Trial, chart: Chart, on: Days | date | None) -> ResolvedAnchor:
    """The day as of which the patient is screened, and where it came from."""
    if trial.screen_as_of is None:
        given = Days.on(on) if isinstance(on, date) else on
        return screening_anchor(chart.screening if given is None else given)
    view = View(chart, trial, EVER_AFTER)  # only `screen as of` looks at the whole record
    resolve_anchors(view)
    found = view.anchors[trial.screen_as_of]
    return replace(screening_anchor(found.days), used=found.used)


def _with_answers(chart: Chart, trial: Trial) -> Chart:
    """The chart with this trial's answers among its readings."""
    given = answers_as_readings(chart.answers, trial.id)
    return replace(chart, readings={**chart.readings, **given}) if given else chart


def _per_cohort(
    trial: Trial,
    chart: Chart,
    day: Days | None,
    results: tuple[CriterionResult, ...],
    anchors: dict[str, ResolvedAnchor],
) -> tuple[PatientResult, ...]:
    answers = []
    for cohort in trial.cohorts or ("",):
        counted = results
        if cohort:
            counted = tuple(result for result in results if counts_for(result.criterion, cohort))
        answers.append(
            PatientResult(
                chart.patient, trial, day, outcome_of(counted), counted, chart, cohort, dict(anchors)
            )
        )
    return tuple(answers)


def counts_for(criterion: Criterion, cohort: str) -> bool:
    """Whether a criterion counts for a cohort."""
    return not criterion.cohorts or cohort in criterion.cohorts


def _all_unknown(trial: Trial, reason: Reason) -> tuple[CriterionResult, ...]:
    """Without a day to screen on, every criterion is open."""
    reasons = frozenset({reason})
    return tuple(
        CriterionResult(
            criterion,
            Verdict.UNKNOWN,
            UNKNOWN,
            reasons,
            Explanation(criterion.condition, UNKNOWN, reasons),
        )
        for criterion in trial.criteria
    )


__all__ = ["Outcome", "screen_chart", "screening_day"]
