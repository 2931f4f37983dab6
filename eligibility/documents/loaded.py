"""A file that was read: its tree, its lines, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.position import Position
from eligibility.documents.tree import Node


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` hands out. `root` is None if the file cannot be read at all.

    `sha256` is that of the bytes of the file.
    """

    file: str
    root: Node | None
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...]
    sha256: str

    @property
    def failed(self) -> bool:
        """Whether the file cannot be used as it stands."""
        return self.root is None or any(d.severity is Severity.ERROR for d in self.diagnostics)

    def line_at(self, position: Position | None) -> str:
        """The text of the line of a position in this file."""
        if position is None or position.file != self.file or not 0 < position.line <= len(self.lines):
            return ""
        return self.lines[position.line - 1]

    def diagnostic(
        self,
        code: str,
        message: str,
        at: Position | None = None,
        remedy: str = "",
        *,
        severity: Severity = Severity.ERROR,
        also: tuple[Position, ...] = (),
    ) -> Diagnostic:
        """A finding at a place in this file, with its line."""
        return Diagnostic(code, message, at, remedy, severity, self.line_at(at), also)
