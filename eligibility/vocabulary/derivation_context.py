"""What a derivation may refer to, while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eligibility.documents import Severity
from eligibility.vocabulary.comparisons import read_accepted
from eligibility.vocabulary.model import Accepted, Kind, Variable, Vocabulary
from eligibility.vocabulary.sources import Findings, Spot
from eligibility.vocabulary.variable_reading import unknown_variable


@dataclass(frozen=True, slots=True)
class Known:
    """What a derivation may refer to. `whole` are the variables that only have whole numbers (scores, counts)."""

    variables: Mapping[str, Variable]
    vocabulary: Vocabulary
    whole: frozenset[str]
    findings: Findings

    def reading(self, name: str, spot: Spot) -> Variable | None:
        """A variable that is a reading; anything else is reported."""
        variable = self.variables.get(name)
        if variable is None:
            unknown_variable(name, self.variables, spot, self.findings)
        elif variable.kind.is_occurrence or variable.kind is Kind.TEXT:
            message = f"`{name}` is {variable.kind.with_article}; a reading is needed here."
            self.findings.error(spot, "051", message)
            return None
        return variable

    def accepted(self, written: str | list[str], variable: Variable, spot: Spot) -> Accepted | None:
        """What a comparison accepts; its errors are reported. A band may lie beside what is plausible."""
        comparison = read_accepted(written, variable, self.vocabulary)
        for mistake in comparison.mistakes:
            if mistake.severity is Severity.ERROR or mistake.code not in ("215", "216"):
                self.findings.mistake(spot, mistake)
        return comparison.accepted
