"""Findings as text for people, as JSON for programs and as annotations for GitHub."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.position import Position
from eligibility.documents.visible import one_line

WIDEST = 200  # columns of a line that are shown
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Each finding with its line and a caret under the place, parted by empty lines.

    >>> at = Position("trial.yaml", 2, 4)
    >>> print(as_text([Diagnostic("T001", "Unknown key `agee`.", at, "did you mean `age`?", line="  {agee: 1}")]))
    trial.yaml:2:4: error T001: Unknown key `agee`.
        {agee: 1}
         ^
      did you mean `age`?
    """
    return "\n\n".join("\n".join(_lines(diagnostic)) for diagnostic in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array with one object for each finding."""
    return json.dumps([as_dict(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command for each finding, which GitHub shows beside the line."""
    return "\n".join(_annotation(diagnostic) for diagnostic in diagnostics)


def as_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as plain values; the form of the JSON output."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.position),
        "line_text": diagnostic.line,
        "remedy": diagnostic.remedy,
        "also": [_place(position) for position in diagnostic.also],
    }


def _place(position: Position | None) -> dict[str, Any]:
    if position is None:
        return {"file": None, "line": None, "column": None}
    return {"file": position.file, "line": position.line, "column": position.column}


def _lines(diagnostic: Diagnostic) -> list[str]:
    where = f"{diagnostic.position}: " if diagnostic.position else ""
    lines = [one_line(f"{where}{diagnostic.severity.value} {diagnostic.code}: {diagnostic.message}")]
    if diagnostic.position is not None and diagnostic.line.strip():
        lines += _caret(diagnostic.line, diagnostic.position.column)
    if diagnostic.remedy:
        lines.append(f"  {one_line(diagnostic.remedy)}")
    return lines + [f"  see also {one_line(str(position))}" for position in diagnostic.also]


def _caret(line: str, column: int) -> list[str]:
    indent = len(line) - len(line.lstrip())
    start = (
        max(min(indent, column - 1), column - WIDEST // 2) if len(line) > WIDEST else min(indent, column - 1)
    )
    shown = one_line(line[start : start + WIDEST].rstrip())
    before = one_line(line[start : column - 1])
    return [f"    {shown}", f"    {' ' * sum(_width(character) for character in before)}^"]


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _annotation(diagnostic: Diagnostic) -> str:
    text = f"{diagnostic.message} {diagnostic.remedy}".strip()
    properties = [f"title={_property(diagnostic.code)}"]
    if diagnostic.position is not None:
        at = diagnostic.position
        properties = [f"file={_property(at.file)}", f"line={at.line}", f"col={at.column}", *properties]
    return f"::{_LEVELS[diagnostic.severity]} {','.join(properties)}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
