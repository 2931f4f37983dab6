"""Every example in the documentation runs, and prints what the page says.

`python -m tests.house.refresh` writes into the pages what the console examples print now.
"""

from __future__ import annotations

import difflib
import doctest
import re
import shutil
from pathlib import Path

import pytest

from tests.house.consoles import FLAGS, as_the_page_says, printed_by
from tests.house.pages import ROOT, Block, blocks, commands, pages


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
        block.write()
        place = f"{page.relative_to(ROOT)}:{block.line}"
        if block.language == "python" and "skip" not in block.options:
            _run_python(block, place, names)
        elif block.language == "console":
            _run_console(block, place)


def _run_python(block: Block, place: str, names: dict[str, object]) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, place, "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, place, place, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not result.failed, "".join(said)


def _run_console(block: Block, place: str) -> None:
    for command, expected in commands(block):
        printed = printed_by(command)
        if not as_the_page_says(expected, printed):
            lines = difflib.unified_diff(
                expected.splitlines(), printed.splitlines(), "page", "printed", lineterm=""
            )
            pytest.fail(f"{place}: $ {command}\n" + "\n".join(lines))
