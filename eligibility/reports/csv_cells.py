"""CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

# A spreadsheet reads a cell that begins so as a formula (OWASP, CSV injection); the last four are full-width.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


class CsvFile:
    """Writes rows of text to an open file."""

    def __init__(self, file: TextIO, columns: Iterable[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self.write(columns)

    def write(self, row: Iterable[str]) -> None:
        """Write one row."""
        self._writer.writerow([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    """A cell that is text to a spreadsheet too: a leading apostrophe where it could be read as a formula.

    >>> harmless("=1+1"), harmless("-2.6"), harmless("- none")
    ("'=1+1", '-2.6', "'- none")
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
