"""Possible values and facts as plain values for JSON: numbers are exact decimals in text, days are ISO dates."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, Interval
from eligibility.possible.days import day_text
from eligibility.records.facts import Attribute, Occurrence, PossibleValue, Reading, Source
from eligibility.results.text.words import reason_codes

DIGITS = 30  # of a number that does not end, such as a third
_EXACT = Context(prec=400)
_ROUNDED = Context(prec=DIGITS)

Plain = dict[str, Any]


def number(exact: Fraction) -> str:
    """A number as decimal text; one that does not end to 30 significant digits.

    >>> number(Fraction(9, 5)), number(Fraction(-1, 3))
    ('1.8', '-0.333333333333333333333333333333')
    """
    context = _EXACT if _terminates(exact.denominator) else _ROUNDED
    return format(context.divide(Decimal(exact.numerator), Decimal(exact.denominator)), "f")


def interval(held: Interval) -> Plain:
    """The ends of an interval; an end that is null is infinite.

    >>> interval(Interval.below(Fraction(7)))
    {'low': None, 'high': '7', 'low_open': False, 'high_open': True}
    """
    return {
        "low": None if held.low is None else number(held.low),
        "high": None if held.high is None else number(held.high),
        "low_open": held.low_open,
        "high_open": held.high_open,
    }


def days(held: Days | None) -> Plain | None:
    """The first and the last possible day; null is without bound."""
    return None if held is None else {"first": _day(held.first), "last": _day(held.last)}


def value(held: PossibleValue) -> Plain | list[str] | None:
    """A possible value: an interval, a sorted list of codes, or days."""
    if isinstance(held, Interval):
        return interval(held)
    return days(held) if isinstance(held, Days) else sorted(held)


def fact(held: Reading | Occurrence) -> Plain:
    """A fact as it was understood, with how it was written and where it was found."""
    common = {
        "variable": held.variable,
        "written": held.written,
        "status": held.status,
        "open": reason_codes(held.open),
        "attributes": {name: _attribute(each) for name, each in sorted(held.attributes.items())},
        "source": _source(held.source),
    }
    own = _reading(held) if isinstance(held, Reading) else _occurrence(held)
    return without_empty(own | common)


def without_empty(held: Plain) -> Plain:
    """The same without what is null or empty."""
    return {
        key: each
        for key, each in held.items()
        if each is not None and each != "" and each != [] and each != {}
    }


def _reading(held: Reading) -> Plain:
    return {
        "date": days(held.days),
        "value": value(held.value),
        "reported": None if held.reported is None else interval(held.reported),
        "unit": None if held.unit is None else held.unit.code,
        "lower": None if held.lower is None else interval(held.lower),
        "upper": None if held.upper is None else interval(held.upper),
        "limits_from": held.limits_from,
    }


def _occurrence(held: Occurrence) -> Plain:
    ends = {"date": days(held.start)} if held.one_day else {"start": days(held.start), "end": days(held.end)}
    return {"codes": sorted(held.codes), "any_code": held.any_code or None, **ends}


def _attribute(held: Attribute) -> Any:
    return [value(each) for each in held] if isinstance(held, tuple) else value(held)


def _source(held: Source) -> Plain:
    return without_empty({"file": held.file, "row": held.row, "column": held.column, "note": held.note})


def _day(day: int) -> str | None:
    return None if day in (EVER_BEFORE, EVER_AFTER) else day_text(day)


def _terminates(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1
