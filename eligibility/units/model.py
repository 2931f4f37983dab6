"""What this layer hands out: a unit, a refusal, and the exact way from one unit to another."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the closed table.

    `code` is how we print it, `ucum` its code in UCUM, `pint` its definition in our own pint registry,
    `kind` what it measures. Units of one kind convert into each other; no others do.

    >>> from eligibility.units import read_unit
    >>> read_unit("x10⁹/L")
    Unit(code='10^9/L', ucum='10*9/L', pint='gigacell/litre', kind='number concentration')
    """

    code: str
    ucum: str
    pint: str
    kind: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class UnitRefusal:
    """A spelling that is not in the table: the text (shortened), why not, and what exists instead."""

    text: str
    why: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """The exact way from one unit to another: `times` x value + `plus`.

    >>> Conversion(Fraction(9, 5), Fraction(32)).apply(Fraction(37))
    Fraction(493, 5)
    """

    times: Fraction
    plus: Fraction = ZERO

    def apply(self, value: Fraction) -> Fraction:
        """The value in the other unit."""
        return value * self.times + self.plus

    def inverse(self) -> Conversion:
        """The way back."""
        return Conversion(1 / self.times, -self.plus / self.times)

    def then(self, after: Conversion) -> Conversion:
        """This way, and `after` from where it ends."""
        return Conversion(self.times * after.times, self.plus * after.times + after.plus)


@dataclass(frozen=True, slots=True)
class StatedFactor:
    """A conversion that the units alone do not give, stated by a vocabulary or a mapping, with its source.

    One `frm` is `times` `to`, plus `plus`: AFP IU/mL to ng/mL for one assay, HbA1c % to mmol/mol.
    """

    frm: Unit
    to: Unit
    times: Fraction
    source: str
    plus: Fraction = ZERO
