"""How long a screening of 165 patients takes from the command line: `python -m benchmarks.startup`.

Whole processes, interleaved, medians of seven, wall time and processor time: bare Python, `import eligibility`,
`--help`, and `screen NCT05349331` on a wide file of 165 made-up patients, without and with a folder of results.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.patients import SCREENING, wide_csv

ROOT = Path(__file__).parents[1]
ROUNDS = 7


@dataclass(frozen=True)
class Seconds:
    """What a process took."""

    wall: float
    processor: float


def as_users() -> dict[str, str]:
    """The environment without what a developer may have set: users keep the compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(arguments: list[str]) -> Seconds:
    """What a Python process with these arguments takes."""
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, env=as_users()
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} failed")
    return Seconds(wall, used.ru_utime + used.ru_stime)


def main() -> None:
    """Print the times, and their ratio to bare Python."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "patients.csv"
        data.write_text(wide_csv(165), encoding="utf-8")
        screen = ["-m", "eligibility", "screen", "NCT05349331", str(data), "--on", SCREENING.isoformat()]
        runs = {
            "bare Python": ["-c", "pass"],
            "import eligibility": ["-c", "import eligibility"],
            "--help": ["-m", "eligibility", "--help"],
            "screen": screen,
            "screen -o": [*screen, "-o", f"{folder}/results"],
        }
        rounds = [{name: seconds(arguments) for name, arguments in runs.items()} for _ in range(ROUNDS)]
    print(f"{'':20} {'wall':>8} {'processor':>10} {'x bare Python':>14}")
    for name in runs:
        wall = median(each[name].wall for each in rounds)
        processor = median(each[name].processor for each in rounds)
        ratio = median(each[name].processor / each["bare Python"].processor for each in rounds)
        print(f"{name:20} {wall:6.2f} s {processor:8.2f} s {ratio:14.1f}")


if __name__ == "__main__":
    main()
