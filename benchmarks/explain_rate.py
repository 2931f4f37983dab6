"""How many patients a second the reference engine explains: `python -m benchmarks.explain_rate [PATIENTS]`.

NCT05349331 on made-up patients, in one process, in seconds of processor time. Rates: charts only (the facts already
understood); records (understanding the facts included); and a floor in the same run: bare Python on floats that parses
each value of a record and compares it with its limit, without windows, units, reasons or explanations. Each is the
median of five interleaved rounds. Ends with a profile by function.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from statistics import median
from time import process_time
from typing import TypeVar

from benchmarks.patients import SCREENING, records
from eligibility import Record, load_trial
from eligibility.engines.interpreter import screen_chart
from eligibility.possible import Days
from eligibility.records.facts import Chart
from eligibility.records.understand import understand

GOAL = 1000
ROUNDS = 5
Item = TypeVar("Item")


def rate(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Items per second of processor time."""
    start = process_time()
    for item in items:
        work(item)
    return len(items) / (process_time() - start)


def floor(record: Record) -> bool:
    """What the numbers of a record cost when no more is asked than a comparison."""
    answer = True
    for fact in record.facts:
        if isinstance(fact.value, str) and isinstance(fact.upper, str):
            answer &= float(fact.value) <= 1.5 * float(fact.upper)
    return answer


def main(number: int) -> None:
    """Print the rates, their ratios, and where the time goes."""
    trial, on = load_trial("NCT05349331"), Days.on(SCREENING)
    patients = list(records(number))

    def explained(chart: Chart) -> object:
        return screen_chart(trial, chart, on)

    def read_and_explained(record: Record) -> object:
        return explained(understand(record, trial.vocabulary, on))

    charts = [understand(record, trial.vocabulary, on) for record in patients]
    gc.collect()
    gc.freeze()  # a run reads patients one by one: the collector should not walk the list that is kept here
    rounds = [
        (rate(explained, charts), rate(read_and_explained, patients), rate(floor, patients))
        for _ in range(ROUNDS)
    ]
    facts = sum(len(patient.facts) for patient in patients) / number
    print(f"NCT05349331, {number} patients, {facts:.0f} facts each, median of {ROUNDS} rounds")
    for name, rates in zip(("charts", "records", "floor"), zip(*rounds, strict=True), strict=True):
        share = median(each[2] / this for each, this in zip(rounds, rates, strict=True))
        print(f"{name:>8}: {median(rates):10,.0f} patients/s   {share:7.1f} x the floor's time")
    print(f"goal: {GOAL:,} patients/s")
    print(profile(read_and_explained, patients[: min(number, 500)]))


def profile(work: Callable[[Item], object], items: Sequence[Item]) -> str:
    """Where the time goes, by function."""
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [work(item) for item in items])
    text = StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(20)
    return text.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
