"""The exact way from one unit to another: inside a kind, through a molar mass, or by a stated factor."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from eligibility.units.factors import TO_BASE
from eligibility.units.model import Conversion, StatedFactor, Unit
from eligibility.units.reading import index

# Which kind of amount belongs to which kind of mass: a molar mass in g/mol leads from one to the other.
# With each, the codes in which the molar mass is simply a divisor.
MOLAR: dict[tuple[str, str], tuple[str, str]] = {
    ("mass concentration", "amount concentration"): ("g/L", "mol/L"),
    ("mass", "amount"): ("g", "mol"),
    ("mass rate", "amount rate"): ("mg/day", "mmol/day"),
    ("mass ratio", "amount per mass"): ("mg/g", "mmol/g"),
}


def factor(frm: Unit, to: Unit) -> Fraction | None:
    """What one `frm` is in `to`, inside one kind; None if there is no single multiplier.

    >>> from eligibility.units import read_unit
    >>> factor(read_unit("mg/dL"), read_unit("g/L"))
    Fraction(1, 100)
    """
    way = conversion(frm, to)
    return way.times if way is not None and way.plus == 0 else None


def conversion(
    frm: Unit, to: Unit, molar_mass: Fraction | None = None, extra: Sequence[StatedFactor] = ()
) -> Conversion | None:
    """The way from `frm` to `to`, or None where there is none.

    Inside a kind always; between mass and amount with the variable's `molar_mass` in g/mol; between other kinds
    only by one of the stated factors `extra`, which is tried before the molar mass, in both directions.

    >>> from eligibility.units import read_unit
    >>> way = conversion(read_unit("mg/dL"), read_unit("umol/L"), molar_mass=Fraction("113.12"))
    >>> round(float(way.apply(Fraction(1))), 2)
    88.4
    """
    return _conversion(frm, to, molar_mass, tuple(extra))


@lru_cache(maxsize=8192)
def _conversion(
    frm: Unit, to: Unit, molar_mass: Fraction | None, extra: tuple[StatedFactor, ...]
) -> Conversion | None:
    if frm.kind == to.kind:
        return _inside(frm, to)
    for stated in extra:
        if way := _stated(frm, to, stated, molar_mass) or _stated(frm, to, _turned(stated), molar_mass):
            return way
    return _molar(frm, to, molar_mass) if molar_mass else None


def _inside(frm: Unit, to: Unit) -> Conversion:
    there, back = _to_base(frm), _to_base(to)
    if there is None or back is None:
        from eligibility.units.registry import by_pint  # a unit that the shipped table does not hold yet

        return by_pint(frm, to)
    return there.then(back.inverse())


def _to_base(unit: Unit) -> Conversion | None:
    entry = TO_BASE.get(unit.code)
    return Conversion(Fraction(entry[1]), Fraction(entry[2])) if entry else None


def _stated(frm: Unit, to: Unit, stated: StatedFactor, molar_mass: Fraction | None) -> Conversion | None:
    before = _conversion(frm, stated.frm, molar_mass, ())
    after = _conversion(stated.to, to, molar_mass, ())
    if before is None or after is None:
        return None
    return before.then(Conversion(stated.times, stated.plus)).then(after)


def _turned(stated: StatedFactor) -> StatedFactor:
    back = Conversion(stated.times, stated.plus).inverse()
    return StatedFactor(stated.to, stated.frm, back.times, stated.source, back.plus)


def _molar(frm: Unit, to: Unit, molar_mass: Fraction) -> Conversion | None:
    if codes := MOLAR.get((frm.kind, to.kind)):
        return _through(frm, to, codes, 1 / molar_mass)
    if codes := MOLAR.get((to.kind, frm.kind)):
        return _through(frm, to, (codes[1], codes[0]), molar_mass)
    return None


def _through(frm: Unit, to: Unit, codes: tuple[str, str], times: Fraction) -> Conversion:
    middle = Conversion(times)
    return _inside(frm, index()[codes[0]]).then(middle).then(_inside(index()[codes[1]], to))
