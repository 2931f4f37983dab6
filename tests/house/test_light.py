"""What starts often must start fast: heavy packages are loaded where they are needed, not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("pint", "polars", "durable", "pydantic", "rich", "jinja2", "hypothesis", "pytest", "yaml")


def loaded_after(code: str) -> set[str]:
    """The packages that a fresh Python has loaded after running that code."""
    script = f"import sys\n{code}\nprint('\\nLOADED', *{{name.partition('.')[0] for name in sys.modules}})"
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(answer.stdout.rpartition("\nLOADED ")[2].split())


def test_import_is_light() -> None:
    assert not loaded_after("import eligibility") & set(HEAVY)


@pytest.mark.parametrize("arguments", [["--help"], ["screen", "--help"], ["--version"]])
def test_help_is_light(arguments: list[str]) -> None:
    code = f"""
from eligibility.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code
"""
    assert not loaded_after(code) & {"pint", "polars", "durable", "hypothesis", "pytest"}


def test_the_public_names_are_there() -> None:
    names = "load_trial read_records screen explain Record Fact"
    code = (
        f"import eligibility\nfor name in {names!r}.split():\n    assert getattr(eligibility, name).__doc__"
    )
    loaded_after(code)
