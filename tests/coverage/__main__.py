"""`python -m tests.coverage --jobs 2`: runs all tests and counts lines and branches, for docs/proof/coverage.json.

Whatever is not run needs a reason in docs/proof/uncovered.yaml: under its file, the function and the text of its first line, then why.
The exit code is 1 where a reason is missing, or where one is given for what is run. --report FILE takes a report of
coverage.py (JSON) instead of running the tests.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docs.proof_files import write
from tests.coverage.gaps import ROOT, closed, explained, gaps, reasons, unexplained

REPORT = ROOT / ".coverage.json"
_COUNTS = {
    "lines": "num_statements",
    "lines_covered": "covered_lines",
    "branches": "num_branches",
    "branches_covered": "covered_branches",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, count, compare with the reasons."""
    parser = argparse.ArgumentParser(prog="python -m tests.coverage", description=__doc__)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--report", type=Path)
    asked = parser.parse_args(arguments)
    if asked.report is None:
        measure(asked.jobs)
    files = json.loads((asked.report or REPORT).read_text("utf-8"))["files"]
    found, known = list(gaps(files)), reasons()
    without, stale = unexplained(found, known), closed(found, known)
    held = {"packages": packages(files), "explained": explained(found, known), "unexplained": without}
    write("coverage", "python -m tests.coverage" + (" --report FILE" if asked.report else ""), held)
    for gap in without:
        sys.stdout.write(f"no reason: {gap['file']}: {gap['code']}\n")
    for each in stale:
        sys.stdout.write(f"is run: {each.file}: {each.code}\n")
    return 1 if without or stale else 0


def measure(jobs: int) -> None:
    """Run the tests, also what they run in processes of their own, and write the report."""
    many = ["-n", str(jobs)] if jobs > 1 else []
    _coverage("erase")
    _coverage("run", "-m", "pytest", "-q", "-p", "no:cacheprovider", *many)
    _coverage("combine", "-q")
    _coverage("json", "-q", "-o", str(REPORT))


def _coverage(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, check=True)


def packages(files: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The counts by folder."""
    counts: dict[str, dict[str, int]] = {}
    for name, held in sorted(files.items()):
        one = counts.setdefault(Path(name).parent.as_posix(), dict.fromkeys(_COUNTS, 0))
        for key, theirs in _COUNTS.items():
            one[key] += held["summary"][theirs]
    return counts


if __name__ == "__main__":
    sys.exit(main())
