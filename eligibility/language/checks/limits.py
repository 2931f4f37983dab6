"""Limits that contradict each other, or are strict in one place and inclusive in another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product

from eligibility.documents import Diagnostic
from eligibility.language.checks.remarks import remark
from eligibility.language.checks.requirements import Requirement, Side, requirements_of
from eligibility.language.checks.signatures import asks
from eligibility.language.plan import Trial

MOST_COMPARED = 300  # requirements of one trial; each is compared with each


def contradictory(trial: Trial) -> Iterator[Diagnostic]:
    """Two criteria that no patient can meet together."""
    told: set[tuple[str, str]] = set()
    for one, other in _pairs(trial):
        if _contradict(one, other):
            told.add((one.criterion.id, other.criterion.id))
            yield _contradiction(one, other)
    for included, excluded in product(trial.inclusion, trial.exclusion):
        if asks(included) == asks(excluded) and (included.id, excluded.id) not in told:
            message = f"`{excluded.id}` excludes what `{included.id}` demands."
            yield remark("T101", message, excluded.at, "check both against the protocol", included.at)


def _contradiction(one: Requirement, other: Requirement) -> Diagnostic:
    first, second = one.criterion.id, other.criterion.id
    who = (
        f"`{first}` contradicts itself"
        if first == second
        else f"`{first}` and `{second}` contradict each other"
    )
    message = f"{who}: no {one.leaf.variable.title()} meets both."
    return remark("T101", message, other.leaf.at, "check both against the protocol", one.leaf.at)


def half_open(trial: Trial) -> Iterator[Diagnostic]:
    """One limit that is strict in one criterion and inclusive in another."""
    for one, other in _pairs(trial):
        if any(_same_but_open(mine, theirs) for mine in one.sides for theirs in other.sides):
            first, second = one.criterion.id, other.criterion.id
            title = one.leaf.variable.title()
            message = f"`{first}` and `{second}` limit {title} alike, but only one of them accepts the limit itself."
            yield remark("T102", message, other.leaf.at, "check the signs against the protocol", one.leaf.at)


def _pairs(trial: Trial) -> Iterator[tuple[Requirement, Requirement]]:
    for one, other in combinations(islice(requirements_of(trial), MOST_COMPARED), 2):
        if one.about == other.about:
            yield one, other


def _contradict(one: Requirement, other: Requirement) -> bool:
    if one.codes is not None and other.codes is not None:
        return one.codes.isdisjoint(other.codes)
    return any(_apart(mine, theirs) or _apart(theirs, mine) for mine in one.sides for theirs in other.sides)


def _apart(lower: Side, upper: Side) -> bool:
    """Whether nothing lies between a lower and an upper side; of two reference limits only multiples are compared."""
    if (
        not lower.lower
        or upper.lower
        or lower.limit[0] is not upper.limit[0]
        or lower.limit[2] != upper.limit[2]
    ):
        return False
    low, high = lower.limit[1], upper.limit[1]
    return low > high or (low == high and (lower.open or upper.open))


def _same_but_open(one: Side, other: Side) -> bool:
    return one.limit == other.limit and one.lower is other.lower and one.open is not other.open
