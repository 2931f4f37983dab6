"""The small ward of examples/live: two years, replayed for two of its patients."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from eligibility import screen_each
from eligibility.live import Monitor, Transition
from eligibility.live.lines import LineReader, apply
from eligibility.records.mapping.loading import load_mapping

EXAMPLE = Path(__file__).parents[2] / "examples" / "live"
ENGINE = os.environ.get("LIVE_ENGINE", "re-evaluation")
PATIENTS = ("W05", "W09")


def ward() -> list[dict[str, Any]]:
    answer = subprocess.run(
        [sys.executable, str(EXAMPLE / "ward.py")], capture_output=True, text=True, check=True, timeout=60
    )
    said = [json.loads(line) for line in answer.stdout.splitlines()]
    wanted = [line for line in said if line.get("patient", PATIENTS[0]) in PATIENTS]
    last = max(n for n, line in enumerate(wanted) if "patient" in line)
    return wanted[: last + 1]


def test_the_ward_announces_who_becomes_eligible_and_ends_where_a_fresh_screening_stands() -> None:
    """Each becomes eligible with the investigator's last word, or with what was missing when that was given."""
    lines, told = ward(), list[Transition]()
    plan = load_mapping(EXAMPLE / "mapping.yaml")
    monitor = Monitor("NCT05349331", plan.site, always=plan.always, on="2024-01-08", engine=ENGINE)
    monitor.subscribe(told.append)
    reader = LineReader(monitor.trials)
    for line in lines:
        apply(reader.read(json.dumps(line)), monitor)
    eligible = [each for each in told if each.after.value == "ELIGIBLE"]
    assert {each.patient for each in eligible} == set(PATIENTS)
    first = next(each for each in eligible if each.patient == "W05")
    asked = [
        each for each in lines if each.get("judgement") == "otherwise_unsuitable" and each["patient"] == "W05"
    ]
    assert (first.before, first.on) == (first.before.NEEDS_REVIEW, asked[0]["date"])  # type: ignore[union-attr]
    assert [cause.criterion for cause in first.causes] == ["E13"]
    for patient in PATIENTS:
        ((fresh,),) = screen_each(list(monitor.trials), [monitor.record(patient)], monitor.day)
        assert monitor.outcome(patient)[0].outcome is fresh.outcome
    assert monitor.disagreements == 0
