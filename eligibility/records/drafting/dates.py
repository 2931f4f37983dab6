"""In which format a column writes its dates."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.records.drafting.samples import Column
from eligibility.records.sources.date_formats import to_iso
from eligibility.records.written_days import read_days

_FORMATS = (
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD.MM.YYYY",
    "DD-MM-YYYY",
    "MM-DD-YYYY",
    "DD MMM YYYY",
    "MMM DD YYYY",
)


@dataclass(frozen=True)
class Format:
    """A format that fits all cells (None: they are read as they stand), or the doubt that prevents one."""

    format: str | None = None
    doubt: str = ""
    fits: bool = True


def format_of(column: Column) -> Format:
    """The only format in which all cells of a column are dates."""
    if not column.cells or column.are_dates:
        return Format(doubt="" if column.cells else f"`{column.name}` holds nothing in the first rows")
    fitting = [each for form in _FORMATS for each in (form, f"{form} HH:mm") if _fits(column, each)]
    shortest = [form for form in fitting if not form.endswith("HH:mm")] or fitting
    if len(shortest) == 1:
        return Format(shortest[0])
    if shortest:
        return Format(doubt=f"dates may be {' or '.join(shortest)}: say which as `format:`")
    return Format(doubt=f"not all cells of `{column.name}` are dates that can be read", fits=False)


def _fits(column: Column, form: str) -> bool:
    isos = [to_iso(cell, form) for cell in column.cells]
    return all(
        iso != cell and read_days(iso) is not None for iso, cell in zip(isos, column.cells, strict=True)
    )
