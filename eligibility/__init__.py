"""Decides whether a patient meets the criteria of a clinical trial, and shows why.

Everything is loaded when it is first used, so that `import eligibility` costs nothing.

>>> import eligibility
>>> eligibility.load_trial("NCT05349331").criteria[0].title()
'Adult'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from eligibility.documents.diagnostics import DataError, DefinitionError, Diagnostic
    from eligibility.language.loading import load_trial
    from eligibility.language.plan import Trial
    from eligibility.possible.truth import Truth
    from eligibility.records import read_records
    from eligibility.records.facts import Answer, Fact, Record
    from eligibility.records.reasons import Reason
    from eligibility.results.model import CriterionResult, Outcome, PatientResult, Verdict
    from eligibility.results.screening import Screening
    from eligibility.screening import explain, screen, screen_each

_HOMES = {
    "Answer": "eligibility.records.facts",
    "CriterionResult": "eligibility.results.model",
    "DataError": "eligibility.documents.diagnostics",
    "DefinitionError": "eligibility.documents.diagnostics",
    "Diagnostic": "eligibility.documents.diagnostics",
    "Fact": "eligibility.records.facts",
    "Outcome": "eligibility.results.model",
    "PatientResult": "eligibility.results.model",
    "Reason": "eligibility.records.reasons",
    "Record": "eligibility.records.facts",
    "Screening": "eligibility.results.screening",
    "Trial": "eligibility.language.plan",
    "Truth": "eligibility.possible.truth",
    "Verdict": "eligibility.results.model",
    "explain": "eligibility.screening",
    "load_trial": "eligibility.language.loading",
    "read_records": "eligibility.records",
    "screen": "eligibility.screening",
    "screen_each": "eligibility.screening",
}

__all__ = [
    "Answer",
    "CriterionResult",
    "DataError",
    "DefinitionError",
    "Diagnostic",
    "Fact",
    "Outcome",
    "PatientResult",
    "Reason",
    "Record",
    "Screening",
    "Trial",
    "Truth",
    "Verdict",
    "explain",
    "load_trial",
    "read_records",
    "screen",
    "screen_each",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'eligibility' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
