"""Intervals of exact rationals, each end open or closed, possibly infinite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from eligibility.possible.truth import FALSE, TRUE, UNKNOWN, Truth


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; None is infinity. An infinite end counts as open.

    An interval is never empty: what would be empty is None where it can arise (`meet`).

    >>> print(Interval.exactly(Fraction(1, 2)))
    0.5
    >>> print(Interval.above(Fraction(3)))
    > 3
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if (
            self.low is None
            or self.high is None
            or (self.low is self.high and not self.low_open | self.high_open)
        ):
            return
        side = order(self.low, self.high)
        if side > 0 or (side == 0 and (self.low_open or self.high_open)):
            raise ValueError("An interval cannot be empty.")

    @staticmethod
    def exactly(number: Fraction | int) -> Interval:
        """The interval that holds one number."""
        exact = number if isinstance(number, Fraction) else Fraction(number)
        return Interval(exact, exact)

    @staticmethod
    def above(number: Fraction, *, included: bool = False) -> Interval:
        """All numbers over a limit, which is one of them if `included`."""
        return Interval(number, None, low_open=not included)

    @staticmethod
    def below(number: Fraction, *, included: bool = False) -> Interval:
        """All numbers under a limit, which is one of them if `included`."""
        return Interval(None, number, high_open=not included)

    @property
    def is_exact(self) -> bool:
        """Whether it holds one number only."""
        return self.low is not None and (self.low is self.high or self.low == self.high)

    @property
    def is_everything(self) -> bool:
        """Whether no number is ruled out."""
        return self.low is None and self.high is None

    def holds(self, number: Fraction) -> bool:
        """Whether a number is one of the interval's.

        >>> Interval.above(Fraction(75)).holds(Fraction(75))
        False
        """
        if self.low is not None:
            side = order(number, self.low)
            if side < 0 or (self.low_open and side == 0):
                return False
        if self.high is None:
            return True
        side = order(number, self.high)
        return side < 0 or (side == 0 and not self.high_open)

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval is one of the other's.

        >>> Interval.exactly(75).within(Interval.above(Fraction(75)))
        False
        """
        return _starts_no_later(other, self) and _ends_no_earlier(other, self)

    def meets(self, other: Interval) -> bool:
        """Whether some number belongs to both."""
        return _reaches(self, other) and _reaches(other, self)

    def meet(self, other: Interval) -> Interval | None:
        """The numbers of both, or None if there are none.

        >>> print(Interval.above(Fraction(2)).meet(Interval.below(Fraction(5), included=True)))
        > 2 to 5
        """
        if not self.meets(other):
            return None
        start = other if _starts_no_later(self, other) else self
        end = other if _ends_no_earlier(self, other) else self
        return Interval(start.low, end.high, start.low_open, end.high_open)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        start = self if _starts_no_later(self, other) else other
        end = self if _ends_no_earlier(self, other) else other
        return Interval(start.low, end.high, start.low_open, end.high_open)

    def scaled(self, times: Fraction, plus: Fraction = Fraction(0)) -> Interval:
        """Each number times a positive factor, plus an offset (a change of unit)."""
        if self.low is self.high and self.low is not None:
            return Interval.exactly(self.low * times + plus if plus else self.low * times)
        low = None if self.low is None else self.low * times + plus
        high = None if self.high is None else self.high * times + plus
        return Interval(low, high, self.low_open, self.high_open)

    def accepted_by(self, accepted: Interval) -> Truth:
        """TRUE if every number here is accepted, FALSE if none is, else UNKNOWN.

        >>> Interval.below(Fraction("0.5")).accepted_by(Interval.below(Fraction(7)))
        <Truth.TRUE: 'true'>
        """
        if self.low is self.high and self.low is not None:
            return TRUE if accepted.holds(self.low) else FALSE
        if not self.meets(accepted):
            return FALSE
        return TRUE if self.within(accepted) else UNKNOWN

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return decimal(self.low)
        if self.low is None and self.high is None:
            return "any number"
        if self.high is None and self.low is not None:
            return f"{'>' if self.low_open else '>='} {decimal(self.low)}"
        if self.low is None and self.high is not None:
            return f"{'<' if self.high_open else '<='} {decimal(self.high)}"
        assert self.low is not None and self.high is not None
        start = "> " if self.low_open else ""
        end = "< " if self.high_open else ""
        return f"{start}{decimal(self.low)} to {end}{decimal(self.high)}"


EVERYTHING = Interval()
_FOUR_FIGURES = Context(prec=4)
_LARGEST_OF_FLOATS = 300  # about the exponent at which floats end


def order(one: Fraction, other: Fraction) -> int:
    """-1, 0 or 1: one number is less than the other, the same, or more (`<` of Fraction takes ten times as long).

    >>> order(Fraction("1.8"), Fraction(9, 5))
    0
    """
    above, below = one.as_integer_ratio()
    other_above, other_below = other.as_integer_ratio()
    left, right = above * other_below, other_above * below
    return (left > right) - (left < right)


def order_by_product(number: Fraction, factor: Fraction, other: Fraction) -> int:
    """As `order`, of a number and a product, without the product in lowest terms.

    >>> order_by_product(Fraction("1.8"), Fraction("1.5"), Fraction("1.2"))
    0
    """
    above, below = number.as_integer_ratio()
    factor_above, factor_below = factor.as_integer_ratio()
    other_above, other_below = other.as_integer_ratio()
    left, right = above * factor_below * other_below, factor_above * other_above * below
    return (left > right) - (left < right)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all of at least one interval.

    >>> print(hull([Interval.exactly(3), Interval.exactly(1)]))
    1 to 3
    """
    remaining = iter(intervals)
    answer = next(remaining)
    for interval in remaining:
        answer = answer.hull(interval)
    return answer


def decimal(number: Fraction) -> str:
    """A number as people print it: exact where it ends, else to four significant figures.

    >>> decimal(Fraction(9, 5)), decimal(Fraction(1, 3)), decimal(Fraction(1200000))
    ('1.8', '0.3333', '1200000')
    """
    if number.denominator == 1:
        return str(number.numerator)
    digits = _terminating_digits(number.denominator)
    if digits is not None and digits <= 6:
        whole, rest = divmod(abs(number.numerator) * 10**digits // number.denominator, 10**digits)
        return f"{'-' if number < 0 else ''}{whole}.{rest:0{digits}d}"
    return _to_four_figures(number)


def _to_four_figures(number: Fraction) -> str:
    rounded = _FOUR_FIGURES.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{float(rounded):.4g}" if abs(rounded.adjusted()) < _LARGEST_OF_FLOATS else f"{rounded:e}"


def _terminating_digits(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator needs; None if it never ends."""
    digits = 0
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator //= prime
            power += 1
        digits = max(digits, power)
    return digits if denominator == 1 else None


def _starts_no_later(one: Interval, other: Interval) -> bool:
    if one.low is None:
        return True
    if other.low is None:
        return False
    side = order(one.low, other.low)
    return side < 0 or (side == 0 and (not one.low_open or other.low_open))


def _ends_no_earlier(one: Interval, other: Interval) -> bool:
    if one.high is None:
        return True
    if other.high is None:
        return False
    side = order(one.high, other.high)
    return side > 0 or (side == 0 and (not one.high_open or other.high_open))


def _reaches(one: Interval, other: Interval) -> bool:
    """Whether the start of one does not lie beyond the end of the other."""
    if one.low is None or other.high is None:
        return True
    side = order(one.low, other.high)
    return side < 0 or (side == 0 and not (one.low_open or other.high_open))
