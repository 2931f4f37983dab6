"""Facts per second of live screening: `python -m benchmarks.live_rate [--long]`.

Facts of made-up patients arrive one by one, patients mixed, after a first fact of each. Both engines see the same facts
in the same run, each in a process of its own. Median and p99 are the latency of one fact over all trials; `per CPU s`
counts the time of the process alone, which on a busy machine is the fairer figure. With --long
also a million facts of patients who come and are closed, and a week of facts at one a second, replayed.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from time import perf_counter, process_time

from benchmarks.patients import SCREENING, records
from eligibility import Fact, Trial, load_trial
from eligibility.live import Monitor

ENGINES = ("durable-rules", "re-evaluation")
SIZES = ((1, 1_000), (1, 10_000), (5, 1_000), (5, 10_000), (20, 1_000), (20, 10_000))
FACTS = 6_000
NAMES = ("NCT05349331", "NCT03009461", "NCT04103398", "NCT04103398-earlier", "CMH-2023-0553")


def trials(number: int) -> list[Trial]:
    """That many trials: the shipped ones, again under other ids."""
    loaded = [load_trial(name) for name in NAMES]
    return [replace(loaded[n % len(loaded)], id=f"{loaded[n % len(loaded)].id}-{n}") for n in range(number)]


def arriving(patients: int, number: int) -> Iterator[tuple[str, Fact]]:
    """New results of patients at random: laboratory values, responses, drugs, diagnoses."""
    chance = random.Random(2)
    pool = [fact for record in records(200, seed=3) for fact in record.facts]
    for _ in range(number):
        yield f"P{chance.randrange(patients):06}", chance.choice(pool)


def resident() -> float:
    """The memory of this process now, in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def measure(engine: str, number: int, patients: int) -> dict[str, float]:
    """One size, one engine."""
    loaded = trials(number)
    before, start = resident(), perf_counter()
    monitor = Monitor(loaded, on=SCREENING, engine=engine)
    up = perf_counter() - start
    some = list(records(min(patients, 200), seed=1))
    for n in range(patients):
        monitor.add(f"P{n:06}", some[n % len(some)].facts[n % 10])
    held = resident()
    facts = list(arriving(patients, FACTS))
    taken = []
    busy = process_time()
    for patient, fact in facts:
        began = perf_counter()
        monitor.add(patient, fact)
        taken.append(perf_counter() - began)
    busy = process_time() - busy
    ordered = sorted(taken)
    assert monitor.disagreements == 0
    return {
        "rate": len(taken) / sum(taken),
        "cpu": len(taken) / busy,
        "median": median(taken) * 1e3,
        "p99": ordered[int(len(ordered) * 0.99)] * 1e3,
        "start": up * 1e3,
        "memory": (held - before) * 1e3 / patients,
    }


def closed(engine: str, number: int) -> None:
    """Patients come, get their facts, and are closed: memory after each tenth."""
    monitor = Monitor(trials(1), on=SCREENING, engine=engine)
    some = [record.facts for record in records(100)]
    began, done, mark = perf_counter(), 0, 0
    while done < number:
        for fact in some[done % 100]:
            monitor.add(f"C{done}", fact)
        name, done = f"C{done}", done + len(some[done % 100])
        monitor.close(name)
        if done >= mark:
            rate = done / (perf_counter() - began)
            print(f"{engine:>14}  {done:>9,} facts  {resident():6.0f} MB  {rate:6,.0f}/s", flush=True)
            mark += number // 10


def week(engine: str) -> None:
    """Seven days of a ward of 300: results day by day, the date goes on, older results are taken back."""
    chance, monitor = random.Random(4), Monitor(trials(1), on=SCREENING, engine=engine)
    pool = [fact for record in records(50, seed=3) for fact in record.facts if fact.date is not None]
    for day in range(7):
        today: date = SCREENING + timedelta(days=day)
        monitor.advance(today)
        given = [
            (f"P{chance.randrange(300)}", replace(chance.choice(pool), date=today)) for _ in range(4_000)
        ]
        for patient, fact in given:
            monitor.add(patient, fact)
        for patient, fact in given[300:]:
            monitor.retract(patient, fact)
        print(
            f"{engine:>14}  day {day + 1}  {resident():6.0f} MB  disagreements {monitor.disagreements}",
            flush=True,
        )


def main() -> None:
    """All sizes, the engines in turn."""
    print("trials patients  engine          facts/s  per CPU s  median ms   p99 ms  start ms  kB/patient")
    for number, patients in SIZES:
        for engine in ENGINES:
            asked = [sys.executable, "-m", "benchmarks.live_rate", "one", engine, str(number), str(patients)]
            found = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
            print(
                f"{number:>6} {patients:>8}  {engine:<14} {found['rate']:>8,.0f} {found['cpu']:>10,.0f} "
                f"{found['median']:>10.3f} {found['p99']:>8.2f} {found['start']:>9.1f} {found['memory']:>11.1f}",
                flush=True,
            )
    if "--long" in sys.argv:
        for engine in ENGINES:
            closed(engine, 1_000_000)
            week(engine)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", engine, number, patients]:
            print(json.dumps(measure(engine, int(number), int(patients))))
        case ["closed", engine, number]:
            closed(engine, int(number))
        case ["week", engine]:
            week(engine)
        case _:
            main()
