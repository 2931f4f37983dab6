"""A patient for whom as much of a trial passes as can be, from whom others are made."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import islice

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Criterion, Trial
from eligibility.language.walk import anchors_used
from eligibility.possible import Days
from eligibility.records.facts import Record
from eligibility.records.identity import Same
from eligibility.records.understand import understand
from eligibility.results.model import CriterionResult, Verdict
from eligibility.testing.all_completions import day_of
from eligibility.testing.interests import Interests, interests_of
from eligibility.testing.wish import MOST_WAYS, Wish
from eligibility.testing.wishes import Wishes

_GOOD = {Verdict.PASS, Verdict.NOT_APPLICABLE}


def base_patient(trial: Trial, on: date | str = date(2026, 3, 20)) -> Record:
    """A patient who passes all criteria of a trial, or as many as were found to go together.

    The facts come from the limits of the trial; the reference engine is asked which of them go together.
    """
    return _found(Same(trial), day_of(on))


def verdicts(record: Record, interests: Interests) -> list[CriterionResult]:
    """What the reference engine says of a record, criterion by criterion, whatever the cohort."""
    day = Days(interests.layout.today, interests.layout.today)
    chart = understand(record, interests.trial.vocabulary, day)
    results = screen_chart(interests.trial, chart, day)
    found = {each.criterion.id: each for result in results for each in result.criteria}
    return [found[criterion.id] for criterion in interests.trial.criteria if criterion.id in found]


@lru_cache(maxsize=64)
def _found(key: Same[Trial], on: date) -> Record:
    trial = key.what
    interests = interests_of(trial, on)
    best, most = Record("P1"), -1
    for way in range(MOST_WAYS if anchors_used(trial) else 1):
        wishes = Wishes(interests, way)
        record = wishes.record(_grown(wishes))
        passed = _passed(record, interests)
        if len(passed) > most:
            best, most = record, len(passed)
        if most == len(trial.criteria):
            break
    return best


def _grown(wishes: Wishes) -> Wish:
    """Facts criterion by criterion, each kept only if it loses none that pass already."""
    trial = wishes.interests.trial
    wish = wishes.anchor_facts(set(anchors_used(trial)))
    passed = _passed(wishes.record(wish), wishes.interests)
    for criterion in trial.criteria:
        if criterion.id not in passed:
            wish, passed = _with(criterion, wish, passed, wishes)
    return wish


def _with(criterion: Criterion, wish: Wish, passed: set[str], wishes: Wishes) -> tuple[Wish, set[str]]:
    for more in islice(wishes.passing(criterion), 3 * MOST_WAYS):
        tried = wish.plus(more)
        now = _passed(wishes.record(tried), wishes.interests)
        if now > passed and criterion.id in now:
            return tried, now
    return wish, passed


def _passed(record: Record, interests: Interests) -> set[str]:
    return {each.criterion.id for each in verdicts(record, interests) if each.verdict in _GOOD}
