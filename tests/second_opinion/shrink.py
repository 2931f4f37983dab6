"""Make a case that shows a disagreement as small as it can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from eligibility.language.plan import (
    All,
    AnyMember,
    AtLeast,
    Condition,
    Criterion,
    Not,
    OccurrenceLeaf,
    ReadingLeaf,
    Trial,
    When,
)
from eligibility.records.facts import NO_SITE, Chart, Occurrence, Reading
from tests.second_opinion.generate.cases import Case

F = TypeVar("F", bound=Reading | Occurrence)


def smallest(case: Case, shows: Callable[[Case], bool]) -> Case:
    """Take away what can be taken away while the case still shows what it should."""
    changed = True
    while changed:
        changed = False
        for smaller in _smaller(case):
            if smaller != case and _still(smaller, shows):
                case, changed = smaller, True
                break
    return case


def _still(case: Case, shows: Callable[[Case], bool]) -> bool:
    try:
        return shows(case)
    except (KeyError, AssertionError):  # what was taken away was needed
        return False


def _smaller(case: Case) -> Iterator[Case]:
    for trial in _trials(case.trial):
        yield replace(case, trial=trial)
    for chart in _charts(case.chart):
        yield replace(case, chart=chart)


def _trials(trial: Trial) -> Iterator[Trial]:
    if len(trial.criteria) > 1:
        yield from (replace(trial, criteria=(each,)) for each in trial.criteria)
    for index in range(len(trial.anchors)):
        yield replace(trial, anchors=trial.anchors[:index] + trial.anchors[index + 1 :])
    for index, criterion in enumerate(trial.criteria):
        for smaller in _criteria(criterion):
            yield replace(trial, criteria=(*trial.criteria[:index], smaller, *trial.criteria[index + 1 :]))


def _criteria(criterion: Criterion) -> Iterator[Criterion]:
    if criterion.applies_when is not None:
        yield replace(criterion, applies_when=None)
        yield replace(criterion, condition=criterion.applies_when, applies_when=None)
    if criterion.unless is not None:
        yield replace(criterion, unless=None)
        yield replace(criterion, condition=criterion.unless, unless=None)
    for smaller in _conditions(criterion.condition):
        yield replace(criterion, condition=smaller)


def _conditions(condition: Condition) -> Iterator[Condition]:
    match condition:
        case All(members) | AnyMember(members) | AtLeast(_, members):
            yield from members
        case Not(member):
            yield member
        case When(when, then, otherwise):
            yield from (when, then, otherwise)
        case ReadingLeaf() | OccurrenceLeaf():
            if condition.where is not None:
                yield replace(condition, where=None)
            if condition.other_than:
                yield replace(condition, other_than=())
            if condition.window.stated:
                yield replace(condition, window=replace(condition.window, start=None, end=None))
        case _:
            return


def _charts(chart: Chart) -> Iterator[Chart]:
    if chart.answers:
        yield replace(chart, answers=chart.answers[1:])
        yield replace(chart, answers=chart.answers[:-1])
    yield from (replace(chart, readings=each) for each in _fewer(chart.readings))
    yield from (replace(chart, occurrences=each) for each in _fewer(chart.occurrences))
    yield from (replace(chart, negatives=each) for each in _fewer(chart.negatives))
    if chart.site != NO_SITE:
        yield replace(chart, site=NO_SITE)
        yield replace(chart, site=replace(chart.site, complete=chart.site.complete[1:]))
        yield replace(chart, site=replace(chart.site, complete=chart.site.complete[:-1]))
        yield replace(chart, site=replace(chart.site, stand_for={}, readings_stand=None))
        yield replace(chart, site=replace(chart.site, negatives_stand=0, supplies=frozenset()))


def _fewer(facts: Mapping[str, tuple[F, ...]]) -> Iterator[dict[str, tuple[F, ...]]]:
    for name, own in facts.items():
        for fewer in _fewer_of(own):
            yield {**facts, name: fewer}


def _fewer_of(own: tuple[F, ...]) -> Iterator[tuple[F, ...]]:
    for index, fact in enumerate(own):
        yield own[:index] + own[index + 1 :]
        for plainer in _plainer(fact):
            yield (*own[:index], plainer, *own[index + 1 :])


def _plainer(fact: F) -> Iterator[F]:
    for name in fact.attributes:
        yield replace(fact, attributes={key: value for key, value in fact.attributes.items() if key != name})
    if fact.status == "suspected":
        yield replace(fact, status="confirmed")
