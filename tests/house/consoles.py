"""The programs that console examples may call, run in this process in the current folder."""

from __future__ import annotations

import doctest
import shlex
from collections.abc import Callable
from glob import glob
from pathlib import Path

from click.testing import CliRunner

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def printed_by(command: str) -> str:
    """What a command prints, on either stream."""
    program, *words = shlex.split(command)
    return PROGRAMS[program]([name for word in words for name in sorted(glob(word)) or [word]])


def as_the_page_says(expected: str, printed: str) -> bool:
    """Whether a page shows what is printed: `...` stands for anything, blank space does not matter."""
    return doctest.OutputChecker().check_output(expected, printed, FLAGS)


def _eligibility(arguments: list[str]) -> str:
    from eligibility.cli import main

    runner = CliRunner(env={"COLUMNS": "110", "NO_COLOR": "1"})
    answer = runner.invoke(main, arguments, prog_name="eligibility")
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.output


def _cat(arguments: list[str]) -> str:
    return "".join(Path(name).read_text(encoding="utf-8") for name in arguments)


def _ls(arguments: list[str]) -> str:
    return "\n".join(sorted(path.name for path in Path(arguments[0]).iterdir())) + "\n"


PROGRAMS: dict[str, Callable[[list[str]], str]] = {"eligibility": _eligibility, "cat": _cat, "ls": _ls}
