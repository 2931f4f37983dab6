"""The order of facts does not matter, and nothing comes from the future."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from eligibility.results.model import PatientResult
from eligibility.testing import SCREENED_ON
from tests.laws.worlds import World, law, record_for, screened, seeds, worlds

LATER = (SCREENED_ON + timedelta(days=1)).isoformat()


def told(result: PatientResult) -> list[object]:
    """What may not depend on how a record is written."""
    return [result.outcome, *((each.verdict, each.truth, each.reasons) for each in result.criteria)]


@law(200)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(world: World, random: object) -> None:
    facts, answers = list(world.record.facts), list(world.record.answers)
    random.shuffle(facts)  # type: ignore[attr-defined]
    random.shuffle(answers)  # type: ignore[attr-defined]
    shuffled = replace(world.record, facts=tuple(facts), answers=tuple(answers))
    assert told(screened(world.trial, shuffled)) == told(screened(world.trial, world.record))


@law(200)
@given(worlds(), seeds)
def test_later_facts_change_nothing_before_them(world: World, seed: int) -> None:
    more = record_for(world.trial, seed)
    later = tuple(
        replace(fact, date=LATER, start=None, end=None)
        if fact.start is None
        else replace(fact, start=LATER, end=None)
        for fact in more.facts
    )
    answers = tuple(replace(answer, date=LATER) for answer in more.answers)
    record = replace(world.record, facts=world.record.facts + later, answers=world.record.answers + answers)
    assert told(screened(world.trial, record)) == told(screened(world.trial, world.record))


@law(100)
@given(worlds())
def test_the_same_again(world: World) -> None:
    once, again = (screened(world.trial, world.record).to_dict() for _ in range(2))
    assert once == again
