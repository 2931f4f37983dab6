"""Numbers with a decimal comma, brought to a decimal point before they are read."""

from __future__ import annotations

import re
from functools import lru_cache

UNREADABLE = "?"  # stands for a number that may be two different ones; what was printed is kept beside it
_NUMBERS = re.compile(
    r"(?P<lead>[^\d]*?)(?P<low>\d[\d.,]*)(?:(?P<to>\s*(?:-|~|–|至|to)\s*)(?P<high>\d[\d.,]*))?(?P<rest>.*)",
    re.DOTALL,
)
_COMMA = re.compile(r"\d+(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@lru_cache(maxsize=65536)
def with_point(text: str, decimal: str | None) -> str:
    """The numbers of a cell with a decimal point; `decimal` is the sign of the file, None if nobody said.

    Where nobody said, a number that could be two (`1,234`) is not read.

    >>> with_point("1.234,5 ng/mL", ","), with_point("3,5", None), with_point("1,234", None)
    ('1234.5 ng/mL', '3.5', '?')
    """
    if decimal == "." or ("," not in text and "." not in text):
        return text
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return text
    low, high = (_number(match[part], decimal) if match[part] else "" for part in ("low", "high"))
    if UNREADABLE in (low, high):
        return UNREADABLE
    return f"{match['lead']}{low}{match['to'] or ''}{high}{match['rest']}"


def _number(digits: str, decimal: str | None) -> str:
    if decimal == ",":
        return digits.replace(".", "").replace(",", ".") if _COMMA.fullmatch(digits) else UNREADABLE
    if _EITHER.fullmatch(digits):
        return UNREADABLE
    if digits.count(",") == 1 and (digits.rfind(",") > digits.rfind(".")):
        return digits.replace(".", "").replace(",", ".") if _COMMA.fullmatch(digits) else UNREADABLE
    return digits
