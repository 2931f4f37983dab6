"""Transitions: which outcomes changed, and by which criteria."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.live.judging import Change, Kept, TrialJudge
from eligibility.live.standing import Cause, Transition
from eligibility.results.model import Outcome, Verdict
from eligibility.results.text.short import one_line

MOST = 5


def transitions(
    judge: TrialJudge, patient: str, kept: Kept, change: Change, language: str
) -> Iterator[Transition]:
    """What is to be announced after a change: one transition per cohort whose outcome is another one."""
    before = change.outcomes_before or (None,) * len(judge.cohorts)
    for n, (old, new) in enumerate(zip(before, kept.outcomes, strict=True)):
        if old is new:
            continue
        assert kept.day is not None
        open_ = (p for p in judge.counted[n] if kept.judged[p].verdict is Verdict.UNKNOWN)
        yield Transition(
            patient,
            judge.trial.id,
            judge.cohorts[n],
            old,
            new,
            "" if kept.day.days is None else str(kept.day.days),
            tuple(_causes(judge, kept, change, n, language))
            if old is not None or new is Outcome.INELIGIBLE
            else (),
            tuple(judge.trial.criteria[place].id for place in open_),
        )


def _causes(judge: TrialJudge, kept: Kept, change: Change, cohort: int, language: str) -> Iterator[Cause]:
    places = _deciding(judge, kept, change, cohort)[:MOST]
    patient = judge.patient_result(kept, change, cohort, places)
    for place, result in zip(places, patient.criteria, strict=True):
        text = f"{result.criterion.title(language)}: {one_line(result, patient, language)}"
        yield Cause(result.criterion.id, change.before[place].verdict, result.verdict, text)


def _deciding(judge: TrialJudge, kept: Kept, change: Change, cohort: int) -> list[int]:
    """The criteria that changed, those first that alone make the new outcome."""
    counted = set(judge.counted[cohort])
    changed = [place for place in change.before if place in counted]
    if kept.outcomes[cohort] is Outcome.INELIGIBLE:
        return [place for place in changed if kept.judged[place].verdict is Verdict.FAIL] or changed
    moved = [p for p in changed if change.before[p].verdict is not kept.judged[p].verdict]
    return moved or changed
