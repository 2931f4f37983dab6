"""Each input enters a formula in the unit that the formula names for it. Worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eligibility.records.facts import Fact
from eligibility.units import Unit, read_unit
from eligibility.vocabulary.model import Formula, Input, Name
from tests.engines.small_vocabulary import derived, explained, vocabulary

VARIABLES = """
  mass: {kind: quantity, unit: kg, plausible: "1 to 500 kg", label: {en: Mass, zh: Mass}}
  marker: {kind: quantity, unit: ng/mL, plausible: "0 to 1000 ng/mL", factor: {from: IU/mL, to: ng/mL, times: 2, source: invented}, label: {en: Marker, zh: Marker}}
  creatinine: {kind: quantity, unit: umol/L, molar mass: 113.12 g/mol, plausible: "5 to 5000 umol/L", label: {en: Creatinine, zh: Creatinine}}
  warmth: {kind: quantity, unit: Cel, plausible: "20 to 50 Cel", label: {en: Warmth, zh: Warmth}}
  grams: {kind: quantity, plausible: "0 to 500000", label: {en: Grams, zh: Grams}, derived: {in: {mass: g}, formula: mass}}
  kilograms: {kind: quantity, plausible: "0 to 500", label: {en: Kilograms, zh: Kilograms}, derived: {in: {mass: kg}, formula: mass}}
  units: {kind: quantity, plausible: "0 to 1000", label: {en: Units, zh: Units}, derived: {in: {marker: IU/mL}, formula: marker}}
  weighed: {kind: quantity, plausible: "0 to 1000", label: {en: Weighed, zh: Weighed}, derived: {in: {creatinine: mg/dL}, formula: creatinine}}
  degrees: {kind: quantity, plausible: "0 to 200", label: {en: Degrees, zh: Degrees}, derived: {in: {warmth: "[degF]"}, formula: warmth}}
"""
FACTS = [
    Fact("mass", "70", unit="kg", date="2026-03-01"),
    Fact("marker", "10", unit="ng/mL", date="2026-03-01"),
    Fact("creatinine", "100", unit="umol/L", date="2026-03-01"),
    Fact("warmth", "37", unit="Cel", date="2026-03-01"),
]


@pytest.mark.parametrize(
    ("variable", "number"),
    [
        ("grams", "70000"),
        ("kilograms", "70"),
        ("units", "5"),  # 2 ng/mL are 1 IU/mL
        ("weighed", "1.1312"),  # 100 umol/L x 113.12 g/mol = 11.312 mg/L
        ("degrees", "98.6"),  # 37 x 9/5 + 32
    ],
)
def test_an_input_is_converted(tmp_path: Path, variable: str, number: str) -> None:
    found = explained(tmp_path, VARIABLES, f"{variable}: '= {number}'", FACTS)
    assert found.computed is not None
    assert (str(found.computed.value), found.truth.name) == (number, "TRUE")


@pytest.mark.parametrize(
    ("variable", "computed_in", "number"),
    [
        ("creatinine", "mg/dL", "100"),
        ("marker", "IU/mL", "10"),
        ("warmth", "[degF]", "37"),
        ("mass", "g", "70"),
        ("mass", "mL", "any number"),  # no mass: the reader of vocabularies refuses it
    ],
)
def test_a_result_is_converted_to_the_unit_of_the_variable(
    tmp_path: Path, variable: str, computed_in: str, number: str
) -> None:
    """The formula is the variable itself, computed in another unit."""
    given = vocabulary(tmp_path, VARIABLES).variables[variable]
    unit = read_unit(computed_in)
    assert isinstance(unit, Unit)
    into = unit if number != "any number" else given.unit
    rule = Formula((Input(variable, into),), (), Name(variable), result_unit=unit)
    assert str(derived(tmp_path, VARIABLES, replace(given, name="again", derived=rule), FACTS)) == number
