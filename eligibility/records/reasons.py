"""Why something is not known."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """The reason codes of an unknown (design: section 2, verdicts)."""

    __hash__ = object.__hash__  # members are single objects; the hash of Enum is slow

    MISSING = "missing"
    STALE = "stale"
    NO_UNIT = "no unit"
    UNKNOWN_UNIT = "unknown unit"
    INCOMPATIBLE_UNIT = "incompatible unit"
    NO_REFERENCE_LIMIT = "no reference limit"
    CENSORED = "censored"
    IMPRECISE_DATE = "imprecise date"
    CONFLICTING = "conflicting"
    IMPLAUSIBLE = "implausible"
    MISSING_ATTRIBUTE = "missing attribute"
    UNKNOWN_CODE = "unknown code"
    ANCHOR_MISSING = "anchor missing"
    NOT_YET_DUE = "not yet due"
    JUDGEMENT = "judgement"
