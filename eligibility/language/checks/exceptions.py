"""Exceptions (`other than`) that except nothing, or everything."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.documents import Diagnostic
from eligibility.language.checks.remarks import remark
from eligibility.language.plan import AllOf, CodeIs, Criterion, FactTest, OccurrenceLeaf, Trial
from eligibility.language.walk import leaves_of
from eligibility.vocabulary.model import Codes


def idle_exceptions(trial: Trial) -> Iterator[Diagnostic]:
    """Exceptions that no fact of the leaf can meet, or that leave none."""
    for criterion, leaf in leaves_of(trial):
        if isinstance(leaf, OccurrenceLeaf) and isinstance(leaf.accepted, Codes):
            for test in leaf.other_than:
                yield from _idle(test, leaf.accepted, criterion, leaf)


def _idle(test: FactTest, asked: Codes, criterion: Criterion, leaf: OccurrenceLeaf) -> Iterator[Diagnostic]:
    for excepted in _codes(test):
        start = f"The exception `{excepted.text}` of `{criterion.id}`"
        if excepted.codes.isdisjoint(asked.codes):
            message = f"{start} is none of `{asked.text}`: it excepts nothing."
            yield remark("T111", message, leaf.at, "take it out, or ask for a wider class")
        elif isinstance(test, CodeIs) and asked.codes <= excepted.codes:
            yield remark("T111", f"{start} leaves nothing of `{asked.text}`.", leaf.at, "except less")


def _codes(test: FactTest) -> tuple[Codes, ...]:
    if isinstance(test, CodeIs):
        return (test.codes,)
    if isinstance(test, AllOf):
        return tuple(codes for each in test.tests for codes in _codes(each))
    return ()
