"""Dates in the formats that a mapping declares, such as `DD/MM/YYYY` or `YYYY/MM/DD HH:mm`."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
LONGEST = 50  # characters
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MMM": rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*",
    "MM": r"(?P<month>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
    "HH": r"\d{1,2}",
    "H": r"\d{1,2}",
    "mm": r"\d{2}",
    "ss": r"\d{2}(?:\.\d+)?",
}
_TOKEN = re.compile("|".join(sorted(_TOKENS, key=len, reverse=True)))
_TIME = re.compile(r"(?P<before>.*?)(?P<time>[ T]*H.*)", re.DOTALL)


def format_fault(text: str) -> str:
    """What is wrong with a format; empty if nothing is.

    >>> format_fault("DD/MM/YYYY"), format_fault("DD/MM/YY")
    ('', 'it needs the year as YYYY')
    """
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    tokens = _TOKEN.findall(text)
    if "YYYY" not in tokens:
        return "it needs the year as YYYY"
    dated = [token[0] for token in tokens if token[0] in "YMD"]
    if len(tokens) != len({token[0] for token in tokens}):
        return "a part of it stands in it twice"
    return "" if "M" in dated or "D" not in dated else "a day needs a month (MM)"


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    match = _TIME.fullmatch(text)
    date, time = (match["before"], match["time"]) if match else (text, "")
    optional = f"(?:{_escaped(time)})?" if time else ""
    return re.compile(_escaped(date) + optional, re.IGNORECASE)


def _escaped(text: str) -> str:
    parts, place = [], 0
    for match in _TOKEN.finditer(text):
        parts += [re.escape(text[place : match.start()]), _TOKENS[match.group()]]
        place = match.end()
    return "".join([*parts, re.escape(text[place:])])


@lru_cache(maxsize=65536)
def to_iso(text: str, form: str) -> str:
    """A date in a declared format as an ISO text; a text of another form stays as it is.

    >>> to_iso("01/05/2025 08:30", "DD/MM/YYYY HH:mm"), to_iso("2025-05", "DD/MM/YYYY")
    ('2025-05-01', '2025-05')
    """
    match = _pattern(form).fullmatch(text)
    if match is None:
        return text
    found = match.groupdict()
    month = found.get("month") or (_MONTHS[found["name"].lower()] if found.get("name") else None)
    parts = [found["year"], *(f"{int(part):02}" for part in (month, found.get("day")) if part)]
    return "-".join(parts)
