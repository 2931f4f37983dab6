"""Where a patient stands on a trial, and what is announced when that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from eligibility.possible import Truth
from eligibility.records.reasons import Reason
from eligibility.results.model import Outcome, Verdict


class LeafJudged(NamedTuple):
    """The truth of one leaf, and the reasons of one that is open."""

    truth: Truth
    reasons: frozenset[Reason]


class Judged(NamedTuple):
    """The verdict on one criterion, and the reasons of one that is open."""

    verdict: Verdict
    reasons: frozenset[Reason]


@dataclass(frozen=True, slots=True)
class Standing:
    """A patient on a trial (on one cohort of it): the outcome, and the verdict on each criterion by its id."""

    patient: str
    trial: str
    cohort: str
    outcome: Outcome
    verdicts: Mapping[str, Verdict]

    @property
    def open(self) -> tuple[str, ...]:
        """The criteria that are still open."""
        return tuple(name for name, verdict in self.verdicts.items() if verdict is Verdict.UNKNOWN)

    @property
    def failed(self) -> tuple[str, ...]:
        """The criteria that are not met."""
        return tuple(name for name, verdict in self.verdicts.items() if verdict is Verdict.FAIL)

    @property
    def one_away(self) -> bool:
        """Whether a single open criterion stands between the patient and eligibility."""
        return not self.failed and len(self.open) == 1


@dataclass(frozen=True, slots=True)
class Cause:
    """A criterion whose change moved the outcome; `text` says what was found, or what is needed now."""

    criterion: str
    before: Verdict | None
    after: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of a patient's outcome on a trial. `before` is None when the patient is new.

    `on` is the screening date that counted, as an ISO text; `open` are the criteria that are open now.
    """

    patient: str
    trial: str
    cohort: str
    before: Outcome | None
    after: Outcome
    on: str
    causes: tuple[Cause, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """`NEEDS_DATA -> ELIGIBLE: I5 Clinical complete response: ...`."""
        before = "new" if self.before is None else self.before.value
        return f"{before} -> {self.after.value}" + _because(self.causes)

    def to_dict(self) -> dict[str, Any]:
        """The transition as plain values for JSON."""
        return {
            "patient": self.patient,
            "trial": self.trial,
            **({"cohort": self.cohort} if self.cohort else {}),
            "from": None if self.before is None else self.before.value,
            "to": self.after.value,
            "on": self.on,
            "causes": [_cause(each) for each in self.causes],
            "open": list(self.open),
            "sentence": self.sentence,
        }


def _because(causes: tuple[Cause, ...]) -> str:
    return "".join(
        f"{': ' if n == 0 else '; '}{cause.criterion} {cause.text}" for n, cause in enumerate(causes)
    )


def _cause(cause: Cause) -> dict[str, Any]:
    before = None if cause.before is None else cause.before.value
    return {"criterion": cause.criterion, "from": before, "to": cause.after.value, "text": cause.text}
