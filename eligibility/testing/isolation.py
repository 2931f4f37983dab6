"""One leaf of a criterion alone: all else is as it must be for that leaf to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import (
    SCREENING,
    All,
    AnyMember,
    AtLeast,
    Condition,
    Count,
    Criterion,
    Each,
    InTotal,
    Leaf,
    Not,
    OccurrenceLeaf,
    Section,
    When,
)
from eligibility.language.streams import inputs_of
from eligibility.language.walk import anchors_used, conditions_in, members_of
from eligibility.possible import Days, Truth
from eligibility.records.understand import understand
from eligibility.results.model import CriterionResult, Explanation, PatientResult
from eligibility.testing.edges_of_leaves import Side
from eligibility.testing.interests import Interests
from eligibility.testing.wish import MOST_WAYS, Wish
from eligibility.testing.wishes import Wishes

PARTS = ("applies when", "unless", "condition")
Place = tuple[str, tuple[int, ...]]  # a part of the criterion, and the way down to a condition in it


@dataclass(frozen=True)
class Path:
    """A leaf of a criterion, and the truths that all beside its way must have for it to decide.

    `negated` if the part is false when the leaf is true.
    """

    part: str
    down: tuple[int, ...]
    leaf: Leaf
    beside: tuple[tuple[Place, Condition, bool], ...]
    negated: bool = False


@dataclass(frozen=True)
class Setting:
    """The facts with which everything beside a leaf is as it must be."""

    wish: Wish


def paths_of(criterion: Criterion) -> Iterator[Path]:
    """Every leaf of a criterion, with what must hold beside it."""
    failing = criterion.section is not Section.INCLUSION
    whole = criterion.condition
    around: dict[str, list[tuple[Place, Condition, bool]]] = {part: [] for part in PARTS}
    if criterion.applies_when is not None:
        for part in ("unless", "condition"):
            around[part].append((("applies when", ()), criterion.applies_when, True))
    if criterion.unless is not None:
        for part in ("applies when", "condition"):
            around[part].append((("unless", ()), criterion.unless, False))
    for part in ("applies when", "unless"):
        around[part].append((("condition", ()), whole, failing))
    stated = {"applies when": criterion.applies_when, "unless": criterion.unless, "condition": whole}
    for part, condition in stated.items():
        if condition is not None:
            for down, leaf, beside, negated in _ways(part, (), condition):
                yield Path(part, down, leaf, (*around[part], *beside), negated)


Way = tuple[tuple[int, ...], Leaf, tuple[tuple[Place, Condition, bool], ...], bool]


def _ways(part: str, down: tuple[int, ...], condition: Condition) -> Iterator[Way]:
    members = members_of(condition)
    if not members:
        assert not isinstance(condition, All | AnyMember | AtLeast | Not | When)
        yield down, condition, (), False
    for place, member in enumerate(members):
        others = tuple(
            ((part, (*down, other)), members[other], truth)
            for other, truth in _needed(condition, place).items()
        )
        for way, leaf, beside, negated in _ways(part, (*down, place), member):
            yield way, leaf, (*others, *beside), negated is not isinstance(condition, Not)


def _needed(condition: Condition, place: int) -> dict[int, bool]:
    """What the members beside one must be, so that it decides."""
    others = [other for other in range(len(members_of(condition))) if other != place]
    match condition:
        case All():
            return dict.fromkeys(others, True)
        case AnyMember():
            return dict.fromkeys(others, False)
        case AtLeast(number=number):
            return {other: rank < number - 1 for rank, other in enumerate(others)}
        case When():
            return ({1: True, 2: False}, {0: True}, {0: False})[place]
        case _:
            return {}


class Settings:
    """Finds settings; the reference engine says whether what is beside a leaf is as it must be."""

    def __init__(self, interests: Interests, criterion: Criterion) -> None:
        self._interests = interests
        self._criterion = criterion
        self._alone = replace(interests.trial, criteria=(replace(criterion, cohorts=()),))
        self._used = anchors_used(self._alone)

    def wishes(self, way: int) -> Wishes:
        """Wishes with one of the ways to give the anchors."""
        return Wishes(self._interests, way)

    def around(self, path: Path, sides: tuple[Side, ...], way: int) -> Setting | None:
        """Facts with which the leaf decides, whichever side its own facts are on; None if none were found."""
        wishes = self.wishes(way)
        wish = wishes.anchors(*conditions_in(self._criterion))
        if not self._is_quiet(path, wish):
            return None
        for place, condition, truth in path.beside:
            found = self._with((place, truth), wishes.condition(condition, truth), wish, sides, path.leaf)
            if found is None:
                return None
            wish = found
        wanted = [(place, truth) for place, _, truth in path.beside]
        return Setting(wish) if self._is_quiet(path, wish) and self._are(wanted, wish, sides) else None

    def _with(
        self,
        wanted: tuple[Place, bool],
        ways: Iterator[Wish],
        wish: Wish,
        sides: tuple[Side, ...],
        leaf: Leaf,
    ) -> Wish | None:
        """The facts, with more of them where a condition beside the leaf needs some."""
        if self._are([wanted], wish, sides):
            return wish
        for more in islice(ways, 2 * MOST_WAYS):
            tried = wish.plus(more)
            if not _touches(more, leaf) and self._are([wanted], tried, sides):
                return tried
        return None

    def _is_quiet(self, path: Path, wish: Wish) -> bool:
        """Whether the setting itself says nothing of the leaf."""
        if isinstance(path.leaf, OccurrenceLeaf) and isinstance(path.leaf.judging, Each | Count | InTotal):
            return True
        alone = _truth_at(self._result(wish).criteria[0], (path.part, path.down))
        nothing = Truth.FALSE if isinstance(path.leaf, OccurrenceLeaf) else Truth.UNKNOWN
        return alone in (nothing, Truth.UNKNOWN)

    def _are(self, wanted: Sequence[tuple[Place, bool]], wish: Wish, sides: tuple[Side, ...]) -> bool:
        """Whether conditions have these truths on every side of the edge, and no anchor is moved."""
        results = [self._result(wish.plus(side.wish)) for side in sides]
        return all(
            self._stands(result)
            and all(_truth_at(result.criteria[0], place) is Truth.of(truth) for place, truth in wanted)
            for result in results
        )

    def _stands(self, result: PatientResult) -> bool:
        """Whether screening and the anchors are on the days where the layout puts them."""
        layout = self._interests.layout
        days = {SCREENING: layout.today, **{name: layout.anchors[name] for name in self._used}}
        found = {name: result.anchors[name].days for name in days if name in result.anchors}
        return len(found) == len(days) and all(found[name] == Days(day, day) for name, day in days.items())

    def _result(self, wish: Wish) -> PatientResult:
        record = self.wishes(0).record(wish)
        day = Days(self._interests.layout.today, self._interests.layout.today)
        return screen_chart(self._alone, understand(record, self._alone.vocabulary, day), day)[0]


def _truth_at(result: CriterionResult, place: Place) -> Truth:
    part, down = place
    stated = {"applies when": result.applies_when, "unless": result.unless, "condition": result.condition}
    explanation: Explanation | None = stated[part]
    for step in down:
        explanation = explanation.children[step] if explanation is not None and explanation.children else None
    return Truth.UNKNOWN if explanation is None else explanation.truth


def _touches(wish: Wish, leaf: Leaf) -> bool:
    """Whether facts are of the variable of a leaf, or of what it is computed from."""
    variable = getattr(leaf, "variable", None)
    if variable is None:
        return any(each.name == getattr(leaf, "name", "") for each in wish.answers)
    names = {variable.name, *inputs_of(variable)}
    return any(fact.variable in names for fact in wish.facts)
