"""Rules in the documented JSON form, and what firing them means."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from eligibility.live.safety import SENTINEL, UnsafeRule, safe_number
from eligibility.possible import Interval, Truth
from eligibility.results.model import Outcome

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SetAtom:
    """A leaf of the plan has this truth."""

    atom: int
    truth: Truth


@dataclass(frozen=True, slots=True)
class ReadAtom:
    """A leaf has the truth that was computed outside and asserted: the fact names the leaf."""

    truth: Truth


@dataclass(frozen=True, slots=True)
class Derive:
    """A further fact follows, in a place that holds one fact: `slot` is its property."""

    slot: str
    value: float


@dataclass(frozen=True, slots=True)
class DeriveSum:
    """A further fact follows: the sum of what the facts hold in these slots (alias and property are the same)."""

    slot: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetNode:
    """Leaves that belong together are all true: a clinical complete response from its streaks."""

    node: int


@dataclass(frozen=True, slots=True)
class SetStatus:
    """The patient's outcome on the cohort that the summary names."""

    outcome: Outcome


Effect = SetAtom | ReadAtom | Derive | DeriveSum | SetNode | SetStatus


@dataclass
class Rules:
    """Rules that share facts, as they grow: their JSON, and the effect of each.

    Each fact stands in a place that is named by its first property. `downstream` are the places of what is derived
    directly from a fact in a place.
    """

    ruleset: dict[str, Json] = field(default_factory=dict)
    effects: dict[str, tuple[Effect, ...]] = field(default_factory=dict)
    downstream: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def single(self) -> dict[str, Json]:
        """The rules that look at one fact: they need no memory."""
        return {name: body for name, body in self.ruleset.items() if len(body["all"]) == 1}

    @property
    def joining(self) -> dict[str, Json]:
        """The rules that look at several facts together."""
        return {name: body for name, body in self.ruleset.items() if len(body["all"]) > 1}

    def join(self, other: Rules) -> None:
        """Take in rules that share facts with these."""
        self.ruleset |= other.ruleset
        self.effects |= other.effects
        self.downstream |= other.downstream

    def add(self, name: str, patterns: list[Json], *effects: Effect) -> None:
        """One rule."""
        if name in self.ruleset:
            raise UnsafeRule(f"two rules are called {name}")
        self.ruleset[name] = {"all": patterns}
        self.effects[name] = effects

    def alone(self, name: str, test: Json, *effects: Effect) -> None:
        """A rule on a single fact."""
        self.add(name, [{"m": test}], *effects)


def constant(number: Fraction) -> float:
    """A limit as the engine may have it. Raises UnsafeRule where it has no such form."""
    return safe_number(float(number))


def exists(slot: str) -> Json:
    """The fact has this property."""
    return {"$ex": {slot: 1}}


def inside(slot: str, accepted: Interval) -> Json:
    """The number lies in an interval."""
    tests: list[Json] = []
    if accepted.low is not None:
        tests.append({"$gt" if accepted.low_open else "$gte": {slot: constant(accepted.low)}})
    if accepted.high is not None:
        tests.append({"$lt" if accepted.high_open else "$lte": {slot: constant(accepted.high)}})
    return _joined("$and", tests) if tests else exists(slot)


def beyond(slot: str, accepted: Interval) -> Json:
    """The number lies outside an interval: the complement, by positive evidence. Raises UnsafeRule if nothing does."""
    tests: list[Json] = []
    if accepted.low is not None:
        tests.append({"$lte" if accepted.low_open else "$lt": {slot: constant(accepted.low)}})
    if accepted.high is not None:
        tests.append({"$gte" if accepted.high_open else "$gt": {slot: constant(accepted.high)}})
    if not tests:
        raise UnsafeRule("nothing lies outside everything")
    return _joined("$or", tests)


def one_of(slot: str, texts: tuple[str, ...]) -> Json:
    """The text is one of some."""
    if not texts:
        raise UnsafeRule("one of nothing")
    return _joined("$or", [{slot: text} for text in texts])


def any_of(tests: list[Json]) -> Json:
    """One of some tests of the same fact holds (they exclude each other, so it fires once)."""
    return _joined("$or", tests)


def days_apart(slot: str, days: int) -> list[Json]:
    """Two facts, the second at least so many days after the first; the sentinel stands last."""
    later = {"$gte": {slot: {"$add": {"$l": {"first": slot}, "$r": float(days)}}}}
    return [
        {"first": exists(slot)},
        {"second": {"$and": [exists(slot), later, {SENTINEL: {"first": SENTINEL}}]}},
    ]


def all_exist(slots: tuple[str, ...]) -> list[Json]:
    """A fact in each of some places."""
    return [{slot: exists(slot)} for slot in slots]


def _joined(operator: str, tests: list[Json]) -> Json:
    return tests[0] if len(tests) == 1 else {operator: tests}
