"""Writes a mapping or list in one line, as a trial file would hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# What needs quotes: a sign or quote at the beginning, and what ends a text inside brackets.
_QUOTED = re.compile(r"^$|^[<>=&*!|%@`\"'#-]|[,\[\]{}]|: |:$| #")


def written(value: Any) -> str:
    """A value in flow style.

    >>> written({"afp": "<= ULN", "within": "28 days before screening", "any": ["a", "b"]})
    '{afp: "<= ULN", within: 28 days before screening, any: [a, b]}'
    """
    if isinstance(value, Mapping):
        return "{" + inner(value) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    text = str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if _QUOTED.search(text) else text


def inner(value: Mapping[str, Any]) -> str:
    """A mapping without its braces."""
    return ", ".join(f"{key}: {written(each)}" for key, each in value.items())
