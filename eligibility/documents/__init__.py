"""Files with positions, and what is wrong with them."""

from eligibility.documents.diagnostics import DataError, DefinitionError, Diagnostic, Severity
from eligibility.documents.position import Position

__all__ = ["DataError", "DefinitionError", "Diagnostic", "Position", "Severity"]
