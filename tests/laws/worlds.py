"""Random trials with records for them, and how thoroughly to look.

The laws run on few, always the same, examples. ELIGIBILITY_LAWS=thorough looks at many more, new ones every time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from eligibility.documents import load
from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Trial
from eligibility.language.resolving import resolve
from eligibility.possible import Days
from eligibility.records.facts import Chart, Record
from eligibility.records.reasons import Reason
from eligibility.records.understand import understand
from eligibility.results.model import Explanation, PatientResult
from eligibility.testing import SCREENED_ON, WrittenTrial
from eligibility.testing.completing import complete
from eligibility.testing.interests import interests_of
from eligibility.testing.picks import at_random
from eligibility.testing.random_records import write_record
from eligibility.testing.random_trials import NAME, write_trial
from eligibility.vocabulary import load_vocabulary
from eligibility.vocabulary.model import Elapsed, Vocabulary

FOLDER = Path(__file__).parents[1] / "spec"
VOCABULARY = ("./example.yaml",)
THOROUGH = os.environ.get("ELIGIBILITY_LAWS") == "thorough"
ON = Days.on(SCREENED_ON)
_HEAD = "trial: LAW\ntitle: A law\nvocabulary: [./example.yaml]\n"


def law(examples: int) -> Callable[[Any], Any]:
    """How many examples a law is tried on."""
    return settings(
        max_examples=examples * 30 if THOROUGH else examples,
        derandomize=not THOROUGH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class World:
    """A trial, and a record for it."""

    written: WrittenTrial
    record: Record

    @property
    def trial(self) -> Trial:
        return self.written.trial

    @property
    def chart(self) -> Chart:
        return understand(self.record, self.trial.vocabulary, ON)

    def __repr__(self) -> str:
        return f"{self.written.text}\n{self.record}"


seeds = st.integers(0, 2**40)


def worlds() -> st.SearchStrategy[World]:
    """One seed makes a whole world: many times faster than one choice after the other, but nothing is shrunk."""
    return seeds.map(world_of).filter(lambda world: world is not None).map(_surely)


def world_of(seed: int) -> World | None:
    pick = at_random(seed)
    text = write_trial(vocabulary(), VOCABULARY, pick)
    trial = resolve(load(text, f"{NAME}.yaml"), FOLDER, vocabulary()).trial
    return None if trial is None else World(WrittenTrial(text, trial), record_for(trial, seed))


def record_for(trial: Trial, seed: int) -> Record:
    return write_record(interests_of(trial, SCREENED_ON), at_random(seed))


def completion(trial: Trial, chart: Chart, seed: int, *, wholly: bool = True) -> Chart:
    return complete(chart, interests_of(trial, SCREENED_ON), at_random(seed), wholly=wholly)


def _surely(world: World | None) -> World:
    assert world is not None
    return world


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(list(VOCABULARY), FOLDER)


def trial_of(text: str) -> Trial:
    """The trial of criteria as a file writes them."""
    checked = resolve(load(_HEAD + text, "LAW.yaml"), FOLDER, vocabulary())
    assert checked.trial is not None, [str(each) for each in checked.findings]
    return checked.trial


def screened(trial: Trial, record: Record | Chart, on: Days = ON) -> PatientResult:
    chart = understand(record, trial.vocabulary, on) if isinstance(record, Record) else record
    return screen_chart(trial, chart, on)[0]


def every_explanation(result: PatientResult) -> Iterator[Explanation]:
    """Of all conditions, from each criterion down to its leaves."""
    for each in result.criteria:
        for part in (each.applies_when, each.unless, each.condition):
            if part is not None:
                yield from _below(part)


def _below(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for child in explanation.children:
        yield from _below(child)


def leaves(result: PatientResult) -> Iterator[Explanation]:
    return (each for each in every_explanation(result) if not each.children)


def contradicts_itself(result: PatientResult) -> bool:
    """Whether a recorded age and a date of birth rule each other out: such a completion could not come true."""
    return any(
        Reason.CONFLICTING in each.reasons
        and isinstance(getattr(getattr(each.condition, "variable", None), "derived", None), Elapsed)
        for each in leaves(result)
    )
