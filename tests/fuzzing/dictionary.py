"""The words of the language, which chance alone would take long to spell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from eligibility.schemas import SCHEMAS, json_schema
from eligibility.units import all_units
from eligibility.vocabulary import shipped_vocabulary
from tests.fuzzing.texts import of_each_kind

SIGNS = (
    *(
        ">=",
        "<=",
        "> 1.5 ULN",
        " and ",
        " to ",
        " LLN",
        " x10^9/L",
        "≤",
        "＜",
        "±",
        "1e400",
        "9" * 50,
        "-",
        "\ufeff",
    ),
    *(
        "2026-03-20",
        "2025-05",
        "/2026",
        "12 months before screening",
        "28 days",
        "1,234.5",
        "3,5",
        "\u202e",
        "\x1b[",
    ),
    *(
        "- {id: I1, label: A, ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "\n  ",
        "&a ",
        "*a",
        "!!",
        "<<",
        "|",
        "---\n",
        "\0",
    ),
    *("patient_id", "_date", "\r\n", ";", "\t", '""', "=cmd|", "\ud800"),
)


@cache
def words() -> tuple[bytes, ...]:
    """Keys and fixed values of every kind of file, some variables and codes, units, and signs."""
    keys = {word for kind in SCHEMAS for word in _words(json_schema(kind)) if len(word) <= 40}
    variables = {variable.name for variable in of_each_kind()}
    codes = sorted({code for each in shipped_vocabulary().concepts.values() for code in each})[::8]
    found = {*keys, *variables, *codes, *(unit.code for unit in all_units() if unit.code), *SIGNS}
    return tuple(sorted(word.encode("utf-8", "surrogatepass") for word in found))


def as_libfuzzer() -> str:
    """The same, in the form of a dictionary of libFuzzer."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words())


def _words(schema: Any) -> Iterator[str]:
    """The keys and the fixed values of a JSON Schema; not the shipped variables, which it offers too."""
    if isinstance(schema, dict):
        offered = shipped_vocabulary().variables
        yield from (key for key in schema.get("properties", {}) if key not in offered)
        yield from (text for text in schema.get("enum", []) if isinstance(text, str))
        for each in schema.values():
            yield from _words(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _words(each)
