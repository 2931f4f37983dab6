"""What the first rows of a file show of each column."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from eligibility.documents import DataError
from eligibility.records.sources.encodings import likely_encoding
from eligibility.records.sources.tables import Table
from eligibility.records.spelled import says_not_done
from eligibility.records.written_days import read_days

ROWS = 2000
_MOST_DIFFERENT = 200


@dataclass(frozen=True)
class Column:
    """A column: its header, and the different cells of the sample, the most frequent first."""

    name: str
    cells: tuple[str, ...]
    filled: int
    rows: int

    @property
    def are_dates(self) -> bool:
        """Whether all cells are dates that can be read as they stand."""
        return bool(self.cells) and all(len(cell) > 3 and read_days(cell) is not None for cell in self.cells)


@dataclass(frozen=True)
class Sample:
    """A file: its columns, and how it must be read."""

    path: Path
    table: Table
    encoding: str | None
    columns: tuple[Column, ...]
    repeats: frozenset[str]  # columns in which a cell of the sample comes more than once


def sample_of(path: Path) -> Sample:
    """The first rows of a file, in the encoding that it seems to have. Raises DataError."""
    encoding = None
    try:
        table = Table(path)
    except DataError:
        encoding = likely_encoding(path)
        if encoding is None:
            raise
        table = Table(path, encoding)
    rows = [row.cells for row in islice(iter(table), ROWS) if not row.fault]
    columns, repeats = [], set()
    for name, place in table.columns.items():
        cells = [text for row in rows if (text := row[place].strip()) and not says_not_done(text)]
        counts = Counter(cells)
        columns.append(
            Column(
                name, tuple(cell for cell, _ in counts.most_common(_MOST_DIFFERENT)), len(cells), len(rows)
            )
        )
        if len(counts) < len(cells):
            repeats.add(name)
    return Sample(path, table, encoding, tuple(columns), frozenset(repeats))
