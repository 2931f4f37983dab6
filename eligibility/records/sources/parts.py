"""The parts of a fact that stand in further columns: unit, limits, attributes, status."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eligibility.records.mapping.plan import AttributePlan, FactPlan, StatusPlan, UnitPlan
from eligibility.records.numerals import read_numeral
from eligibility.records.sources.cells import with_point
from eligibility.records.sources.columns import Cell, Cells, Columns, always, nothing
from eligibility.records.sources.date_formats import to_iso
from eligibility.units import Unit, read_unit

UnitOf = Callable[[Cells, object], str | None]
AttributesOf = Callable[[Cells], dict[str, str | tuple[str, ...]]]
NO_ATTRIBUTES: dict[str, str | tuple[str, ...]] = {}
FROM_MAPPING = "stated in the mapping"


def unit_of(plan: UnitPlan | None, columns: Columns) -> UnitOf:
    """A reader of the unit of a result, given its cells and its value."""
    if plan is None:
        return lambda cells, value: None
    if plan.mixed:
        return lambda cells, value: _of_mixed(plan, value)
    cell = (
        always(plan.fixed)
        if plan.fixed
        else columns.cell(plan.column)
        if plan.column
        else _either(plan, columns)
    )
    return lambda cells, value: cell(cells)


def _either(plan: UnitPlan, columns: Columns) -> Cell:
    """A column if the table has one of this name, else a unit."""
    if not columns.has(plan.either) and isinstance(read_unit(plan.either or ""), Unit):
        return always(plan.either)
    return columns.cell(plan.either)


def _of_mixed(plan: UnitPlan, value: object) -> str | None:
    """The only unit whose range holds the number; none where none or several do."""
    numeral = read_numeral(value) if isinstance(value, str) else None
    if numeral is None or numeral.unit:
        return None
    holding = [unit for unit, numbers in plan.mixed if numeral.numbers.within(numbers)]
    return holding[0] if len(holding) == 1 else None


def limit_of(text: str | None, columns: Columns) -> tuple[Cell, bool]:
    """A reader of a reference limit, and whether it is one that the mapping states for all results."""
    if text is None:
        return nothing, False
    if not columns.has(text) and read_numeral(text) is not None:
        return always(text), True
    cell, decimal = columns.cell(text), columns.plan.decimal
    if decimal == ".":
        return cell, False

    def read(cells: Cells) -> str | None:
        limit = cell(cells)
        return None if limit is None else with_point(limit, decimal)

    return read, False


def attributes_of(plans: Sequence[AttributePlan], columns: Columns) -> AttributesOf | None:
    """A reader of all attributes of a fact; None if it has none."""
    readers = [(plan.name, _attribute(plan, columns)) for plan in plans]
    if not readers:
        return None

    def read(cells: Cells) -> dict[str, str | tuple[str, ...]]:
        return {name: value for name, reader in readers if (value := reader(cells)) is not None}

    return read


def _attribute(plan: AttributePlan, columns: Columns) -> Callable[[Cells], str | tuple[str, ...] | None]:
    cell, decimal = columns.cell(plan.column), columns.plan.decimal

    def read(cells: Cells) -> str | tuple[str, ...] | None:
        text = cell(cells)
        if text is None:
            return None
        if text in plan.values:
            return plan.values[text]
        if plan.is_number:
            return _with_unit(with_point(text, decimal), plan.unit)
        return to_iso(text, plan.format) if plan.format else text

    return read


def _with_unit(text: str, unit: str | None) -> str:
    if unit is None:
        return text
    numeral = read_numeral(text)
    return f"{text} {unit}" if numeral is not None and not numeral.unit else text


def status_of(plan: StatusPlan | None, columns: Columns) -> Cell:
    """A reader of the status of an event."""
    if plan is None:
        return nothing
    cell, values = columns.cell(plan.column), plan.values

    def read(cells: Cells) -> str | None:
        text = cell(cells)
        return None if text is None else values.get(text, text)

    return read


def limits_said_by(plan: FactPlan, columns: Columns) -> tuple[Cell, Cell, str]:
    """Readers of both limits, and who states them if they are not printed."""
    lower, lower_stated = limit_of(plan.lower, columns)
    upper, upper_stated = limit_of(plan.upper, columns)
    return lower, upper, FROM_MAPPING if lower_stated or upper_stated else ""
