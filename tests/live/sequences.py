"""Thousands of sequences of facts, each step held to a fresh screening: `python -m tests.live.sequences [NUMBER]`.

The state machine of the ordinary tests, NUMBER sequences (2,000) for each engine, or with `--engine` for one. It runs in
chunks, each in a process of its own with a seed of its own (so a crash of the C code would be seen, and the same
command drives the same sequences), and writes what was driven to `docs/proof/live.json`. It ends with 1 if anything
differed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from platform import python_version
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.live.driving import Live

ENGINES = ("re-evaluation", "durable-rules")
CHUNK = 100
COUNTED = ("sequences", "steps", "facts", "outcomes compared", "disagreements")
PROOF = Path(__file__).parents[2] / "docs" / "proof" / "live.json"


def main() -> int:
    """Drive the sequences, and write down what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("number", nargs="?", type=int, default=2_000)
    asked.add_argument("--engine", choices=ENGINES)
    asked.add_argument("--seed", type=int, default=0, help="of the first chunk; each further one counts on")
    asked.add_argument("--more", action="store_true", help="add to what the file holds")
    asked.add_argument("--out", type=Path, default=PROOF)
    given = asked.parse_args()
    found: dict[str, Any] = json.loads(given.out.read_text()) if given.out.exists() else {}
    given.out.parent.mkdir(exist_ok=True)
    for engine in ENGINES if given.engine is None else (given.engine,):
        total = found.get(engine) if given.more else None
        for one in _chunks(engine, given.number, given.seed):
            found[engine] = total = _added(total, one)
            given.out.write_text(json.dumps(found, indent=2) + "\n")
            print(engine, total, flush=True)
    return int(any(each["disagreements"] for each in found.values()))


def _added(total: dict[str, Any] | None, one: dict[str, Any]) -> dict[str, Any]:
    """The counts with those of one chunk; the seeds of the chunks are kept, so that each can be driven again."""
    if total is None:
        total = {**dict.fromkeys(COUNTED, 0), "seeds": [], "chunk": CHUNK, "python": python_version()}
    return {
        **total,
        **{name: total[name] + one[name] for name in COUNTED},
        "seeds": [*total["seeds"], one["seed"]],
    }


def _chunks(engine: str, number: int, first: int) -> Iterator[dict[str, Any]]:
    for place, begin in enumerate(range(0, number, CHUNK)):
        size = min(CHUNK, number - begin)
        asked = [sys.executable, "-m", "tests.live.sequences", "chunk", engine, str(size), str(first + place)]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
        if answer.returncode:
            print(answer.stdout[-2000:], answer.stderr[-6000:], sep="\n", flush=True)
        counts = answer.stdout.splitlines()[-1:]
        found = json.loads(counts[0]) if answer.returncode == 0 else _nothing(answer.stdout)
        yield {**found, "seed": first + place}


def _nothing(said: str) -> dict[str, int]:
    """A chunk that failed: what it counted, if it came so far, and one disagreement."""
    last = said.splitlines()[-1:]
    counted = json.loads(last[0]) if last and last[0].startswith("{") else {}
    return {name: counted.get(name, 0) for name in COUNTED} | {"disagreements": 1}


def chunk(engine: str, number: int, first: int) -> int:
    """One chunk, in this process."""
    Live.engine = engine
    seed(first)(Live)
    profile = settings(
        max_examples=number,
        stateful_step_count=15,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    failed = 0
    try:
        run_state_machine_as_test(Live, settings=profile)
    except BaseException:
        failed = 1
        raise
    finally:
        counts = Live.counts
        print(
            json.dumps(
                {
                    "sequences": counts.sequences,
                    "steps": counts.steps,
                    "facts": counts.facts,
                    "outcomes compared": counts.compared,
                    "disagreements": failed,
                }
            )
        )
    return failed


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["chunk", engine, number, first]:
            sys.exit(chunk(engine, int(number), int(first)))
        case _:
            sys.exit(main())
