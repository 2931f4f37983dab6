"""What is wrong with one part of a fact."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.records.reasons import Reason


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one part of a fact, without its patient and place (so that it can be kept for reuse)."""

    reason: Reason
    part: str
    why: str
