"""Spellings that look like a unit and are not, each with a reason that a laboratory understands.

They are looked at right after the rows of the table, before any rule of reading could let one pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 64


@dataclass(frozen=True, slots=True)
class Trap:
    """A pattern (on the tidied text), why it is refused, what to write instead (may use its groups)."""

    pattern: str
    why: str
    instead: str | None = None


TRAPS: tuple[Trap, ...] = (
    Trap(
        r"^([mk]?)\[[Aa][Uu]\](.*)$",
        "[AU] is UCUM's allergy unit; the arbitrary units of an assay are written AU",
        r"\1AU\2",
    ),
    Trap(
        r"^([mk])\{([A-Za-z]+)\}(/.*)?$",
        "braces hold a comment in UCUM, so the letter before them is the unit: m{AU} is a metre",
        r"\1\2\3",
    ),
    Trap(r"^\{AU\}(.*)$", "braces hold a comment in UCUM, which leaves a bare number; write AU", r"AU\1"),
    Trap(
        r"^M(IU|AU|U)(/.+)?$",
        "M is mega, a billion times milli; only the laboratory can say which was meant",
        r"m\1\2",
    ),
    Trap(r"^M(g|mol|eq|Eq|osm|l)(/.+)?$", "M is mega; milli is a small m", r"m\1\2"),
    Trap(r"^(Ug|Ng|Pg|Nmol|Pmol|Umol)(/.+)?$", "the prefix of this unit is a small letter"),
    Trap(
        r"^[xX*]?10(3|4|6|9|12)(/.+)$",
        "the raised digits are lost: is it a power of ten, or the number itself?",
        r"10^\1\2",
    ),
    Trap(r"^[xX*]?10\^?-(\d{1,2})(/.+)?$", "a negative power of ten counts nothing", r"10^\1\2"),
    Trap(r"(?i)^(log|lg|ln)", "a logarithm is not a unit; give the number itself"),
    Trap(r"^M$", "M may be molar, mega, million or months"),
    Trap(r"^M/L$", "M/L may be mole or million per litre", "10^6/L"),
    Trap(r"^K(/L)?$", "K is kelvin in UCUM and thousand in a laboratory", "10^3/uL"),
    Trap(r"^G$", "G is giga; gram is a small g", "g"),
    Trap(r"^S$", "S is siemens; second is a small s", "s"),
    Trap(r"^Ms$", "M is mega; millisecond is ms", "ms"),
    Trap(r"^(gr|grs|grain)(/.+)?$", "gr is the grain (64.8 mg), and is also written for gram", r"g\2"),
    Trap(r"^[γϒ](/.+)?$", "the gamma is an old sign for microgram", r"ug\1"),
    Trap(r"^[λΛ](/.+)?$", "the lambda is an old sign for microlitre", r"uL\1"),
    Trap(r"^mL/min/m2$", "a clearance is normalised to 1.73 m2, not to 1 m2", "mL/min/1.73m2"),
    Trap(r"^mL/min/1\.73$", "m2 is missing: per 1.73 m2 of body surface", "mL/min/1.73m2"),
    Trap(r"(?i)^(ppm|ppb)$", "parts per million of what: mass, amount or volume?"),
    Trap(
        r"(?i)^(n/?a|none|null|nil|nan|unknown|-+|\?+|\.+|无|不详|未知)$", "this says that no unit is given"
    ),
    Trap(
        r"(?i)^(positive|negative|pos|neg|\d?\+{1,4}|trace|阴性|阳性|弱阳性)$", "this is a result, not a unit"
    ),
    Trap(r"^[<>≤≥=]", "this is a comparison, not a unit"),
    Trap(r"^[-+]?\d+(\.\d+)?$", "this is a number, not a unit"),
    Trap(
        r"^[-+]?(?!10[\^]|1\.73)\d+(?:\.\d+)?([A-Za-zµ%\u4e00-\u9fff].*)$",
        "this is a number with its unit; the unit alone belongs here",
        r"\1",
    ),
    Trap(
        r"[\u0370-\u03bb\u03bd-\u03ff\u0400-\u04ff]",
        "this holds letters of another alphabet that only look alike",
    ),
)

# Looked for in the text as typed: the tidied key has no spaces left.
SEVERAL = re.compile(r"\s(or|and)\s|[,;，；、或]", re.IGNORECASE)


def refused(key: str, text: str) -> tuple[str, str | None] | None:
    """Why this text, or its tidied key, is a trap and what to write instead; None if it is not.

    >>> (refused("m[AU]/mL", "m[AU]/mL") or ())[1]
    'mAU/mL'
    """
    if SEVERAL.search(text):
        return "this names more than one unit", None
    for trap in TRAPS:
        if match := re.search(trap.pattern, key):
            return trap.why, _instead(match, trap.instead)
    return None


def _instead(match: re.Match[str], instead: str | None) -> str | None:
    return match.expand(instead) if instead is not None else None
