"""Records in which everything that a trial looks at is likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eligibility.records.facts import NO_SITE, Answer, Complete, Record, Site
from eligibility.testing.interests import Interests
from eligibility.testing.picks import Pick, subset
from eligibility.testing.random_facts import RATERS, FactWriter
from eligibility.vocabulary.model import Variable

_MOST_VARIABLES = 6


def write_record(interests: Interests, pick: Pick, like: Record | None = None) -> Record:
    """A record: from nothing, or like another one with what it says of a few variables replaced."""
    writer = FactWriter(interests, pick)
    chosen = subset(interests.variables, _MOST_VARIABLES if like is None else 3, pick)
    names = {variable.name for variable in chosen}
    kept = [
        fact for fact in (like.facts if like else ()) if fact.variable not in names or pick((True, False))
    ]
    facts = [*kept, *(fact for variable in chosen for fact in writer.facts(variable))]
    site = like.site if like is not None and pick((True, True, False)) else _site(interests, pick)
    on = date.fromordinal(interests.layout.today).isoformat()
    return Record("P1", tuple(facts), _answers(interests, pick, like), on, site)


def _answers(interests: Interests, pick: Pick, like: Record | None) -> tuple[Answer, ...]:
    kept = like.answers if like is not None else ()
    if not interests.questions or (like is not None and pick((True, False))):
        return kept
    chosen = subset(interests.questions, 3, pick)
    given = [each for each in kept if each.name not in chosen]
    for name in chosen:
        given += [_answer(name, interests, pick) for _ in range(pick((1, 1, 2)))]
    return tuple(given)


def _answer(name: str, interests: Interests, pick: Pick) -> Answer:
    day: str | None = date.fromordinal(pick((interests.layout.today, *interests.days))).isoformat()
    day = pick((day, day, day[:7] if day else None, None))
    return Answer(interests.trial.id, name, pick((True, False)), pick((*RATERS, "")), day)


# ---- what the site declares ----------------------------------------------------------------------


def _site(interests: Interests, pick: Pick) -> Site:
    """Nothing; or complete records, a mapping that supplies all codes, and facts that stand for some time."""
    events = [variable for variable in interests.variables if variable.kind.is_occurrence]
    site = NO_SITE
    match pick(("complete", "complete", "partly", "nothing")):
        case "complete":
            site = Site(complete=tuple(Complete(variable.name) for variable in events))
        case "partly":
            site = Site(complete=tuple(_partly(variable, interests, pick) for variable in events))
        case _:
            pass
    if pick((True, False)):
        site = replace(site, supplies=frozenset((variable.name, None) for variable in events))
    if pick((False, False, True)):
        site = _standing(site, interests.variables, pick)
    return site


def _partly(variable: Variable, interests: Interests, pick: Pick) -> Complete:
    """Of one class of codes, or for some days only."""
    codes = (None, *interests.codes.get(variable.name, ()))
    today = interests.layout.today
    since, until = pick(((None, None), (today - 200, None), (None, today - 1), (None, today)))
    return Complete(variable.name, pick(codes), since, until)


def _standing(site: Site, variables: Sequence[Variable], pick: Pick) -> Site:
    days = pick((28, 0, 90))
    one = pick(variables).name if variables else ""
    return pick(
        (
            replace(site, negatives_stand=days),
            replace(site, readings_stand=days),
            replace(site, stand_for={one: days} if one else {}),
        )
    )
