"""The reference limits that a site states for results printed without."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days
from eligibility.records.facts import SiteLimit


class SiteLimits:
    """The lines of the site's table for one variable, the most particular first."""

    def __init__(self, variable: str, limits: Iterable[SiteLimit]) -> None:
        own = [limit for limit in limits if limit.variable == variable]
        self.entries = tuple(sorted(own, key=lambda limit: -_demands(limit)))

    def find(self, laboratory: str | None, sex: str | None, days: Days) -> SiteLimit | None:
        """The line that surely holds for a result; an undated result takes a line without dates only."""
        return next((entry for entry in self.entries if _holds(entry, laboratory, sex, days)), None)


def _demands(limit: SiteLimit) -> int:
    return sum(each is not None for each in (limit.laboratory, limit.sex, limit.since, limit.until))


def _holds(limit: SiteLimit, laboratory: str | None, sex: str | None, days: Days) -> bool:
    if limit.laboratory is not None and limit.laboratory != laboratory:
        return False
    if limit.sex is not None and limit.sex != sex:
        return False
    since = EVER_BEFORE if limit.since is None else limit.since
    until = EVER_AFTER if limit.until is None else limit.until
    return since <= days.first and days.last <= until
