"""A patient like another one, but for whom a criterion fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

from eligibility.language.plan import Criterion, JudgementLeaf, Trial
from eligibility.language.walk import conditions_in, leaves
from eligibility.records.facts import Fact, Record
from eligibility.records.identity import Same
from eligibility.testing.interests import Interests, interests_of
from eligibility.testing.picks import Pick
from eligibility.testing.wish import MOST_WAYS, Wish
from eligibility.testing.wishes import Wishes


def failing_some(interests: Interests, like: Record, pick: Pick) -> Record:
    """The patient, made to fail none, one or a few of the criteria.

    Else hardly any of the criteria of a long trial would ever fail: each looks at codes and days of its own.
    """
    record = like
    for _ in range(pick((0, 1, 1, 3))):
        record = _failing(pick(interests.trial.criteria), interests, record, pick)
    return record


def _failing(criterion: Criterion, interests: Interests, like: Record, pick: Pick) -> Record:
    on = date.fromordinal(interests.layout.today)
    ways = _ways(Same(interests.trial), on, criterion.id)
    if not ways:
        return like
    wish = pick(ways)
    named = {answer.name for answer in wish.answers}
    answers = (*(each for each in like.answers if each.name not in named), *wish.answers)
    return replace(like, facts=(*_kept(like, wish, criterion, interests), *wish.facts), answers=answers)


@lru_cache(maxsize=2048)
def _ways(key: Same[Trial], on: date, name: str) -> tuple[Wish, ...]:
    criterion = next(each for each in key.what.criteria if each.id == name)
    return tuple(islice(Wishes(interests_of(key.what, on)).failing(criterion), MOST_WAYS))


def _kept(like: Record, wish: Wish, criterion: Criterion, interests: Interests) -> Iterator[Fact]:
    """What is measured anew is no longer as it was; of events those go that were asked for and are wished away."""
    told = {fact.variable for fact in wish.facts}
    asked = {
        leaf.variable.name
        for condition in conditions_in(criterion)
        for leaf in leaves(condition)
        if not isinstance(leaf, JudgementLeaf)
    }
    for fact in like.facts:
        if interests.trial.vocabulary.variables[fact.variable].kind.is_occurrence:
            if fact.variable in told or fact.variable not in asked:
                yield fact
        elif fact.variable not in told:
            yield fact
