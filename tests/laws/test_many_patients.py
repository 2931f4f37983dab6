"""A patient's answer does not depend on who was screened before on the same trial."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from eligibility.engines.interpreter import screen_chart
from eligibility.possible import Days
from eligibility.records.facts import NO_SITE, Record
from eligibility.records.understand import understand
from eligibility.results.model import PatientResult
from eligibility.testing import SCREENED_ON
from tests.laws.worlds import World, law, record_for, seeds, worlds


def on_day(world: World, record: Record, days: int, *, alone: bool) -> list[dict[str, object]]:
    """The results of a record so many days after the usual one; `alone`: on a trial that has seen nobody."""
    trial = replace(world.trial) if alone else world.trial
    day = Days.on(SCREENED_ON + timedelta(days=days))
    results: tuple[PatientResult, ...] = screen_chart(trial, understand(record, trial.vocabulary, day), day)
    return [each.to_dict() for each in results]


@law(60)
@given(worlds(), st.lists(st.tuples(seeds, st.integers(0, 2), st.booleans()), min_size=2, max_size=4))
def test_others_before_change_nothing(world: World, others: list[tuple[int, int, bool]]) -> None:
    """Patients of several days, with and without the site's declarations, some with nothing recorded."""
    for seed, days, declared in others:
        record = record_for(world.trial, seed)
        record = replace(record, facts=record.facts[seed % 3 :: 3], site=record.site if declared else NO_SITE)
        assert on_day(world, record, days, alone=False) == on_day(world, record, days, alone=True)


@law(60)
@given(worlds(), seeds)
def test_somebody_of_whom_nothing_is_recorded(world: World, seed: int) -> None:
    """After one with many facts, and before: the same."""
    nothing = replace(world.record, facts=(), answers=())
    first = on_day(world, nothing, 0, alone=False)
    on_day(world, replace(record_for(world.trial, seed), site=world.record.site), 0, alone=False)
    assert first == on_day(world, nothing, 0, alone=False) == on_day(world, nothing, 0, alone=True)
