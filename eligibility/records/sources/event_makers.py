"""Makes events and items from the cells of a row."""

from __future__ import annotations

from eligibility.records.facts import Fact, Source
from eligibility.records.mapping.plan import FactPlan
from eligibility.records.sources.columns import Cell, Cells, Columns, always, nothing
from eligibility.records.sources.date_formats import to_iso
from eligibility.records.sources.parts import NO_ATTRIBUTES, attributes_of, status_of
from eligibility.records.statuses import ABSENT, CONFIRMED
from eligibility.records.words import read_yes_no
from eligibility.records.written_days import read_days
from eligibility.vocabulary.model import Kind, Variable


class FlagMaker:
    """Makes an event of one code from a cell that says whether, or when, it happened."""

    def __init__(self, plan: FactPlan, variable: Variable, columns: Columns) -> None:
        assert plan.code is not None
        self._variable = variable.name
        self._code = plan.code.fixed
        self._file = columns.table.name
        self._column = plan.value or ""
        self._value = columns.cell(plan.value)
        self._format = plan.format
        self._declared = plan.present is not None or plan.absent is not None
        self._statuses = dict(plan.values) | dict.fromkeys(plan.absent or (), ABSENT)
        self._statuses |= dict.fromkeys(plan.present or (), CONFIRMED)
        self._date, self._start, self._end = (
            columns.date(each) for each in (plan.date, plan.start, plan.end)
        )
        self._known = _known_by(columns)
        self._seen = columns.date(columns.plan.date)
        self._ongoing = plan.ongoing
        self._status = status_of(plan.status, columns)
        self._attributes = attributes_of(plan.attributes, columns)
        self._id = columns.cell(plan.id)

    def make(self, cells: Cells, number: int) -> Fact | None:
        """The fact of a row; None if its cell holds nothing."""
        text = self._value(cells)
        if text is None:
            return None
        status, day = self._said(text)
        source = Source(self._file, number, self._column)
        date = self._date(cells)
        if status == ABSENT:
            seen = date or self._seen(cells)
            return Fact(self._variable, self._code, date=seen, status=status, source=source, written=text)
        start = day or self._start(cells)
        if start is None and date is None:
            start = self._known(cells)
        return Fact(
            self._variable,
            self._code,
            date=None if start else date,
            start=start,
            end=self._end(cells),
            ongoing=self._ongoing,
            status=self._status(cells) or status,
            attributes=self._attributes(cells) if self._attributes is not None else NO_ATTRIBUTES,
            id=self._id(cells),
            source=source,
            written=f"{self._code} ({text})",
        )

    def _said(self, text: str) -> tuple[str, str | None]:
        """The status and, where the cell is a date, the day from which it holds."""
        declared = self._statuses.get(text)
        if isinstance(declared, str):
            return declared, None
        if self._declared:
            return text, None  # neither present nor absent: no status, which is reported
        answer = read_yes_no(text)
        if answer is not None:
            return (CONFIRMED if answer else ABSENT), None
        day = to_iso(text, self._format) if self._format else text
        return (CONFIRMED, day) if read_days(day) is not None else (text, None)


def _known_by(columns: Columns) -> Cell:
    """Of what a visit only ticks off: it began on or before the day of the visit."""
    plan = columns.plan.date
    if plan.column is None:
        return always(None)
    cell = columns.date(plan)

    def read(cells: Cells) -> str | None:
        day = cell(cells)
        return f"/{day}" if day is not None and "/" not in day and read_days(day) is not None else None

    return read


class EventMaker:
    """Makes an event or item from a row, or from a cell that holds its code."""

    def __init__(self, plan: FactPlan, variable: Variable, columns: Columns) -> None:
        self._variable = variable.name
        self._file = columns.table.name
        self._is_item = variable.kind is Kind.ITEM
        code_column, self._fixed = _code_column(plan, columns)
        self._column = code_column or plan.value or ""
        self._code = columns.cell(code_column)
        self._value = columns.cell(plan.value if plan.value != code_column else None)
        self._names = plan.code.names if plan.code else plan.values
        own = plan.date or (columns.plan.date if self._is_item else None)
        self._date, self._start, self._end = (columns.date(each) for each in (own, plan.start, plan.end))
        self._known = _known_by(columns) if own is None and plan.start is None else nothing
        self._ongoing = plan.ongoing
        self._status = status_of(plan.status, columns)
        self._answers = (plan.present, plan.absent)
        self._attributes = attributes_of(plan.attributes, columns)
        self._id = columns.cell(plan.id)

    def make(self, cells: Cells, number: int) -> Fact | None:
        """The fact of a row; None if the row says nothing."""
        text = self._code(cells) if self._fixed is None else self._fixed
        days = (self._date(cells), self._start(cells), self._end(cells))
        attributes = self._attributes(cells) if self._attributes is not None else NO_ATTRIBUTES
        if text is None and not any(days) and not attributes:
            return None
        code = self._names.get(text, text) if text is not None else None
        start = days[1] or self._known(cells)
        status = self._status(cells) or self._answered(cells)
        return Fact(
            self._variable,
            code,
            None,
            days[0],
            start,
            days[2],
            self._ongoing and days[2] is None and not (days[0] and not start),
            None,
            None,
            status or CONFIRMED,
            attributes,
            self._id(cells),
            Source(self._file, number, self._column),
            None,
            None if code == text else text,
        )

    def _answered(self, cells: Cells) -> str | None:
        """A column beside the code that says whether it is present."""
        text = self._value(cells) if self._answers != (None, None) else None
        if text is None:
            return None
        present, absent = self._answers
        return CONFIRMED if text in (present or ()) else ABSENT if text in (absent or ()) else text


def _code_column(plan: FactPlan, columns: Columns) -> tuple[str | None, str | None]:
    """The column of the codes, or the one code of all rows."""
    if plan.code is None:
        return plan.value, None
    if plan.code.either is None or columns.has(plan.code.either) or plan.code.fixed is None:
        return plan.code.column or plan.code.either, plan.code.fixed if plan.code.either is None else None
    return None, plan.code.fixed
