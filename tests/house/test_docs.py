"""Every example in the documentation runs, and prints what the page says."""

from __future__ import annotations

import difflib
import doctest
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.house.pages import ROOT, Block, blocks, commands, pages

CHECKER = doctest.OutputChecker()
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in pages():
        prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": page.stem}
    for block in blocks(page):
        if "skip" not in block.options:
            _run(block, page, names)


def _run(block: Block, page: Path, names: dict[str, object]) -> None:
    place = f"{page.relative_to(ROOT)}:{block.line}"
    if "file" in block.options:
        Path(block.options["file"]).write_text(block.text, encoding="utf-8")
    run = RUNNERS.get(block.language)
    if run is not None:
        run(block, place, names)


def _run_python(block: Block, place: str, names: dict[str, object]) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, place, "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, place, place, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not result.failed, "".join(said)


def _run_console(block: Block, place: str, names: dict[str, object]) -> None:
    for command, expected in commands(block):
        program, *arguments = shlex.split(command)
        printed = RUNS[program](arguments)
        if not CHECKER.check_output(expected, printed, FLAGS):
            lines = difflib.unified_diff(expected.splitlines(), printed.splitlines(), "page", "printed", lineterm="")
            pytest.fail(f"{place}: $ {command}\n" + "\n".join(lines))


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


RUNS: dict[str, Callable[[list[str]], str]] = {"eligibility": _eligibility, "cat": _cat, "ls": _ls}
RUNNERS: dict[str, Callable[[Block, str, dict[str, object]], None]] = {
    "python": _run_python,
    "console": _run_console,
}
