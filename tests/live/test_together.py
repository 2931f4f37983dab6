"""Many at once: trials, patients, threads."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from eligibility import Fact, Outcome, load_trial
from eligibility.live import Monitor, Transition

ENGINE = os.environ.get("LIVE_ENGINE", "re-evaluation")
ON = "2026-03-20"


def platelets(value: str, number: int) -> Fact:
    return Fact("platelets", value, unit="10^9/L", date="2026-03-19", id=f"L{number}")


def test_each_trial_tells_for_itself() -> None:
    """60 is too low for I7 of one trial and for I8b of the other, which asks for 60 or more: there it is met."""
    watched = Monitor([load_trial("NCT05349331"), load_trial("NCT04103398")], on=ON, engine=ENGINE)
    changes = watched.add("P1", platelets("60", 1))
    found = {change.trial: change.after for change in changes}
    assert found == {"NCT05349331": Outcome.INELIGIBLE, "NCT04103398": Outcome.NEEDS_DATA}


def test_threads_take_turns() -> None:
    """Four threads with 200 facts of 25 patients each: no transition is lost, nobody stands where he should not."""
    watched, told = Monitor("NCT05349331", on=ON, engine=ENGINE), list[Transition]()
    watched.subscribe(told.append)

    def bring(thread: int) -> None:
        for n in range(8):
            for patient in range(25):
                name = f"T{thread}P{patient}"
                fact = platelets(("60", "160")[n % 2], 1)
                watched.add(name, fact) if n == 0 else watched.correct(name, fact)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bring, range(4)))
    assert len(watched.patients) == 100
    assert len(told) == 100 * 8  # each of the eight moves each patient to and fro
    assert {watched.outcome(name)[0].outcome for name in watched.patients} == {Outcome.NEEDS_DATA}
    assert watched.disagreements == 0
