"""What the attributes of a fact could turn out to be, as far as a trial asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eligibility.possible import Days, Interval
from eligibility.records.facts import Attribute, Chart, Occurrence, Reading
from eligibility.testing.interests import STATUS, Interests
from eligibility.testing.possibilities import NOT_LISTED, possible_days, possible_numbers
from eligibility.vocabulary.model import Kind, Variable

Settle = Callable[[Sequence[Any], Any], Any]
SOME_TEXT = "somebody"
MODALITY = "modality"


class AttributeCompleter:
    """Settles the attributes of facts."""

    def __init__(self, chart: Chart, interests: Interests, days: Sequence[int], settle: Settle) -> None:
        self._chart = chart
        self._interests = interests
        self._days = days
        self._settle = settle

    def complete(self, fact: Reading | Occurrence) -> Mapping[str, Attribute]:
        """The attributes, those that are open or missing settled."""
        declared = self._chart.vocabulary.variables[fact.variable].attributes
        attributes = dict(fact.attributes)
        for name in self._names(fact.variable):
            value = self._value(fact.variable, declared[name], attributes.get(name))
            if value is not None:
                attributes[name] = value
        return attributes

    def modality(self, item: Occurrence) -> Attribute | None:
        """The modality of the scan on which an item was found."""
        declared = self._chart.vocabulary.variables[item.variable].attributes.get(MODALITY)
        known = item.attributes.get(MODALITY)
        return known if declared is None else self._value(item.variable, declared, known)

    def _names(self, variable: str) -> list[str]:
        asked = self._interests.attributes.get(variable, ())
        is_item = self._chart.vocabulary.variables[variable].kind is Kind.ITEM
        return [name for name in asked if name != STATUS and not (is_item and name == MODALITY)]

    def _value(self, owner: str, declared: Variable, known: Attribute | None) -> Attribute | None:
        if isinstance(known, tuple):
            return tuple(self._one_of(owner, declared, each) for each in known)
        if declared.several:
            sets: list[Any] = [(), *((frozenset({code}),) for code in self._codes(owner, declared, None))]
            return self._settle(sets, None) if known is None else known
        options = self._options(owner, declared, known)
        return known if len(options) == 1 and known is not None else self._settle(options, known)

    def _one_of(self, owner: str, declared: Variable, codes: frozenset[str]) -> frozenset[str]:
        settled: frozenset[str] = self._settle(
            [frozenset({code}) for code in self._codes(owner, declared, codes)], codes
        )
        return settled

    def _options(self, owner: str, declared: Variable, known: Attribute | None) -> Sequence[Attribute]:
        if declared.kind is Kind.QUANTITY:
            interval = known if isinstance(known, Interval) else declared.plausible or Interval()
            limits = self._interests.numbers.get(f"{owner}.{declared.name}", ())
            return [Interval.exactly(each) for each in possible_numbers(interval, limits)]
        if declared.kind is Kind.DATE:
            days = known if isinstance(known, Days) else Days()
            return [Days(day, day) for day in possible_days(days, self._days)]
        if declared.kind is Kind.TEXT:
            said = self._texts(owner, declared.name) if known is None else []
            return [frozenset({text}) for text in said]
        codes = known if isinstance(known, frozenset) else None
        return [frozenset({code}) for code in self._codes(owner, declared, codes)]

    def _codes(self, owner: str, declared: Variable, known: frozenset[str] | None) -> list[str]:
        if not declared.concepts_of:
            return sorted(declared.domain if known is None else known)
        if known is None:
            asked = set(self._interests.codes.get(f"{owner}.{declared.name}", ()))
            return [*sorted(self._members(declared.concepts_of, asked)), NOT_LISTED]
        return sorted(self._members(declared.concepts_of, known))

    def _members(self, variable: str, codes: set[str] | frozenset[str]) -> set[str]:
        vocabulary = self._chart.vocabulary
        return {member for code in codes for member in vocabulary.members_of(variable, code) or {code}}

    def _texts(self, owner: str, name: str) -> list[str]:
        """A new name, and every one that other facts give."""
        values = [fact.attributes.get(name) for fact in self._chart.readings.get(owner, ())]
        values += [fact.attributes.get(name) for fact in self._chart.occurrences.get(owner, ())]
        known = {text for value in values if isinstance(value, frozenset) for text in value}
        return [SOME_TEXT, *sorted(known)]
