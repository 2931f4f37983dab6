"""Makes results and assessments from the cells of a row."""

from __future__ import annotations

from eligibility.records.facts import Fact, Source
from eligibility.records.mapping.plan import FactPlan
from eligibility.records.sources.cells import with_point
from eligibility.records.sources.columns import Cells, Columns
from eligibility.records.sources.date_formats import to_iso
from eligibility.records.sources.parts import NO_ATTRIBUTES, attributes_of, limits_said_by, unit_of
from eligibility.records.statuses import CONFIRMED
from eligibility.vocabulary.model import Kind, Variable


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
