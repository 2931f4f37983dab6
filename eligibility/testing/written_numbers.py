"""Exact numbers as a laboratory prints them, and the units in which it may."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from eligibility.units import StatedFactor, Unit, all_units, conversion
from eligibility.vocabulary.model import Variable

_MOST_DECIMALS = 12


def exact_text(number: Fraction) -> str | None:
    """The number in digits; None if its decimals do not end, or not soon.

    >>> exact_text(Fraction(9, 5)), exact_text(Fraction(1, 3))
    ('1.8', None)
    """
    for digits in range(_MOST_DECIMALS + 1):
        scaled = number * 10**digits
        if scaled.denominator == 1:
            return _digits(scaled.numerator, digits)
    return None


def near_text(number: Fraction, digits: int = 6) -> str:
    """The number in digits, cut to so many significant ones where they do not end.

    >>> near_text(Fraction(1, 3))
    '0.333333'
    """
    exact = exact_text(number)
    if exact is not None:
        return exact
    decimals = 0
    while abs(number) * 10**decimals < 10 ** (digits - 1) and decimals < 20:
        decimals += 1
    return _digits(int(number * 10**decimals), decimals)


def last_digit(number: Fraction) -> Fraction:
    """One step of the last digit in which a number is printed.

    >>> last_digit(Fraction("1.8")), last_digit(Fraction(75))
    (Fraction(1, 10), Fraction(1, 1))
    """
    text = exact_text(number) or near_text(number)
    return Fraction(1, 10 ** len(text.partition(".")[2]))


def units_of(variable: Variable) -> tuple[Unit, ...]:
    """The units in which a result may come: the variable's own first, then all that convert to it."""
    if variable.unit is None:
        return ()
    return _convertible(variable.unit, variable.molar_mass, variable.factors)


@lru_cache(maxsize=1024)
def _convertible(
    own: Unit, molar_mass: Fraction | None, factors: tuple[StatedFactor, ...]
) -> tuple[Unit, ...]:
    others = [
        unit for unit in all_units() if unit != own and conversion(unit, own, molar_mass, factors) is not None
    ]
    return (own, *others)


def in_unit(number: Fraction, variable: Variable, unit: Unit | None) -> Fraction:
    """A number in the variable's own unit, in another unit."""
    if unit is None or variable.unit is None:
        return number
    way = conversion(variable.unit, unit, variable.molar_mass, variable.factors)
    return number if way is None else way.apply(number)


def _digits(scaled: int, decimals: int) -> str:
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(decimals + 1, "0")
    return f"{sign}{digits}" if not decimals else f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
