"""Explanations agree with verdicts: the evidence is enough, and what is missing would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from hypothesis import given

from eligibility.language.plan import JudgementLeaf, ReadingLeaf, Use
from eligibility.language.walk import anchors_in
from eligibility.possible import Interval, Truth
from eligibility.records.facts import Chart, Occurrence, Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Explanation, PatientResult, Verdict
from eligibility.testing import SCREENED_ON
from eligibility.testing.interests import interests_of
from eligibility.testing.wished_facts import LeafWishes
from eligibility.vocabulary.model import Bands, Elapsed, Range
from tests.laws.worlds import (
    World,
    completion,
    contradicts_itself,
    every_explanation,
    law,
    leaves,
    screened,
    worlds,
)

# What no completion of the given facts can settle: something is not there, is asked of a person, or contradicts itself.
NOT_THERE = {
    Reason.MISSING,
    Reason.STALE,
    Reason.ANCHOR_MISSING,
    Reason.NOT_YET_DUE,
    Reason.JUDGEMENT,
    Reason.CONFLICTING,
    Reason.MISSING_ATTRIBUTE,  # known at the end only, or a drug without a half-life
    Reason.UNKNOWN_CODE,  # a class may be a code that nobody listed
}


def evidence(result: PatientResult) -> set[int]:
    """The facts that explanations and anchors name."""
    named = [used.fact for each in every_explanation(result) for used in each.used]
    named += [used.fact for anchor in result.anchors.values() for used in anchor.used]
    for each in every_explanation(result):
        named += [] if each.computed is None else [*_inputs(each.computed)]
    return {id(fact) for fact in named}


def _inputs(computed: Computed) -> Iterator[Reading | Occurrence]:
    yield from (used.fact for used in computed.inputs)
    yield from computed.recorded
    for part in computed.parts:
        yield from _inputs(part)


def reduced(chart: Chart, named: set[int]) -> Chart:
    """The chart with the named facts only; what was denied stays."""
    return replace(
        chart,
        readings={
            name: tuple(each for each in group if id(each) in named) for name, group in chart.readings.items()
        },
        occurrences={
            name: tuple(each for each in group if id(each) in named or each.status == "ruled_out")
            for name, group in chart.occurrences.items()
        },
    )


@law(200)
@given(worlds())
def test_the_evidence_named_is_enough(world: World) -> None:
    chart = world.chart
    whole = screened(world.trial, chart)
    alone = screened(world.trial, reduced(chart, evidence(whole)))
    for before, after in zip(whole.criteria, alone.criteria, strict=True):
        if before.verdict is not Verdict.UNKNOWN:
            assert after.verdict is before.verdict, before


def beside_all_bands(rule: Bands, world: World, seed: int) -> bool:
    """Whether a score is recorded that lies in no band: half a point, of one that has whole ones."""
    recorded = completion(world.trial, world.chart, seed).readings.get(rule.variable, ())
    ranges = [each.interval for _, each in rule.bands if isinstance(each, Range)]
    values = [each.value for each in recorded if isinstance(each.value, Interval)]
    return any(not any(value.meets(each) for each in ranges) for value in values)


@law(150)
@given(worlds())
def test_where_all_is_known_only_what_is_not_there_stays_open(world: World) -> None:
    for seed in range(4):
        result = screened(world.trial, completion(world.trial, world.chart, seed))
        contradicted = any(each.days is None or not each.days.is_exact for each in result.anchors.values())
        for leaf in leaves(result):
            if leaf.truth.known or leaf.reasons <= NOT_THERE:
                continue
            derived = getattr(getattr(leaf.condition, "variable", None), "derived", None)
            if leaf.reasons <= NOT_THERE | {Reason.IMPLAUSIBLE}:
                assert isinstance(derived, Bands) and beside_all_bands(derived, world, seed), leaf
                continue
            from_an_age = isinstance(derived, Elapsed)
            assert leaf.reasons <= NOT_THERE | {Reason.IMPRECISE_DATE}, leaf
            assert contradicted or from_an_age, (
                leaf
            )  # two dates for one anchor; an age without a date of birth


@law(150)
@given(worlds())
def test_an_unknown_has_reasons_and_a_known_truth_has_none(world: World) -> None:
    for each in every_explanation(screened(world.trial, world.record)):
        assert each.truth.known is not bool(each.reasons), each


@law(200)
@given(worlds())
def test_what_is_missing_would_settle_it(world: World) -> None:
    """A reading that is named as missing, once it is there, makes its leaf true or false by its limit."""
    result = screened(world.trial, world.record)
    if contradicts_itself(result):
        return
    wishes = LeafWishes(interests_of(world.trial, SCREENED_ON))
    for leaf in leaves(result):
        for truth in (True, False):
            settled = _with_it(world, leaf, truth, wishes)
            assert settled is None or settled is Truth.of(truth), leaf


def _with_it(world: World, leaf: Explanation, truth: bool, wishes: LeafWishes) -> Truth | None:
    """The truth of a leaf when what it misses is there; None if it misses something else."""
    condition = leaf.condition
    plain = isinstance(condition, ReadingLeaf) and condition.judging is Use.LATEST and condition.where is None
    if leaf.reasons != {Reason.MISSING} or not (plain or isinstance(condition, JudgementLeaf)) or leaf.used:
        return None
    assert isinstance(condition, ReadingLeaf | JudgementLeaf)
    if anchors_in(condition) - {"screening"}:
        return None
    if isinstance(condition, ReadingLeaf) and (
        condition.other_than or condition.variable.derived is not None
    ):
        return None
    wish = next(islice(wishes.leaf(condition, truth), 1), None)
    if wish is None:
        return None
    record = replace(
        world.record, facts=world.record.facts + wish.facts, answers=world.record.answers + wish.answers
    )
    again = screened(world.trial, record)
    return next(each.truth for each in leaves(again) if each.condition is condition)
