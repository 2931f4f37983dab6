"""Prints one of the README's shell commands, so that what CI runs is what the README says.

`python .ci/readme_command.py tests .venv python3` prints the `sh` block that stands below the marker
`<!-- command: tests -->`, with another folder for the virtual environment and another Python where they are given.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.+?)\n```", re.DOTALL)


def commands() -> dict[str, str]:
    """The README's shell commands by the name in the marker above each."""
    return dict(BLOCK.findall(README.read_text(encoding="utf-8")))


def command(name: str, venv: str = ".venv", python: str = "python3") -> str:
    """One of them, with `.venv` and `python3` replaced."""
    text = commands()[name]
    return text.replace(".venv", venv).replace("python3 -m venv", f"{python} -m venv")


if __name__ == "__main__":
    sys.stdout.write(command(*sys.argv[1:]) + "\n")
