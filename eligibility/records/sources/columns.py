"""The columns of one table, looked up by the names that a mapping gives."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.documents import DataError, Diagnostic, Position, nearest
from eligibility.records.mapping.plan import DatePlan, FilePlan
from eligibility.records.sources.date_formats import to_iso
from eligibility.records.sources.tables import Table

Cells = list[str]
Cell = Callable[[Cells], str | None]


def nothing(cells: Cells) -> None:
    """A cell that no file has."""
    return


def always(text: str | None) -> Cell:
    """The same text for each row."""
    return lambda cells: text


class Columns:
    """Gives a reader for each column that is asked for, and remembers which were asked for and which are not there."""

    def __init__(self, table: Table, plan: FilePlan) -> None:
        self.table = table
        self.plan = plan
        self.used: set[str] = set()
        self._missing_words = plan.missing | {""}
        self._absent: list[str] = []

    def has(self, name: str | None) -> bool:
        """Whether the table has a column of this name."""
        return name is not None and name in self.table.columns

    def cell(self, name: str | None) -> Cell:
        """A reader of a column's cells: without blanks around; None where a cell holds nothing."""
        if name is None:
            return nothing
        place = self.table.columns.get(name)
        if place is None:
            self._absent.append(name)
            return nothing
        self.used.add(name)
        missing = self._missing_words

        def read(cells: Cells) -> str | None:
            text = cells[place].strip()
            return None if text in missing else text

        return read

    def date(self, plan: DatePlan | None) -> Cell:
        """A reader of dates, as ISO texts where the mapping declares their format."""
        if plan is None:
            return nothing
        if plan.column is None:
            return always(plan.fixed) if plan.fixed else nothing
        cell, form = self.cell(plan.column), plan.format
        if form is None:
            return cell

        def read(cells: Cells) -> str | None:
            text = cell(cells)
            return None if text is None else to_iso(text, form)

        return read

    def require(self) -> None:
        """Raise DataError with every column that was asked for and is not there."""
        found = [self._not_there(name) for name in dict.fromkeys(self._absent)]
        if found:
            raise DataError(found)

    def _not_there(self, name: str) -> Diagnostic:
        # No other name: in a file without a header those are the values of a patient.
        guess = nearest(name, self.table.columns)
        remedy = f"did you mean `{guess}`?" if guess else "check the first line of the file, and the mapping"
        message = f"{self.table.name} has no column `{name[:80]}`, which the mapping names."
        return Diagnostic("D010", message, Position(self.table.name, 1, 1), remedy)
