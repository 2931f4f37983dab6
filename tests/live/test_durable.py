"""The rules engine, in processes of its own: a crash of the C code must fail one test, not the suite."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eligibility.live.availability import durable_remedy
from eligibility.live.correlating import DurableMissing

ROOT = Path(__file__).parents[2]


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def importable() -> bool:
    return python("-c", "import durable.engine").returncode == 0


needs_durable = pytest.mark.skipif(not importable(), reason=durable_remedy())


def run(code: str) -> str:
    answer = python("-c", code)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@needs_durable
def test_equals_the_batch_with_the_rules_engine() -> None:
    answer = python(
        "-m", "pytest", "-q", "-x", "tests/live/test_equals_batch.py", LIVE_ENGINE="durable-rules"
    )
    assert answer.returncode == 0, answer.stdout[-3000:]


@needs_durable
def test_the_monitor_tests_pass_with_the_rules_engine() -> None:
    files = [f"tests/live/test_{name}.py" for name in ("monitor", "together", "example")]
    answer = python("-m", "pytest", "-q", "-x", *files, LIVE_ENGINE="durable-rules")
    assert answer.returncode == 0, answer.stdout[-3000:]


@needs_durable
def test_more_patients_than_sessions() -> None:
    """1,500 patients, each with three facts in turn, through 8 sessions; ids are used again and again."""
    out = run(
        """
from eligibility import Fact
from eligibility.live import Monitor
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules", max_live=8)
for n, value in enumerate(("60", "160", "75")):
    for patient in range(500):
        monitor.add(f"P{patient}", Fact("platelets", value, unit="10^9/L", date=f"2026-03-1{n}"))
verdicts = {monitor.outcome(f"P{n}")[0].verdicts["I7"].value for n in range(500)}
print(monitor.engine, monitor.disagreements, verdicts)
"""
    )
    assert out.strip() == "durable-rules 0 {'FAIL'}"


@needs_durable
def test_errors_of_actions_surface() -> None:
    out = run(
        """
from eligibility.live._durable import Host
def fails(match): raise ZeroDivisionError("an action")
host = Host()
host.register("one", {"r": {"all": [{"m": {"$ex": {"x": 1}}}]}}, {"r": fails})
try:
    host.assert_fact("one", "s0", "1", {"x": 1.0})
except ZeroDivisionError:
    print("surfaced")
"""
    )
    assert out.strip() == "surfaced"


@needs_durable
def test_a_disagreement_is_an_error_that_is_counted() -> None:
    out = run(
        """
from eligibility import Fact
from eligibility.live import Monitor, kleene, rules_engine
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
monitor.add("P1", Fact("sex", "male"))
rules_engine.verdict_of = lambda criterion, truths: kleene.Verdict.PASS
try:
    monitor.add("P1", Fact("platelets", "60", unit="10^9/L", date="2026-03-19"))
except rules_engine.Disagreement as error:
    print(monitor.disagreements, "60" in str(error), monitor.outcome("P1")[0].outcome.value)
"""
    )
    assert out.strip() == "1 False INELIGIBLE"


@needs_durable
def test_after_an_error_of_the_engine_the_patient_is_rebuilt() -> None:
    """The verdict stands all the same; with the next fact the rules hold what they would hold without the error."""
    out = run(
        """
from eligibility import Fact
from eligibility.live import Monitor
facts = [
    Fact("platelets", "60", unit="10^9/L", date="2026-03-19"),
    Fact("treatment", "tace", date="2025-06-01"),
    Fact("mrecist_response", "CR", date="2026-01-01"),
    Fact("mrecist_response", "CR", date="2026-02-10"),
    Fact("sex", "male"),
]
broken, sound = (Monitor("NCT05349331", on="2026-03-20", engine="durable-rules") for _ in range(2))
rules, host = broken._correlator, broken._correlator._host
for n, fact in enumerate(facts):
    sound.add("P1", fact)
    if n == 3:
        whole, host.assert_fact = host.assert_fact, None
    try:
        broken.add("P1", fact)
    except TypeError:
        print("raised", broken.outcome("P1") == sound.outcome("P1"), len(rules.lost))
        host.assert_fact = whole
found, wanted = (each._correlator._known[0]["P1"] for each in (broken, sound))
print(found == wanted, len(rules.lost), broken.disagreements)
"""
    )
    assert out.splitlines() == ["raised True 1", "True 0 0"]


@needs_durable
def test_a_score_that_can_no_longer_be_chained_is_asserted() -> None:
    """Child-Pugh A by five components; then a bilirubin that is only known to be above 100 leaves it to be computed."""
    out = run(
        """
from eligibility import Fact
from eligibility.live import Monitor
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
for name, value, unit in (
    ("bilirubin", "17", "umol/L"), ("albumin", "40", "g/L"), ("inr", "1.1", None),
    ("ascites", "none", None), ("encephalopathy", "none", None),
):
    monitor.add("P1", Fact(name, value, unit=unit, date="2026-03-01"))
print(monitor.outcome("P1")[0].verdicts["I10"].value)
monitor.add("P1", Fact("bilirubin", ">100", unit="umol/L", date="2026-03-02"))
print(monitor.outcome("P1")[0].verdicts["I10"].value, monitor.disagreements)
"""
    )
    assert out.split() == ["PASS", "FAIL", "0"]


@needs_durable
def test_rules_on_single_facts_keep_nothing_and_patients_have_small_sessions() -> None:
    """300 patients with a fact each that no join looks at: no session of their own."""
    out = run(
        """
from eligibility import Fact
from eligibility.live import Monitor
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
for n in range(300):
    monitor.add(f"P{n}", Fact("platelets", "60", unit="10^9/L", date="2026-03-19"))
print(len(monitor._correlator._sessions))
monitor.add("P1", Fact("treatment", "tace", date="2025-06-01"))
monitor.add("P1", Fact("mrecist_response", "CR", date="2026-02-10"))
print(len(monitor._correlator._sessions))
monitor.close("P1")
print(len(monitor._correlator._sessions))
"""
    )
    assert out.split() == ["0", "1", "0"]


@needs_durable
def test_no_threads() -> None:
    out = run(
        """
import threading
from eligibility import Fact
from eligibility.live import Monitor
monitor = Monitor("NCT05349331", on="2026-03-20", engine="durable-rules")
monitor.add("P1", Fact("platelets", "60", unit="10^9/L", date="2026-03-19"))
print(threading.active_count())
"""
    )
    assert out.strip() == "1"


def test_without_durable_the_monitor_says_so_once_and_works() -> None:
    out = run(
        """
import sys, warnings
sys.modules["durable"] = None
from eligibility import Fact
from eligibility.live import Monitor
with warnings.catch_warnings(record=True) as said:
    monitors = [Monitor("NCT05349331", on="2026-03-20") for _ in range(3)]
change, = monitors[0].add("P1", Fact("platelets", "60", unit="10^9/L", date="2026-03-19"))
print(monitors[0].engine, len(said), said[0].category.__name__, change.after.value)
"""
    )
    assert out.strip() == f"re-evaluation 1 {DurableMissing.__name__} INELIGIBLE"


def test_without_durable_doctor_says_how_to_mend_it_and_a_watch_says_so_once() -> None:
    out = run(
        """
import sys
sys.modules["durable"] = None
from eligibility.live.availability import parts
(durable,) = (part for part in parts() if part.name == "durable-rules")
print(bool(durable.version), "pip install" in durable.remedy, "durable-rules==2.0.28" in durable.remedy)
"""
    )
    assert out.split() == ["False", "True", "True"]
    watch = """
import sys
sys.modules["durable"] = None
from eligibility.cli import main
main(["watch", "NCT05349331", "--on", "2026-03-20"])
"""
    answer = subprocess.run(
        [sys.executable, "-c", watch],
        input='{"patient": "P1", "sex": "male"}\n' * 3,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.count("durable-rules is not installed") == 1
    assert len(answer.stdout.splitlines()) == 1
