"""What is accepted, as the text that a file would hold."""

from __future__ import annotations

from fractions import Fraction

from eligibility.vocabulary.model import Bound, Limit, Range


def printed(accepted: Range) -> str:
    """The text that reads back as the same.

    >>> from eligibility.vocabulary import Kind, Variable, read_accepted
    >>> from eligibility.units import read_unit
    >>> seconds = Variable("pt", Kind.QUANTITY, unit=read_unit("s"))
    >>> printed(read_accepted("<= ULN + 5 s", seconds).accepted)
    '<= ULN + 5 s'
    """
    restated = f" ({_range(accepted.restated)})" if accepted.restated else ""
    return _range(accepted) + restated


def exact_decimal(number: Fraction) -> str:
    """All digits of a number whose decimals end.

    >>> exact_decimal(Fraction("-0.0415"))
    '-0.0415'
    """
    digits = next(places for places in range(400) if 10**places % number.denominator == 0)
    sign, whole = "-" if number < 0 else "", str(abs(number.numerator) * 10**digits // number.denominator)
    if digits == 0:
        return sign + whole
    padded = whole.rjust(digits + 1, "0")
    return f"{sign}{padded[:-digits]}.{padded[-digits:]}"


def _range(accepted: Range) -> str:
    parts = _parts(accepted.bounds)
    if [sign for sign, _ in parts] == [">=", "<="]:
        return f"{parts[0][1]} to {parts[1][1]}"
    return " and ".join(f"{sign} {limit}" for sign, limit in parts)


def _parts(bounds: tuple[Bound, ...]) -> list[tuple[str, str]]:
    """Signs and limits; two closed bounds at one limit are one `=`."""
    parts: list[tuple[str, str]] = []
    for bound in bounds:
        limit = _limit(bound.limit)
        if parts and parts[-1] == (">=", limit) and _sign(bound) == "<=":
            parts[-1] = ("=", limit)
        else:
            parts.append((_sign(bound), limit))
    return parts


def _sign(bound: Bound) -> str:
    return (">" if bound.lower else "<") + ("" if bound.open else "=")


def _limit(limit: Limit) -> str:
    unit = f" {limit.unit}" if limit.unit else ""
    if limit.of is None:
        return exact_decimal(limit.number) + unit
    multiple = "" if limit.number == 1 else f"{exact_decimal(limit.number)} "
    if not limit.offset:
        return f"{multiple}{limit.of.value}"
    sign = "+" if limit.offset > 0 else "-"
    return f"{multiple}{limit.of.value} {sign} {exact_decimal(abs(limit.offset))}{unit}"
