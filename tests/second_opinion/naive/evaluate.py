"""The truth of a condition and the verdicts of a trial, from `design.md` and `language.md` alone."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.language.plan import (
    All,
    AnyMember,
    AtLeast,
    Condition,
    Criterion,
    JudgementLeaf,
    Not,
    OccurrenceLeaf,
    ReadingLeaf,
    Section,
    Trial,
    When,
)
from eligibility.possible import Days, Truth
from eligibility.records.facts import Chart
from eligibility.results.model import Verdict
from tests.second_opinion.naive.anchors import resolved_anchors
from tests.second_opinion.naive.derived import derived_leaf
from tests.second_opinion.naive.judgements import judgement_leaf
from tests.second_opinion.naive.logic import all_of, any_of, at_least, opposite
from tests.second_opinion.naive.occurrences import occurrence_leaf
from tests.second_opinion.naive.readings import reading_leaf
from tests.second_opinion.naive.scene import WHOLE_RECORD, Scene

LeafTruth = Callable[[ReadingLeaf | OccurrenceLeaf | JudgementLeaf, Scene], Truth]


def scene_of(trial: Trial, chart: Chart, today: int) -> Scene:
    """The chart as it is seen on a day, with the anchors of the trial."""
    return Scene(chart, trial, today, resolved_anchors(trial, chart, today), {})


def truth_of(condition: Condition, chart: Chart, trial: Trial, today: int) -> Truth:
    """The truth of a condition on a day (an ordinal)."""
    return truth_in(condition, scene_of(trial, chart, today))


def verdicts(trial: Trial, chart: Chart, on: Days) -> dict[str, Verdict]:
    """The verdict on every criterion as of a day; UNKNOWN throughout if it is not one day."""
    day = screening_days(trial, chart, on)
    if day is None or not day.is_exact:
        return {criterion.id: Verdict.UNKNOWN for criterion in trial.criteria}
    scene = scene_of(trial, chart, day.first)
    return {
        criterion.id: verdict_of(criterion, lambda each: truth_in(each, scene))
        for criterion in trial.criteria
    }


def screening_days(trial: Trial, chart: Chart, on: Days) -> Days | None:
    """The possible screening days; only `screen as of` looks at the whole record."""
    if trial.screen_as_of is None:
        return on
    return resolved_anchors(trial, chart, WHOLE_RECORD).get(trial.screen_as_of)


def truth_in(condition: Condition, scene: Scene, leaf_truth: LeafTruth | None = None) -> Truth:
    """The truth of a condition: Kleene over its leaves."""

    def of(member: Condition) -> Truth:
        return truth_in(member, scene, leaf_truth)

    match condition:
        case All(members):
            return all_of([of(member) for member in members])
        case AnyMember(members):
            return any_of([of(member) for member in members])
        case Not(member):
            return opposite(of(member))
        case AtLeast(number, members):
            return at_least(number, [of(member) for member in members])
        case When(when, then, otherwise):
            return _branch(of(when), of(then), of(otherwise))
    return (leaf_truth or truth_of_leaf)(condition, scene)


def _branch(when: Truth, then: Truth, otherwise: Truth) -> Truth:
    if when is Truth.UNKNOWN:
        return then if then is otherwise else Truth.UNKNOWN
    return then if when is Truth.TRUE else otherwise


def truth_of_leaf(leaf: ReadingLeaf | OccurrenceLeaf | JudgementLeaf, scene: Scene) -> Truth:
    """The truth of one leaf."""
    if isinstance(leaf, OccurrenceLeaf):
        return occurrence_leaf(leaf, scene)
    if isinstance(leaf, JudgementLeaf):
        return judgement_leaf(leaf, scene)
    return reading_leaf(leaf, scene) if leaf.variable.derived is None else derived_leaf(leaf, scene)


def verdict_of(criterion: Criterion, truth: Callable[[Condition], Truth]) -> Verdict:
    """First `applies when`, then `unless`, then the condition."""
    applies = Truth.TRUE if criterion.applies_when is None else truth(criterion.applies_when)
    excepted = Truth.FALSE if criterion.unless is None else truth(criterion.unless)
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE
    verdict = _verdict_on(criterion, excepted, truth(criterion.condition))
    return Verdict.UNKNOWN if applies is Truth.UNKNOWN and verdict is not Verdict.PASS else verdict


def _verdict_on(criterion: Criterion, excepted: Truth, met: Truth) -> Verdict:
    good = Truth.TRUE if criterion.section is Section.INCLUSION else Truth.FALSE
    if excepted is Truth.TRUE or met is good:
        return Verdict.PASS
    if excepted is Truth.UNKNOWN or met is Truth.UNKNOWN:
        return Verdict.UNKNOWN
    return Verdict.FAIL
