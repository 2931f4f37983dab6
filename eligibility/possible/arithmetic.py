"""Arithmetic on intervals, operation by operation: the result holds every number that the inputs allow.

Rational operations are exact. Logarithms, roots and powers that are not whole are taken to 30 significant digits;
comparisons and rounding on their results allow for that with a relative tolerance of 1e-9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from itertools import product
from math import floor

from eligibility.possible.interval import EVERYTHING, Interval, hull

TOLERANCE = Fraction(1, 10**9)
_DIGITS = Context(prec=34)
_KEPT = Context(prec=30)
_LARGEST_EXACT_POWER = 64  # beyond it whole powers too are taken to 30 digits
_LARGEST_POWER = 1000
_MOST_BITS = 8192  # of an end; no formula over results comes near, and longer ones take for ever

YES = Interval.exactly(1)
NO = Interval.exactly(0)
EITHER = Interval(Fraction(0), Fraction(1))
_ACCEPTED = {  # differences
    "<": Interval.below(Fraction(0)),
    "<=": Interval.below(Fraction(0), included=True),
    "=": NO,
    ">=": Interval.above(Fraction(0), included=True),
    ">": Interval.above(Fraction(0)),
}


def add(one: Interval, other: Interval) -> Interval:
    """The sums."""
    return Interval(
        None if one.low is None or other.low is None else one.low + other.low,
        None if one.high is None or other.high is None else one.high + other.high,
        one.low_open or other.low_open,
        one.high_open or other.high_open,
    )


def negate(one: Interval) -> Interval:
    """The numbers with the other sign."""
    return Interval(
        None if one.high is None else -one.high,
        None if one.low is None else -one.low,
        one.high_open,
        one.low_open,
    )


def subtract(one: Interval, other: Interval) -> Interval:
    """The differences."""
    return add(one, negate(other))


def multiply(one: Interval, other: Interval) -> Interval:
    """The products. Open ends are taken as closed, which can only widen the result."""
    return _between([_end_product(a, b) for a, b in product(_ends(one), _ends(other))])


def divide(one: Interval, other: Interval) -> Interval:
    """The quotients; everything if the divisor may be zero.

    >>> print(divide(Interval.exactly(1), Interval(Fraction(2), Fraction(4))))
    0.25 to 0.5
    """
    if other.low is not None and other.low > 0:
        return multiply(one, Interval(_inverse(other.high), 1 / other.low))
    if other.high is not None and other.high < 0:
        return multiply(one, Interval(1 / other.high, _inverse(other.low)))
    return EVERYTHING


def power(base: Interval, exponent: Interval) -> Interval:
    """The powers; everything where a negative base meets an exponent that is not a whole constant."""
    whole = _whole_exponent(exponent)
    if whole is not None and abs(whole) <= _LARGEST_EXACT_POWER:
        return _whole_power(base, whole)
    if base.low is None or base.low < 0:
        return EVERYTHING
    if base.low == 0 and (exponent.low is None or exponent.low <= 0):
        return EVERYTHING
    if any(end is not None and abs(end) > _LARGEST_POWER for end in (exponent.low, exponent.high)):
        return EVERYTHING
    if base.high is None or exponent.low is None or exponent.high is None:
        return Interval(Fraction(0))
    ends = [_real_power(b, e) for b, e in product((base.low, base.high), (exponent.low, exponent.high))]
    return Interval(min(ends), max(ends))


def natural_logarithm(one: Interval) -> Interval:
    """ln; nothing is known of numbers that may not be positive."""
    return _rising_positive(one, lambda number: number.ln(_DIGITS))


def common_logarithm(one: Interval) -> Interval:
    """log10; nothing is known of numbers that may not be positive."""
    return _rising_positive(one, lambda number: number.log10(_DIGITS))


def square_root(one: Interval) -> Interval:
    """The square root; nothing is known of numbers that may be negative."""
    return power(one, Interval.exactly(Fraction(1, 2)))


def cube_root(one: Interval) -> Interval:
    """The cube root; nothing is known of numbers that may be negative."""
    return power(one, Interval.exactly(Fraction(1, 3)))


def smallest(intervals: Sequence[Interval]) -> Interval:
    """What the smallest of several numbers can be."""
    return negate(largest([negate(interval) for interval in intervals]))


def largest(intervals: Sequence[Interval]) -> Interval:
    """What the largest of several numbers can be.

    >>> print(largest([Interval(Fraction(1), Fraction(5)), Interval.exactly(3)]))
    3 to 5
    """
    lows = [(each.low, each.low_open) for each in intervals if each.low is not None]
    highs = [(each.high, not each.high_open) for each in intervals if each.high is not None]
    low, low_open = max(lows) if lows else (None, False)
    if len(highs) < len(intervals):
        return Interval(low, None, low_open)
    high, closed = max(highs)
    return Interval(low, high, low_open, not closed)


def clamp(one: Interval, low: Interval, high: Interval) -> Interval:
    """The number, but no less than `low` and no more than `high`."""
    return smallest([largest([one, low]), high])


def round_half_up(one: Interval, digits: int) -> Interval:
    """Rounded to so many decimals, halves up; a number within the tolerance under a half counts as the half.

    >>> print(round_half_up(Interval.exactly(Fraction("2.25")), 1))
    2.3
    """
    return Interval(
        None if one.low is None else _rounded(one.low, digits),
        None if one.high is None else _rounded(one.high, digits),
    )


def compare(sign: str, one: Interval, other: Interval) -> Interval:
    """Whether `one < other` (or `<=`, `=`, `>=`, `>`): 1, 0, or 0 to 1 where that is open."""
    difference = _tolerant(subtract(one, other), one, other)
    accepted = _ACCEPTED[sign]
    if not difference.meets(accepted):
        return NO
    return YES if difference.within(accepted) else EITHER


def choose(condition: Interval, then: Interval, otherwise: Interval) -> Interval:
    """`then` if the condition is 1, `otherwise` if it is 0, the hull of both while it is open."""
    if condition == NO:
        return otherwise
    if condition.low is not None and condition.low > 0:
        return then
    return then.hull(otherwise)


def snapped(one: Interval, accepted: Interval) -> Interval:
    """The interval with ends that lie within the tolerance of an accepted end moved onto it."""
    low, high = one.low, one.high
    for limit in (accepted.low, accepted.high):
        if limit is None:
            continue
        low = limit if low is not None and _close(low, limit) else low
        high = limit if high is not None and _close(high, limit) else high
    if low is not None and low == high:
        return Interval(low, high)
    return Interval(low, high, one.low_open, one.high_open)


def bounded(one: Interval) -> Interval:
    """The interval without an end that takes thousands of digits: as wide or wider.

    >>> print(bounded(Interval(Fraction(1), Fraction(10) ** 9999)))
    >= 1
    """
    low = None if one.low is not None and _is_endless(one.low) else one.low
    high = None if one.high is not None and _is_endless(one.high) else one.high
    return one if low is one.low and high is one.high else Interval(low, high, one.low_open, one.high_open)


# ---- details -------------------------------------------------------------------------------------


def _is_endless(number: Fraction) -> bool:
    return max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS


def _close(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def _tolerant(difference: Interval, one: Interval, other: Interval) -> Interval:
    """Differences that are within the tolerance of zero, relative to what was compared, are zero."""
    ends = (one.low, one.high, other.low, other.high)
    scale = max([Fraction(0), *(abs(end) for end in ends if end is not None)])
    slack = TOLERANCE * scale
    low, high = difference.low, difference.high
    low = Fraction(0) if low is not None and abs(low) <= slack else low
    high = Fraction(0) if high is not None and abs(high) <= slack else high
    if low is not None and low == high:
        return Interval(low, high)
    return Interval(
        low,
        high,
        difference.low_open and low == difference.low,
        difference.high_open and high == difference.high,
    )


End = Fraction | float
_INFINITE = float("inf")


def _ends(one: Interval) -> tuple[End, End]:
    return (-_INFINITE if one.low is None else one.low, _INFINITE if one.high is None else one.high)


def _end_product(one: End, other: End) -> End:
    if one == 0 or other == 0:
        return Fraction(0)
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    return _INFINITE if (one > 0) == (other > 0) else -_INFINITE


def _between(ends: Sequence[End]) -> Interval:
    low, high = min(ends), max(ends)
    return Interval(low if isinstance(low, Fraction) else None, high if isinstance(high, Fraction) else None)


def _inverse(end: Fraction | None) -> Fraction:
    return Fraction(0) if end is None else 1 / end


def _whole_exponent(exponent: Interval) -> int | None:
    if exponent.low is None or exponent.low != exponent.high or exponent.low.denominator != 1:
        return None
    return exponent.low.numerator


def _whole_power(base: Interval, exponent: int) -> Interval:
    if exponent < 0:
        return divide(YES, _whole_power(base, -exponent))
    if exponent == 0:
        return YES
    ends: list[End] = [end**exponent for end in _ends(base)]
    return _between([*ends, Fraction(0)] if exponent % 2 == 0 and base.holds(Fraction(0)) else ends)


def _real_power(base: Fraction, exponent: Fraction) -> Fraction:
    logarithm = _decimal(base).ln(_DIGITS)
    return _kept(_DIGITS.exp(_DIGITS.multiply(logarithm, _decimal(exponent))))


def _rising_positive(one: Interval, function: Callable[[Decimal], Decimal]) -> Interval:
    if one.low is None or one.low < 0 or (one.low == 0 and not one.low_open):
        return EVERYTHING
    low = None if one.low == 0 else _kept(function(_decimal(one.low)))
    high = None if one.high is None else _kept(function(_decimal(one.high)))
    return Interval(
        low, high, one.low_open and low is not None and low != high, one.high_open and low != high
    )


def _decimal(number: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


def _kept(number: Decimal) -> Fraction:
    return Fraction(_KEPT.plus(number))


def _rounded(number: Fraction, digits: int) -> Fraction:
    scale = Fraction(10) ** digits
    raised = number * scale + Fraction(1, 2)
    whole = floor(raised)
    if whole + 1 - raised <= TOLERANCE * abs(raised):
        whole += 1
    return whole / scale


__all__ = [
    "add",
    "bounded",
    "choose",
    "clamp",
    "common_logarithm",
    "compare",
    "cube_root",
    "divide",
    "hull",
    "largest",
    "multiply",
    "natural_logarithm",
    "negate",
    "power",
    "round_half_up",
    "smallest",
    "snapped",
    "square_root",
    "subtract",
]
