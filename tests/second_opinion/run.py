"""`python -m tests.second_opinion.run --cases 1000000 --seed 1 --jobs 2`: the engine against the second opinion.

With --figures the counts go to docs/proof/second_opinion.json, again and again while the cases run, and a later run goes on
after the last case that is counted there; --minutes ends a part. --afresh forgets what was counted, as after a change of
the engine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from typing import Any, TextIO

from docs.proof_files import read, write
from tests.second_opinion.compare import Finding, Standing, findings
from tests.second_opinion.generate.cases import Case, seeded_case
from tests.second_opinion.show import plain, shown
from tests.second_opinion.shrink import smallest

CHUNK = 500
Counts = Counter[tuple[str, str]]


@dataclass
class Report:
    """What was compared, how often, and the seeds of the cases that show a disagreement."""

    cases: int = 0
    promised: int = 0  # comparisons where sharpness is promised
    counts: Counts = field(default_factory=Counter)
    disagreements: list[tuple[str, str, str]] = field(default_factory=list)  # seed, kind, standing

    def add(self, other: Report) -> None:
        """Take in the report of another part of the run."""
        self.cases += other.cases
        self.promised += other.promised
        self.counts.update(other.counts)
        self.disagreements += other.disagreements


def examine(seeds: Iterable[str]) -> Report:
    """Compare the cases of these seeds."""
    report = Report()
    for seed in seeds:
        report.cases += 1
        for finding in findings(seeded_case(seed)):
            report.counts[finding.kind, finding.standing.value] += 1
            report.promised += finding.promised
            if finding.standing.is_disagreement:
                report.disagreements.append((seed, finding.kind, finding.standing.value))
    return report


class Figures:
    """What is counted in docs/proof/second_opinion.json: the cases of one seed, from its first on."""

    def __init__(self, seed: int, *, afresh: bool) -> None:
        self._seed = seed
        held = None if afresh else read("second_opinion")
        if held is not None and held["seed"] != seed:
            raise SystemExit(
                f"The cases of seed {held['seed']} are counted; go on with them, or say --afresh."
            )
        self.report = Report() if held is None else _report_of(held)

    def write(self) -> None:
        """Write what was counted so far."""
        report = self.report
        stands = {
            each: sum(n for (_, standing), n in report.counts.items() if standing == each.value)
            for each in Standing
        }
        held = {
            "seed": self._seed,
            "cases": report.cases,
            "comparisons": sum(report.counts.values()),
            **{each.value.lower(): number for each, number in stands.items()},
            "promised": report.promised,
            "kinds": [[kind, standing, number] for (kind, standing), number in sorted(report.counts.items())],
            "disagreements": report.disagreements,
        }
        write("second_opinion", f"python -m tests.second_opinion.run --seed {self._seed} --figures", held)


def _report_of(held: dict[str, Any]) -> Report:
    counts = Counter({(kind, standing): number for kind, standing, number in held["kinds"]})
    disagreements = [(seed, kind, standing) for seed, kind, standing in held["disagreements"]]
    return Report(held["cases"], held["promised"], counts, disagreements)


def seeds_of(seed: int, first: int, number: int) -> list[str]:
    """The names of a run of cases."""
    return [f"{seed}/{index}" for index in range(first, first + number)]


def reproduction(seed: str, kind: str, standing: str) -> str:
    """The smallest case that shows a disagreement of this kind."""

    def shows(case: Case) -> bool:
        return _matching(case, kind, standing) is not None

    case = smallest(seeded_case(seed), shows)
    finding = _matching(case, kind, standing)
    assert finding is not None
    said = f"engine {plain(finding.engine)}, second opinion {plain(finding.opinion)}"
    return f"{standing} {kind} (case {seed}): {said}\n{shown(case)}"


def _matching(case: Case, kind: str, standing: str) -> Finding | None:
    for finding in findings(case):
        if (finding.kind, finding.standing.value) == (kind, standing):
            return finding
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; the exit code is 1 if there is a disagreement."""
    asked = _parser().parse_args(arguments)
    started = time.monotonic()
    figures = Figures(asked.seed, afresh=asked.afresh) if asked.figures else None
    report = Report() if figures is None else figures.report
    first, last = asked.first + report.cases, asked.first + asked.cases
    chunks = (seeds_of(asked.seed, each, min(CHUNK, last - each)) for each in range(first, last, CHUNK))
    for part in _parts(examine, chunks, asked.jobs):
        report.add(part)
        _progress(report, asked.cases, started)
        if figures is not None:
            figures.write()
        if time.monotonic() - started > 60 * asked.minutes:
            break
    _print(report, asked.show)
    return 1 if report.disagreements else 0


def _parts(work: Callable[[list[str]], Report], chunks: Iterator[list[str]], jobs: int) -> Iterator[Report]:
    """The reports of the chunks in their order; no more of them are begun than there are jobs and one."""
    if jobs == 1:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        running = deque(pool.submit(work, chunk) for chunk in islice(chunks, jobs + 1))
        while running:
            yield running.popleft().result()
            running.extend(pool.submit(work, chunk) for chunk in islice(chunks, 1))


def _progress(report: Report, cases: int, started: float) -> None:
    if report.cases % (CHUNK * 100) == 0:
        seconds = time.monotonic() - started
        say(
            f"{report.cases} of {cases} cases, {len(report.disagreements)} disagreements, {seconds:.0f} s",
            sys.stderr,
        )


def _print(report: Report, most: int) -> None:
    say(f"{report.cases} cases, {sum(report.counts.values())} comparisons")
    kinds = sorted({kind for kind, _ in report.counts})
    columns = [standing.value for standing in Standing]
    say(f"{'':42}" + "".join(f"{column:>12}" for column in columns))
    for kind in kinds:
        say(f"{kind:42}" + "".join(f"{report.counts[kind, column]:12}" for column in columns))
    by_kind: Counter[tuple[str, str]] = Counter()
    for seed, kind, standing in report.disagreements:
        by_kind[kind, standing] += 1
        if by_kind[kind, standing] <= most:
            say("\n" + reproduction(seed, kind, standing))


def say(text: str, to: TextIO | None = None) -> None:
    """Write a line."""
    (to or sys.stdout).write(text + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=inf, help="end after about so many")
    parser.add_argument(
        "--figures", action="store_true", help="count in docs/proof/second_opinion.json, and go on there"
    )
    parser.add_argument("--afresh", action="store_true", help="forget what was counted before")
    parser.add_argument("--show", type=int, default=2, help="reproductions for each kind of disagreement")
    return parser


if __name__ == "__main__":
    sys.exit(main())
