"""The ids of sessions and facts: short, counted, and never two with the same hash."""

from __future__ import annotations

MOST_LIVE = 1000  # the engine allows 1,024 sessions in a ruleset
MOST_FACTS = 10_000  # before the hashes of counted ids could meet, a session begins anew
MOST_SHARED = 100  # facts of a session that all patients share: they stay in it until it begins anew
SIDS = tuple(f"s{n}" for n in range(MOST_LIVE))
