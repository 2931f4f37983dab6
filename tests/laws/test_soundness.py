"""A known verdict holds in every completion, and learning more never turns one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligibility import load_trial
from eligibility.records.facts import Chart
from eligibility.results.model import Outcome, PatientResult, Verdict
from eligibility.testing import completions_of, records_for
from tests.laws.worlds import World, completion, contradicts_itself, every_explanation, law, screened, worlds

SHOWCASE = load_trial("NCT05349331")
GOOD = {Verdict.PASS, Verdict.NOT_APPLICABLE}
KNOWN = {Outcome.ELIGIBLE, Outcome.INELIGIBLE}


def assert_agrees(known: PatientResult, learned: PatientResult) -> None:
    """Whatever was known of a condition, a criterion or the patient is still so."""
    if contradicts_itself(learned) and not contradicts_itself(known):
        return
    for before, after in zip(every_explanation(known), every_explanation(learned), strict=True):
        assert not before.truth.known or after.truth is before.truth, (before, after)
    for was, now in zip(known.criteria, learned.criteria, strict=True):
        if was.verdict is not Verdict.UNKNOWN:
            assert (was.verdict in GOOD) is (now.verdict in GOOD) and now.verdict is not Verdict.UNKNOWN
    if known.outcome in KNOWN:
        assert learned.outcome is known.outcome


@law(300)
@given(worlds())
def test_what_is_known_holds_in_every_completion(world: World) -> None:
    known = screened(world.trial, world.chart)
    for seed in range(8):
        assert_agrees(known, screened(world.trial, completion(world.trial, world.chart, seed)))


@law(250)
@given(worlds())
def test_learning_more_never_turns_what_is_known(world: World) -> None:
    chart: Chart = world.chart
    known = screened(world.trial, chart)
    for seed in range(6):  # step by step
        chart = completion(world.trial, chart, seed, wholly=False)
        learned = screened(world.trial, chart)
        assert_agrees(known, learned)
        known = learned


@law(60)
@given(
    records_for(SHOWCASE).flatmap(lambda record: st.tuples(st.just(record), completions_of(record, SHOWCASE)))
)
def test_of_the_showcase_too(pair: tuple[object, Chart]) -> None:
    record, completion = pair
    assert_agrees(screened(SHOWCASE, record), screened(SHOWCASE, completion))  # type: ignore[arg-type]
