"""What an event or item could turn out to be: its code, and the days from its start to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from eligibility.possible import EVER_AFTER, Days
from eligibility.records.facts import Chart, Occurrence
from eligibility.testing.interests import Interests
from eligibility.testing.possibilities import NOT_LISTED, possible_days
from eligibility.vocabulary.model import Lasts

Settle = Callable[[Sequence[Any], Any], Any]
NEVER_ENDS = Days(EVER_AFTER, EVER_AFTER)


class OccurrenceCompleter:
    """Settles events and items."""

    def __init__(self, chart: Chart, interests: Interests, days: Sequence[int], settle: Settle) -> None:
        self._vocabulary = chart.vocabulary
        self._interests = interests
        self._days = days
        self._settle = settle

    def complete(self, fact: Occurrence) -> Occurrence:
        """The event with its code and days settled; how long it lasts depends on the code, which is settled first."""
        coded = self._with_code(fact)
        several = (coded.any_code or len(coded.codes) > 1) and len(self._codes(coded)) > 1
        return coded if several and not coded.one_day else self._with_days(coded)

    def negative(self, fact: Occurrence) -> Occurrence:
        """An explicit "never": of one of its possible codes, up to one of its possible days."""
        codes = [frozenset({code}) for code in sorted(fact.codes)]
        day = self.day(fact.start)
        code = self._settle(codes, fact.codes) if len(codes) > 1 else fact.codes
        return replace(fact, codes=code, start=day, end=day)

    # ---- codes -----------------------------------------------------------------------------------

    def _with_code(self, fact: Occurrence) -> Occurrence:
        if fact.status == "ruled_out" and len(fact.codes) == 1 and not fact.any_code:
            return fact  # the whole class was ruled out
        options = self._codes(fact)
        if len(options) < 2:
            return fact
        code = self._settle(options, None)
        if code is None:
            return fact
        known = replace(fact, codes=frozenset({code}), any_code=False, open=frozenset())
        return self._as_long_as_it_lasts(known, code, of_class=len(fact.codes) == 1 and not fact.any_code)

    def _codes(self, fact: Occurrence) -> list[str]:
        codes = set(fact.codes)
        if fact.any_code:
            codes |= set(self._interests.codes.get(fact.variable, ())) | {NOT_LISTED}
        below = {
            member
            for code in codes
            for member in self._vocabulary.members_of(fact.variable, code) or {code}
            if not self._is_class(fact.variable, member)
        }
        return sorted(below)

    def _is_class(self, variable: str, code: str) -> bool:
        return len(self._vocabulary.members_of(variable, code)) > 1

    def _as_long_as_it_lasts(self, fact: Occurrence, code: str, of_class: bool) -> Occurrence:
        """What lasts for ever was not over on the day on which it was recorded; what lasts a day was on one of many."""
        if fact.one_day and self._lasts(fact.variable, code) is Lasts.FOREVER:
            return replace(fact, end=NEVER_ENDS, one_day=False)
        if not fact.one_day and not of_class and self._lasts(fact.variable, code) is Lasts.A_DAY:
            ended = fact.end if fact.end.last < EVER_AFTER else fact.start
            day = Days(fact.start.first, max(fact.start.last, ended.last))
            return replace(fact, start=day, end=day, one_day=True)
        return fact

    def _lasts(self, variable: str, code: str) -> Lasts | None:
        declared = self._vocabulary.variables[variable]
        concept = self._vocabulary.concepts.get(variable, {}).get(code)
        return (concept.lasts if concept else None) or declared.lasts

    # ---- days ------------------------------------------------------------------------------------

    def _with_days(self, fact: Occurrence) -> Occurrence:
        if fact.one_day:
            day = self.day(fact.start)
            return replace(fact, start=day, end=day)
        start = self.day(fact.start.meet(Days(last=fact.end.last)) or fact.start)
        return replace(fact, start=start, end=self._end(fact, start))

    def day(self, days: Days) -> Days:
        """A day, or the first day of what lasts."""
        if days.is_exact:
            return days
        latest = self._interests.layout.today if days == Days() else days.last
        settled: Days = self._settle(
            [Days(day, day) for day in possible_days(days, self._days, latest=latest)], days
        )
        return settled

    def _end(self, fact: Occurrence, start: Days) -> Days:
        days = fact.end
        if days.is_exact:
            return days
        possible = Days(max(days.first, start.first), days.last)
        options = [Days(day, day) for day in possible_days(possible, self._days)]
        if days.last == EVER_AFTER:
            options.append(NEVER_ENDS)
        settled: Days = self._settle(options, possible)
        return settled
