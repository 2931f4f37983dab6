"""A fact that is said not to bear on a leaf changes nothing in it, and one that may not move an anchor leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import Fact, Record, Trial
from eligibility.engines.interpreter.anchors import resolve
from eligibility.engines.interpreter.conditions import explain
from eligibility.engines.interpreter.screen import open_view
from eligibility.engines.interpreter.view import View
from eligibility.language.walk import leaves_of
from eligibility.live import Monitor
from eligibility.live.bearing import bears, may_move
from eligibility.live.standing import LeafJudged
from eligibility.live.touching import touching
from eligibility.possible import Days, Truth
from eligibility.records.facts import Chart, Occurrence, Reading, Site
from eligibility.records.understand import Understanding
from eligibility.results.model import Explanation
from tests.live import arriving

DAY = Days.on(arriving.START)
ALL = tuple(range(len(arriving.NAMES)))


def one_more(
    trial: Trial, site: Site, facts: list[Fact], more: Fact
) -> tuple[Chart, Chart, Reading | Occurrence] | None:
    """The charts without and with one more fact, and that fact as it is read; None if it says nothing."""
    understanding = Understanding(trial.vocabulary, site)
    before, after = (
        understanding.chart(Record("P1", tuple(each), site=site), DAY) for each in (facts, [*facts, more])
    )
    found = understanding.one(more, DAY, tuple(each for each in facts if each.variable == "sex"))
    return None if found is None else (before, after, found)


def what_was_found(explanation: Explanation) -> object:
    """The answer, and the facts that made it: those outside the window are laid beside it only."""
    chosen = [each for each in explanation.used if each.match is not Truth.FALSE]
    return explanation.truth, explanation.reasons, chosen, explanation.computed, explanation.streak


@given(
    place=st.sampled_from(ALL),
    site=st.sampled_from(arriving.SITES),
    few=arriving.few(ALL),
    data=st.data(),
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_does_not_bear_changes_nothing(
    place: int, site: Site, few: tuple[int, ...], data: st.DataObject
) -> None:
    trial = arriving.trials()[place]
    *facts, more = data.draw(st.lists(arriving.facts(ALL, few), min_size=1, max_size=9))
    charts = one_more(trial, site, facts, replace(more, id=None))
    if charts is None or (more.variable == "sex" and site.limits):
        return
    before, after, came = charts
    without, with_it = (open_view(trial, each, DAY) for each in (before, after))
    if without is None or with_it is None:
        return
    compare_anchors(trial, came, without, with_it)
    with_it.anchors.update(without.anchors)  # what counts from an anchor is judged again when it moves
    scored = touching(trial, site).scored
    for number, (_, leaf) in enumerate(leaves_of(trial)):
        was = explain(leaf, without)
        judged = LeafJudged(was.truth, was.reasons)
        if not bears(came, leaf, judged, (number, came.variable) in scored, with_it):
            assert what_was_found(explain(leaf, with_it)) == what_was_found(was)


def compare_anchors(trial: Trial, came: Reading | Occurrence, without: View, with_it: View) -> None:
    for anchor in trial.anchors:
        if anchor.leaf is not None and anchor.leaf.variable.name != came.variable:
            continue  # it may still hang on an anchor that moved
        if not may_move(came, anchor, without.anchors[anchor.name]):
            assert resolve(anchor, with_it).days == resolve(anchor, without).days


# ---- what is not judged again -----------------------------------------------------------------------

RECORD = (
    Fact("treatment", "tace", date="2025-03-01"),
    Fact("afp", "900", unit="ug/L", date="2025-02-20", upper="7"),
    Fact("bilirubin", "12", unit="umol/L", date="2026-03-10", upper="23"),
)


@pytest.mark.parametrize(
    ("fact", "judged"),
    [
        # I3 asks for the latest value before the first treatment, I5 for all after it (and names one that is stale)
        (Fact("afp", "3", unit="ug/L", date="2026-03-01", upper="7"), 1),  # I5
        (Fact("afp", "3", unit="ug/L", date="2025-02-01", upper="7"), 1),  # I5; for I3 there is a later one
        (Fact("afp", "3", unit="ug/L", date="2025-02-25", upper="7"), 2),
        # I8 and the Child-Pugh class of I10 take the latest bilirubin
        (Fact("bilirubin", "60", unit="umol/L", date="2026-03-11", upper="23"), 2),
        (Fact("bilirubin", "60", unit="umol/L", date="2026-03-09", upper="23"), 0),
        (Fact("bilirubin", "60", unit="umol/L", date="2026-03-10", upper="23"), 2),  # it conflicts
        # I4 asks for interventions, as long as no response ends its window; E1 for what is neither that nor targeted
        (Fact("treatment", "haic", date="2025-07-01"), 1),
        (Fact("treatment", "oxaliplatin", date="2025-07-01"), 1),
        (Fact("diagnosis", "stroke", date="2020-01-01"), 0),  # before the twelve months of E2
        (Fact("diagnosis", "stroke", date="2025-10-01"), 1),
    ],
)
def test_only_what_a_fact_can_change_is_judged(fact: Fact, judged: int) -> None:
    monitor = Monitor("NCT05349331", on="2026-03-20", engine="re-evaluation")
    for each in RECORD:
        monitor.add("P1", each)
    looked = monitor.looked
    monitor.add("P1", fact)
    assert monitor.looked - looked == judged
