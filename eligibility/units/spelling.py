"""From what was typed to a key of the table: one form for micro signs, powers, full-width letters and spaces."""

from __future__ import annotations

import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# Signs that laboratories use for the same thing. NFKC has already made both micro signs U+03BC.
_SIGNS = str.maketrans("μ×✕∗⁄∕÷·⋅•", "µxx*///...")
_PER = re.compile(r"(?<=\S)\s+per\s+(?=\S)", re.IGNORECASE)
# 10^9, 10*9, 10**9, 10E9, 10e+09, 10(9), 10x9, 10'9, E9 and 1e9, with or without a multiplication sign in front.
_POWER = re.compile(
    r"^[xX*]?(?:10(?:\^|\*\*?|[eE]\+?|[xX'])|1?[eE]\+?)\(?0?(\d{1,2})\)?(?!\d|\.\d)"
    r"|^[xX*]?10\((\d{1,2})\)"
)
_COUNTED = re.compile(r"^(10\^\d+)[.*]?(?:cells?|\{#\}|#|\{cells?\}|个细胞|个)")
_EXPONENT = re.compile(r"(?<=[A-Za-z])\^(?=[23](?!\d))")
_INVERSE = re.compile(r"[.*](\(1\.73m2\)|1\.73m|[A-Za-zµ]+)\^?-([12])(?!\d)")


def tidy(text: str) -> str:
    """The text with one spelling for signs, powers and spaces; letters keep their case.

    >>> tidy(" × 10⁹ / L "), tidy("μｍｏｌ/Ｌ"), tidy("mL/min/1.73 m²")
    ('10^9/L', 'µmol/L', 'mL/min/1.73m2')
    """
    plain = unicodedata.normalize("NFKC", _RAISED.sub(_lower, text)).translate(_SIGNS)
    joined = "".join(c for c in _PER.sub("/", plain) if not c.isspace() and unicodedata.category(c) != "Cf")
    powered = _COUNTED.sub(r"\1", _POWER.sub(_power, joined))
    return _EXPONENT.sub("", _INVERSE.sub(_divided, powered))


def _lower(raised: re.Match[str]) -> str:
    return "^" + raised.group().translate(_SUPERSCRIPTS)


def _power(match: re.Match[str]) -> str:
    return f"10^{match.group(1) or match.group(2)}"


def _divided(match: re.Match[str]) -> str:
    """`mmol.L^-1`, as journals print it, is `mmol/L`."""
    return "/" + match.group(1) + ("2" if match.group(2) == "2" else "")
