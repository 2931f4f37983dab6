"""Patients on the edge: for each limit of a trial one exactly on it and one beside it, with the verdict that follows.

The expected verdicts come from the limits as they are written: on a limit one is accepted if and only if its bound is
closed; the first and the last day of a window belong to it. The reference engine is asked only whether the rest of the
criterion is out of the way, never for the verdict itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from eligibility.language.plan import Criterion, Section, Trial
from eligibility.possible import Truth
from eligibility.records.facts import Record
from eligibility.records.identity import Same
from eligibility.results.model import Verdict
from eligibility.testing.all_completions import day_of
from eligibility.testing.edges_of_leaves import LeafEdges, Side
from eligibility.testing.interests import interests_of
from eligibility.testing.isolation import Path, Setting, Settings, paths_of
from eligibility.testing.wish import MOST_WAYS
from eligibility.testing.wishes import Wishes

SCREENED_ON = date(2026, 3, 20)


@dataclass(frozen=True)
class EdgePatient:
    """A patient who sits on a limit of a criterion, or just beside it.

    `change` says what is on the edge, and how the verdict changes across it. `expected` is the verdict of `criterion`;
    nothing is said of the other criteria.
    """

    name: str
    criterion: str
    change: str
    record: Record
    on: date
    expected: Verdict
    cohort: str = ""


def patients_on_the_edge(trial: Trial, on: date | str = SCREENED_ON) -> tuple[EdgePatient, ...]:
    """The boundary patients of a trial, criterion by criterion; the same ones every time.

    Limits that cannot be reached alone (because another part of the criterion always decides) have none.

    >>> from eligibility import load_trial
    >>> edges = patients_on_the_edge(load_trial("NCT05349331"))
    >>> for each in edges[:2]:
    ...     print(each.name, each.expected.value)
    I1 age >= 18 years, 18 years to the day PASS
    I1 age >= 18 years, 18 years tomorrow FAIL
    """
    return _edges(Same(trial), day_of(on))


@lru_cache(maxsize=16)
def _edges(key: Same[Trial], on: date) -> tuple[EdgePatient, ...]:
    interests = interests_of(key.what, on)
    found = [
        patient
        for criterion in key.what.criteria
        for settings in [Settings(interests, criterion)]
        for path in paths_of(criterion)
        for edge in LeafEdges(interests).of(path.leaf)
        for patient in _patients(criterion, path, edge, settings, on)
    ]
    return tuple(_numbered(found))


def _patients(
    criterion: Criterion, path: Path, sides: tuple[Side, ...], settings: Settings, on: date
) -> Iterator[EdgePatient]:
    """Every side of one edge, in one and the same setting."""
    for way in range(MOST_WAYS):
        setting = settings.around(path, sides, way)
        if setting is not None:
            yield from _of_sides(criterion, path, sides, setting, settings.wishes(way), on)
            return


def _of_sides(
    criterion: Criterion, path: Path, sides: tuple[Side, ...], setting: Setting, wishes: Wishes, on: date
) -> Iterator[EdgePatient]:
    expected = [_verdict(criterion, path, side.truth) for side in sides]
    change = " to ".join(dict.fromkeys(verdict.value for verdict in expected))
    cohort = criterion.cohorts[0] if criterion.cohorts else next(iter(wishes.interests.trial.cohorts), "")
    for side, verdict in zip(sides, expected, strict=True):
        record = wishes.record(setting.wish.plus(side.wish), f"{criterion.id} {side.what}")
        yield EdgePatient(record.patient, criterion.id, f"{side.what}: {change}", record, on, verdict, cohort)


def _verdict(criterion: Criterion, path: Path, leaf: Truth) -> Verdict:
    """What the truth of a leaf means where nothing else decides."""
    truth = ~leaf if path.negated else leaf
    if truth is Truth.UNKNOWN:
        return Verdict.UNKNOWN
    match path.part:
        case "applies when":
            return Verdict.FAIL if truth is Truth.TRUE else Verdict.NOT_APPLICABLE
        case "unless":
            return Verdict.PASS if truth is Truth.TRUE else Verdict.FAIL
        case _:
            wanted = criterion.section is Section.INCLUSION
            return Verdict.PASS if (truth is Truth.TRUE) is wanted else Verdict.FAIL


def _numbered(patients: list[EdgePatient]) -> Iterator[EdgePatient]:
    """No name twice."""
    seen: dict[str, int] = {}
    for each in patients:
        seen[each.name] = seen.get(each.name, 0) + 1
        number = seen[each.name]
        name = each.name if number == 1 else f"{each.name} ({number})"
        yield replace(each, name=name, record=replace(each.record, patient=name))
