"""What of the optional parts is there, and how to mend what is not."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

REPAIR = (
    "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-cache-dir --force-reinstall "
    "durable-rules==2.0.28"
)
WITHOUT = "Live screening runs on re-evaluation instead: the same verdicts, no rules engine."


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the program uses: its version (empty: not there), what for, and how to mend it."""

    name: str
    version: str
    used_for: str
    remedy: str = ""


@cache
def durable_problem() -> str | None:
    """Why durable-rules cannot be used, with the remedy; None if it can. The import is tried once."""
    if not _installed("durable"):
        return f"durable-rules is not installed. {WITHOUT} {durable_remedy()}"
    try:
        from eligibility.live import _durable

        _durable.load()
    except ImportError:
        return f"durable-rules is installed but does not load. {WITHOUT} {durable_remedy()}"
    return None


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # a test has put it out of reach
        return False


def durable_remedy() -> str:
    """How to get durable-rules: from 3.13 on it needs a name that Python has dropped. It needs a C compiler."""
    if sys.version_info >= (3, 13):
        return f"To build it on this Python (a C compiler is needed): {REPAIR}"
    return "To install it (a C compiler is needed): pip install durable-rules==2.0.28"


def parts() -> list[Part]:
    """Everything that `eligibility doctor` lists."""
    problem = durable_problem()
    durable = "" if problem else _version("durable-rules")
    return [
        Part("python", sys.version.split()[0], "everything"),
        *(_part(name, used_for) for name, used_for in _PACKAGES),
        Part("durable-rules", durable, "live screening with rules", problem or ""),
    ]


_PACKAGES = (
    ("pydantic", "checking files"),
    ("PyYAML", "reading trial, vocabulary and mapping files"),
    ("click", "the command line"),
    ("rich", "progress on a terminal"),
    ("pint", "conversion of units"),
    ("polars", "tables and cohorts"),
    ("jinja2", "HTML reports"),
    ("hypothesis", "tests only"),
    ("pytest", "tests only"),
)


def _part(name: str, used_for: str) -> Part:
    found = _version(name)
    extra = "eligibility[test]" if used_for == "tests only" else name
    return Part(name, found, used_for, "" if found else f"pip install '{extra}'")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
