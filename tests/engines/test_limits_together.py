"""A fixed limit and the laboratory's own, asked together of a value that is not exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.records.facts import Fact
from tests.engines.small_vocabulary import explained

VARIABLES = """
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


@pytest.mark.parametrize(("upper", "truth"), [("3", "FALSE"), ("4", "UNKNOWN")])
def test_numbers_without_a_unit(tmp_path: Path, upper: str, truth: str) -> None:
    fact = Fact("ratio", ">2", date="2026-03-01", upper=upper)
    assert explained(tmp_path, VARIABLES, "ratio: '> 3 and <= ULN'", [fact]).truth.name == truth
