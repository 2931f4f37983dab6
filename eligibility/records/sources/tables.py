"""Tables as text: CSV files with any of the usual encodings, delimiters and packings, read row by row.

Nothing is held but the row at hand. A file that is not a table is refused with what to do about it.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO, cast

from eligibility.documents import DataError, Diagnostic, Position
from eligibility.records.sources.encodings import HEAD, encoding_of, other_encoding, spoken
from eligibility.records.sources.unpacking import Unpacked

LONGEST_LINE = 4_000_000  # characters
LONGEST_CELL = csv.field_size_limit()  # characters
LONGEST_NAME = 500  # characters of a column's name
MOST_COLUMNS = 16_384  # as many as a spreadsheet has
MOST_EMPTY = 2_000_000  # rows in which nothing stands; a spreadsheet ends in a million at most
_MOST_LINES = 200  # of one row; more are a quotation mark that is never closed
_NOT_TABLES = {
    b"PK\x03\x04": "an Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet file",
}


class Row(NamedTuple):
    """A row of a table; row 1 is the header, as a spreadsheet counts. `fault` says why its cells cannot be used."""

    number: int
    cells: list[str]
    fault: str = ""


class Table:
    """A CSV file with a header. Iterating opens the file anew."""

    def __init__(self, path: Path, encoding: str | None = None, delimiter: str | None = None) -> None:
        """Reads the header. Raises DataError if the file is not a table."""
        self.path = path
        self.name = path.name
        head = self._head()
        self._encoding = encoding or encoding_of(head)
        self._check(head)
        first = self._first_line()
        self.delimiter = delimiter or _delimiter_of(first)
        with closing(self._rows()) as rows:
            header = _header_of(rows)
        if header is None:
            raise self.refusal(
                "D003", "The file is empty.", "give a file with a header and a row for each patient"
            )
        self.header = [cell.strip().removeprefix("\ufeff") for cell in header.cells]
        self.columns = {name: place for place, name in enumerate(self.header) if name}
        self._check_header()

    def __iter__(self) -> Iterator[Row]:
        """The rows below the header that are not empty."""
        width = len(self.header)
        with closing(self._rows()) as rows:
            _header_of(rows)
            for row in rows:
                cells = row.cells
                if not row.fault and len(cells) != width:
                    if not cells or not any(cells):
                        continue
                    if len(cells) < width:
                        cells += [""] * (width - len(cells))
                    elif any(cell.strip() for cell in cells[width:]):
                        yield Row(row.number, cells, f"the row has {len(cells)} cells, the header {width}")
                        continue
                yield row

    def refusal(self, code: str, message: str, remedy: str) -> DataError:
        """That the file cannot be read, and what to do."""
        return DataError([Diagnostic(code, f"{self.name}: {message}", Position(self.name, 1, 1), remedy)])

    def _packed_badly(self, message: str, remedy: str) -> DataError:
        return self.refusal("D007", message, remedy)

    def _check_header(self) -> None:
        """Without saying what stands in it: of a file without a header it is the first patient."""
        if len(self.header) > MOST_COLUMNS or any(len(name) > LONGEST_NAME for name in self.header):
            message = f"The first line has more than {MOST_COLUMNS:,} names, or one of over {LONGEST_NAME} characters."
            raise self.refusal("D015", message, "is it the header of a CSV table?")
        for place, name in enumerate(self.header):
            if name and self.columns[name] != place:
                message = f"Columns {place + 1} and {self.columns[name] + 1} have the same name."
                raise self.refusal("D004", message, "give each column its own name")

    # ---- bytes -----------------------------------------------------------------------------------

    def _open(self) -> BinaryIO:
        try:
            raw = self.path.open("rb")
        except (OSError, ValueError) as error:  # ValueError: a NUL in its name
            why = getattr(error, "strerror", None) or "no file has such a name"
            raise self.refusal("D001", f"The file cannot be opened: {why}.", "check its path") from None
        if raw.peek(2)[:2] == b"\x1f\x8b":
            return cast("BinaryIO", io.BufferedReader(Unpacked(raw, self._packed_badly)))
        return raw

    def _head(self) -> bytes:
        with closing(self._open()) as stream:
            return stream.read(HEAD)

    def _check(self, head: bytes) -> None:
        for mark, what in _NOT_TABLES.items():
            if head.startswith(mark):
                raise self.refusal("D002", f"The file is {what}, not a CSV table.", "save it as CSV (UTF-8)")
        if not head.strip():
            raise self.refusal(
                "D003", "The file is empty.", "give a file with a header and a row for each patient"
            )
        try:
            codecs.getincrementaldecoder(self._encoding)().decode(head, final=False)
        except UnicodeError:
            hint = other_encoding(head)
            remedy = (
                f"it may be {hint}: say `encoding: {hint}` for the file in a mapping"
                if hint
                else "save it as UTF-8, or say its `encoding:` in a mapping"
            )
            raise self.refusal("D005", f"The file is not {spoken(self._encoding)}.", remedy) from None
        if b"\x00" in head and not self._encoding.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
            raise self.refusal("D002", "The file holds binary data, not text.", "save it as CSV (UTF-8)")

    def _text(self) -> TextIO:
        return io.TextIOWrapper(self._open(), encoding=self._encoding, errors="replace", newline="")

    def _lines(self, taken: _Taken) -> Generator[str]:
        """The lines of the file, those that were given back first."""
        with closing(self._text()) as stream:
            read, row, again = stream.readline, taken.row, taken.again
            while line := again.pop() if again else read(LONGEST_LINE):
                if len(line) == LONGEST_LINE:
                    raise self.refusal(
                        "D006", f"A line is longer than {LONGEST_LINE:,} characters.", "is it a CSV table?"
                    )
                row.append(line)
                yield line

    def _first_line(self) -> str:
        with closing(self._lines(_Taken())) as lines:
            return next((line for line in lines if line.strip()), "")

    # ---- rows ------------------------------------------------------------------------------------

    def _rows(self) -> Generator[Row]:
        """Every row with its number. A quotation mark that is never closed costs its own line only."""
        taken = _Taken()
        number = empty = 0
        with closing(self._lines(taken)) as lines:
            while True:
                reader = csv.reader(taken.bounded(lines), delimiter=self.delimiter, strict=True)
                try:
                    for cells in reader:
                        number += 1
                        taken.row.clear()
                        if not any(cells):
                            empty += 1
                            self._check_empty(empty)
                        yield Row(number, cells)
                    return
                except csv.Error:
                    number += 1
                    yield self._leniently(number, taken.first_of_row())

    def _check_empty(self, number: int) -> None:
        """Rows of nothing pack a thousandfold: without a limit a small file would be read for minutes."""
        if number > MOST_EMPTY:
            message = f"In more than {MOST_EMPTY:,} rows nothing stands."
            raise self.refusal("D016", message, "remove the empty rows")

    def _leniently(self, number: int, line: str) -> Row:
        cells = line.rstrip("\r\n").replace('"', "").split(self.delimiter)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            short = [cell[:LONGEST_CELL] for cell in cells]
            return Row(number, short, f"a cell is longer than {LONGEST_CELL:,} characters")
        fits = len(cells) == len(getattr(self, "header", cells))
        return Row(number, cells, "" if fits else "quotation marks that do not fit")


class _Taken:
    """The lines that were taken for one row; they can be given back when the row turns out to be none."""

    def __init__(self) -> None:
        self.row: list[str] = []
        self.again: list[str] = []

    def bounded(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines, as long as one row does not take too many."""
        row = self.row
        for line in lines:
            if len(row) > _MOST_LINES:
                raise csv.Error
            yield line

    def first_of_row(self) -> str:
        """The first line of a row that is none; the others will come again."""
        first, *others = self.row or [""]
        self.again += reversed(others)
        self.row.clear()
        return first


def _header_of(rows: Iterator[Row]) -> Row | None:
    """The first row in which something stands; the rows behind it are left."""
    return next((row for row in rows if any(cell.strip() for cell in row.cells)), None)


def _delimiter_of(line: str) -> str:
    """The delimiter of which the header holds most, outside quotation marks."""
    bare = "".join(line.split('"')[::2])
    counts = {mark: bare.count(mark) for mark in (",", ";", "\t", "|")}
    return max(counts, key=lambda mark: counts[mark])
