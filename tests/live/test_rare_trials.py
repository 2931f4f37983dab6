"""Monitors of trials whose words the shipped ones do not use; the verdicts are worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eligibility import Fact, Outcome, Verdict
from eligibility.language.loading import load_trial
from eligibility.live import Monitor, monitor, touching
from eligibility.live.lines import LineReader
from eligibility.records.facts import Site
from tests.laws.worlds import trial_of

ON = "2026-03-20"
DAY = "2026-03-19"
TRIAL = """\
anchors: {first_dose: {date: planned_first_dose}}
inclusion:
  - {id: C1, label: Lifted, pregnant: false, unless: {childbearing_potential: false}}
  - {id: C2, label: Either way, when: {sex: female}, then: {ecog: 0 to 1}, else: {ecog: 0 to 2}}
  - {id: C3, label: Lesions, lesion: any}
  - {id: C4, label: Treated, treatment: any}
  - {id: C5, label: Before the dose, platelets: "> 75 10^9/L", within: 7 days before first_dose}
"""


def watched(**more: object) -> Monitor:
    return Monitor(trial_of(TRIAL), on=ON, engine="re-evaluation", **more)  # type: ignore[arg-type]


def verdict(live: Monitor, criterion: str) -> Verdict:
    return live.outcome("P1")[0].verdicts[criterion]


def test_an_exception_lifts_a_criterion() -> None:
    live = watched()
    live.add("P1", Fact("pregnant", "true", date=DAY))
    assert verdict(live, "C1") is Verdict.UNKNOWN
    live.add("P1", Fact("childbearing_potential", "false", date=DAY))
    assert verdict(live, "C1") is Verdict.PASS


def test_where_both_branches_agree_the_condition_need_not_be_known() -> None:
    live = watched()
    live.add("P1", Fact("ecog", "2", date=DAY, id="E1"))
    assert verdict(live, "C2") is Verdict.UNKNOWN  # of a woman false, of a man true
    live.correct("P1", Fact("ecog", "1", date=DAY, id="E1"))
    assert verdict(live, "C2") is Verdict.PASS


def test_any_code_and_items_are_touched_by_every_fact_of_theirs() -> None:
    live = watched()
    live.add("P1", Fact("lesion", date=DAY))
    live.add("P1", Fact("treatment", "insulin", start="2026-01-01"))
    assert (verdict(live, "C3"), verdict(live, "C4")) == (Verdict.PASS, Verdict.PASS)


def test_a_planned_day_that_moves_moves_the_window() -> None:
    """Platelets of 10 March are of the 7 days before the 15th, and not before the 18th."""
    live = watched()
    live.add("P1", Fact("platelets", "80", unit="10^9/L", date="2026-03-10"))
    live.add("P1", Fact("planned_first_dose", "2026-03-15", date="2026-03-01", id="D1"))
    assert verdict(live, "C5") is Verdict.PASS
    live.correct("P1", Fact("planned_first_dose", "2026-03-18", date="2026-03-01", id="D1"))
    assert verdict(live, "C5") is Verdict.UNKNOWN


@pytest.mark.parametrize("lost", ["a vague day", "no day"])
def test_who_loses_the_day_of_screening_is_told_that_it_is_needed(lost: str) -> None:
    """A study that screens as of the second line: 60 platelets on 20 November are too few on 1 December."""
    live = Monitor(Path(__file__).parent / "AS_OF.yaml", on=ON, engine="re-evaluation")
    second = Fact("treatment", "lenvatinib", start="2025-12-01", ongoing=True, id="T2")
    live.add("P1", Fact("treatment", "atezolizumab", start="2025-01-01", end="2025-06-01"))
    live.add("P1", Fact("platelets", "60", unit="10^9/L", date="2025-11-20"))
    (found,) = live.add("P1", second)
    assert (found.after, found.on) == (Outcome.INELIGIBLE, "2025-12-01")
    if lost == "no day":
        (change,) = live.retract("P1", second)
    else:
        (change,) = live.correct("P1", replace(second, start="2025"))
    assert change.sentence == (
        "INELIGIBLE -> NEEDS_DATA: I1 Enough platelets: "
        "Needs: the day of second line, as of which this study screens"
    )
    assert [(each.criterion, each.after) for each in change.causes] == [("I1", Verdict.UNKNOWN)]


def test_what_begins_tomorrow_counts_from_tomorrow_on() -> None:
    live = watched()
    live.add("P1", Fact("treatment", "insulin", start="2026-03-21"))
    assert verdict(live, "C4") is Verdict.UNKNOWN
    live.advance("2026-03-21")
    assert verdict(live, "C4") is Verdict.PASS


def test_what_holds_for_every_patient_holds_for_who_arrives() -> None:
    live = watched(site=Site(), always=(Fact("treatment", "insulin", start="2020-01-01"),))
    live.add("P1", Fact("sex", "male"))
    assert verdict(live, "C4") is Verdict.PASS


def test_what_is_remembered_of_keys_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touching, "MOST_REMEMBERED", 1)
    monkeypatch.setattr(monitor, "MOST_REMEMBERED", 1)
    live = watched()
    for fact in (Fact("pregnant", "false", date=DAY), Fact("ecog", "1", date=DAY), Fact("lesion", date=DAY)):
        live.add("P1", fact)
    assert [verdict(live, f"C{number}") for number in (1, 2, 3)] == [Verdict.PASS] * 3


def test_a_pair_of_surrogates_is_a_character() -> None:
    line = LineReader((load_trial("NCT05349331"),)).read('{"patient": "\\ud83d\\ude00", "sex": "male"}')
    assert line.patient == "\U0001f600"
