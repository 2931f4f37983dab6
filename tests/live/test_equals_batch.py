"""After every fact the monitor stands where a fresh screening of the facts so far stands."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.live.driving import Live

# Thousands of sequences: LIVE_SEQUENCES=3000 pytest tests/live/test_equals_batch.py
SEQUENCES = int(os.environ.get("LIVE_SEQUENCES", "12"))
PROFILE = settings(
    max_examples=SEQUENCES,
    stateful_step_count=15,
    deadline=None,
    derandomize=SEQUENCES <= 50,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class TestReEvaluation(Live.TestCase):  # type: ignore[misc, name-defined]
    settings = PROFILE
