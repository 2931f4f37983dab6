"""What a monitor announces, and what it forgets."""

from __future__ import annotations

import os

import pytest

from eligibility import Answer, Fact, Outcome, Record, Verdict, load_trial
from eligibility.live import Monitor, Transition, UnknownFact

ON = "2026-03-20"
ENGINE = os.environ.get("LIVE_ENGINE", "re-evaluation")


def monitor(**given: object) -> Monitor:
    return Monitor("NCT05349331", **{"on": ON, "engine": ENGINE, **given})  # type: ignore[arg-type]


def platelets(value: str, day: str = "2026-03-19", id: str | None = "L1") -> Fact:
    return Fact("platelets", value, unit="10^9/L", date=day, id=id)


def verdict(watched: Monitor, criterion: str, patient: str = "P1") -> Verdict:
    return watched.outcome(patient)[0].verdicts[criterion]


def test_a_fact_that_excludes_names_its_criterion() -> None:
    watched = monitor()
    watched.add("P1", Fact("sex", "male"))
    (change,) = watched.add("P1", platelets("60"))
    assert (change.before, change.after) == (Outcome.NEEDS_DATA, Outcome.INELIGIBLE)
    assert change.sentence.startswith("NEEDS_DATA -> INELIGIBLE: I7 Blood counts: Platelets 60 10^9/L")
    assert change.on == ON
    (back,) = watched.retract("P1", platelets("60"))
    assert (back.before, back.after) == (Outcome.INELIGIBLE, Outcome.NEEDS_DATA)


def test_a_fact_dated_ahead_counts_from_its_day_on() -> None:
    watched = monitor()
    watched.add("P1", Fact("creatinine", "3.0", unit="mg/dL", upper="1.2", date="2026-03-25"))
    assert verdict(watched, "I11") is Verdict.UNKNOWN
    assert watched.advance("2026-03-24") == ()
    (change,) = watched.advance("2026-03-25")
    assert change.after is Outcome.INELIGIBLE
    assert change.on == "2026-03-25"


def test_a_birthday_is_an_event() -> None:
    watched = monitor(on="2026-03-20")
    watched.add("P1", Fact("birth_date", "2008-03-21"))
    assert verdict(watched, "I1") is Verdict.FAIL
    watched.advance("2026-03-21")
    assert verdict(watched, "I1") is Verdict.PASS


def test_a_window_that_moves_away_from_a_stroke() -> None:
    watched = monitor()
    watched.add("P1", Fact("diagnosis", "stroke", date="2025-03-20"))
    assert verdict(watched, "E2") is Verdict.FAIL
    watched.advance("2026-03-21")
    assert verdict(watched, "E2") is Verdict.UNKNOWN


def test_the_same_fact_twice_counts_once_and_is_withdrawn_once() -> None:
    watched = monitor()
    watched.add("P1", platelets("60"))
    assert watched.add("P1", platelets("60")) == ()
    assert len(watched.record("P1").facts) == 1
    watched.retract("P1", platelets("60"))
    assert watched.record("P1").facts == ()


def test_a_correction_takes_the_place_of_the_fact() -> None:
    watched = monitor()
    watched.add("P1", platelets("60"))
    watched.correct("P1", platelets("160"))
    assert verdict(watched, "I7") is Verdict.UNKNOWN
    assert [fact.value for fact in watched.record("P1").facts] == ["160"]


def test_what_is_not_known_cannot_be_withdrawn() -> None:
    watched = monitor()
    with pytest.raises(UnknownFact):
        watched.retract("P1", platelets("60"))
    watched.add("P1", platelets("60"))
    with pytest.raises(UnknownFact):
        watched.correct("P1", platelets("60", id="L2"))
    with pytest.raises(UnknownFact):
        watched.retract("P1", Answer("NCT05349331", "normal_coagulation", True))


def test_answers_count_and_can_be_withdrawn() -> None:
    watched = monitor()
    given = Answer("NCT05349331", "serious_organ_dysfunction", True, "Dr A", "2026-03-01")
    watched.add("P1", given)
    assert verdict(watched, "E5") is Verdict.FAIL
    watched.retract("P1", given)
    assert verdict(watched, "E5") is Verdict.UNKNOWN


def test_listeners_are_told_and_their_errors_surface() -> None:
    watched, told = monitor(), list[Transition]()

    def fails(_: Transition) -> None:
        raise RuntimeError("a listener")

    end = watched.subscribe(fails)
    watched.subscribe(told.append)
    with pytest.raises(ExceptionGroup) as raised:
        watched.add("P1", platelets("60"))
    assert isinstance(raised.value.exceptions[0], RuntimeError)
    assert [each.after for each in told] == [Outcome.INELIGIBLE]
    end()
    watched.correct("P1", platelets("160"))
    assert len(told) == 2


def test_a_closed_patient_is_forgotten() -> None:
    watched = monitor()
    watched.add("P1", platelets("60"))
    watched.close("P1")
    assert watched.patients == ()
    with pytest.raises(KeyError):
        watched.outcome("P1")


def test_records_are_looked_at_once() -> None:
    watched = monitor()
    (change,) = watched.load([Record("P1", (Fact("sex", "male"), platelets("60")))])
    assert (change.before, change.after) == (None, Outcome.INELIGIBLE)


def test_explain_is_a_fresh_screening() -> None:
    watched = monitor()
    watched.add("P1", platelets("60"))
    assert "Platelets" in watched.explain("P1", criteria=["I7"])


def test_who_is_one_test_away() -> None:
    trial = load_trial("CMH-2023-0553")
    watched = Monitor(trial, on=ON, engine="re-evaluation")
    watched.add("P1", Fact("sex", "male"))
    assert not watched.outcome("P1")[0].one_away


def test_a_date_is_a_day() -> None:
    with pytest.raises(ValueError, match="no date"):
        Monitor("NCT05349331", on="2026-03")


def test_an_answer_dated_ahead_counts_from_its_day_on() -> None:
    watched = monitor()
    watched.add("P1", Answer("NCT05349331", "otherwise_unsuitable", False, "Dr A", "2026-03-25"))
    assert verdict(watched, "E13") is Verdict.UNKNOWN
    watched.advance("2026-03-25")
    assert verdict(watched, "E13") is Verdict.PASS
