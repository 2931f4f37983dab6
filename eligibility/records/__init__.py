"""Facts and records: as written, where they come from, and what they may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.records.facts import (
    Answer,
    Chart,
    Complete,
    Fact,
    Occurrence,
    Problem,
    Reading,
    Record,
    Site,
    SiteFactor,
    SiteLimit,
    Source,
)
from eligibility.records.reasons import Reason
from eligibility.records.understand import understand

if TYPE_CHECKING:
    from eligibility.records.sources.reading import Records, read_records

__all__ = [
    "Answer",
    "Chart",
    "Complete",
    "Fact",
    "Occurrence",
    "Problem",
    "Reading",
    "Reason",
    "Record",
    "Records",
    "Site",
    "SiteFactor",
    "SiteLimit",
    "Source",
    "read_records",
    "understand",
]


def __getattr__(name: str) -> object:
    """Files are read by what is imported only then."""
    if name not in ("Records", "read_records"):
        raise AttributeError(f"module 'eligibility.records' has no attribute {name!r}")
    from eligibility.records.sources import reading

    return getattr(reading, name)
