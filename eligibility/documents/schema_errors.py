"""What pydantic says about a file, with its place and in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.loaded import Loaded
from eligibility.documents.position import Position
from eligibility.documents.schema_keys import keys_at
from eligibility.documents.suggestions import suggest
from eligibility.documents.tree import Block, Listing, Node, Text, find, place

MOST = 500  # findings that are told of one file
UNKNOWN_KEY, MISSING_KEY, WRONG_SHAPE, WRONG_VALUE, WRONG_NAME = "001", "002", "003", "004", "005"
_SHAPES = {
    "string_type": "a text",
    "model_type": "a mapping (`key: value`)",
    "model_attributes_type": "a mapping (`key: value`)",
    "dataclass_type": "a mapping (`key: value`)",
    "dict_type": "a mapping (`key: value`)",
    "mapping_type": "a mapping (`key: value`)",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
}
_TOO_FEW = "at least one entry"
_VALUES = {
    "int_parsing": "a whole number in plain digits",
    "int_type": "a whole number in plain digits",
    "decimal_parsing": "a number in plain digits",
    "decimal_type": "a number in plain digits",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
    "string_pattern_mismatch": "a name in small letters, digits and `_`",
    "string_too_long": "a shorter text",
    "string_too_short": "a text that is not empty",
    "too_short": _TOO_FEW,
}


@dataclass(frozen=True, slots=True)
class _Finding:
    path: tuple[str | int, ...]  # as far as the file has it
    key: str  # the key that is unknown or missing
    kind: str  # one of the five endings of codes
    said: str  # the shape or value that is expected, or the message


def diagnose(
    error: ValidationError, loaded: Loaded, code_prefix: str, model: type[BaseModel] | None = None
) -> list[Diagnostic]:
    """The findings of a validation, each at its line and column.

    `model` (the pydantic model that was validated) makes suggestions for unknown keys possible. Codes are the
    prefix and 001 (unknown key), 002 (missing key), 003 (a text for a list, ...), 004 (a wrong value), 005 (a
    key that cannot be a name).
    """
    if loaded.root is None:
        return []
    root = loaded.root
    raw = error.errors(include_url=False)
    findings = [_finding(dict(each), root) for each in raw[:MOST]]
    told = [_diagnostic(finding, loaded, root, code_prefix, model) for finding in _merged(findings)]
    return told if len(raw) <= MOST else [*told, _more(len(raw) - MOST, loaded, code_prefix)]


def _more(number: int, loaded: Loaded, prefix: str) -> Diagnostic:
    """That there is more than anybody reads."""
    message = f"{number} more findings of this kind are not shown."
    return loaded.diagnostic(prefix + WRONG_VALUE, message, Position(loaded.file), "mend those above first")


def _finding(raw: dict[str, Any], root: Node) -> _Finding:
    path, key = _path_of(raw["loc"], root)
    kind = str(raw["type"])
    if kind == "extra_forbidden":
        return _Finding(path[:-1], key, UNKNOWN_KEY, "")
    if kind == "missing":
        return _Finding(path, key, MISSING_KEY, "")
    if kind in _SHAPES:
        return _Finding(path, key, WRONG_SHAPE, _SHAPES[kind])
    if raw["loc"] and raw["loc"][-1] == "[key]":
        return _Finding(path, path[-1] if path and isinstance(path[-1], str) else key, WRONG_NAME, "")
    if kind in ("literal_error", "enum"):
        return _Finding(path, key, WRONG_VALUE, f"one of {raw['ctx']['expected']}")
    return _Finding(path, key, WRONG_VALUE, _VALUES.get(kind) or _message(raw))


def _message(raw: dict[str, Any]) -> str:
    cause = raw.get("ctx", {}).get("error")
    return f"={cause if cause is not None else raw['msg']}"


def _path_of(loc: Sequence[str | int], root: Node) -> tuple[tuple[str | int, ...], str]:
    """The part of pydantic's location that the file has (it also names union members), and its last key."""
    path: list[str | int] = []
    node = root
    for step in loc:
        if isinstance(node, Block) and str(step) in node.entries:
            path.append(str(step))
            node = node.entries[str(step)].value
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            path.append(step)
            node = node.items[step]
    return tuple(path), str(loc[-1]) if loc else ""


def _merged(findings: list[_Finding]) -> list[_Finding]:
    """One finding for each place: a union that wants "a text" or "a list" says so once, or tells what is deeper."""
    answer: dict[tuple[Any, ...], _Finding] = {}
    for finding in findings:
        if (finding.kind == WRONG_SHAPE or finding.said == _TOO_FEW) and _deeper(finding, findings):
            continue  # of a list with one wrong entry pydantic also says that it is too short
        same = (finding.path, finding.kind, finding.key if finding.kind in (UNKNOWN_KEY, MISSING_KEY) else "")
        before = answer.get(same)
        if before is not None and finding.said not in before.said.split(" or "):
            finding = _Finding(
                before.path, before.key, before.kind, f"{before.said} or {finding.said.lstrip('=')}"
            )
        answer[same] = finding if before is None or len(finding.said) > len(before.said) else before
    return list(answer.values())


def _deeper(finding: _Finding, findings: list[_Finding]) -> bool:
    length = len(finding.path)
    return any(
        other.path[:length] == finding.path and (len(other.path) > length or other.kind != WRONG_SHAPE)
        for other in findings
        if other is not finding
    )


def _diagnostic(
    finding: _Finding, loaded: Loaded, root: Node, prefix: str, model: type[BaseModel] | None
) -> Diagnostic:
    path = finding.path
    code = prefix + finding.kind
    if finding.kind == UNKNOWN_KEY:
        remedy = suggest(finding.key, keys_at(model, path) if model is not None else ())
        at = place(root, (*path, finding.key))
        return loaded.diagnostic(code, f"Unknown key `{finding.key[:80]}`.", at, remedy)
    if finding.kind == MISSING_KEY:
        return loaded.diagnostic(code, f"The key `{finding.key}` is missing.", place(root, path), "add it")
    if finding.kind == WRONG_NAME:
        remedy = "a name has small letters, digits and `_`, and begins with a letter"
        return loaded.diagnostic(code, f"`{finding.key[:80]}` cannot be a name.", place(root, path), remedy)
    node = find(root, path)
    if finding.said.startswith("="):
        return loaded.diagnostic(code, finding.said[1:], node.at)
    return loaded.diagnostic(code, f"{_shown(node)} stands where {finding.said} is expected.", node.at)


def _shown(node: Node) -> str:
    if isinstance(node, Text):
        return f"`{node.value[:80]}`" if node.value else "An empty text"
    return "A list" if isinstance(node, Listing) else "A mapping"
