"""Hypothesis strategies: records for a trial, trials over a vocabulary, and ways in which a record could turn out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from eligibility.documents import load
from eligibility.language.plan import Trial
from eligibility.language.resolving import resolve
from eligibility.records.facts import Chart, Record
from eligibility.testing.all_completions import chart_of, day_of
from eligibility.testing.base_patients import base_patient
from eligibility.testing.completing import complete
from eligibility.testing.failing_criteria import failing_some
from eligibility.testing.interests import interests_of
from eligibility.testing.picks import Pick
from eligibility.testing.random_records import write_record
from eligibility.testing.random_trials import NAME, write_trial
from eligibility.vocabulary import load_vocabulary
from eligibility.vocabulary.model import Vocabulary

T = TypeVar("T")
SCREENED_ON = date(2026, 3, 20)  # the screening date of made-up records, unless another one is given


@dataclass(frozen=True)
class WrittenTrial:
    """A made-up trial, as the YAML text and as it is loaded."""

    text: str
    trial: Trial


def records_for(trial: Trial, on: date | str = SCREENED_ON) -> st.SearchStrategy[Record]:
    """Records in which everything that a trial looks at is likely.

    Values on each limit, beside it and far from it, in every unit that converts, with and without the laboratory's own
    limits; missing, censored, implausible, without a unit, unreadable; several on one day; dates at the ends of windows
    and a day to either side, as precise as they come; series for streaks; every status, code and attribute that is
    asked for, unknown and coarse ones too; answers to judgements; and what a site declares. Half of the records are of
    patients who pass the trial but for a few variables and, most of them, a few criteria that were made to fail. Each
    record carries its screening date, `on`.

    >>> from eligibility import load_trial
    >>> strategy = records_for(load_trial("NCT05349331"))
    """
    day = day_of(on)

    @st.composite
    def records(draw: st.DrawFn) -> Record:
        return likely_record(trial, day, _Picking(draw))

    return records()


def likely_record(trial: Trial, on: date, pick: Pick) -> Record:
    """A record as `records_for` describes it."""
    interests = interests_of(trial, on)
    if pick((True, False)):
        return write_record(interests, pick, failing_some(interests, base_patient(trial, on), pick))
    return write_record(interests, pick)


def trials(
    vocabulary: Sequence[str] = ("general", "oncology", "liver"), folder: Path | None = None
) -> st.SearchStrategy[WrittenTrial]:
    """Valid trials that use every word of the language, over vocabularies by name or by path from a folder."""
    names, where = tuple(vocabulary), folder or Path()

    @st.composite
    def written(draw: st.DrawFn) -> WrittenTrial | None:
        known = _vocabulary(names, where)
        text = write_trial(known, names, _Picking(draw))
        trial = resolve(load(text, f"{NAME}.yaml"), where, known).trial
        return None if trial is None else WrittenTrial(text, trial)

    return written().filter(lambda each: each is not None).map(_surely)


def completions_of(
    record: Record | Chart, trial: Trial, on: date | str = SCREENED_ON, *, wholly: bool = True
) -> st.SearchStrategy[Chart]:
    """Ways in which the unknowns of a record could turn out; without `wholly` some may stay unknown.

    `eligibility.testing.completions` lists them all.
    """
    day = day_of(on)
    chart, interests = chart_of(record, trial, day), interests_of(trial, day)

    @st.composite
    def ways(draw: st.DrawFn) -> Chart:
        return complete(chart, interests, _Picking(draw), wholly=wholly)

    return ways()


class _Picking:
    """Hypothesis chooses; it shrinks to the first of the options."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def __call__(self, options: Sequence[T], /) -> T:
        return options[0] if len(options) == 1 else options[self._draw(_places(len(options)))]


@lru_cache(maxsize=512)
def _places(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


@lru_cache(maxsize=8)
def _vocabulary(names: tuple[str, ...], folder: Path) -> Vocabulary:
    return load_vocabulary(list(names), folder)


def _surely(written: WrittenTrial | None) -> WrittenTrial:
    assert written is not None
    return written
