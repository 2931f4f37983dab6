"""How long a screening of 165 patients takes from the command line: `python -m benchmarks.startup`.

Wall time of whole processes, interleaved, medians of seven: bare Python, `import eligibility`, `--help`, and
`screen NCT05349331` on a wide file of 165 made-up patients, with the results written into a folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.patients import SCREENING, wide_csv

ROOT = Path(__file__).parents[1]
ROUNDS = 7


def seconds(arguments: list[str]) -> float:
    """Wall time of a Python process."""
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - start


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
            "screen, 165 patients": [*screen, "-o", f"{folder}/results"],
        }
        rounds = [{name: seconds(arguments) for name, arguments in runs.items()} for _ in range(ROUNDS)]
    for name in runs:
        ratio = median(each[name] / each["bare Python"] for each in rounds)
        print(f"{name:>22}: {median(each[name] for each in rounds):6.3f} s   {ratio:6.1f} x bare Python")


if __name__ == "__main__":
    main()
