"""Which leaves of a trial a fact can touch, and which of them time alone can change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from eligibility.engines.interpreter.absence import asked_codes, speaks_of
from eligibility.language.plan import Anchor, JudgementLeaf, Leaf, OccurrenceLeaf, ReadingLeaf, Trial, Use
from eligibility.language.streams import inputs_of
from eligibility.language.walk import anchors_in, leaves_of, windows_of
from eligibility.possible import Truth
from eligibility.records.facts import Occurrence, Site
from eligibility.records.statuses import ABSENT
from eligibility.vocabulary.model import AnyCode, Bands, Elapsed, Kind, Points, Variable, Vocabulary

MOST_REMEMBERED = 10_000


class Coded(NamedTuple):
    """An event that came or went, by all that decides which leaves it can concern."""

    variable: str
    codes: frozenset[str]
    any_code: bool
    absent: bool


Key = str | Coded  # what was touched: a variable, the answers to a judgement, or events of certain codes


class Touched(NamedTuple):
    """What facts touch. `appended`: each key by one more fact, the last of its kind in the chart, and by no other."""

    keys: Collection[Key]
    appended: bool = False


NOTHING = Touched((), True)


def key_of(event: Occurrence) -> Coded:
    """An event as what it touches."""
    return Coded(event.variable, event.codes, event.any_code, event.status == ABSENT)


def judgement_key(name: str) -> str:
    """Under which name the answer to a judgement counts as a variable (no variable has a space in its name)."""
    return f"judgement {name}"


class Reach(NamedTuple):
    """What something touches in one trial: leaves by their number, anchors, the screening date."""

    leaves: tuple[int, ...]
    anchors: tuple[Anchor, ...]
    day: bool

    @property
    def anything(self) -> bool:
        """Whether it touches this trial at all."""
        return bool(self.leaves) or bool(self.anchors)


@dataclass
class Touching:
    """The reach of facts and of time in one trial. Leaves are numbered in the order of the plan.

    `behind` gives the leaves that count from an anchor: they are touched when its days change. `moving` leaves can
    change when only the date does; all others change with the days that facts appear. `scored` are leaves that add up
    points, with the variables of which the latest reading gives some.
    """

    trial: Trial
    behind: dict[str, tuple[int, ...]]
    moving: frozenset[int]
    scored: frozenset[tuple[int, str]]
    _readers: dict[str, list[tuple[int, Leaf]]]  # by variable
    _anchors: dict[str, list[Anchor]]  # by variable
    _day: frozenset[str]
    _known: dict[Key, Reach] = field(default_factory=dict)

    def reach(self, key: Key) -> Reach:
        """What is touched."""
        reach = self._known.get(key)
        if reach is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            reach = self._known[key] = self._reach(key)
        return reach

    def _reach(self, key: Key) -> Reach:
        variable = key if isinstance(key, str) else key.variable
        vocabulary = self.trial.vocabulary
        leaves = tuple(n for n, leaf in self._readers.get(variable, ()) if concerns(key, leaf, vocabulary))
        anchors = tuple(
            each for each in self._anchors.get(variable, ()) if concerns(key, each.leaf, vocabulary)
        )
        return Reach(leaves, anchors, bool(anchors) and variable in self._day)


def concerns(key: Key, leaf: Leaf | None, vocabulary: Vocabulary) -> bool:
    """Whether something of a leaf's variable can change the leaf.

    An event whose codes are surely not among those asked for is not chosen, counts for nothing and confirms nothing. It
    could still say that an asked code did not happen; only a "no" of the code, or of a class above it, does.
    """
    if isinstance(key, str) or not isinstance(leaf, OccurrenceLeaf) or leaf.variable.name != key.variable:
        return True
    if leaf.variable.kind is Kind.ITEM or isinstance(leaf.accepted, AnyCode):
        return True
    if not key.absent and _may_match(key, leaf.accepted.codes, vocabulary):
        return True
    said = Occurrence(key.variable, key.codes, key.any_code)
    return any(
        speaks_of(said, vocabulary.classes_of(key.variable, code or ""), code) for code in asked_codes(leaf)
    )


def _may_match(key: Coded, accepted: frozenset[str], vocabulary: Vocabulary) -> bool:
    return (
        key.any_code
        or not key.codes
        or any(vocabulary.matches(key.variable, code, accepted) is not Truth.FALSE for code in key.codes)
    )


def touching(trial: Trial, site: Site) -> Touching:
    """Work out the reach of facts and time for a trial at a site."""
    numbered = [leaf for _, leaf in leaves_of(trial)]
    readers: dict[str, list[tuple[int, Leaf]]] = {}
    behind: dict[str, list[int]] = {}
    for number, leaf in enumerate(numbered):
        for name in dict.fromkeys(_read_by(leaf, trial.vocabulary)):
            readers.setdefault(name, []).append((number, leaf))
        for anchor in anchors_in(leaf):
            behind.setdefault(anchor, []).append(number)
    moving = frozenset(n for n, leaf in enumerate(numbered) if _moves(leaf, trial.vocabulary, site))
    scored = frozenset(
        (n, name) for n, leaf in enumerate(numbered) for name in _scored_by(leaf, trial.vocabulary, site)
    )
    anchors: dict[str, list[Anchor]] = {}
    for each in trial.anchors:
        for name in _read_by_anchor(each, trial.vocabulary):
            anchors.setdefault(name, []).append(each)
    day = frozenset() if trial.screen_as_of is None else frozenset(anchors)
    return Touching(
        trial, {name: tuple(each) for name, each in behind.items()}, moving, scored, readers, anchors, day
    )


def with_inputs(variable: Variable, vocabulary: Vocabulary) -> Iterator[Variable]:
    """A variable, and all from which it is computed."""
    yield variable
    for name in inputs_of(variable):
        yield from with_inputs(vocabulary.variables[name], vocabulary)


def _read_by(leaf: Leaf, vocabulary: Vocabulary) -> Iterator[str]:
    if isinstance(leaf, JudgementLeaf):
        yield judgement_key(leaf.name)
    else:
        yield from (each.name for each in with_inputs(leaf.variable, vocabulary))


def _read_by_anchor(anchor: Anchor, vocabulary: Vocabulary) -> Iterable[str]:
    names: list[str] = []
    if anchor.date is not None:
        names += [each.name for each in with_inputs(anchor.date, vocabulary)]
    if anchor.leaf is not None:
        names += _read_by(anchor.leaf, vocabulary)
    return dict.fromkeys(names)


def _moves(leaf: Leaf, vocabulary: Vocabulary, site: Site) -> bool:
    """Whether the date alone can change a leaf: windows and due dates move, ages grow, a "no" speaks for a time."""
    if isinstance(leaf, OccurrenceLeaf) or any(window.stated for window in windows_of(leaf)):
        return True
    if site.readings_stand is not None or site.stand_for:
        return True
    if isinstance(leaf, ReadingLeaf):
        return any(_grows(each) for each in with_inputs(leaf.variable, vocabulary))
    return False


def _scored_by(leaf: Leaf, vocabulary: Vocabulary, site: Site) -> frozenset[str]:
    """The variables whose latest reading, whenever it was, gives points, and that enter the leaf in no other way."""
    if not isinstance(leaf, ReadingLeaf) or leaf.judging is not Use.LATEST or leaf.asks_more:
        return frozenset()
    if leaf.window.stated or site.readings_stand is not None or site.stand_for:
        return frozenset()
    points, otherwise = _inputs(leaf.variable, vocabulary)
    return frozenset(points - otherwise)


def _inputs(variable: Variable, vocabulary: Vocabulary) -> tuple[set[str], set[str]]:
    """The recorded variables that give points (themselves, or as bands), and those that enter through a formula."""
    points: set[str] = set()
    otherwise: set[str] = set()
    if isinstance(variable.derived, Points | Bands):
        for name in inputs_of(variable):
            below = vocabulary.variables[name]
            if below.derived is None:
                points.add(name)
            else:
                more = _inputs(below, vocabulary)
                points |= more[0]
                otherwise |= more[1]
    else:
        otherwise.update(each.name for each in with_inputs(variable, vocabulary))
    return points, otherwise


def _grows(variable: Variable) -> bool:
    return isinstance(variable.derived, Elapsed) or variable.kind.is_occurrence
