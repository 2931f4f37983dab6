"""Lines of a YAML file, quoted where they must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff.-]*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def quoted(text: str) -> str:
    """A text as YAML holds it, in quotes unless it is a plain word.

    >>> quoted("platelets"), quoted("10^9/L"), quoted("no")
    ('platelets', '"10^9/L"', '"no"')
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps("".join(c if c.isprintable() else " " for c in text), ensure_ascii=False)


def flow(value: object) -> str:
    """A value in one line.

    >>> flow({"variable": "alt", "unit": "U/L", "limits": {"upper": "ULN"}})
    '{variable: alt, unit: "U/L", limits: {upper: ULN}}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(str(key))}: {flow(each)}" for key, each in value.items()) + "}"
    return quoted(str(value))


def with_doubts(line: str, doubts: Iterable[str], *, sure: bool = True) -> str:
    """A line with what is doubtful behind it; a line that is not sure is itself a comment."""
    said = "; ".join(doubts)
    marked = f"{line}  # DOUBT: {said}" if said else line
    return marked if sure else _commented(marked)


def _commented(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return f"{line[:indent]}# {line[indent:]}"
