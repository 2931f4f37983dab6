"""Writes into the documentation what its console examples print now: `python -m tests.house.refresh [PAGE.md ...]`.

An example that still holds (its `...` included) is left as it is. Look at the difference before you commit it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.house.consoles import as_the_page_says, printed_by
from tests.house.pages import FENCE, ROOT, blocks, commands, pages


def refresh(page: Path) -> bool:
    """Run a page's examples in a folder of their own, and write what has changed."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        new = text
        for block in blocks(page):
            block.write()
            if block.language == "console":
                new = new.replace(block.text, _printed(block.text, list(commands(block))), 1)
        os.chdir(ROOT)
    page.write_text(new, encoding="utf-8")
    return new != text


def _printed(text: str, examples: list[tuple[str, str]]) -> str:
    for command, expected in examples:
        printed = printed_by(command).rstrip("\n") + "\n"
        if not as_the_page_says(expected, printed):
            text = text.replace(f"$ {command}\n{expected}", f"$ {command}\n{printed}")
    return text


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for each in pages():
        if wanted and each.name not in wanted:
            continue
        if FENCE.search(each.read_text(encoding="utf-8")) and refresh(each):
            sys.stdout.write(f"{each.relative_to(ROOT)}\n")
