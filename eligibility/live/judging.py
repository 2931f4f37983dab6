"""Re-evaluation: the verdicts of one patient on one trial, kept in step by the reference engine.

Only the leaves that a fact, or the date, can touch are judged again, and a criterion is put together anew only if the
truth of one of its leaves, or its reasons, is another. What is kept is small: truths and reasons, the days of anchors,
the outcomes. Explanations live only as long as a transition is worded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from eligibility.engines.interpreter.anchors import resolve_anchors
from eligibility.engines.interpreter.conditions import explain
from eligibility.engines.interpreter.judgements import answers_as_readings
from eligibility.engines.interpreter.screen import counts_for, screen_chart, screening_day
from eligibility.engines.interpreter.verdicts import JUDGEMENT_ONLY, judge_criterion
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import Trial
from eligibility.language.walk import leaves_of
from eligibility.live.bearing import bears, may_move
from eligibility.live.kleene import judged_of
from eligibility.live.standing import Judged, LeafJudged, Standing
from eligibility.live.touching import Key, Reach, Touched, Touching
from eligibility.possible import Days, Truth
from eligibility.records.facts import Answer, Chart, Occurrence, Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import (
    CriterionResult,
    Explanation,
    Outcome,
    PatientResult,
    ResolvedAnchor,
    Verdict,
)

Anchors = dict[str, ResolvedAnchor]
Explained = Mapping[int, Explanation | None]  # by leaf; None: there was no day to judge it on
Came = Reading | Occurrence  # the one fact that was appended to a chart
Outcomes = tuple[Outcome, ...]  # one per cohort


@dataclass(slots=True)
class Kept:
    """What is remembered of a patient on a trial. Patients without facts of their own share all of it."""

    leaves: tuple[LeafJudged, ...] = ()
    judged: tuple[Judged, ...] = ()
    outcomes: Outcomes = ()
    day: ResolvedAnchor | None = None
    anchors: Anchors = field(default_factory=dict)

    def for_somebody_new(self) -> Kept:
        """The same of a patient of whom nothing has been announced yet."""
        return Kept(self.leaves, self.judged, (), self.day, self.anchors)


@dataclass(frozen=True, slots=True)
class Change:
    """What one look at a patient found: the leaves that were judged again, and what stood before of what changed."""

    explained: Explained
    before: Mapping[int, Judged]  # by criterion
    outcomes_before: Outcomes
    chart: Chart
    view: View | None


class TrialJudge:
    """One trial, for all patients. `looked` counts the leaves that were judged."""

    def __init__(self, trial: Trial, touching: Touching) -> None:
        self.trial = trial
        self.touching = touching
        self.cohorts = tuple(trial.cohorts) or ("",)
        self.counted = tuple(
            tuple(n for n, each in enumerate(trial.criteria) if counts_for(each, cohort))
            for cohort in self.cohorts
        )
        self.looked = 0
        places = {id(criterion): n for n, criterion in enumerate(trial.criteria)}
        numbered = [(places[id(criterion)], leaf) for criterion, leaf in leaves_of(trial)]
        self._leaves = tuple(leaf for _, leaf in numbered)
        self._criterion_of = tuple(place for place, _ in numbered)
        self._of_criterion = tuple(
            tuple(n for n, (place, _) in enumerate(numbered) if place == one)
            for one in range(len(trial.criteria))
        )
        self._same: dict[object, object] = {}

    # ---- looking ---------------------------------------------------------------------------------

    def look(
        self,
        kept: Kept,
        chart: Chart,
        answers: Collection[Answer],
        on: Days,
        touched: Touched,
        *,
        later: bool = False,
        everything: bool = False,
    ) -> Change | None:
        """Judge again what was touched, and what moves if it is `later`. None: that is nothing."""
        everything = everything or not kept.judged
        seen = self._with_answers(chart, tuple(answers)) if answers else chart
        reached = [self.touching.reach(key) for key in touched.keys]
        one = reached[0] if touched.appended and len(reached) == 1 else None
        if one is not None and kept.outcomes and not (everything or later or one.day):
            return self._one_more(kept, seen, _last(chart, *touched.keys), one)
        anchors = everything or later or any(each.anchors for each in reached)
        numbers = {number for each in reached for number in each.leaves}
        if later:
            numbers |= self.touching.moving
        if everything or later or any(each.day for each in reached):
            everything = self._another_day(kept, seen, on) or everything
        return self._judge(kept, seen, set(range(len(self._leaves))) if everything else numbers, anchors)

    def _one_more(self, kept: Kept, chart: Chart, came: Came, reach: Reach) -> Change | None:
        """Judge again those leaves, of those that it touches, that one more fact can change."""
        view = self._view(kept, chart)
        if view is None:
            return None  # without a day nothing is known of anybody
        if any(may_move(came, each, kept.anchors.get(each.name)) for each in reach.anchors):
            numbers = self._moved(kept, view)
        else:
            view.anchors.update(kept.anchors)
            numbers = set()
        numbers.update([n for n in reach.leaves if n not in numbers and self._bears(kept, came, n, view)])
        if not numbers:
            return None
        return self._explained(kept, {n: explain(self._leaves[n], view) for n in sorted(numbers)}, view)

    def _bears(self, kept: Kept, came: Came, number: int, view: View) -> bool:
        scored = (number, came.variable) in self.touching.scored
        return bears(came, self._leaves[number], kept.leaves[number], scored, view)

    def _another_day(self, kept: Kept, chart: Chart, on: Days) -> bool:
        """Find the screening date; whether it is another one for a reason of the patient's own."""
        old, day = kept.day, screening_day(self.trial, chart, on)
        kept.day = replace(day, used=())
        return old is None or (self.trial.screen_as_of is not None and day.days != old.days)

    def _with_answers(self, chart: Chart, answers: tuple[Answer, ...]) -> Chart:
        given = answers_as_readings(answers, self.trial.id)
        return replace(chart, readings={**chart.readings, **given}, answers=answers)

    def _judge(self, kept: Kept, chart: Chart, numbers: set[int], anchors: bool) -> Change:
        view = self._view(kept, chart)
        if view is None:
            reason = (
                Reason.ANCHOR_MISSING if kept.day is None or kept.day.days is None else Reason.IMPRECISE_DATE
            )
            open_ = LeafJudged(Truth.UNKNOWN, frozenset({reason}))
            return self._keep(kept, dict.fromkeys(numbers), dict.fromkeys(numbers, open_), chart, None)
        if anchors:
            numbers |= self._moved(kept, view)
        else:
            view.anchors.update(kept.anchors)
        return self._explained(kept, {n: explain(self._leaves[n], view) for n in sorted(numbers)}, view)

    def _view(self, kept: Kept, chart: Chart) -> View | None:
        """The chart on the screening date; None without a sure day."""
        assert kept.day is not None
        days = kept.day.days
        if days is None or not days.is_exact:
            return None
        view = View(chart, self.trial, days.first)
        view.anchors[kept.day.name] = kept.day
        return view

    def _explained(self, kept: Kept, explained: dict[int, Explanation], view: View) -> Change:
        self.looked += len(explained)
        found = {number: LeafJudged(each.truth, each.reasons) for number, each in explained.items()}
        return self._keep(kept, explained, found, view.chart, view)

    def _moved(self, kept: Kept, view: View) -> set[int]:
        """Work out the anchors; the leaves that count from one whose days are others than before."""
        resolve_anchors(view)
        old, kept.anchors = kept.anchors, {n: replace(each, used=()) for n, each in view.anchors.items()}
        return {
            number
            for name, leaves in self.touching.behind.items()
            if name in kept.anchors and kept.anchors[name] != old.get(name)
            for number in leaves
        }

    # ---- keeping ---------------------------------------------------------------------------------

    def _keep(
        self,
        kept: Kept,
        explained: Explained,
        found: Mapping[int, LeafJudged],
        chart: Chart,
        view: View | None,
    ) -> Change:
        """Remember what was found; criteria and outcomes follow where it is new."""
        outcomes = kept.outcomes
        old = kept.leaves or (None,) * len(self._leaves)
        new = {number: each for number, each in found.items() if each != old[number]}
        if new:
            kept.leaves = self._put(old, new)
        before = self._criteria(kept, {self._criterion_of[number] for number in new}) if new else {}
        if before or not outcomes:
            kept.outcomes = tuple(
                outcome_of([kept.judged[place] for place in counted]) for counted in self.counted
            )
        return Change(explained, before, outcomes, chart, view)

    def _criteria(self, kept: Kept, places: set[int]) -> dict[int, Judged]:
        """Put criteria together from their leaves; what stood before of those that are others now."""
        new: dict[int, Judged] = {}
        for place in sorted(places):
            leaves = [kept.leaves[number] for number in self._of_criterion[place]]
            judged = judged_of(self.trial.criteria[place], leaves)
            if not kept.judged or judged != kept.judged[place]:
                new[place] = judged
        old = kept.judged
        if new:
            kept.judged = self._put(old or (None,) * len(self._of_criterion), new)
        return {place: old[place] for place in new} if old else {}

    def _put(self, old: tuple[object, ...], new: Mapping[int, object]) -> tuple[Any, ...]:
        """The tuple with some members replaced; equal members are one object."""
        whole = list(old)
        for place, each in new.items():
            whole[place] = self._same.setdefault(each, each)
        return tuple(whole)

    # ---- answers ---------------------------------------------------------------------------------

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

    def patient_result(self, kept: Kept, change: Change, cohort: int, places: Iterable[int]) -> PatientResult:
        """Some criteria with their whole explanations, in the form from which they are worded."""
        assert kept.day is not None
        return PatientResult(
            change.chart.patient,
            self.trial,
            kept.day.days,
            kept.outcomes[cohort],
            tuple(self._result(place, kept, change) for place in places),
            change.chart,
            self.cohorts[cohort],
            dict(kept.anchors),
        )

    def _result(self, place: int, kept: Kept, change: Change) -> CriterionResult:
        if change.view is not None:
            return judge_criterion(self.trial.criteria[place], change.view)
        assert kept.day is not None
        whole = screen_chart(self.trial, change.chart, kept.day.days)
        wanted = self.trial.criteria[place]
        return next(each for one in whole for each in one.criteria if each.criterion is wanted)


def _last(chart: Chart, key: Key) -> Came:
    """The fact that was appended to a chart."""
    if isinstance(key, str):
        return chart.readings[key][-1]
    return (chart.negatives if key.absent else chart.occurrences)[key.variable][-1]


def outcome_of(judged: Iterable[Judged]) -> Outcome:
    """The outcome, from verdicts and reasons (the rule of the reference engine, which wants whole results)."""
    open_: frozenset[Reason] | None = None
    for verdict, reasons in judged:
        if verdict is Verdict.FAIL:
            return Outcome.INELIGIBLE
        if verdict is Verdict.UNKNOWN:
            open_ = reasons if open_ is None or open_ is reasons else open_ | reasons
    if open_ is None:
        return Outcome.ELIGIBLE
    return Outcome.NEEDS_REVIEW if open_ == JUDGEMENT_ONLY else Outcome.NEEDS_DATA
