"""The README's commands are what CI runs, and they are one line each."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / ".ci" / "readme_command.py"))


def test_ci_runs_the_commands_of_the_readme() -> None:
    commands = SCRIPT["commands"]()
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert set(commands) == {"screen", "tests"}
    assert all(f"\nreadme {name}" in ci for name in commands)


def test_each_command_is_one_line_that_installs_first() -> None:
    for command in SCRIPT["commands"]().values():
        assert "\n" not in command
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_first_command_screens_the_showcase_and_the_second_tests() -> None:
    commands = SCRIPT["commands"]()
    assert "eligibility screen NCT05349331 examples/" in commands["screen"]
    assert "pytest" in commands["tests"]
