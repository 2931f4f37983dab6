"""One way in which all that is open in a chart could turn out.

A completion replaces each open thing of the given facts (value, day, unit, limit, attribute, status, end, code) by one
possibility. It adds no fact, and it changes nothing that is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from eligibility.possible import Days
from eligibility.records.facts import Answer, Attribute, Chart, Occurrence, Reading
from eligibility.records.written_days import read_days
from eligibility.testing.completing_attributes import MODALITY, AttributeCompleter
from eligibility.testing.completing_occurrences import OccurrenceCompleter
from eligibility.testing.completing_readings import ReadingCompleter
from eligibility.testing.interests import STATUS, Interests
from eligibility.testing.picks import Pick
from eligibility.testing.possibilities import possible_days
from eligibility.vocabulary.model import Kind

T = TypeVar("T")
CONFIRMED, SUSPECTED, RULED_OUT = "confirmed", "suspected", "ruled_out"
SOMEBODY = "somebody"


def complete(chart: Chart, interests: Interests, pick: Pick, *, wholly: bool = True) -> Chart:
    """The chart with every open thing settled by a pick; without `wholly` some things may stay open."""
    return _Completer(chart, interests, pick, wholly).complete()


class _Completer:
    def __init__(self, chart: Chart, interests: Interests, pick: Pick, wholly: bool) -> None:
        self._chart = chart
        self._interests = interests
        self._days = sorted({*interests.days, *_days_in(chart)})
        self._pick = pick
        self._wholly = wholly
        self._attributes = AttributeCompleter(chart, interests, self._days, self._settle)
        self._readings = ReadingCompleter(chart, interests, self._days, self._settle)
        self._occurrences = OccurrenceCompleter(chart, interests, self._days, self._settle)
        self._scans: dict[object, tuple[Days, Attribute | None]] = {}

    def complete(self) -> Chart:
        chart = self._chart
        return replace(
            chart,
            readings={
                name: tuple(self._reading(each) for each in group) for name, group in chart.readings.items()
            },
            occurrences={
                name: tuple(self._occurrence(each) for each in group)
                for name, group in chart.occurrences.items()
            },
            negatives={
                name: tuple(self._occurrences.negative(each) for each in group)
                for name, group in chart.negatives.items()
            },
            answers=tuple(self._answer(each) for each in chart.answers),
        )

    def _settle(self, options: Sequence[T], as_it_is: T) -> T:
        """One of the options, or nothing learned."""
        if not options:
            return as_it_is
        if self._wholly:
            return options[0] if len(options) == 1 else self._pick(options)
        return self._pick([as_it_is, *options])

    def _reading(self, reading: Reading) -> Reading:
        learned = self._readings.complete(reading)
        status, attributes = self._qualities(learned)
        return replace(learned, status=status, attributes=attributes)

    def _occurrence(self, fact: Occurrence) -> Occurrence:
        status, attributes = self._qualities(fact)
        learned = replace(fact, status=status, attributes=attributes)
        if self._chart.vocabulary.variables[fact.variable].kind is Kind.ITEM:
            return self._of_scan(learned, fact)
        return self._occurrences.complete(learned)

    def _of_scan(self, learned: Occurrence, fact: Occurrence) -> Occurrence:
        """Items that say the same date and modality are of one scan: its day is one open thing."""
        modality = fact.attributes.get(MODALITY)
        scan = (fact.variable, fact.start, modality)
        if scan not in self._scans:
            self._scans[scan] = (self._occurrences.day(fact.start), self._attributes.modality(fact))
        day, modality = self._scans[scan]
        attributes = learned.attributes if modality is None else {**learned.attributes, MODALITY: modality}
        return replace(learned, start=day, end=day, attributes=attributes)

    def _qualities(self, fact: Reading | Occurrence) -> tuple[str, Mapping[str, Attribute]]:
        status = fact.status
        if status == SUSPECTED and STATUS not in self._interests.attributes.get(fact.variable, ()):
            status = self._settle([CONFIRMED, RULED_OUT], status)
        return status, self._attributes.complete(fact)

    def _answer(self, answer: Answer) -> Answer:
        days = read_days(answer.date) or Days()
        if not days.is_exact:
            latest = self._interests.layout.today if days == Days() else days.last
            options = possible_days(days, self._days, latest=latest)
            days = self._settle([Days(day, day) for day in options], days)
        who = answer.who
        if not who:
            others = dict.fromkeys(each.who for each in self._chart.answers if each.who)
            who = self._settle([SOMEBODY, *others], who)
        return replace(answer, date=None if days == Days() else _written(days), who=who)


def _written(days: Days) -> str:
    first, last = (Days(day, day) for day in (days.first, days.last))
    return str(first) if days.is_exact else f"{first}/{last}"


def _days_in(chart: Chart) -> set[int]:
    """The days of all facts that are sure, with the days beside them."""
    found = [reading.days for group in chart.readings.values() for reading in group]
    found += [
        days for group in chart.occurrences.values() for each in group for days in (each.start, each.end)
    ]
    sure = {day for days in found for day in (days.first, days.last) if Days() not in (days, Days(day, day))}
    sure = {day for day in sure if Days().first < day < Days().last}
    return {day + nudge for day in sure for nudge in (-1, 0, 1)}
