"""Only what a fact can touch is looked at again, and nothing that it can touch is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import Fact, Record, Trial, load_trial
from eligibility.engines.interpreter.anchors import resolve
from eligibility.engines.interpreter.conditions import explain
from eligibility.engines.interpreter.screen import open_view, screen_chart
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import OccurrenceLeaf
from eligibility.language.walk import leaves_of
from eligibility.live import Monitor
from eligibility.live.kleene import judged_of
from eligibility.live.standing import Judged, LeafJudged
from eligibility.live.touching import concerns, key_of, touching
from eligibility.possible import Days
from eligibility.records.facts import NO_SITE, Chart, Site
from eligibility.records.understand import understand
from eligibility.vocabulary.model import Codes, Kind
from tests.live import arriving

DAY = Days.on(arriving.START)
ALL = tuple(range(len(arriving.NAMES)))
EVENTS = tuple(
    place for place, each in enumerate(arriving.variables(ALL)) if each.kind in (Kind.EVENT, Kind.ITEM)
)


def chart(trial: Trial, facts: list[Fact], site: Site) -> Chart:
    return understand(Record("P1", tuple(facts), site=site), trial.vocabulary, DAY)


def view(trial: Trial, seen: Chart) -> View | None:
    return open_view(trial, seen, DAY)


LEAVES = tuple(
    (trial, leaf)
    for trial in arriving.trials()
    for _, leaf in leaves_of(trial)
    if isinstance(leaf, OccurrenceLeaf) and isinstance(leaf.accepted, Codes)
)


@st.composite
def speaking(draw: st.DrawFn) -> tuple[Trial, Fact]:
    """A trial, and an event of a code that some leaf of it asks for, more often than not by saying no."""
    trial, leaf = draw(st.sampled_from(LEAVES))
    assert isinstance(leaf.accepted, Codes)
    above = sorted(trial.vocabulary.classes_of(leaf.variable.name, leaf.accepted.asked[0]))
    code = draw(st.sampled_from([*leaf.accepted.asked, *sorted(leaf.accepted.codes)[:3], *above, "rubbish"]))
    fact = draw(arriving.facts(ALL, EVENTS))
    status = draw(st.sampled_from(["absent", "absent", "ruled_out", "confirmed"]))
    day = draw(st.sampled_from([fact.date, "2025-06-01"]))  # "never, up to today" says the most
    return trial, Fact(leaf.variable.name, code, date=day, start=fact.start, end=fact.end, status=status)


@given(
    asked=speaking(),
    site=st.sampled_from(arriving.SITES),
    facts=st.lists(arriving.facts(ALL, EVENTS), max_size=3),
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_an_event_that_does_not_concern_a_leaf_changes_nothing_in_it(
    asked: tuple[Trial, Fact], site: Site, facts: list[Fact]
) -> None:
    """Not its truth, not its reasons, not even its explanation; nor the days of an anchor."""
    trial, more = asked
    alone, before, after = (chart(trial, each, site) for each in ([more], facts, [*facts, more]))
    without, with_it = view(trial, before), view(trial, after)
    events = [
        each for group in (alone.occurrences, alone.negatives) for many in group.values() for each in many
    ]
    if len(events) != 1 or without is None or with_it is None:
        return
    key = key_of(events[0])
    for _, leaf in leaves_of(trial):
        if isinstance(leaf, OccurrenceLeaf) and not concerns(key, leaf, trial.vocabulary):
            with_it.anchors.update(without.anchors)
            assert explain(leaf, with_it) == explain(leaf, without)
    for anchor in trial.anchors:
        if not concerns(key, anchor.leaf, trial.vocabulary):
            assert resolve(anchor, with_it) == resolve(anchor, without)


@given(
    trial=st.sampled_from(arriving.trials()),
    site=st.sampled_from(arriving.SITES),
    few=arriving.few(ALL),
    data=st.data(),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_criteria_put_together_from_leaves_are_those_of_the_reference_engine(
    trial: Trial, site: Site, few: tuple[int, ...], data: st.DataObject
) -> None:
    """With their reasons: the outcome hangs on these."""
    facts = data.draw(st.lists(arriving.facts(ALL, few), max_size=8))
    seen = chart(trial, facts, site)
    looked = view(trial, seen)
    if looked is None:
        return
    results = {each.criterion.id: each for one in screen_chart(trial, seen, DAY) for each in one.criteria}
    for criterion in trial.criteria:
        found = [explain(leaf, looked) for one, leaf in leaves_of(trial) if one is criterion]
        judged = judged_of(criterion, [LeafJudged(each.truth, each.reasons) for each in found])
        result = results[criterion.id]
        assert judged == Judged(result.verdict, result.reasons)


# ---- what it costs is the leaves that are touched, not the trials ---------------------------------

CRITERIA = (  # each with the one fact of FACTS that touches it
    '{id: I1, label: A, platelets: "> 75 10^9/L"}',
    "{id: I1, label: A, diagnosis: stroke}",
    '{id: I1, label: A, albumin: ">= 30 g/L"}',
    "{id: I1, label: A, diagnosis: hiv_infection}",
)
FACTS = (
    Fact("platelets", "60", unit="10^9/L", date="2026-03-19"),
    Fact("diagnosis", "stroke", date="2026-01-01"),
    Fact("albumin", "25", unit="g/L", date="2026-03-19"),
    Fact("diagnosis", "hiv_infection", date="2020-01-01"),
)


@pytest.fixture
def twenty(tmp_path: Path) -> list[Trial]:
    """Twenty trials of one criterion; five each ask the same."""
    found = []
    for n in range(20):
        path = tmp_path / f"T{n}.yaml"
        head = f"trial: T{n}\ntitle: T\nvocabulary: [general, oncology, liver]\ninclusion:\n"
        path.write_text(f"{head}  - {CRITERIA[n % 4]}\n", encoding="utf-8")
        found.append(load_trial(path))
    return found


def looked_by(monitor: Monitor, fact: Fact) -> int:
    before = monitor.looked
    monitor.add("P1", fact)
    return monitor.looked - before


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_costs_the_leaves_that_it_touches(twenty: list[Trial], fact: Fact) -> None:
    """Of twenty trials five look at it, the others not at all; with one trial more of the others, no more."""
    monitor = Monitor(twenty, on="2026-03-20", engine="re-evaluation")
    monitor.add("P1", Fact("sex", "male"))
    assert looked_by(monitor, fact) == 5


def test_what_no_trial_looks_at_costs_nothing(twenty: list[Trial]) -> None:
    monitor = Monitor(twenty, on="2026-03-20", engine="re-evaluation")
    monitor.add("P1", Fact("sex", "male"))
    assert looked_by(monitor, Fact("creatinine", "80", unit="umol/L", date="2026-03-19")) == 0
    assert looked_by(monitor, Fact("diagnosis", "myocardial_infarction", date="2026-03-19")) == 0


def test_of_the_showcase_a_platelet_count_touches_one_leaf_of_52() -> None:
    monitor = Monitor("NCT05349331", on="2026-03-20", engine="re-evaluation")
    monitor.add("P1", Fact("sex", "male"))
    assert len(list(leaves_of(monitor.trials[0]))) == 52
    assert looked_by(monitor, Fact("platelets", "60", unit="10^9/L", date="2026-03-19")) == 1


def test_a_diagnosis_touches_the_leaves_that_could_mean_it() -> None:
    """A stroke is asked by E2 alone of the eight criteria that ask for diagnoses."""
    trial = load_trial("NCT05349331")
    reach = touching(trial, NO_SITE)
    chart_ = chart(trial, [Fact("diagnosis", "stroke", date="2025-01-01")], NO_SITE)
    (stroke,) = chart_.occurrences["diagnosis"]
    criteria = [criterion.id for criterion, _ in leaves_of(trial)]
    assert {criteria[number] for number in reach.reach(key_of(stroke)).leaves} == {"E2"}
    unread = replace(stroke, any_code=True)  # a code that nobody can read may be each of them
    every = {criteria[number] for number in reach.reach(key_of(unread)).leaves}
    assert every == {"I2", "E2", "E3a", "E4", "E6", "E7", "E8", "E11"}


def test_an_anchor_that_stays_where_it_is_touches_nothing_else() -> None:
    """A later treatment does not move the first one: only a leaf that asks for its code is looked at."""
    monitor = Monitor("NCT05349331", on="2026-03-20", engine="re-evaluation")
    monitor.add("P1", Fact("treatment", "tace", date="2025-06-01"))
    looked = looked_by(monitor, Fact("treatment", "haic", date="2025-07-01"))
    assert looked == 1  # I4 asks for tace or haic; E1 asks for antitumour treatments, but excepts both
