"""What one fact must say so that a set of tests (`where`, `other than`, `each`) is true of it, or false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from eligibility.language.plan import (
    AllOf,
    AnyOf,
    AttributeIn,
    AttributeIs,
    CodeIs,
    FactTest,
    NotOf,
)
from eligibility.possible import Truth
from eligibility.testing.layout import Layout
from eligibility.testing.wished_values import texts
from eligibility.vocabulary.model import Codes, Variable, Vocabulary

CODE, STATUS = "code", "status"
Said = Mapping[str, str]
_MOST = 6


def said_so_that(
    test: FactTest,
    wanted: bool,
    variable: Variable,
    layout: Layout,
    vocabulary: Vocabulary,
    code: str | None = None,
) -> Iterator[Said]:
    """Attributes (and `code`, `status`, `date`, `start`, `end`) with which a test is true, or is false.

    With a `code`, of a fact that has it.
    """
    return _Sets(variable, layout, vocabulary, code).say(test, wanted)


def together(parts: Sequence[Iterator[Said]]) -> Iterator[Said]:
    """One way of each part, joined; ways that contradict each other are left out."""
    if not parts:
        yield {}
        return
    rest = list(islice(together(parts[1:]), _MOST))
    for first in islice(parts[0], _MOST):
        for other in rest:
            if all(other.get(name, said) == said for name, said in first.items()):
                yield {**first, **other}


class _Sets:
    def __init__(
        self, variable: Variable, layout: Layout, vocabulary: Vocabulary, code: str | None = None
    ) -> None:
        self._variable = variable
        self._layout = layout
        self._vocabulary = vocabulary
        self._code = code

    def say(self, test: FactTest, wanted: bool) -> Iterator[Said]:
        match test:
            case NotOf(test=inner):
                yield from self.say(inner, not wanted)
            case AllOf(tests=tests) | AnyOf(tests=tests):
                if wanted is isinstance(test, AllOf):
                    yield from together([self.say(each, wanted) for each in tests])
                else:
                    for each in tests:
                        yield from self.say(each, wanted)
            case AttributeIs():
                yield from self._attribute(test, wanted)
            case AttributeIn(attribute=attribute, window=window):
                for day in days_of(self._layout, window.start is not None, test, wanted):
                    yield {attribute: date.fromordinal(day).isoformat()}
            case CodeIs(codes=accepted):
                yield from ({CODE: code} for code in self._codes(accepted, wanted))

    def _attribute(self, test: AttributeIs, wanted: bool) -> Iterator[Said]:
        if test.attribute == STATUS:
            named = test.accepted.codes if isinstance(test.accepted, Codes) else frozenset({"confirmed"})
            for status in ("confirmed", "suspected", "ruled_out"):
                if (status in named) is wanted:
                    yield {STATUS: status}
            return
        declared = self._variable.attributes[test.attribute]
        yield from ({test.attribute: text} for text in texts(test.accepted, declared, wanted))

    def _codes(self, accepted: Codes, wanted: bool) -> Iterator[str]:
        name = self._variable.name
        codes = accepted.asked if wanted else tuple(self._vocabulary.concepts.get(name, {}))
        truth = Truth.of(wanted)
        for code in codes if self._code is None else (self._code,):
            if self._vocabulary.matches(name, code, accepted.codes) is truth:
                yield code


def days_of(layout: Layout, has_start: bool, test: AttributeIn, wanted: bool) -> Iterator[int]:
    """Days up to the screening date that lie in the window of a date attribute, or do not."""
    first, last = layout.first_day(test.window), layout.last_day(test.window)
    tried = (min(last, layout.today), first, (first if has_start else last) - 1, last + 1, layout.today)
    for day in tried:
        if (first <= day <= last) is wanted and 1 < day <= layout.today:
            yield day
