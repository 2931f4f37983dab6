"""How the table is written down: rows of one kind, each with the spellings that the rules do not give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eligibility.units.model import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A unit, its further spellings (case counts), and its names in words (case does not count).

    Spellings are written as `spelling.tidy` leaves them: no spaces, `µ` for both micro signs, `10^9` for powers.
    Spellings of the parts of a fraction (`mcg` for `ug`, `毫升` for `mL`) are not repeated here: see `parts`.
    """

    unit: Unit
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


Line = tuple[str, str, str] | tuple[str, str, str, str] | tuple[str, str, str, str, str]


def rows(kind: str, lines: Iterable[Line]) -> tuple[Row, ...]:
    """Rows of one kind. A line is code, UCUM, pint, then further spellings and words, each parted by spaces."""
    return tuple(_row(kind, *line) for line in lines)


def _row(kind: str, code: str, ucum: str, pint: str, also: str = "", words: str = "") -> Row:
    return Row(Unit(code, ucum, pint, kind), tuple(also.split()), tuple(words.split()))
