"""Seeds: what the project's own files hold, whole and in pieces, read when they are wanted."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from eligibility.documents import Block, Listing, Node, Text, load_file
from eligibility.live import lines as line_reader
from eligibility.units import all_units, spellings
from eligibility.vocabulary import shipped_vocabulary
from tests.fuzzing.tables import LONG

ROOT = Path(__file__).parents[2]
HEAD = b"trial: X\ntitle: t\nvocabulary: [general, oncology, liver]\n"
FENCED = re.compile(r"^```csv[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
FOUND = ROOT / "tests" / "hostile" / "found"


def _files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


def _contents(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for path in _files(*patterns)]


def found(target: str) -> list[bytes]:
    """Inputs that once were findings."""
    return [path.read_bytes() for path in sorted((FOUND / target).glob("*"))]


def _entries(text: bytes) -> Iterator[bytes]:
    """The parts of a YAML file that stand at its first two levels: each `  - ...` or `  name: ...` with its lines."""
    for section in re.split(rb"(?m)^(?=\w)", text):
        key, _, rest = section.partition(b"\n")
        for entry in re.split(rb"(?m)^(?=  \S)", rest):
            if entry.strip():
                yield key + b"\n" + entry


def trials() -> list[bytes]:
    """Trial files, and trials of one criterion or one anchor."""
    whole = _contents("criteria/*[0-9r].yaml", "examples/trials/*[0-9].yaml", "tests/language/bad/*.yaml")
    parts = {
        HEAD + entry
        for text in whole
        for entry in _entries(text)
        if entry.startswith((b"inclusion", b"exclusion", b"anchors", b"not encoded"))
    }
    return [*sorted(parts), *whole, *found("trial")]


def vocabularies() -> list[bytes]:
    """Vocabulary files, and vocabularies of one variable or one code."""
    whole = _contents("eligibility/vocabulary/data/*.yaml", "tests/vocabulary/*/*.yaml")
    parts = sorted({b"vocabulary: v\n" + entry for text in whole for entry in _entries(text)})
    using = [part.replace(b"\n", b"\nuses: [general]\n", 1) for part in parts[::8]]
    return [*parts, *using, *found("vocabulary")]


def mappings() -> list[bytes]:
    """Mapping files."""
    return _contents("examples/**/mapping.yaml", "tests/hostile/bad/mapping/*.yaml") + found("mapping")


def cases() -> list[bytes]:
    """Case files: bad ones, and single patients of good ones."""
    whole = _contents("criteria/*.cases.yaml")
    head = b"cases: NCT05349331\non: 2026-03-20\n"
    parts = {head + entry for text in whole for entry in _entries(text) if entry.startswith(b"patients")}
    return [*sorted(parts), *_contents("tests/hostile/bad/cases/*.yaml"), *found("cases")]


def answers() -> list[bytes]:
    """Answers as CSV and YAML, with the byte that says which."""
    tables = [b"\xff" + text[:2000] for text in _contents("examples/answers.csv")]
    trees = [b"a" + text for text in _contents("tests/hostile/bad/answers/*.yaml")]
    return [*tables, *trees, *found("answers")]


def _rows(path: Path, number: int) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[:number])


def wide_tables() -> list[bytes]:
    """Tables of any headers, plain, packed and in other encodings."""
    pages = [page.read_text("utf-8") for page in _files("docs/**/*.md", "README.md")]
    shown = [text.encode() for page in pages for text in FENCED.findall(page)]
    tables = [_rows(path, 6) for path in _files("examples/ward/*.csv")]
    plain = [*shown, *tables, *_contents("tests/hostile/bad/data/*.csv")]
    others = [text.decode().encode(encoding) for text in tables for encoding in ("gb18030", "utf-16")]
    return [*plain, *others, *(gzip.compress(text, mtime=0) for text in plain), *found("wide")]


def long_tables() -> list[bytes]:
    """Rows of the ward's laboratory, in the columns of a long file."""
    variables = shipped_vocabulary().variables
    rows = [line.split(",") for line in _rows(ROOT / "examples/ward/labs.csv", 20).decode().splitlines()[1:]]
    made = [f"{row[0]},{row[1]},{row[2]},{row[3]},{row[6][:10]},\n".encode() for row in rows]
    events = [f"P1,{name},{name},,2025-03,confirmed\n".encode() for name in sorted(variables)]
    return [*made, *events, b"".join(made), LONG, *found("long")]


def cells() -> list[bytes]:
    """Every cell of the example tables, once."""
    held = {cell for text in _contents("examples/**/*.csv") for cell in re.split(rb"[,\r\n]+", text)}
    return [*sorted(held), *_written_in("tests/records/test_numerals.py"), *found("cell")]


def units() -> list[bytes]:
    """Spellings of the table, and those that must be refused."""
    known = sorted({spelling for unit in all_units() for spelling in (unit.code, *spellings(unit))})
    return [
        *(text.encode() for text in known[::16]),
        *_written_in("tests/units/test_reading.py"),
        *found("unit"),
    ]


def comparisons() -> list[bytes]:
    """Every text of the trial files that stands beside a key."""
    trees = [load_file(path).root for path in _files("criteria/*[0-9r].yaml", "examples/trials/*[0-9].yaml")]
    held = {text for tree in trees if tree is not None for text in _texts(tree) if len(text) < 60}
    return [*sorted(text.encode() for text in held), *found("comparison")]


def formulas() -> list[bytes]:
    """The formulas of the vocabularies."""
    written = b"\n".join(_contents("eligibility/vocabulary/data/*.yaml"))
    held = set(re.findall(rb'formula: *"?([^"\n]+)"?', written))
    return [*sorted(held), *_written_in("tests/vocabulary/test_formulas.py"), *found("formula")]


def lines() -> list[bytes]:
    """The lines that the reader's own page shows, and facts of the case files."""
    shown = [line.strip().encode() for line in (line_reader.__doc__ or "").splitlines() if "{" in line]
    trees = [load_file(path).root for path in _files("criteria/NCT05349331.cases.yaml")]
    held = {text for tree in trees if tree is not None for text in _facts(tree)}
    return [*shown, b"\n".join(shown), *sorted(text.encode() for text in held), *found("watch")]


def _facts(tree: Node) -> Iterator[str]:
    """Single facts of the patients of a case file, as lines."""
    for block in _blocks(tree):
        for key, entry in block.entries.items():
            if isinstance(entry.value, Text) and key in shipped_vocabulary().variables:
                yield json.dumps({"patient": "P1", key: entry.value.value, "date": "2026-03-01"})


def _blocks(tree: Node) -> Iterator[Block]:
    if isinstance(tree, Block):
        yield tree
    for child in _children(tree):
        yield from _blocks(child)


def _texts(tree: Node) -> Iterator[str]:
    if isinstance(tree, Text):
        yield tree.value
    for child in _children(tree):
        yield from _texts(child)


def _children(tree: Node) -> Iterable[Node]:
    if isinstance(tree, Block):
        return [entry.value for entry in tree.entries.values()]
    return tree.items if isinstance(tree, Listing) else []


def _written_in(path: str) -> list[bytes]:
    """The texts that the tests of a border hold."""
    return sorted(
        {text.encode() for text in re.findall(r'"([^"\n\\]{1,40})"', (ROOT / path).read_text("utf-8"))}
    )
