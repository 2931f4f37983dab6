"""Absence: when no record of an event means that it did not happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eligibility.engines.interpreter.view import Span, View
from eligibility.engines.interpreter.windows import covers, may_be_future
from eligibility.language.plan import OccurrenceLeaf
from eligibility.possible import EVER_BEFORE, TRUE
from eligibility.records.facts import Complete, Occurrence
from eligibility.vocabulary.model import AnyCode

Days = tuple[int, int]


class Silence(NamedTuple):
    """Days on which a missing record means "no", and by what word."""

    days: Days
    word: str


def absence(leaf: OccurrenceLeaf, span: Span, view: View) -> str:
    """By what word absence is established over a window, for each code asked for; empty if it is not."""
    if span.missing or may_be_future(span, view.today):
        return ""
    first, last = span.start.first, span.end.last
    if first > last:
        return "the window is empty"
    words: list[str] = []
    for code in asked_codes(leaf):  # all of them, or it is not established
        silences = list(silent_days(leaf, code, view))
        if not silences or not covers((silence.days for silence in silences), first, last):
            return ""
        words += [silence.word for silence in silences]
    return "; ".join(dict.fromkeys(words))


def asked_codes(leaf: OccurrenceLeaf) -> tuple[str | None, ...]:
    """The codes for which absence has to be established; None: any code at all."""
    return (None,) if isinstance(leaf.accepted, AnyCode) else leaf.accepted.asked


def silent_days(leaf: OccurrenceLeaf, code: str | None, view: View) -> Iterator[Silence]:
    """The stretches of days for which absence of a code is established."""
    variable = leaf.variable.name
    classes = frozenset() if code is None else view.trial.vocabulary.classes_of(variable, code)
    if leaf.absent_without_record and can_supply(variable, classes, view):
        yield Silence((EVER_BEFORE, view.today), "no record means absent")
    for complete in view.chart.site.complete:
        if complete.variable == variable and (complete.code is None or complete.code in classes):
            yield Silence(_declared(complete, view.today), _declaration(complete))
    for negative in view.chart.negatives.get(variable, ()):
        if speaks_of(negative, classes, code) and negative.start.last <= view.today:
            yield Silence(_never(negative, view), f"explicit negative ({_source(negative)})")
    for seen in view.occurrences(variable):
        said = seen.fact.status == "ruled_out" and seen.exists is TRUE
        if said and speaks_of(seen.fact, classes, code):
            yield Silence(
                (seen.start.last, min(seen.end.first, view.today)), f"ruled out ({_source(seen.fact)})"
            )


def can_supply(variable: str, classes: frozenset[str], view: View) -> bool:
    """Whether the mapping has a place from which a record of it could have come."""
    supplies = view.chart.site.supplies
    return (variable, None) in supplies or any((variable, code) in supplies for code in classes)


def speaks_of(negative: Occurrence, classes: frozenset[str], code: str | None) -> bool:
    """Whether an explicit "no" is about the code asked for, or a class above it; never, if its code is not known."""
    if negative.any_code:
        return False
    if code is None:
        return not negative.codes
    return bool(negative.codes) and negative.codes <= classes


def _never(negative: Occurrence, view: View) -> Days:
    """Never, up to its date; and after it as long as the site lets a negative stand."""
    site = view.chart.site
    stands = site.stand_for.get(negative.variable, site.negatives_stand)
    return (EVER_BEFORE, min(negative.start.first + stands, view.today))


def _declared(complete: Complete, today: int) -> Days:
    since = EVER_BEFORE if complete.since is None else complete.since
    return (since, today if complete.until is None else min(complete.until, today))


def _declaration(complete: Complete) -> str:
    about = complete.variable if complete.code is None else f"{complete.variable} {complete.code}"
    return f"the site declares its records of {about} complete"


def _source(fact: Occurrence) -> str:
    return str(fact.source) or "record"
