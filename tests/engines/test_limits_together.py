"""A fixed limit and the laboratory's own, asked together of a value that is not exact."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from eligibility.engines.interpreter.comparing import reading_accepted
from eligibility.possible import Interval, Truth
from eligibility.records.facts import Fact, Reading
from eligibility.records.reasons import Reason
from eligibility.vocabulary import Kind, Variable, read_accepted
from tests.engines.small_vocabulary import explained

VARIABLES = """
  salt: {kind: quantity, unit: umol/L, molar mass: 113.12 g/mol, plausible: "5 to 5000 umol/L", label: {en: Salt, zh: Salt}}
  marker: {kind: quantity, unit: ng/mL, plausible: "0 to 100000 ng/mL", factor: {from: IU/mL, to: ng/mL, times: 2, source: An invented assay}, label: {en: Marker, zh: Marker}}
  sugar: {kind: quantity, unit: "%", plausible: "2 to 25 %", factor: {from: "%", to: mmol/mol, times: 10.929, plus: -23.5, source: IFCC}, label: {en: Sugar, zh: Sugar}}
  clotting: {kind: quantity, unit: s, plausible: "5 to 200 s", label: {en: Clotting, zh: Clotting}}
  cells: {kind: quantity, unit: 10^9/L, plausible: "1 to 3000 10^9/L", label: {en: Cells, zh: Cells}}
  ratio: {kind: quantity, plausible: "0 to 100", label: {en: Ratio, zh: Ratio}}
"""


@pytest.mark.parametrize(
    ("asked", "value", "unit", "lower", "upper", "truth"),
    [
        (">= 75 10^9/L and < ULN", "<80", "10^9/L", None, "76", "UNKNOWN"),  # 75.5 keeps both
        (">= 75 10^9/L and < ULN", "<80", "10^9/L", None, "75", "FALSE"),  # no number keeps both
        (">= 75 10^9/L and <= ULN", "<80", "10^9/L", None, "75", "UNKNOWN"),  # 75 does
        (">= 75 10^9/L and < ULN", "<80000", "/uL", None, "75000", "FALSE"),
        (">= 75 10^9/L and < ULN", "<80000", "/uL", None, "75001", "UNKNOWN"),
        (">= 75 10^9/L and < ULN", "<80", "10^9/L", None, None, "UNKNOWN"),
        (">= LLN and <= 50 10^9/L", ">45", "10^9/L", "51", None, "FALSE"),
        (">= LLN and <= 50 10^9/L", ">45", "10^9/L", "50", None, "UNKNOWN"),
    ],
)
def test_limits_that_leave_no_number(
    tmp_path: Path, asked: str, value: str, unit: str, lower: str | None, upper: str | None, truth: str
) -> None:
    fact = Fact("cells", value, unit=unit, date="2026-03-01", lower=lower, upper=upper)
    assert explained(tmp_path, VARIABLES, f"cells: '{asked}'", [fact]).truth.name == truth


@pytest.mark.parametrize(
    ("asked", "value", "unit", "upper", "truth"),
    [
        ("salt: '>= 100 umol/L and < ULN'", "<1.4", "mg/dL", "1.1", "FALSE"),  # 97.2 umol/L
        ("salt: '>= 100 umol/L and < ULN'", "<1.4", "mg/dL", "1.2", "UNKNOWN"),  # 106.1
        ("marker: '>= 75 ng/mL and < ULN'", "<40", "IU/mL", "37", "FALSE"),  # 74 ng/mL
        ("marker: '>= 75 ng/mL and < ULN'", "<40", "IU/mL", "38", "UNKNOWN"),
        ("sugar: '>= 6 % and < ULN'", "<50", "mmol/mol", "42", "FALSE"),  # (42 + 23.5) / 10.929 = 5.99
        ("sugar: '>= 6 % and < ULN'", "<50", "mmol/mol", "43", "UNKNOWN"),
        ("clotting: '>= 20 s and <= ULN + 5 s'", "<25000", "ms", "14000", "FALSE"),
        ("clotting: '>= 20 s and <= ULN + 5 s'", "<25000", "ms", "15000", "UNKNOWN"),
        ("cells: '>= 75 10^9/L and < ULN'", "<80", None, "75", "UNKNOWN"),
    ],
)
def test_limits_in_another_unit(
    tmp_path: Path, asked: str, value: str, unit: str | None, upper: str, truth: str
) -> None:
    fact = Fact(asked.partition(":")[0], value, unit=unit, date="2026-03-01", upper=upper)
    assert explained(tmp_path, VARIABLES, asked, [fact]).truth.name == truth


@pytest.mark.parametrize(
    ("asked", "low", "high", "truth"),
    [
        ("> 3 and <= ULN", 2, 3, Truth.FALSE),  # at the most 3
        ("> 3 and <= ULN", 2, 4, Truth.UNKNOWN),
        (">= LLN and < 3", 3, 4, Truth.FALSE),  # at the least 3
        (">= LLN and < 3", 2, 4, Truth.UNKNOWN),
    ],
)
def test_a_limit_that_is_not_exact_counts_where_it_is_easiest(
    asked: str, low: int, high: int, truth: Truth
) -> None:
    variable = Variable("ratio", Kind.QUANTITY)
    printed = Interval(Fraction(low), Fraction(high))
    value = Interval(Fraction(1), Fraction(9))
    reading = Reading(
        "ratio", value, open=frozenset({Reason.CENSORED}), reported=value, lower=printed, upper=printed
    )
    accepted = read_accepted(asked, variable)
    assert accepted.accepted is not None
    assert reading_accepted(reading, accepted.accepted, variable)[0] is truth


@pytest.mark.parametrize(("upper", "truth"), [("3", "FALSE"), ("4", "UNKNOWN")])
def test_numbers_without_a_unit(tmp_path: Path, upper: str, truth: str) -> None:
    fact = Fact("ratio", ">2", date="2026-03-01", upper=upper)
    assert explained(tmp_path, VARIABLES, "ratio: '> 3 and <= ULN'", [fact]).truth.name == truth
