"""What rules that join facts hold of a patient: it comes and goes with the facts, also while others take the session.

In processes of their own, like all that runs the rules engine. The verdicts follow from the days.
"""

from __future__ import annotations

from tests.live.test_durable import needs_durable, run

GIVEN = """
from eligibility import Fact
from eligibility.live import Monitor

def response(code, day):
    return Fact("mrecist_response", code, date=day)

def afp(day, value="3"):
    return Fact("afp", value, unit="ug/L", upper="7", date=day)

def pivka(day):
    return Fact("pivka_ii", "20", unit="mAU/mL", upper="40", date=day)

def found(monitor, patient, criterion):
    return monitor.outcome(patient)[0].verdicts[criterion].value

def together(monitor, patient):
    return bool(monitor._correlator._known[0][patient].nodes)

FIRST, SECOND = "2026-01-01", "2026-02-10"
"""


@needs_durable
def test_a_complete_response_is_confirmed_together_and_falls_with_one_of_its_streaks() -> None:
    """I5 of the showcase: images and two markers, each twice in a row, 40 days apart; then an image that shows growth."""
    out = run(
        f"""{GIVEN}
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
def stands():
    print(found(monitor, "P1", "I5"), together(monitor, "P1"))
monitor.add("P1", Fact("treatment", "tace", date="2025-03-01"))
for day in (FIRST, SECOND):
    for fact in (response("CR", day), afp(day), pivka(day)):
        monitor.add("P1", fact)
    stands()
growth = response("PD", "2026-03-01")
monitor.add("P1", growth)
stands()
monitor.retract("P1", growth)
stands()
monitor.retract("P1", afp(FIRST))
stands()
print(monitor.disagreements)
"""
    )
    assert out.splitlines() == ["UNKNOWN False", "PASS True", "FAIL False", "PASS True", "UNKNOWN False", "0"]


@needs_durable
def test_patients_who_share_one_session_in_turn_lose_nothing() -> None:
    """Each change finds the session with the other patient, or in the score: what was known is played again."""
    out = run(
        f"""{GIVEN}
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules", max_live=1)
def both(fact):
    for patient in ("P1", "P2"):
        monitor.add(patient, fact)
def stands():
    print(*(found(monitor, patient, each) for patient in ("P1", "P2") for each in ("I5", "I10")))
both(Fact("treatment", "tace", date="2025-03-01"))
for name, value, unit in (
    ("bilirubin", "17", "umol/L"), ("albumin", "40", "g/L"), ("inr", "1.1", None),
    ("ascites", "none", None), ("encephalopathy", "none", None),
):
    both(Fact(name, value, unit=unit, date="2026-03-01"))
for day in (FIRST, SECOND):
    for fact in (response("CR", day), afp(day), pivka(day)):
        both(fact)
stands()
monitor.add("P2", Fact("albumin", "20", unit="g/L", date="2026-03-02"))  # 3 points instead of 1: 7 are class B
monitor.retract("P1", response("CR", FIRST))
stands()
monitor.add("P1", response("CR", "2026-03-10"))  # 28 days after the second
monitor.add("P2", afp("2026-03-10", "8"))
stands()
print(together(monitor, "P1"), together(monitor, "P2"), monitor.disagreements)
"""
    )
    assert out.splitlines() == [
        "PASS PASS PASS PASS",
        "UNKNOWN PASS PASS FAIL",
        "PASS PASS FAIL FAIL",
        "True False 0",
    ]


@needs_durable
def test_a_streak_that_stands_alone_is_confirmed_by_its_rule() -> None:
    """What it derives for others to join is looked at by no rule of this trial."""
    out = run(
        f"""{GIVEN}
monitor = Monitor("tests/live/BEARING.yaml", on="2026-03-20", engine="durable-rules")
for day in (FIRST, SECOND):
    monitor.add("P1", afp(day))
    print(found(monitor, "P1", "I10"))
monitor.add("P1", afp("2026-03-01", "8"))
print(found(monitor, "P1", "I10"), monitor.disagreements)
"""
    )
    assert out.splitlines() == ["UNKNOWN", "PASS", "FAIL 0"]
