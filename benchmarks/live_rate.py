"""Facts per second of live screening: `python -m benchmarks.live_rate` (`--help` for one size, and for JSON).

1, 5 and 20 trials, 1,000 and 10,000 patients, both engines, or the one size that is asked for; each in a process of its
own, on the same facts. Every patient begins with a whole record of some 36 facts; then new results arrive one by one,
patients mixed at random, each with an id of its own as the how-to page advises. The time of a fact is that of
`Monitor.add` with everything in it: reading, judging, the rules, wording, and a subscriber who formats the sentence.

`times floor` is processor time per fact, as a multiple of bare Python in the same process that puts the same value into
a dict and compares it with a limit. Latencies are those of the wall clock; `p99 cpu` counts the time of the process
alone, which on a busy machine is what the program can answer for. `leaves` are the leaves of criteria that were judged
for a fact, over all trials. With --json each figure is written to docs/proof/live_rate.json as soon as it is there, and
what was not asked for stays as it was. With --long `benchmarks.live_long` follows.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from platform import python_version
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.patients import SCREENING, records
from eligibility import Fact, Record, Trial, load_trial
from eligibility.live import Monitor

ENGINES = ("durable-rules", "re-evaluation")
TRIALS, PATIENTS = (1, 5, 20), (1_000, 10_000)
FACTS = 5_000
NAMES = ("NCT05349331", "NCT03009461", "NCT04103398", "NCT04103398-earlier", "CMH-2023-0553")
PROOF = Path(__file__).parents[1] / "docs" / "proof" / "live_rate.json"
Figures = dict[str, Any]


def trials(number: int) -> list[Trial]:
    """That many trials: the shipped ones, again under other ids."""
    loaded = [load_trial(name) for name in NAMES[:number]]
    return [replace(loaded[n % len(loaded)], id=f"{loaded[n % len(loaded)].id}-{n}") for n in range(number)]


def arriving(patients: int, number: int, seed: int = 2) -> Iterator[tuple[str, Fact]]:
    """New results of patients at random: laboratory values, responses, drugs, diagnoses."""
    chance = random.Random(seed)
    pool = [fact for record in records(200, seed=3) for fact in record.facts]
    for n in range(number):
        yield f"P{chance.randrange(patients):06}", replace(chance.choice(pool), id=f"N{n}")


def resident() -> float:
    """The memory of this process now, in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def floor(facts: Sequence[tuple[str, Fact]]) -> float:
    """Seconds of processor time per fact for bare Python: a dict is updated, a number is compared."""
    numbers = [
        (patient, fact.variable, str(fact.value) if fact.upper is not None else "0")
        for patient, fact in facts
    ]
    kept: dict[tuple[str, str], float] = {}
    best = float("inf")
    for _ in range(20):
        over, busy = 0, process_time()
        for patient, variable, text in numbers:
            value = float(text)
            kept[patient, variable] = value
            over += value > 75.0
        best = min(best, process_time() - busy)
    return best / len(facts)


def measure(engine: str, number: int, patients: int) -> Figures:
    """One size, one engine."""
    loaded = trials(number)
    some = list(records(200, seed=1))
    facts = list(arriving(patients, FACTS))
    least = floor(facts)
    before, start = resident(), perf_counter()
    monitor = Monitor(loaded, on=SCREENING, engine=engine)
    up = perf_counter() - start
    worked = process_time()
    monitor.load(Record(f"P{n:06}", some[n % len(some)].facts) for n in range(patients))
    loading = process_time() - worked
    monitor.subscribe(lambda change: change.sentence)
    held, looked = resident(), monitor.looked
    taken, busy = _taken(monitor, facts)
    assert monitor.disagreements == 0
    least = min(least, floor(facts))
    return {
        "trials": number,
        "patients": patients,
        "engine": engine,
        "facts per s": round(len(facts) / sum(taken)),
        "facts per cpu s": round(len(facts) / sum(busy)),
        "times floor": round(sum(busy) / len(facts) / least),
        "median ms": round(median(taken) * 1e3, 3),
        "p99 ms": round(_p99(taken), 2),
        "p99 cpu ms": round(_p99(busy), 2),
        "longest ms": round(max(taken) * 1e3, 1),
        "leaves per fact": round((monitor.looked - looked) / len(facts), 2),
        "start ms": round(up * 1e3, 1),
        "record cpu ms": round(loading / patients * 1e3, 1),
        "kB per patient": round((held - before) * 1e3 / patients, 1),
    }


def _taken(monitor: Monitor, facts: Sequence[tuple[str, Fact]]) -> tuple[list[float], list[float]]:
    """For each fact, seconds of the wall clock and of the processor."""
    taken, busy = [], []
    for patient, fact in facts:
        began, worked = perf_counter(), process_time()
        monitor.add(patient, fact)
        busy.append(process_time() - worked)
        taken.append(perf_counter() - began)
    return taken, busy


def _p99(times: Sequence[float]) -> float:
    """The 99th percentile, in ms."""
    return sorted(times)[int(len(times) * 0.99)] * 1e3


def in_a_process(module: str, *arguments: object) -> Any:
    """What a module prints as JSON in its last line, run in a process of its own."""
    asked = [sys.executable, "-m", module, "one", *map(str, arguments)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = ""
        for last in process.stdout:
            if not last.startswith(("{", "[")):
                print(last, end="", flush=True)
    if process.returncode:
        raise SystemExit(process.returncode)
    return json.loads(last)


def write(found: Figures) -> None:
    """Put figures among those that are written down."""
    kept = json.loads(PROOF.read_text()) if PROOF.exists() else {"rates": []}
    new = {(each["trials"], each["patients"], each["engine"]) for each in found.get("rates", [])}
    old = [each for each in kept["rates"] if (each["trials"], each["patients"], each["engine"]) not in new]
    kept |= found | {"rates": [*old, *found.get("rates", [])]}
    kept["date"] = date.today().isoformat()  # noqa: DTZ011 - a day for people
    kept["made on"] = {"python": python_version(), "processors": os.cpu_count(), "load": os.getloadavg()[0]}
    PROOF.parent.mkdir(exist_ok=True)
    PROOF.write_text(json.dumps(kept, indent=1) + "\n")


def main() -> None:
    """All sizes, or the one that is asked for, the engines in turn."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--trials", type=int, action="append", help="how many trials (again: several sizes)")
    asked.add_argument("--patients", type=int, action="append", help="how many patients")
    asked.add_argument("--engine", choices=ENGINES, action="append")
    asked.add_argument("--long", action="store_true", help="a million facts of closed patients, and a week")
    asked.add_argument("--json", action="store_true", help=f"write {PROOF.name}")
    given = asked.parse_args()
    found: Figures = {"rates": []}
    for number in given.trials or TRIALS:
        for patients in given.patients or PATIENTS:
            for engine in given.engine or ENGINES:
                found["rates"].append(in_a_process("benchmarks.live_rate", engine, number, patients))
                print(_row(found["rates"][-1], first=len(found["rates"]) == 1), flush=True)
                if given.json:
                    write(found)
    if given.long:
        arguments = [word for engine in given.engine or () for word in ("--engine", engine)]
        flags = ["--json"] if given.json else []
        subprocess.run([sys.executable, "-m", "benchmarks.live_long", *arguments, *flags], check=True)


def _row(figures: Figures, *, first: bool) -> str:
    head = "  ".join(figures)
    row = "  ".join(f"{figures[name]!s:>{len(name)}}" for name in figures)
    return f"{head}\n{row}" if first else row


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", engine, number, patients]:
            print(json.dumps(measure(engine, int(number), int(patients))))
        case _:
            main()
