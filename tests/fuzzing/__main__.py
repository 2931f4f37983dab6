"""`python -m tests.fuzzing [TARGET ...] --seconds N`: fuzz the borders under atheris, and count.

Each target runs in a process of its own. The counts go to docs/proof/fuzzing.json, beside those of other targets; what
libFuzzer has grown and what it has found stays in `.fuzzing/`, and the next run goes on from there. Findings are
shortened at the end. atheris is in the extra `fuzz`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docs.proof_files import read, write
from tests.fuzzing.smallest import smallest
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watchdog import finding

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzzing"
_PROGRESS = re.compile(r"cov: (\d+) ft: (\d+)")
_RUNS = re.compile(r"stat::number_of_executed_units: +(\d+)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; the exit code is 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.targets if name not in TARGETS]
    if unknown:
        parser.error(f"no target is called {', '.join(unknown)}")
    found = 0
    for name in asked.targets or TARGETS:
        counts = fuzzed(name, asked.seconds)
        found += counts["findings"]
        record(name, counts, asked.seconds)
        sys.stdout.write(f"{name}: {json.dumps(counts)}\n")
        sys.stdout.flush()
    return 1 if found else 0


def fuzzed(name: str, seconds: int) -> dict[str, Any]:
    """One target in a process of its own: how many inputs, what they reached, what was found."""
    corpus, findings = KEPT / name, KEPT / "findings" / name
    findings.mkdir(parents=True, exist_ok=True)
    for old in findings.iterdir():
        old.unlink()
    corpus.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    words = [sys.executable, "-m", "tests.fuzzing.guided", name, str(corpus), str(findings), str(seconds)]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    (corpus / "log.txt").write_text(answer.stdout + answer.stderr, "utf-8")
    runs, reached = _RUNS.search(answer.stderr), _PROGRESS.findall(answer.stderr)
    if runs is None or not reached:
        raise SystemExit(f"{name} has not run: see {corpus / 'log.txt'}\n{answer.stderr[-2000:]}")
    for path in findings.iterdir():
        shorten(name, path)
    return {
        "inputs": int(runs[1]),
        "edges": int(reached[-1][0]),
        "features": int(reached[-1][1]),
        "findings": len(list(findings.iterdir())),
        "seconds": round(time.monotonic() - began),
    }


def shorten(name: str, path: Path) -> None:
    """Replace an input that was found by the smallest that shows the same."""
    target, data = TARGETS[name], path.read_bytes()
    first = finding(target, data)
    if first is not None:  # not where libFuzzer itself gave up
        path.write_bytes(smallest(data, lambda each: finding(target, each) == first))


def record(name: str, counts: dict[str, Any], seconds: int) -> None:
    """Put the counts of a target beside those of others: inputs and seconds add up, the rest is of the last run."""
    held = read("fuzzing") or {"targets": {}}
    before = held["targets"].get(name, {"inputs": 0, "seconds": 0})
    summed = {each: before[each] + counts[each] for each in ("inputs", "seconds")}
    targets = {**held["targets"], name: {**counts, **summed}}
    inorder = {each: targets[each] for each in TARGETS if each in targets}
    write("fuzzing", f"python -m tests.fuzzing --seconds {seconds}", {"targets": inorder})


if __name__ == "__main__":
    sys.exit(main())
