"""Makers of facts: from the cells of a row to what they say, as a mapping plans it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from eligibility.records.facts import Fact, Source
from eligibility.records.mapping.plan import FactPlan, NamePlan
from eligibility.records.sources.cells import with_point
from eligibility.records.sources.columns import Cell, Cells, Columns, always, nothing
from eligibility.records.sources.date_formats import to_iso
from eligibility.records.sources.parts import attributes_of, limits_said_by, status_of, unit_of
from eligibility.records.statuses import ABSENT, CONFIRMED
from eligibility.records.words import read_yes_no
from eligibility.records.written_days import read_days
from eligibility.vocabulary import find_variable
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

Maker = Callable[[Cells, int], Fact | None]
NO_ATTRIBUTES: dict[str, str | tuple[str, ...]] = {}


def maker_of(plan: FactPlan, columns: Columns, vocabulary: Vocabulary, unknown: Counter[str]) -> Maker:
    """The maker of a plan's facts. Names of variables that are not known are counted in `unknown`."""
    if isinstance(plan.variable, NamePlan):
        return NamedMaker(plan, plan.variable, columns, vocabulary, unknown).make
    return _maker(plan, vocabulary.variables[plan.variable], columns)


def _maker(plan: FactPlan, variable: Variable, columns: Columns) -> Maker:
    if not variable.kind.is_occurrence:
        return ReadingMaker(plan, variable, columns).make
    if (
        variable.kind is Kind.EVENT
        and plan.code is not None
        and plan.code.fixed is not None
        and plan.value is not None
    ):
        return FlagMaker(plan, variable, columns).make
    return EventMaker(plan, variable, columns).make


class ReadingMaker:
    """Makes results and assessments."""

    def __init__(self, plan: FactPlan, variable: Variable, columns: Columns) -> None:
        self._variable = variable.name
        self._file = columns.table.name
        self._column = plan.value or ""
        self._value = columns.cell(plan.value)
        self._meanings = plan.values
        self._format = plan.format
        decimal = columns.plan.decimal
        self._decimal = decimal
        self._has_comma = variable.kind is Kind.QUANTITY and decimal != "."
        self._unit = unit_of(plan.unit, columns)
        self._lower, self._upper, self._limits_from = limits_said_by(plan, columns)
        self._date = columns.date(plan.date or columns.plan.date)
        self._attributes = attributes_of(plan.attributes, columns)
        self._id = columns.cell(plan.id)

    def make(self, cells: Cells, number: int, code: str | None = None) -> Fact | None:
        """The fact of a row; None if its cell holds nothing."""
        text = self._value(cells)
        if text is None:
            return None
        value = self._meanings.get(text, text)
        if self._has_comma and value is text:
            value = with_point(text, self._decimal)
        elif self._format is not None and value is text:
            value = to_iso(text, self._format)
        return Fact(
            self._variable,
            value,
            self._unit(cells, value),
            self._date(cells),
            None,
            None,
            False,
            self._lower(cells),
            self._upper(cells),
            CONFIRMED,
            self._attributes(cells) if self._attributes is not None else NO_ATTRIBUTES,
            self._id(cells),
            Source(self._file, number, self._column),
            code,
            None if value == text else text,
            self._limits_from,
        )


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


class NamedMaker:
    """Makes facts of rows that name their variable."""

    def __init__(
        self, plan: FactPlan, name: NamePlan, columns: Columns, vocabulary: Vocabulary, unknown: Counter[str]
    ) -> None:
        self._plan = plan
        self._name = name
        self._columns = columns
        self._vocabulary = vocabulary
        self._unknown = unknown
        self._cell = columns.cell(name.column)
        self._makers: dict[str, Maker | None] = {}
        for each in self._column_names():
            columns.cell(each)

    def make(self, cells: Cells, number: int) -> Fact | None:
        """The fact of a row; None if its variable is not known, which is counted."""
        text = self._cell(cells)
        if text is None:
            return None
        maker = self._makers[text] if text in self._makers else self._add(text)
        if maker is None:
            self._unknown[text] += 1
            return None
        return maker(cells, number)

    def _add(self, text: str) -> Maker | None:
        variable, by_code = self._find(text)
        maker = None if variable is None else self._of(variable, text if by_code else None)
        if maker is not None or len(self._makers) < 10_000:
            self._makers[text] = maker
        return maker

    def _find(self, text: str) -> tuple[Variable | None, bool]:
        name = self._name.names.get(text)
        if name is not None:
            return self._vocabulary.variables[name], False
        if self._name.system:
            found = find_variable(self._vocabulary, text, self._name.system)
            if found is not None:
                return found, True
        return find_variable(self._vocabulary, text), False

    def _of(self, variable: Variable, code: str | None) -> Maker:
        fitting = tuple(each for each in self._plan.attributes if each.name in variable.attributes)
        plan = replace(self._plan, variable=variable.name, attributes=fitting)
        if variable.kind.is_occurrence:
            return _maker(plan, variable, self._columns)
        maker = ReadingMaker(plan, variable, self._columns)
        return lambda cells, number: maker.make(cells, number, code)

    def _column_names(self) -> Iterable[str]:
        """The columns that a row of any variable may need: they must be there."""
        plan = self._plan
        dates = [each.column for each in (plan.date, plan.start, plan.end) if each]
        code = plan.code.column if plan.code else None
        names = [plan.value, code, plan.id, plan.unit.column if plan.unit else None, *dates]
        names += [each.column for each in plan.attributes] + [plan.status.column if plan.status else None]
        return [name for name in names if name is not None]
