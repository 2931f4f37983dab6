"""After every fact the monitor stands where a fresh screening of the facts so far stands.

The same few sequences at every run; thousands: `python -m tests.live.sequences`. With LIVE_SEQUENCES more of them, at
random, and with LIVE_SHRINK the smallest that fails; LIVE_ENGINE=durable-rules for the rules engine.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

from tests.live.driving import Live

ENGINE = os.environ.get("LIVE_ENGINE", "re-evaluation")

SEQUENCES = int(os.environ.get("LIVE_SEQUENCES", "25"))
PROFILE = settings(
    max_examples=SEQUENCES,
    stateful_step_count=15,
    deadline=None,
    derandomize=SEQUENCES <= 50,
    database=None,
    phases=[Phase.generate, Phase.shrink] if "LIVE_SHRINK" in os.environ else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Watched(Live):
    engine = ENGINE


class TestEqualsBatch(Watched.TestCase):  # type: ignore[misc, valid-type]
    settings = PROFILE
