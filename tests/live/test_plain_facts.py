"""Whatever a program puts into a fact is taken in, as the batch screening takes it."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import Fact, Outcome
from eligibility.live import Monitor

ODD: tuple[dict[str, Any], ...] = (
    {"variable": 5, "value": "60"},
    {"variable": ["platelets"], "value": "60"},
    {"variable": "platelets", "value": b"60"},
    {"variable": "platelets", "value": "60", "unit": float("nan")},
    {"variable": "platelets", "value": "60", "id": [5]},
    {"variable": "platelets", "value": "60", "date": 20260319},
    {"variable": "diagnosis", "value": "stroke", "attributes": None},
    {"variable": "diagnosis", "value": "stroke", "attributes": {"extent": ["advanced"]}},
)


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_an_odd_fact_is_taken_in_and_harms_no_other(odd: dict[str, Any]) -> None:
    monitor = Monitor("NCT05349331", on="2026-03-20", engine="re-evaluation")
    monitor.add("P1", Fact(**odd))
    low = Fact("leukocytes", "1.0", unit="10^9/L", date="2026-03-19")
    monitor.add("P1", low)
    assert monitor.outcome("P1")[0].outcome is Outcome.INELIGIBLE
    monitor.retract("P1", low)
    monitor.retract("P1", Fact(**odd))
    assert monitor.record("P1").facts == ()
