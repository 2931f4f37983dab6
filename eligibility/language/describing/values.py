"""What is accepted, in words."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.possible.interval import decimal
from eligibility.vocabulary.model import (
    Accepted,
    Bound,
    Codes,
    Kind,
    Limit,
    Range,
    Reference,
    Variable,
    Vocabulary,
)

_REFERENCES = {Reference.ULN: "the upper limit of normal", Reference.LLN: "the lower limit of normal"}
_SIGNS = {(True, True): "above", (True, False): "at least", (False, True): "below", (False, False): "at most"}
_ANSWERS = {"true": "yes", "false": "no"}


def listed(texts: Iterable[str], last: str) -> str:
    """A list as one says it.

    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    parts = list(texts)
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def accepted_words(accepted: Accepted, variable: Variable, vocabulary: Vocabulary) -> str:
    """What a variable must be: "at least 18 years", "CR", "0 or 1"."""
    if isinstance(accepted, Range):
        return range_words(accepted)
    assert isinstance(accepted, Codes)  # `any` is said in other words
    return listed((code_words(code, variable, vocabulary) for code in asked(accepted, variable)), "or")


def asked(codes: Codes, variable: Variable) -> tuple[str, ...]:
    """The codes to name: as the file has them, of an ordered range each of them in its order."""
    known = set(variable.values)
    if variable.ordered and codes.codes <= known:
        return tuple(value for value in variable.values if value in codes.codes)
    return codes.asked


def code_words(code: str, variable: Variable, vocabulary: Vocabulary) -> str:
    """The label of a code, or the code as words."""
    space = variable.concepts_of or (variable.name if variable.kind.is_occurrence else "")
    concept = vocabulary.concepts.get(space, {}).get(code)
    if concept is not None:
        return concept.title()
    if variable.kind is Kind.BOOLEAN:
        return _ANSWERS[code]
    words = code.replace("_", " ")
    return f'"{words}"' if " or " in words else words


def range_words(limits: Range) -> str:
    """A range: "above 75 10^9/L", "from 18 to 75 years", "at most 1.5 times the upper limit of normal"."""
    words = _bounds_words(limits.bounds)
    if limits.restated is None:
        return words
    return f"{words} (reported in {limits.restated.unit}: {range_words(limits.restated)})"


def _bounds_words(bounds: tuple[Bound, ...]) -> str:
    if len(bounds) == 2 and _from_to(*bounds):
        low, high = bounds
        if low.limit == high.limit:
            return f"exactly {_limit_words(low.limit)}"
        start = decimal(low.limit.number) if _same_kind(low.limit, high.limit) else _limit_words(low.limit)
        return f"from {start} to {_limit_words(high.limit)}"
    return " and ".join(f"{_SIGNS[bound.lower, bound.open]} {_limit_words(bound.limit)}" for bound in bounds)


def _from_to(low: Bound, high: Bound) -> bool:
    return low.lower and not high.lower and not low.open and not high.open


def _same_kind(low: Limit, high: Limit) -> bool:
    return low.of is None and high.of is None and low.unit == high.unit


def _limit_words(limit: Limit) -> str:
    unit = f" {limit.unit}" if limit.unit is not None else ""
    if limit.of is None:
        return f"{decimal(limit.number)}{unit}"
    times = "" if limit.number == 1 else f"{decimal(limit.number)} times "
    if limit.offset == 0:
        return f"{times}{_REFERENCES[limit.of]}"
    sign = "plus" if limit.offset > 0 else "minus"
    return f"{times}{_REFERENCES[limit.of]} {sign} {decimal(abs(limit.offset))}{unit}"
