"""The grammar of comparisons: from text to signs and limits, before units and codes are known.

range = bound [" and " bound] | limit " to " limit;  accepted = range [" (" range ")"]
bound = sign " " limit;  limit = number [" " unit] | [number " "] ("ULN"|"LLN") [(" + "|" - ") number " " unit]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from eligibility.vocabulary.comparison_hints import repaired
from eligibility.vocabulary.mistakes import refuse, shortened
from eligibility.vocabulary.model import Reference

NUMBER = r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?"
SIGNS = ("<=", ">=", "<", ">", "=")
LONGEST = 300
_SIGN = re.compile(r"(<=|>=|<|>|=) (?! )(.+)")
_BRACKETS = re.compile(r"(.+?) \(([^()]+)\)")
_OF_LIMIT = re.compile(rf"(?:({NUMBER}) )?(ULN|LLN)(?: ([+-]) ({NUMBER})(?: (\S.*))?)?")
_FIXED = re.compile(rf"({NUMBER})(?: (\S.*))?")
_FORMS = 'write for example ">= 3 g/L", "18 to 75 years", "<= 1.5 ULN" or "> 1 and <= 5"'


@dataclass(frozen=True, slots=True)
class WrittenLimit:
    """A limit as written. `number` is the multiple if `of` is given; `unit` is then that of the offset."""

    number: Fraction
    unit: str = ""
    of: Reference | None = None
    offset: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class WrittenBound:
    """A sign and what follows it, not yet read."""

    sign: str
    limit: str


def split_brackets(text: str) -> tuple[str, str | None]:
    """A range and, in brackets behind it, the same one restated.

    >>> split_brackets("7.0 to 10.0 % (53 to 86 mmol/mol)")
    ('7.0 to 10.0 %', '53 to 86 mmol/mol')
    """
    match = _BRACKETS.fullmatch(text)
    return (match[1], match[2]) if match else (text, None)


def split_bounds(text: str) -> tuple[WrittenBound, ...] | None:
    """The one or two bounds of a range; None if the text has the form of neither.

    >>> [(bound.sign, bound.limit) for bound in split_bounds("18 to 75 years")]
    [('>=', '18'), ('<=', '75 years')]
    """
    if text.startswith(SIGNS):
        parts = text.split(" and ")
        matches = [_SIGN.fullmatch(part) for part in parts]
        if len(parts) > 2 or None in matches:
            return None
        return tuple(WrittenBound(match[1], match[2]) for match in matches if match)
    ends = text.split(" to ")
    if len(ends) != 2 or not all(end and end == end.strip() for end in ends):
        return None
    return WrittenBound(">=", ends[0]), WrittenBound("<=", ends[1])


def read_range(text: str) -> tuple[tuple[str, WrittenLimit], ...]:
    """The signs and limits of a range of numbers; raises Refused with a remedy if it is none."""
    found = _range(text) if len(text) <= LONGEST else None
    if found is not None:
        return found
    better = repaired(text) if len(text) <= LONGEST else ""
    main, restated = split_brackets(better)
    good = better != text and _range(main) is not None and (restated is None or _range(restated) is not None)
    remedy = f'write "{better}"' if good else _FORMS
    raise refuse("201", f"`{shortened(text)}` is not a comparison.", remedy)


def _range(text: str) -> tuple[tuple[str, WrittenLimit], ...] | None:
    bounds = split_bounds(text)
    if bounds is None:
        return None
    limits = [(bound.sign, _limit(bound.limit)) for bound in bounds]
    read = tuple((sign, limit) for sign, limit in limits if limit is not None)
    return read if len(read) == len(limits) else None


def _limit(text: str) -> WrittenLimit | None:
    match = _OF_LIMIT.fullmatch(text)
    if match:
        number, of, sign, offset, unit = match.groups()
        exact = Fraction(offset or 0) * (-1 if sign == "-" else 1)
        return WrittenLimit(Fraction(number or 1), unit or "", Reference(of), exact)
    match = _FIXED.fullmatch(text)
    return WrittenLimit(Fraction(match[1]), match[2] or "") if match else None
