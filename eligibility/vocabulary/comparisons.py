"""What a comparison accepts: the written text, held against a variable and the vocabulary's codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eligibility.vocabulary.code_comparisons import read_codes
from eligibility.vocabulary.mistakes import Mistake, Refused, refuse, shortened
from eligibility.vocabulary.model import Accepted, AnyCode, Codes, Kind, Variable, Vocabulary
from eligibility.vocabulary.range_comparisons import read_accepted_range

LONGEST_LIST = 1000
NO_CODES = Vocabulary((), {}, {}, {})


class Comparison(NamedTuple):
    """What is accepted, and what is wrong. `accepted` is None exactly if one of the mistakes is an error."""

    accepted: Accepted | None
    mistakes: tuple[Mistake, ...] = ()


def read_accepted(
    written: str | Sequence[str], variable: Variable, vocabulary: Vocabulary = NO_CODES
) -> Comparison:
    """What a text, or a list of codes, accepts of a variable (or of an attribute).

    Limits are converted to the variable's own unit; classes stand for all their members.

    >>> from eligibility.units import read_unit
    >>> albumin = Variable("albumin", Kind.QUANTITY, unit=read_unit("g/L"))
    >>> print(read_accepted(">= 3 g/dL", albumin).accepted.interval)
    >= 30
    >>> print(read_accepted(">= 30", albumin).mistakes[0].message)
    `>= 30` has no unit, but albumin is in g/L.
    """
    try:
        return _read(written, variable, vocabulary)
    except Refused as refused:
        return Comparison(None, (refused.mistake,))


def _read(written: str | Sequence[str], variable: Variable, vocabulary: Vocabulary) -> Comparison:
    if written in ("", []):
        raise refuse("218", "Nothing is accepted here.", "write a comparison, a code or a list of codes")
    if written == "any":
        return Comparison(_any(variable))
    match variable.kind:
        case Kind.QUANTITY:
            return Comparison(*read_accepted_range(_one(written, variable), variable))
        case Kind.DATE:
            remedy = "a date takes a window: {before: ...}, {after: ...}, {within: ...}, {more than: ...} or {at: ...}"
            raise refuse("212", f"{variable.name} is a date and takes no comparison.", remedy)
        case Kind.TEXT:
            return Comparison(_texts(written))
        case _:
            return Comparison(*read_codes(_few(written), variable, vocabulary))


def _any(variable: Variable) -> AnyCode:
    if not variable.kind.is_occurrence:
        remedy = "name what is accepted, or leave the condition out"
        raise refuse(
            "211", f"`any` is for events and items; {variable.name} is {variable.kind.with_article}.", remedy
        )
    return AnyCode()


def _one(written: str | Sequence[str], variable: Variable) -> str:
    if isinstance(written, str):
        return written
    remedy = 'write one range, for example "3 to 5", or several conditions under `any:`'
    raise refuse("209", f"A list stands where {variable.name}, a quantity, needs a comparison.", remedy)


def _few(written: str | Sequence[str]) -> str | Sequence[str]:
    if not isinstance(written, str) and len(written) > LONGEST_LIST:
        raise refuse("209", f"The list has more than {LONGEST_LIST} codes.", "name a class instead")
    return written


def _texts(written: str | Sequence[str]) -> Codes:
    texts = (written,) if isinstance(written, str) else tuple(written)
    return Codes(shortened(", ".join(texts)), frozenset(texts), texts)
