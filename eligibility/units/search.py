"""Listing the table: all units, all spellings of one, and units found by a word."""

from __future__ import annotations

from functools import cache
from itertools import product

from eligibility.units.model import Unit
from eligibility.units.reading import read_unit
from eligibility.units.table import ROWS
from eligibility.units.table.parts import SYMBOLS, WORDS


def all_units() -> tuple[Unit, ...]:
    """Every unit, in the order of the table."""
    return tuple(row.unit for row in ROWS)


def spellings(unit: Unit) -> tuple[str, ...]:
    """How this unit may be written: its code, its UCUM code, its own spellings, and those of its parts.

    >>> "毫克/分升" in spellings(read_unit("mg/dL"))
    True
    """
    own = [spelling for row in ROWS if row.unit == unit for spelling in row.also + row.words]
    candidates = dict.fromkeys([unit.code, unit.ucum, *own, *_in_parts(unit.code)])
    return tuple(spelling for spelling in candidates if read_unit(spelling) == unit)


def _in_parts(code: str) -> list[str]:
    return ["/".join(parts) for parts in product(*map(_part_spellings, code.split("/")))]


def _part_spellings(part: str) -> list[str]:
    return [part, *SYMBOLS.get(part, "").split(), *WORDS.get(part, "").split()]


def search_units(text: str) -> list[Unit]:
    """The units that a text names: first the one that it spells, then those whose code, kind or spellings hold it.

    >>> [unit.code for unit in search_units("platelets")]
    []
    >>> search_units("mcg/dL")[0].code
    'ug/dL'
    """
    read, wanted = read_unit(text), text.strip().lower()
    first = [read] if isinstance(read, Unit) else []
    return first + [row.unit for row in ROWS if row.unit not in first and wanted in _words_of(row.unit)]


@cache
def _words_of(unit: Unit) -> str:
    return "\n".join((unit.kind, *spellings(unit))).lower()
