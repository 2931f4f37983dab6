"""The form of what a check says."""

from __future__ import annotations

from eligibility.documents import Diagnostic, Position, Severity


def remark(
    code: str,
    message: str,
    at: Position | None,
    remedy: str,
    also: Position | None = None,
    severity: Severity = Severity.WARNING,
) -> Diagnostic:
    """A warning: the file can be used, but somebody should look."""
    return Diagnostic(code, message, at, remedy, severity, also=() if also is None else (also,))
