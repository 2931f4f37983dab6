"""What must never be between a monitor and the rules engine: it is an error that is told, and the verdict stands.

In processes of their own, like all that runs the rules engine.
"""

from __future__ import annotations

from tests.live.test_durable import needs_durable, run

BROKEN = """
from eligibility import Fact
from eligibility.live import Monitor, rules_engine
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
rules, host = monitor._correlator, monitor._correlator._host
def tried(patient, fact):
    try:
        monitor.add(patient, fact)
    except Exception as error:
        print(type(error).__name__, end=" ")
    print(monitor.outcome(patient)[0].outcome.value, len(rules.lost), monitor.disagreements)
low = Fact("platelets", "60", unit="10^9/L", date="2026-03-19")
"""


@needs_durable
def test_a_rule_that_fires_for_another_patient_is_not_believed() -> None:
    out = run(
        f"""{BROKEN}
monitor.add("P1", Fact("sex", "male"))
whole = host.assert_fact
def mixed(*given):
    whole(*given)
    rules._fired[:] = [(effect, match._replace(sid="s999")) for effect, match in rules._fired]
host.assert_fact = mixed
tried("P1", low)
host.assert_fact = whole
tried("P1", Fact("ecog", "1", date="2026-03-19"))
sound = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
for fact in monitor.record("P1").facts:
    sound.add("P1", fact)
found, wanted = (each._correlator._known[0]["P1"] for each in (monitor, sound))
print(found.atoms == wanted.atoms, len(found.atoms) > 0)
"""
    )
    assert out.splitlines() == ["RuntimeError INELIGIBLE 1 0", "INELIGIBLE 0 0", "True True"]


@needs_durable
def test_streaks_that_are_joined_otherwise_than_they_stand_are_a_disagreement() -> None:
    out = run(
        f"""{BROKEN}
monitor.add("P1", Fact("treatment", "tace", date="2025-03-01"))
rules_engine.WorkingMemory.confirmed_together = lambda memory, node: True
tried("P1", Fact("mrecist_response", "CR", date="2026-01-01"))
"""
    )
    assert out.splitlines() == ["Disagreement NEEDS_DATA 1 1"]


@needs_durable
def test_who_begins_after_an_error_is_brought_to_the_rules_whole() -> None:
    """The rules failed on the patient without facts, from whom everybody begins."""
    out = run(
        f"""{BROKEN}
whole, host.assert_fact = host.assert_fact, None
tried("P1", Fact("sex", "male"))
host.assert_fact = whole
tried("P1", low)
tried("P2", low)
print(rules._known[0]["P1"].outcomes == rules._known[0]["P2"].outcomes)
"""
    )
    assert out.splitlines() == ["TypeError NEEDS_DATA 2 0", "INELIGIBLE 1 0", "INELIGIBLE 1 0", "True"]


@needs_durable
def test_a_fact_that_the_engine_does_not_take_is_an_error() -> None:
    """Twice the same id: the engine would go on with the first, and nobody would know."""
    out = run(
        """
from eligibility.live._durable import Host, NotTaken
host, seen = Host(), []
host.register("one", {"r": {"all": [{"m": {"$ex": {"x": 1}}}]}}, {"r": seen.append})
host.assert_fact("one", "s0", "1", {"x": 1.0})
try:
    host.assert_fact("one", "s0", "1", {"x": 2.0})
except NotTaken as error:
    print(error, len(seen))
"""
    )
    assert out.startswith("one: the engine answers ")
    assert out.split()[-1] == "1"


@needs_durable
def test_a_fact_at_which_no_rule_looks_does_not_end_the_process() -> None:
    """Not even if it is the first of a session: at the end of one in which no rule has fired the engine crashes."""
    out = run(
        """
from eligibility.live._durable import Host, NotTaken
from eligibility.live.sessions import Sessions
host, seen = Host(), []
host.register("one", {"r": {"all": [{"m": {"$ex": {"x": 1}}}]}}, {"r": seen.append})
sessions = Sessions(host, 2)
try:
    sessions.bring(sessions.shared("one"), {"y": 1.0})
except NotTaken:
    sessions.renew_shared()
sessions.bring(sessions.shared("one"), {"x": 1.0})
sessions.renew_shared()
print(len(seen))
"""
    )
    assert out.strip() == "1"


@needs_durable
def test_sessions_begin_and_end_thousands_of_times_and_nothing_is_written_where_it_should_not_be() -> None:
    """Five facts that fire together come and go, in sessions that other rules fill meanwhile.

    Taking facts out one by one, or ending a session in which no rule had fired, ended this process within a hundred.
    """
    out = run(
        """
from eligibility import Fact
from eligibility.live import Monitor
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules", max_live=20)
def child_pugh(patient, n):
    yield Fact("bilirubin", "10", unit="umol/L", date="2026-03-19", id=f"{n} b")
    yield Fact("albumin", "40", unit="g/L", date="2026-03-19", id=f"{n} a")
    yield Fact("inr", "1.0", date="2026-03-19", id=f"{n} i")
    yield Fact("ascites", "none", date="2026-03-19", id=f"{n} s")
    yield Fact("encephalopathy", "none", date="2026-03-19", id=f"{n} e")
for n in range(8):
    for patient in range(60):
        facts = list(child_pugh(patient, n))
        for fact in facts:
            monitor.add(f"P{patient}", fact)
        assert monitor.outcome(f"P{patient}")[0].verdicts["I10"].value == "PASS"
        for fact in facts if patient % 3 else ():
            monitor.retract(f"P{patient}", fact)
        monitor.add(f"P{patient}", Fact("mrecist_response", "CR", date=f"2026-0{1 + n % 3}-01", id=f"{n} r"))
        if patient % 7 == 0:
            monitor.close(f"P{patient}")
print(monitor.disagreements)
"""
    )
    assert out.strip() == "0"
