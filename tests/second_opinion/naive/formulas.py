"""The arithmetic of formulas on plain numbers: fractions, and decimals of many digits for logarithms and roots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from math import floor

from eligibility.vocabulary.model import Expression, Formula, Name, Number

TOLERANCE = Fraction(1, 10**9)
MANY_DIGITS = Context(prec=60)


class NotDefined(Exception):
    """The logarithm of nothing, a division by zero."""


def evaluate(formula: Formula, inputs: Mapping[str, Fraction]) -> Fraction:
    """The number that a formula gives; raises NotDefined where it gives none."""
    values = dict(inputs)
    for name, step in formula.steps:
        values[name] = _value(step, values)
    return _value(formula.expression, values)


def nearly(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers are the same within the tolerance."""
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def _value(expression: Expression, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Name):
        return values[expression.name]
    if expression.function == "if":
        condition, then, otherwise = expression.arguments
        return _value(then if _value(condition, values) != 0 else otherwise, values)
    return FUNCTIONS[expression.function](*(_value(each, values) for each in expression.arguments))


def _divide(one: Fraction, other: Fraction) -> Fraction:
    if other == 0:
        raise NotDefined
    return one / other


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1:
        if base == 0 and exponent < 0:
            raise NotDefined
        return Fraction(base**exponent.numerator)
    if base < 0 or (base == 0 and exponent < 0):
        raise NotDefined
    if base == 0:
        return Fraction(0)
    return Fraction(MANY_DIGITS.exp(MANY_DIGITS.multiply(_decimal(base).ln(MANY_DIGITS), _decimal(exponent))))


def _ln(number: Fraction) -> Fraction:
    if number <= 0:
        raise NotDefined
    return Fraction(_decimal(number).ln(MANY_DIGITS))


def _log10(number: Fraction) -> Fraction:
    if number <= 0:
        raise NotDefined
    return Fraction(_decimal(number).log10(MANY_DIGITS))


def _rounded(number: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    scale = Fraction(10) ** int(digits)
    whole = floor(number * scale)
    half = whole + Fraction(1, 2)
    up = number * scale >= half or nearly(number * scale, half)
    return (whole + (1 if up else 0)) / scale


def _same(one: Fraction, other: Fraction) -> bool:
    return one == other or nearly(one, other)


def _decimal(number: Fraction) -> Decimal:
    return MANY_DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


FUNCTIONS: Mapping[str, Callable[..., Fraction]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": _divide,
    "^": _power,
    "neg": lambda one: -one,
    "ln": _ln,
    "log10": _log10,
    "sqrt": lambda one: _power(one, Fraction(1, 2)),
    "cbrt": lambda one: _power(one, Fraction(1, 3)),
    "min": min,
    "max": max,
    "clamp": lambda one, low, high: min(max(one, low), high),
    "round": _rounded,
    "<": lambda one, other: Fraction(one < other and not _same(one, other)),
    "<=": lambda one, other: Fraction(one < other or _same(one, other)),
    "=": lambda one, other: Fraction(_same(one, other)),
    ">=": lambda one, other: Fraction(one > other or _same(one, other)),
    ">": lambda one, other: Fraction(one > other and not _same(one, other)),
}
