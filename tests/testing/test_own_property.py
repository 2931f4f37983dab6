"""The example of a property: it holds for the right trial, and the wrong one is found out."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from eligibility import Outcome, load_trial
from eligibility.results.model import Verdict
from eligibility.testing import verdicts_of
from eligibility.testing.properties import BrokenPropertyError

FOLDER = Path(__file__).parents[2] / "examples" / "own_property"


def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("own_property_dialysis", FOLDER / "dialysis.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nobody_on_dialysis_is_eligible() -> None:
    example().check(load_trial(FOLDER / "renal.yaml"))


def test_the_mistake_is_found_with_a_patient_who_shows_it() -> None:
    trial = load_trial(FOLDER / "renal_wrong.yaml")
    with pytest.raises(BrokenPropertyError, match="renal_wrong: ELIGIBLE, which must never be") as broken:
        example().check(trial)
    found = broken.value.result
    assert found.outcome is Outcome.ELIGIBLE
    assert [code for each in found.chart.occurrences["diagnosis"] for code in each.codes] == [
        "dialysis_dependence"
    ]
    right = verdicts_of(load_trial(FOLDER / "renal.yaml"), found.chart, "2026-03-20")
    assert right["E1"] is Verdict.FAIL
