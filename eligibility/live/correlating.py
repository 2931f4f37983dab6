"""What carries a monitor beside the reference engine: durable-rules, or nothing."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from eligibility.language.plan import Trial
from eligibility.live.availability import durable_problem
from eligibility.live.judging import Change, Kept

DURABLE, PLAIN = "durable-rules", "re-evaluation"


class Correlator(Protocol):
    """Derives, correlates and announces beside the reference engine; it is never the source of a verdict."""

    name: str
    disagreements: int
    lost: set[
        tuple[int, str]
    ]  # trials and patients of whom, after an error, everything has to be brought again

    def update(self, trial: int, patient: str, kept: Kept, change: Change) -> None:
        """Take in what the reference engine has judged again. Raises Disagreement where the two differ."""

    def begin(self, patient: str, like: str) -> None:
        """Begin with a patient as with another one, of whom nothing has been told."""

    def close(self, patient: str) -> None:
        """Forget a patient."""


class Nothing:
    """Re-evaluation alone."""

    name = PLAIN
    disagreements = 0

    def __init__(self) -> None:
        self.lost: set[tuple[int, str]] = set()

    def update(self, trial: int, patient: str, kept: Kept, change: Change) -> None:
        """Nothing more is to be done."""

    def begin(self, patient: str, like: str) -> None:
        """Nothing is kept."""

    def close(self, patient: str) -> None:
        """Nothing is kept."""


class DurableMissing(UserWarning):
    """durable-rules cannot be imported: the monitor runs on re-evaluation. It is said once."""


def correlator(trials: Sequence[Trial], engine: str, max_live: int) -> Correlator:
    """The correlator that was asked for. Raises ImportError if durable-rules was demanded and cannot be imported."""
    if engine not in ("auto", DURABLE, PLAIN):
        raise ValueError(f"The engine is `auto`, `{DURABLE}` or `{PLAIN}`.")
    if engine == PLAIN:
        return Nothing()
    problem = durable_problem()
    if problem is None:
        from eligibility.live.rules_engine import RulesEngine

        return RulesEngine(trials, max_live)
    if engine == DURABLE:
        raise ImportError(problem)
    _say_once(problem)
    return Nothing()


@cache
def _say_once(problem: str) -> None:
    warnings.warn(DurableMissing(problem), stacklevel=4)
