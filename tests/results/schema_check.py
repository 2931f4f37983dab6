"""Checks a value against the part of JSON Schema that ours uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import eligibility.results

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "const", "anyOf", "pattern",
}  # fmt: skip


@cache
def schema() -> dict[str, Any]:
    path = Path(eligibility.results.__file__).parent / "patient_result.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def mistakes(value: Any, rule: Any = None, at: str = "$") -> Iterator[str]:
    """What is wrong with a value."""
    rule = schema() if rule is None else rule
    assert set(rule) <= KNOWN, set(rule) - KNOWN
    if "$ref" in rule:
        yield from mistakes(value, schema()["$defs"][rule["$ref"].removeprefix("#/$defs/")], at)
    if "anyOf" in rule and all(any(True for _ in mistakes(value, each, at)) for each in rule["anyOf"]):
        yield f"{at}: fits none of the forms"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at}: {value!r} is not one of {rule['enum']}"
    if "const" in rule and value != rule["const"]:
        yield f"{at}: {value!r} is not {rule['const']!r}"
    if "type" in rule and not _is(value, rule["type"]):
        yield f"{at}: {value!r} is no {rule['type']}"
        return
    if "pattern" in rule and not re.search(rule["pattern"], value):
        yield f"{at}: {value!r} does not match {rule['pattern']}"
    yield from _members(value, rule, at)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))


def _members(value: Any, rule: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, list) and "items" in rule:
        for index, each in enumerate(value):
            yield from mistakes(each, rule["items"], f"{at}[{index}]")
    if not isinstance(value, dict):
        return
    yield from (f"{at}: {name} is missing" for name in rule.get("required", ()) if name not in value)
    known, others = rule.get("properties", {}), rule.get("additionalProperties", True)
    for name, each in value.items():
        if name in known:
            yield from mistakes(each, known[name], f"{at}.{name}")
        elif others is False:
            yield f"{at}: {name} is not known"
        elif isinstance(others, dict):
            yield from mistakes(each, others, f"{at}.{name}")
