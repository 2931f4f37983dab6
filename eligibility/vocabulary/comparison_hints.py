"""What people write instead of a comparison, turned into what they mean. Only ever used to give advice."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

_SIGNS = (
    ("≥", ">="), ("⩾", ">="), ("≧", ">="), ("≤", "<="), ("⩽", "<="), ("≦", "<="), ("=>", ">="), ("=<", "<="),
    ("==", "="), ("至", " to "), ("～", " to "), ("~", " to "), ("–", " to "), ("—", " to "), ("×", " x "),
)  # fmt: skip
_WORDS = (
    (r"\b(?:at least|not less than)\b", ">="),
    (r"\b(?:at most|not more than|up to)\b", "<="),
    (r"\b(?:less than|under|below)\b", "<"),
    (r"\b(?:more than|greater than|over|above)\b", ">"),
    (r"\bbetween (.+?) and\b", r"\1 to"),
    (r"\b(?:equals?|equal to|is)\b", "="),
)
_THOUSANDS = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_EXPONENT = re.compile(r"(?<![\w.^*/])(\d+(?:\.\d+)?)[eE]\+?(\d{1,2})\b")


def repaired(text: str) -> str:
    """The text as the grammar would have it, as far as that can be guessed.

    >>> repaired("≥75,000 /uL"), repaired("<=1.5x ULN"), repaired("18-75 years")
    ('>= 75000 /uL', '<= 1.5 ULN', '18 to 75 years')
    """
    for wrong, right in _SIGNS:
        text = text.replace(wrong, right)
    text = unicodedata.normalize("NFKC", text)
    for pattern, right in _WORDS:
        text = re.sub(pattern, right, text, flags=re.IGNORECASE)
    text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    text = _EXPONENT.sub(lambda match: _plain(match[1], int(match[2])), text)
    return _spaced(text)


def _plain(digits: str, exponent: int) -> str:
    number = Fraction(digits) * 10**exponent
    return str(number.numerator) if number.denominator == 1 else str(float(number))


def _spaced(text: str) -> str:
    text = re.sub(r"(?<![\d.])\.(\d)", r"0.\1", text)
    text = re.sub(r"(?<![a-z])(uln|lln)(?![a-z])", lambda match: match[1].upper(), text, flags=re.IGNORECASE)
    text = re.sub(r"(\d)\s*(?:[x*]|times)?\s*(?:the )?(ULN|LLN)", r"\1 \2", text)
    text = re.sub(r"(ULN|LLN)\s*([+-])\s*(\d)", r"\1 \2 \3", text)
    text = re.sub(r"^(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)", r"\1 to \2", text)
    text = re.sub(r"(<=|>=|<|>|(?<![<>])=)\s*", r"\1 ", text)
    text = re.sub(r"\s*(?:&&?|,|\bAND\b|;)\s*(?=[<>=])", " and ", text)
    text = re.sub(r"(^|[<>=] |to )(-?\d+(?:\.\d+)?)(?=[A-Za-zµ%])", r"\1\2 ", text)
    return " ".join(text.split())
