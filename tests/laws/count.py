"""`python -m tests.laws.count`: runs the laws and counts what Hypothesis tried, for docs/proof/laws.json."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from docs.proof_files import write

ROOT = Path(__file__).parents[2]
LAWS = "tests/laws"
_LAW = re.compile(r"^(tests/\S+::[^\n]+?):$", re.MULTILINE)
_TRIED = re.compile(r"(\d+) passing")


def main() -> int:
    """Run and write; the exit code is that of the tests."""
    words = [
        sys.executable,
        "-m",
        "pytest",
        LAWS,
        "-q",
        "-p",
        "no:cacheprovider",
        "--hypothesis-show-statistics",
    ]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    laws = counted(answer.stdout)
    write("laws", "python -m tests.laws.count", {"laws": laws})
    sys.stdout.write(f"{len(laws)} laws, {sum(laws.values())} examples\n{answer.stdout.splitlines()[-1]}\n")
    return answer.returncode


def counted(printed: str) -> dict[str, int]:
    """How many examples each law has passed, by what Hypothesis prints.

    >>> counted("tests/laws/test_a.py::test_b:\\n  - during generate phase:\\n    - 40 passing, 0 failing")
    {'tests/laws/test_a.py::test_b': 40}
    """
    pieces = _LAW.split(printed)[1:]
    found = zip(pieces[::2], pieces[1::2], strict=True)
    return {name: sum(map(int, _TRIED.findall(text))) for name, text in sorted(found)}


if __name__ == "__main__":
    sys.exit(main())
