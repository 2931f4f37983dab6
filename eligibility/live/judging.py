"""Re-evaluation: the verdicts of one patient on one trial, kept in step by the reference engine.

Only the criteria that a fact, or the date, can touch are judged again. What is kept is small: verdicts and reasons,
the days of anchors, the outcomes. Explanations live only as long as a transition is worded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from eligibility.engines.interpreter.anchors import resolve_anchors
from eligibility.engines.interpreter.judgements import answers_as_readings
from eligibility.engines.interpreter.screen import counts_for, screen_chart, screening_day
from eligibility.engines.interpreter.verdicts import JUDGEMENT_ONLY, judge_criterion
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import Trial
from eligibility.live.standing import Judged, Standing
from eligibility.live.touching import Touching
from eligibility.possible import Days
from eligibility.records.facts import Answer, Chart
from eligibility.records.reasons import Reason
from eligibility.results.model import CriterionResult, Outcome, PatientResult, ResolvedAnchor, Verdict

Results = Mapping[int, CriterionResult]


@dataclass
class Kept:
    """What is remembered of a patient on a trial."""

    judged: list[Judged] = field(default_factory=list)
    outcomes: tuple[Outcome, ...] = ()  # one per cohort
    day: ResolvedAnchor | None = None
    anchors: dict[str, ResolvedAnchor] = field(default_factory=dict)

    def for_somebody_new(self) -> Kept:
        """The same of a patient of whom nothing has been announced yet."""
        return Kept(list(self.judged), (), self.day, dict(self.anchors))


@dataclass(frozen=True)
class Change:
    """What one look at a patient changed: the results that were judged again, and what stood before."""

    results: Results
    before: Mapping[int, Judged]
    outcomes_before: tuple[Outcome, ...]
    chart: Chart


class TrialJudge:
    """One trial, for all patients."""

    def __init__(self, trial: Trial, touching: Touching) -> None:
        self.trial = trial
        self.touching = touching
        self.cohorts = tuple(trial.cohorts) or ("",)
        self.counted = tuple(
            tuple(n for n, each in enumerate(trial.criteria) if counts_for(each, cohort))
            for cohort in self.cohorts
        )
        self._everything = frozenset(range(len(trial.criteria)))
        self._same: dict[Judged, Judged] = {}

    def look(
        self,
        kept: Kept,
        chart: Chart,
        answers: tuple[Answer, ...],
        on: Days,
        touched: Collection[str],
        *,
        later: bool = False,
        everything: bool = False,
    ) -> Change | None:
        """Judge again what facts of some variables touch, and what moves if it is `later`. None: nothing does."""
        new = everything or not kept.judged
        positions = set(self._everything) if new else self.touching.positions(touched)
        if later:
            positions |= self.touching.moving
        seen = self._with_answers(chart, answers)
        if (new or later or not self.touching.day.isdisjoint(touched)) and self._another_day(kept, seen, on):
            positions, later = set(self._everything), True
        if not positions and kept.outcomes:
            return None
        stale_anchors = new or later or not self.touching.anchors.isdisjoint(touched)
        return self._keep(kept, self._judge(kept, seen, sorted(positions), on, stale_anchors), seen)

    def _another_day(self, kept: Kept, chart: Chart, on: Days) -> bool:
        """Find the screening date; whether it is another one for a reason of the patient's own."""
        old, day = kept.day, screening_day(self.trial, chart, on)
        kept.day = replace(day, used=())
        return old is None or (self.trial.screen_as_of is not None and day.days != old.days)

    def _with_answers(self, chart: Chart, answers: tuple[Answer, ...]) -> Chart:
        given = answers_as_readings(answers, self.trial.id) if answers else {}
        return replace(chart, readings={**chart.readings, **given}, answers=answers) if answers else chart

    def _judge(self, kept: Kept, chart: Chart, positions: Iterable[int], on: Days, anchors: bool) -> Results:
        assert kept.day is not None
        days = kept.day.days
        if days is None or not days.is_exact:
            return self._without_a_day(chart, on)
        view = View(chart, self.trial, days.first)
        view.anchors[kept.day.name] = kept.day
        if anchors:
            resolve_anchors(view)
            kept.anchors = {name: replace(each, used=()) for name, each in view.anchors.items()}
        else:
            view.anchors.update(kept.anchors)
        return {place: judge_criterion(self.trial.criteria[place], view) for place in positions}

    def _without_a_day(self, chart: Chart, on: Days) -> Results:
        places = {criterion.id: place for place, criterion in enumerate(self.trial.criteria)}
        results = (each for one in screen_chart(self.trial, chart, on) for each in one.criteria)
        return {places[each.criterion.id]: each for each in results}

    def _keep(self, kept: Kept, results: Results, chart: Chart) -> Change:
        before = {} if not kept.judged else {place: kept.judged[place] for place in results}
        if not kept.judged:
            kept.judged = [Judged(Verdict.UNKNOWN, frozenset())] * len(self.trial.criteria)
        for place, result in results.items():
            judged = Judged(result.verdict, result.reasons)
            kept.judged[place] = self._same.setdefault(judged, judged)
        outcomes_before = kept.outcomes
        kept.outcomes = tuple(outcome_of(kept.judged[place] for place in counted) for counted in self.counted)
        return Change(results, before, outcomes_before, chart)

    def standings(self, patient: str, kept: Kept) -> tuple[Standing, ...]:
        """The standing of a patient on each cohort."""
        return tuple(
            Standing(
                patient,
                self.trial.id,
                cohort,
                outcome,
                {self.trial.criteria[place].id: kept.judged[place].verdict for place in counted},
            )
            for cohort, outcome, counted in zip(self.cohorts, kept.outcomes, self.counted, strict=True)
        )

    def patient_result(self, kept: Kept, change: Change, cohort: int) -> PatientResult:
        """The results that were judged again, in the form from which they are worded."""
        assert kept.day is not None
        return PatientResult(
            change.chart.patient,
            self.trial,
            kept.day.days,
            kept.outcomes[cohort],
            tuple(change.results.values()),
            change.chart,
            self.cohorts[cohort],
            dict(kept.anchors),
        )


def outcome_of(judged: Iterable[Judged]) -> Outcome:
    """The outcome, from verdicts and reasons (the rule of the reference engine, which wants whole results)."""
    open_: frozenset[Reason] | None = None
    for verdict, reasons in judged:
        if verdict is Verdict.FAIL:
            return Outcome.INELIGIBLE
        if verdict is Verdict.UNKNOWN:
            open_ = reasons if open_ is None else open_ | reasons
    if open_ is None:
        return Outcome.ELIGIBLE
    return Outcome.NEEDS_REVIEW if open_ == JUDGEMENT_ONLY else Outcome.NEEDS_DATA
