"""Intervals as they are written in mathematics: `[1, 5)` holds 1 and not 5, `(, 3]` has no start."""

from fractions import Fraction

from eligibility.possible import Interval


def read(text: str) -> Interval:
    """The interval of a text."""
    low, high = (Fraction(end) if end.strip() else None for end in text[1:-1].split(","))
    return Interval(low, high, text[0] == "(" and low is not None, text[-1] == ")" and high is not None)


def write(interval: Interval) -> str:
    """The text of an interval; an end without bound is open, whatever the interval says of it."""
    start = "[" if interval.low is not None and not interval.low_open else "("
    end = "]" if interval.high is not None and not interval.high_open else ")"
    low, high = ("" if each is None else str(each) for each in (interval.low, interval.high))
    return f"{start}{low}, {high}{end}"
