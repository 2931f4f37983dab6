"""A fact that is said not to bear on a leaf changes nothing in it, and one that may not move an anchor leaves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import Fact, Record, Trial, load_trial
from eligibility.engines.interpreter.anchors import resolve
from eligibility.engines.interpreter.conditions import explain
from eligibility.engines.interpreter.screen import open_view
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import OccurrenceLeaf, ReadingLeaf
from eligibility.language.walk import leaves_of
from eligibility.live import Monitor
from eligibility.live.bearing import bears, may_move
from eligibility.live.standing import LeafJudged
from eligibility.live.touching import touching, with_inputs
from eligibility.possible import Days, Truth
from eligibility.records.facts import Chart, Complete, Occurrence, Reading, Site
from eligibility.records.understand import Understanding
from eligibility.results.model import Explanation
from eligibility.vocabulary.model import Codes
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
    """The answer; of what is computed or open also the readings that made it (others are laid beside it only)."""
    condition = explanation.condition
    recorded = isinstance(condition, ReadingLeaf) and condition.variable.derived is None
    if isinstance(condition, OccurrenceLeaf) or (recorded and explanation.truth.known):
        return explanation.truth, explanation.reasons
    chosen = [each for each in explanation.used if each.match is not Truth.FALSE]
    return explanation.truth, explanation.reasons, chosen, explanation.computed, explanation.streak


BEARING = load_trial(Path(__file__).parent / "BEARING.yaml")
TRIALS = (*arriving.trials()[:4], BEARING)
LEAVES = tuple(
    (trial, leaf)
    for trial in TRIALS
    for leaf in (*(leaf for _, leaf in leaves_of(trial)), *(each.leaf for each in trial.anchors))
    if isinstance(leaf, ReadingLeaf | OccurrenceLeaf)
)


@st.composite
def arrived(draw: st.DrawFn) -> tuple[int, list[Fact], Fact]:
    """Facts that a leaf (by its place) looks at; events more often than not of the same code."""
    place = draw(st.sampled_from(range(len(LEAVES))))
    trial, leaf = LEAVES[place]
    looked_at = {each.name for each in with_inputs(leaf.variable, trial.vocabulary)}
    few = tuple(n for n, each in enumerate(arriving.variables(ALL)) if each.name in looked_at)
    facts = draw(st.lists(arriving.facts(ALL, few), min_size=1, max_size=6))
    if isinstance(leaf.accepted, Codes) and draw(st.booleans()):
        named = [replace(each, value=leaf.accepted.asked[0]) for each in facts]
        facts = [
            new if new.variable == leaf.variable.name else old for new, old in zip(named, facts, strict=True)
        ]
    more = facts.pop()
    return place, facts, replace(more, id=None)


@given(given=arrived(), site=st.sampled_from(arriving.SITES))
@settings(max_examples=600, deadline=None, derandomize=True)
def test_what_does_not_bear_changes_nothing(given: tuple[int, list[Fact], Fact], site: Site) -> None:
    place, facts, more = given
    trial, _ = LEAVES[place]
    charts = one_more(trial, site, facts, more)
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


# ---- what has to be judged, though it looks as if it changed nothing --------------------------------

TACE = Fact("treatment", "tace", date="2025-12-01")  # the first treatment: later ones do not move it
COMPLETE = Site(complete=(Complete("diagnosis"),))


def afp(value: str, day: str) -> Fact:
    return Fact("afp", value, unit="ug/L", date=day, upper="7")


def lenvatinib(start: str, end: str | None) -> Fact:
    attributes = {"dose": "8 mg/day"}
    return Fact("treatment", "lenvatinib", start=start, end=end, ongoing=end is None, attributes=attributes)


def arrhythmia(grade: str) -> Fact:
    return Fact("diagnosis", "arrhythmia", date="2026-01-01", attributes={"ctcae_grade": grade})


def platelets(value: str, day: str) -> Fact:
    return Fact("platelets", value, unit="10^9/L", date=day)


def neutrophils(value: str, day: str) -> Fact:
    return Fact("neutrophils", value, unit="10^9/L", date=day)


def leukocytes(value: str, day: str) -> Fact:
    return Fact("leukocytes", value, unit="10^9/L", date=day)


def surgeon(name: str, opinion: str = "unresectable") -> Fact:
    return Fact("resectability", opinion, date="2026-01-01", attributes={"rater": name})


@pytest.mark.parametrize(
    ("criterion", "facts", "more"),
    [
        # known, and one more that says the same: of the day, a later, an older, a suspected one
        ("I11", [neutrophils("2.0", "2026-01-01")], neutrophils("1.9", "2026-01-01")),
        ("I11", [neutrophils("2.0", "2026-01-01")], neutrophils("1.9", "2026-02-01")),
        (
            "I11",
            [neutrophils("1.0", "2026-01-01")],
            replace(neutrophils("1.1", "2026-02-01"), status="suspected"),
        ),
        ("I11", [neutrophils("2.0", "2026-01-01")], neutrophils(">1.9", "2026")),
        ("I1", [platelets("100", "2026-01-01")], platelets("90", "2025-01-01")),
        # of all: one that was low is enough, whatever comes
        ("I12", [leukocytes("2.0", "2026-01-01")], leukocytes("4.0", "2026-02-01")),
        ("I12", [leukocytes("4.0", "2026-01-01")], leukocytes("4.1", "2026-02-01")),
        # a streak holds on, or stays broken, also by two of one day
        ("I10", [afp("5", "2026-01-01"), afp("5", "2026-02-10")], afp("6", "2026-01-15")),
        (
            "I10",
            [afp("5", "2026-01-01"), afp("5", "2026-02-10"), afp("9", "2026-03-01")],
            afp("8", "2026-02-10"),
        ),
        ("I13", [surgeon("A"), surgeon("B")], surgeon("A")),
    ],
)
def test_what_says_the_same_is_not_judged_again(criterion: str, facts: list[Fact], more: Fact) -> None:
    trial = load_trial(Path(__file__).parent / "BEARING.yaml")
    alone = replace(
        trial, criteria=tuple(each for each in trial.criteria if each.id == criterion), anchors=()
    )
    monitor = Monitor(alone, on="2026-03-20", engine="re-evaluation")
    for each in facts:
        monitor.add("P1", each)
    before, looked = monitor.outcome("P1"), monitor.looked
    monitor.add("P1", more)
    assert monitor.looked == looked
    assert monitor.outcome("P1") == before
    assert before[0].verdicts[criterion].value in ("PASS", "FAIL")


@pytest.mark.parametrize(
    ("criterion", "facts", "verdict", "more", "then"),
    [
        # two results of the earliest day, one on either side of the limit
        ("I1", [platelets("100", "2026-01-01")], "PASS", platelets("50", "2026-01-01"), "UNKNOWN"),
        # another day of January: now it is sure that the value came after the first treatment
        (
            "I3",
            [Fact("treatment", "tace", date="2026-01"), Fact("ecog", "1", date="2026-01-20")],
            "UNKNOWN",
            Fact("treatment", "tace", date="2026-01-10"),
            "PASS",
        ),
        # the same of the last image
        (
            "I6",
            [Fact("mrecist_response", "CR", date="2026-01"), afp("3", "2026-01-10")],
            "UNKNOWN",
            Fact("mrecist_response", "CR", date="2026-01-20"),
            "PASS",
        ),
        # 40 years at the turn of 2026 and 12 at that of 2020 cannot both be: an older age says something of the birth
        (
            "I7",
            [Fact("age", "40", unit="years", date="2026-01-01")],
            "PASS",
            Fact("age", "12", unit="years", date="2020-01-01"),
            "UNKNOWN",
        ),
        # the later value lies outside the window, so it takes nobody's place
        (
            "I8",
            [
                Fact("treatment", "tace", date="2026-01-10"),
                afp("900", "2025-12-01"),
                afp("900", "2026-03-01"),
            ],
            "PASS",
            afp("5", "2025-12-20"),
            "FAIL",
        ),
        # "never" is no event, but it settles that there was none
        ("E2", [], "UNKNOWN", Fact("diagnosis", "stroke", date="2026-03-20", status="absent"), "PASS"),
        # a course that ended before today joins the one that goes on: 19 days become 78
        (
            "E3",
            [TACE, lenvatinib("2026-03-01", None)],
            "UNKNOWN",
            lenvatinib("2026-01-01", "2026-02-28"),
            "FAIL",
        ),
        # the latest says the same, but now it is not sure which two are the latest
        (
            "I9",
            [platelets("100", "2026-01-01"), platelets("100", "2026-01-02")],
            "PASS",
            platelets("100", "2026-01-01"),
            "UNKNOWN",
        ),
        # accepted too, but in January or February: how far it is from the others is not known
        (
            "I10",
            [afp("5", "2026-01-01"), afp("5", "2026-02-10")],
            "PASS",
            Fact("afp", "5", unit="ug/L", date="2026", upper="7"),
            "UNKNOWN",
        ),
        # a censored value of the same day may lie on either side
        (
            "I11",
            [neutrophils("2.0", "2026-01-01")],
            "PASS",
            neutrophils(">1.0", "2026-01-01"),
            "UNKNOWN",
        ),
        ("I11", [neutrophils("1.0", "2026-01-01")], "FAIL", neutrophils("2.0", "2026-01-01"), "UNKNOWN"),
        # of every one, one that is not accepted is enough
        (
            "I3",
            [TACE, Fact("ecog", "1", date="2026-01-20")],
            "PASS",
            Fact("ecog", "3", date="2026-01-10"),
            "FAIL",
        ),
        # one that was not low makes nobody of those that were ever low; a second surgeon may be of another mind
        ("I12", [leukocytes("4.0", "2026-01-01")], "FAIL", leukocytes("2.0", "2020-01-01"), "PASS"),
        ("I13", [surgeon("A"), surgeon("B")], "PASS", surgeon("C", "resectable"), "UNKNOWN"),
        # "each was below grade 2" does not stay true
        ("E4", [arrhythmia("1")], "FAIL", arrhythmia("3"), "PASS"),
    ],
)
def test_what_bears_is_judged(criterion: str, facts: list[Fact], verdict: str, more: Fact, then: str) -> None:
    site = COMPLETE if criterion == "E4" else Site()
    monitor = Monitor(BEARING, site, on="2026-03-20", engine="re-evaluation")
    for each in [Fact("sex", "male"), *facts]:
        monitor.add("P1", each)
    assert monitor.outcome("P1")[0].verdicts[criterion].value == verdict
    monitor.add("P1", more)
    assert monitor.outcome("P1")[0].verdicts[criterion].value == then
