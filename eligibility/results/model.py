"""What an engine answers: verdicts, outcomes, and the explanation that lets a person check them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

from eligibility.language.plan import Anchor, Condition, Criterion, Trial
from eligibility.possible import Days, Truth
from eligibility.records.facts import Chart, Occurrence, PossibleValue, Reading
from eligibility.records.reasons import Reason


class Verdict(Enum):
    """What a criterion's truth means for the patient."""

    __hash__ = object.__hash__  # members are single objects; the hash of Enum is slow

    PASS = "PASS"
    FAIL = "FAIL"
    UNKNOWN = "UNKNOWN"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class Outcome(Enum):
    """A patient's standing on a trial."""

    ELIGIBLE = "ELIGIBLE"
    INELIGIBLE = "INELIGIBLE"
    NEEDS_REVIEW = "NEEDS_REVIEW"
    NEEDS_DATA = "NEEDS_DATA"


class Role(Enum):
    """What a fact did in a leaf."""

    JUDGED = "judged"  # chosen, and judged by the comparison
    MAYBE = "may be chosen"  # not sure to be chosen
    STALE = "outside the window"
    SHOWN = "shown"  # laid beside the answer, decides nothing
    COUNTED = "counted"  # streaks: an assessment that counts
    BROKE = "broke the streak"
    SKIPPED = "neither counted nor broke"
    EXCEPTED = "excepted"  # by `other than`
    INPUT = "input of a derived variable"


class Used(NamedTuple):
    """A fact that an explanation names: what it did, and the answer that it gave by itself."""

    fact: Reading | Occurrence
    role: Role
    truth: Truth | None = None
    match: Truth = Truth.TRUE


class Computed(NamedTuple):
    """A derived variable as it was computed: its possible value and what went in.

    `points` are, for a score, (least, most) points per line, by the variable of the line.
    `recorded` says that a recorded value was used instead of, or beside, the computed one.
    """

    variable: str
    value: PossibleValue
    inputs: tuple[Used, ...] = ()
    parts: tuple[Computed, ...] = ()
    points: Mapping[str, tuple[int, int]] = MappingProxyType({})
    missing: tuple[str, ...] = ()  # inputs that no fact gives
    open: frozenset[Reason] = frozenset()
    recorded: tuple[Reading, ...] = ()
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Streak:
    """The current run of assessments: how many count, when it could be confirmed at the earliest."""

    counted: int
    needed: int
    due: int | None = None  # ordinal of the earliest day of confirmation


class Explanation(NamedTuple):
    """Why a condition has its truth. The tree has the shape of the condition.

    `window` are the resolved days (None: a bound that no anchor gives). `absence` says by what word absence is
    established, or is empty. `numbers` are low and high of a count or a total (high None: without limit).
    """

    condition: Condition
    truth: Truth
    reasons: frozenset[Reason] = frozenset()
    children: tuple[Explanation, ...] = ()
    used: tuple[Used, ...] = ()
    computed: Computed | None = None
    window: tuple[Days | None, Days | None] | None = None
    absence: str = ""
    streak: Streak | None = None
    numbers: tuple[int, int | None] | None = None
    assumed: tuple[str, ...] = ()  # what was assumed on the way, e.g. a site's declaration


class CriterionResult(NamedTuple):
    """The verdict on one criterion.

    `because` is "exception" or "not applicable" where `unless` or `applies when` decided.
    """

    criterion: Criterion
    verdict: Verdict
    truth: Truth
    reasons: frozenset[Reason]
    condition: Explanation
    applies_when: Explanation | None = None
    unless: Explanation | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedAnchor:
    """The possible days of an anchor, or None where nothing sure gives it; and the facts that gave it."""

    anchor: Anchor | None
    name: str
    days: Days | None
    used: tuple[Used, ...] = ()


@dataclass(frozen=True)
class PatientResult:
    """A patient on a trial (on one cohort of it, where the trial has cohorts)."""

    patient: str
    trial: Trial
    screening: Days | None
    outcome: Outcome
    criteria: tuple[CriterionResult, ...]
    chart: Chart
    cohort: str = ""
    anchors: Mapping[str, ResolvedAnchor] = field(default_factory=lambda: MappingProxyType({}))

    def verdict(self, criterion: str) -> Verdict:
        """The verdict on a criterion, by its id. Raises KeyError for an id the trial does not have."""
        for result in self.criteria:
            if result.criterion.id == criterion:
                return result.verdict
        raise KeyError(criterion)

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """The result with every explanation as plain values for JSON (schema: `patient_result.schema.json`)."""
        from eligibility.results.as_dict import patient_result

        return patient_result(self, language)

    def _repr_html_(self) -> str:
        from eligibility.results.html import patient_html

        return patient_html(self)
