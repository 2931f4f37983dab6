"""Windows in half-lives of a drug that is not known for sure. Sorafenib has 36 h, lenvatinib 28 h."""

from __future__ import annotations

import pytest

from tests.engines.explaining import explained

ASKS = {"treatment": "targeted_therapy", "within": "5 half-lives before screening"}  # 8 days, or 6
COMPLETE = {"complete": [{"variable": "treatment"}]}


@pytest.mark.parametrize(
    ("end", "truth"),
    [
        ("2026-03-14", "TRUE"),  # 6 days before: within either
        ("2026-03-13", "UNKNOWN"),  # 7 days: within that of sorafenib only
        ("2026-03-12", "UNKNOWN"),  # 8 days
        ("2026-03-11", "FALSE"),  # 9 days
    ],
)
def test_either_drug_may_be_the_one(end: str, truth: str) -> None:
    fact = {"treatment": ["sorafenib", "lenvatinib"], "start": "2025-01-01", "end": end}
    assert explained(ASKS, fact, site=COMPLETE).truth.name == truth


def test_a_drug_that_nobody_knows_has_any_half_life() -> None:
    fact = {"treatment": ["sorafenib", "wibble"], "start": "2025-01-01", "end": "2025-02-01"}
    assert explained(ASKS, fact, site=COMPLETE).truth.name == "UNKNOWN"
