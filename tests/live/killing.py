"""A watch that is killed again and again: `python -m tests.live.killing FACTS OUT STATE KILLS SEED ENGINE`.

Each run is a fork of this process, so that a kill costs no start-up, and dies at one of three kinds of moment:

- anywhere: SIGKILL after a random time, also while it starts and takes up what was there;
- commit: by a timer of the kernel that is set as SQLite is told to commit, up to 0.5 ms later: in the commit, or between
  the commit and the writing;
- write: SIGKILL with a line of output written in part.

In the end one run is left alone. Prints how many runs died of each.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from eligibility.language.loading import load_trial
from eligibility.language.plan import Trial
from eligibility.live.output import Output
from eligibility.live.state import State
from eligibility.live.watching import Watch

TRIAL, ON = "NCT05349331", "2026-03-20"
KINDS = ("anywhere", "commit", "write")
MOST_LINES = 40  # that a run takes in before it is killed


def main(facts: str, out: str, state: str, kills: int, seed: int, engine: str) -> None:
    """Kill until it has been done often enough, or all is taken in."""
    chance, trial = random.Random(seed), load_trial(TRIAL)
    died = dict.fromkeys(KINDS, 0)
    while sum(died.values()) < kills:
        kind = chance.choice(KINDS)
        if _run(facts, out, state, trial, engine, kind, chance) == 0:
            break
        died[kind] += 1
    left = _run(facts, out, state, trial, engine, "", chance)
    print(json.dumps({**died, "left": left}))


def _run(
    facts: str, out: str, state: str, trial: Trial, engine: str, kind: str, chance: random.Random
) -> int:
    """One watch; 0 if it came to its end."""
    moment, lines = chance.random(), chance.randrange(1, MOST_LINES)
    child = os.fork()
    if child == 0:
        _watch(facts, out, state, trial, engine, kind, lines, moment)
    if kind == "anywhere":
        time.sleep(moment * 0.1)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return status


def _watch(
    facts: str, out: str, state: str, trial: Trial, engine: str, kind: str, lines: int, moment: float
) -> None:
    os.dup2(os.open(facts, os.O_RDONLY), 0)
    os.dup2(os.open(out, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), 1)
    if kind == "commit":
        _die_in_commit(lines, moment)
    if kind == "write":
        _die_in_write(lines, moment)
    failed = 1
    try:
        with Watch((trial,), None, Path(state), ON, None, engine, "en") as watch:
            watch.run()
        failed = 0
    finally:
        os._exit(failed)


def _die_in_commit(lines: int, moment: float) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    left, begin = [lines], State.__init__

    def traced(statement: str) -> None:
        if statement == "COMMIT":
            left[0] -= 1
            if left[0] == 0:
                signal.setitimer(signal.ITIMER_REAL, 1e-6 + moment * 5e-4)

    def watched(state: State, path: Path) -> None:
        begin(state, path)
        state._db.set_trace_callback(traced)

    State.__init__ = watched  # type: ignore[method-assign, assignment]


def _die_in_write(lines: int, moment: float) -> None:
    left, whole = [lines // 8 + 1], Output.write

    def part(output: Output, text: bytes) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.write(1, text[: int(len(text) * moment)])
            os.kill(os.getpid(), signal.SIGKILL)
        whole(output, text)

    Output.write = part  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0], given[1], given[2], int(given[3]), int(given[4]), given[5])
