"""A mistake in a file, an argument or data, as a value: code, place, cause and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from eligibility.documents.position import Position


class Severity(Enum):
    """How much a finding matters: an error stops the use of the file."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is stable (T = trial, V = vocabulary, M = mapping, Y = YAML, D = data, A = answers,
    C = cases, U = usage, and three digits); `line` is the text of the line itself; `also` are further places.
    """

    code: str
    message: str
    position: Position | None = None
    remedy: str = ""
    severity: Severity = Severity.ERROR
    line: str = ""
    also: tuple[Position, ...] = ()


class DefinitionError(Exception):
    """A trial, vocabulary, mapping, answers or cases file is wrong. Holds every finding, not just the first."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.position or ''} {d.code} {d.message}".strip() for d in diagnostics))


class DataError(Exception):
    """Data cannot be read at all (a file that is missing, not a table, ...). Holds every finding."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.position or ''} {d.code} {d.message}".strip() for d in diagnostics))
