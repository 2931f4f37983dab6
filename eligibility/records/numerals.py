"""Numbers as laboratories print them, read exactly.

A cell such as `<0.5`, `1,234.5`, `3-5` or `74 10^9/L H` holds a range of possible numbers, perhaps a unit and perhaps
the laboratory's own flag. What cannot be read for sure is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from eligibility.possible import Interval

LONGEST_CELL = 200  # characters; no result is longer
_MOST_DIGITS = 40
_LARGEST_EXPONENT = 40

# Full-width characters to ASCII, and the many signs for the same thing.
_SIGNS = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"\u3000": " ", "\u2212": "-", "\u2013": "-", "\u2014": "-", "\u301c": "~", "\u223c": "~"}
    | {"⩽": "≤", "≦": "≤", "⩾": "≥", "≧": "≥", "\ufeff": "", "\u200b": "", "×": "x"}
    | {"\u00a0": "'", "\u202f": "'", "\u2009": "'", "’": "'"}
)
_WORDS = (
    ("less than or equal to", "<="), ("greater than or equal to", ">="), ("at least", ">="), ("at most", "<="),
    ("less than", "<"), ("below", "<"), ("under", "<"), ("greater than", ">"), ("more than", ">"), ("above", ">"),
    ("over", ">"), ("小于等于", "<="), ("大于等于", ">="), ("不低于", ">="), ("不高于", "<="), ("小于", "<"),
    ("少于", "<"), ("低于", "<"), ("大于", ">"), ("多于", ">"), ("高于", ">"), ("超过", ">"),
)  # fmt: skip
_WORD = re.compile("|".join(word for word, _ in _WORDS), re.IGNORECASE)
_NUMBER = r"[-+]?(?:\d[\d.,']*|\.\d+)(?:[eE][-+]?\d+(?![\d/]))?"
_CELL = re.compile(
    rf"(?P<lead>[*!#↑↓]+\s*|[HL]{{1,2}}\s+)?(?P<sign>[<>]=?|=[<>]?|≤|≥)?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|~|to\b|至|到)\s*(?P<high>{_NUMBER}))?(?P<rest>.*)",
    re.DOTALL,
)
_POWER = re.compile(r"\s*[xX*]\s*10(?:\^|\*\*|\*)?(?:\(?([-+]?\d{1,2})\)?|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![\d.])\s*")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_FLAG = re.compile(
    r"(?:^|\s)[(\[]?(?:HH|LL|H|L|high|low|critical|abnormal|偏高|偏低|高|低)[)\]]?$|[(\[]?(?:[*!↑↓]+)[)\]]?$",
    re.IGNORECASE,
)
_EXPONENT = re.compile(r"[-+]?[0-9]{1,3}")
_PLAIN = re.compile(r"\d+\.?\d*|\.\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:'\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a cell holds: the possible numbers, the unit that stands beside them, and the laboratory's flag."""

    numbers: Interval
    unit: str = ""
    flag: str = ""


def straightened(text: str) -> str:
    """Full-width characters, dashes and comparison signs in one form, without blanks around.

    >>> straightened(" ＜０.５ ")
    '<0.5'
    """
    return text.translate(_SIGNS).strip(" \t\r\n'")


@lru_cache(maxsize=65536)
def read_numeral(text: str) -> Numeral | None:
    """The numbers of a cell, exactly; None if it does not hold a number that can be read for sure.

    The decimal sign is a point. A comma or an apostrophe may group thousands.

    >>> print(read_numeral("1,234.5").numbers, "|", read_numeral("＜0.5 ng/mL ↓").numbers)
    1234.5 | < 0.5
    >>> read_numeral("3,5") is None, read_numeral("1e400") is None
    (True, True)
    """
    if len(text) > LONGEST_CELL:
        return None
    match = _CELL.fullmatch(_WORD.sub(_sign_of, straightened(text)))
    if match is None:
        return None
    unit, flag = _without_flags(match["rest"])
    low, high, unit = _with_power(read_number(match["low"]), match["high"], unit)
    if low is None or (match["high"] and (high is None or match["sign"])):
        return None
    numbers = _interval(match["sign"] or "=", low, low if high is None else high)
    return None if numbers is None else Numeral(numbers, unit, flag or (match["lead"] or "").strip())


def read_number(text: str) -> Fraction | None:
    """One number without sign of comparison or unit; None if it is none, or longer than any result.

    >>> read_number("1.2e3"), read_number("1e400")
    (Fraction(1200, 1), None)
    """
    mantissa, power_of, exponent = text.lower().partition("e")
    digits = mantissa.lstrip("+-")
    if len(digits) > _MOST_DIGITS or not (digits.isascii() and len(mantissa) - len(digits) < 2):
        return None
    if power_of and not _EXPONENT.fullmatch(exponent):
        return None
    if not _PLAIN.fullmatch(digits):
        if not _GROUPED.fullmatch(digits):
            return None
        digits = digits.replace(",", "").replace("'", "")
    power = int(exponent or 0)
    if abs(power) > _LARGEST_EXPONENT:
        return None
    whole, _, decimals = digits.partition(".")
    number = Fraction(int(whole + decimals)) * Fraction(10) ** (power - len(decimals))
    return -number if mantissa.startswith("-") else number


def _sign_of(match: re.Match[str]) -> str:
    return dict(_WORDS)[match.group().lower()]


def _without_flags(rest: str) -> tuple[str, str]:
    """The unit, and the flags that a laboratory printed behind it."""
    unit, flag = rest.strip(), ""
    while unit and (match := _FLAG.search(unit)):
        unit, flag = unit[: match.start()].strip(), match.group().strip() + flag
    return unit, flag


def _with_power(
    low: Fraction | None, high: str | None, rest: str
) -> tuple[Fraction | None, Fraction | None, str]:
    """`1.2 x10^3 IU/mL` is 1200 IU/mL, but `5 x10^9/L` is 5 of the unit 10^9/L."""
    upper = read_number(high) if high else None
    match = _POWER.match(rest)
    if match is None or low is None or rest[match.end() :].startswith(("/", "cell", "个", ".")):
        return low, upper, rest
    times = Fraction(10) ** int(match[1] or match[2].translate(_RAISED))
    return low * times, None if upper is None else upper * times, rest[match.end() :]


def _interval(sign: str, low: Fraction, high: Fraction) -> Interval | None:
    if sign == "=":
        return Interval(low, high) if low <= high else None
    if sign in ("<", "<=", "=<", "≤"):
        return Interval.below(low, included=sign != "<")
    return Interval.above(low, included=sign != ">")
