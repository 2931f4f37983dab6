"""For those who write criteria: cases, patients on the edge, and properties that hold for all patients.

Everything is loaded when it is first used; the strategies need Hypothesis (`pip install eligibility[test]`).

>>> from eligibility import load_trial
>>> from eligibility.testing import patients_on_the_edge
>>> patients_on_the_edge(load_trial("NCT03009461"))[0].criterion
'I1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligibility.testing.all_completions import completions
    from eligibility.testing.base_patients import base_patient
    from eligibility.testing.cases import load_cases, run_case_file
    from eligibility.testing.edge_files import edge_cases
    from eligibility.testing.edges import EdgePatient, patients_on_the_edge
    from eligibility.testing.properties import Verdicts, assert_never, check_property, verdicts_of
    from eligibility.testing.strategies import SCREENED_ON, WrittenTrial, completions_of, records_for, trials

_HOMES = {
    "SCREENED_ON": "strategies",
    "EdgePatient": "edges",
    "Verdicts": "properties",
    "WrittenTrial": "strategies",
    "assert_never": "properties",
    "base_patient": "base_patients",
    "check_property": "properties",
    "completions": "all_completions",
    "completions_of": "strategies",
    "edge_cases": "edge_files",
    "load_cases": "cases",
    "patients_on_the_edge": "edges",
    "records_for": "strategies",
    "run_case_file": "cases",
    "trials": "strategies",
    "verdicts_of": "properties",
}

__all__ = [
    "SCREENED_ON",
    "EdgePatient",
    "Verdicts",
    "WrittenTrial",
    "assert_never",
    "base_patient",
    "check_property",
    "completions",
    "completions_of",
    "edge_cases",
    "load_cases",
    "patients_on_the_edge",
    "records_for",
    "run_case_file",
    "trials",
    "verdicts_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'eligibility.testing' has no attribute {name!r}")
    value = getattr(import_module(f"eligibility.testing.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
