"""Facts and records: as written, where they come from, and what they may mean."""

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
    "Site",
    "SiteFactor",
    "SiteLimit",
    "Source",
    "understand",
]
