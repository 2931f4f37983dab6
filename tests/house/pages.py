"""The fenced blocks of the documentation, so that tests can run them.

A block's opening line may name a file, as in ```` ```yaml file=ours.yaml ````: the block is then written there for the
commands that follow on the page. `skip` in the opening line leaves a block alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    language: str
    options: dict[str, str]
    text: str
    line: int

    def write(self) -> None:
        """Write the file that the block shows, if it names one, into the current folder."""
        if "file" in self.options:
            path = Path(self.options["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")


def pages() -> list[Path]:
    """The README and every page of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page in their order."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        language, _, rest = found["info"].strip().partition(" ")
        options = {name: value for name, _, value in (word.partition("=") for word in rest.split())}
        line = text.count("\n", 0, found.start()) + 1
        yield Block(language, options, found["body"], line)


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what it prints."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output
