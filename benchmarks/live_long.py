"""Live screening for long: `python -m benchmarks.live_long [--engine E] [--facts N] [--days N] [--json]`.

A million facts of patients who come, are screened on a trial, and are closed: memory after each tenth. Then a week of a
ward of 300, replayed day by day: 4,000 results a day, most of which are taken back again, the rest on the next day, so
that as many facts are there each evening; and the date goes on: memory and latency of each day, and for 30 patients
whether the standing is that of a fresh screening of the facts so far. With --json it is written to
docs/proof/live_rate.json, each engine when it is done.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from time import process_time
from typing import Any

from benchmarks.live_rate import ENGINES, PROOF, in_a_process, resident, trials, write
from benchmarks.patients import SCREENING, records
from eligibility import Fact, screen_each
from eligibility.live import Monitor

FACTS, DAYS = 1_000_000, 7
WARD, A_DAY, STAYING, COMPARED = 300, 4_000, 300, 30


def closed(engine: str, number: int) -> Iterator[dict[str, Any]]:
    """Patients come, get their facts, and are closed."""
    monitor = Monitor(trials(1), on=SCREENING, engine=engine)
    some = [record.facts for record in records(100)]
    began, done, mark = process_time(), 0, number // 10
    for n in range(number):
        for fact in some[n % 100]:
            monitor.add(f"C{n}", fact)
        monitor.close(f"C{n}")
        done += len(some[n % 100])
        if done >= mark:
            rate = done / (process_time() - began)
            yield {"facts": done, "MB": round(resident()), "facts per cpu s": round(rate)}
            mark += number // 10
        if done >= number:
            break


def week(engine: str, days: int) -> Iterator[dict[str, Any]]:
    """Day by day: results, the date goes on, most results are taken back, and those of yesterday that stayed."""
    chance, monitor = random.Random(4), Monitor(trials(1), on=SCREENING, engine=engine)
    pool = [fact for record in records(50, seed=3) for fact in record.facts if fact.date is not None]
    staying: list[tuple[str, Fact]] = []
    for day in range(days):
        today = SCREENING + timedelta(days=day)
        given = [(f"P{chance.randrange(WARD)}", _new(chance.choice(pool), today, n)) for n in range(A_DAY)]
        busy = process_time()
        monitor.advance(today)
        for patient, fact in given:
            monitor.add(patient, fact)
        back = given[STAYING:] + staying
        for patient, fact in back:
            monitor.retract(patient, fact)
        busy, staying = process_time() - busy, given[:STAYING]
        yield {
            "day": day + 1,
            "MB": round(resident()),
            "ms per change": round(busy * 1e3 / (A_DAY + len(back)), 3),
            "differing": _differing(monitor),
            "disagreements": monitor.disagreements,
        }


def _new(fact: Fact, today: object, number: int) -> Fact:
    return replace(fact, date=str(today), id=f"{today} {number}")


def _differing(monitor: Monitor) -> int:
    """How many of some patients stand elsewhere than by a fresh screening."""
    found = 0
    for patient in monitor.patients[:COMPARED]:
        (fresh,) = screen_each(list(monitor.trials), [monitor.record(patient)], monitor.day)
        wanted = [(one.cohort, one.outcome) for one in fresh]
        found += wanted != [(one.cohort, one.outcome) for one in monitor.outcome(patient)]
    return found


def measure(engine: str, number: int, days: int) -> dict[str, Any]:
    """Both, printed as they go."""
    found: dict[str, list[dict[str, Any]]] = {"closed": [], "week": []}
    for name, each in (("closed", closed(engine, number)), ("week", week(engine, days))):
        for figures in each:
            found[name].append(figures)
            print(f"{engine:>14}  {name:6}  {figures}", flush=True)
    return found


def main() -> None:
    """Both engines, each in a process of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--engine", choices=ENGINES, action="append")
    asked.add_argument("--facts", type=int, default=FACTS)
    asked.add_argument("--days", type=int, default=DAYS)
    asked.add_argument("--json", action="store_true", help=f"write {PROOF.name}")
    given = asked.parse_args()
    for engine in given.engine or ENGINES:
        found = in_a_process("benchmarks.live_long", engine, given.facts, given.days)
        if given.json:
            write({f"long, {engine}": found})


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", engine, number, days]:
            print(json.dumps(measure(engine, int(number), int(days))))
        case _:
            main()
