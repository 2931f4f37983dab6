"""The plan of a trial: every word resolved against the vocabulary, ready for an engine.

Units are canonical, classes are expanded to their members, windows are calendar periods from anchors, and a
window on a group has been handed down to its members. A plan is a frozen value; engines only read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from types import MappingProxyType

from eligibility.documents import Position
from eligibility.possible import Interval, Period, PeriodUnit
from eligibility.vocabulary.model import Accepted, AnyCode, Codes, Variable, Vocabulary

SCREENING = "screening"


# ---- time ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A day counted from an anchor (or a fixed day): `sign` periods away from it, then `nudge` days.

    Exactly one of `anchor` and `day` (a proleptic ordinal) is given.
    """

    anchor: str | None = None
    day: int | None = None
    period: Period | None = None
    sign: int = 1
    nudge: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `start` to `end`, both included; None: without bound on that side.

    `stated` is False where the file names no window (then a site's `stand for` may narrow it).
    """

    start: Point | None = None
    end: Point | None = None
    text: str = ""
    stated: bool = field(init=False, repr=False, compare=False)  # whether the trial names a window here
    half_lives: bool = field(init=False, repr=False, compare=False)  # counted in those of the fact's own drug
    same_for_all: bool = field(
        init=False, repr=False, compare=False
    )  # for all patients of one screening date

    def __post_init__(self) -> None:
        points = [point for point in (self.start, self.end) if point is not None]
        periods = [point.period for point in points]
        counted = any(each is not None and each.unit is PeriodUnit.HALF_LIVES for each in periods)
        object.__setattr__(self, "stated", bool(periods))
        object.__setattr__(self, "half_lives", counted)
        same = not counted and all(point.anchor in (None, SCREENING) for point in points)
        object.__setattr__(self, "same_for_all", same)


EVER = Window()


# ---- tests of one fact: `where`, `other than`, `each` --------------------------------------------


@dataclass(frozen=True, slots=True)
class AttributeIs:
    """An attribute of the fact has an accepted value."""

    attribute: str
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class AttributeIn:
    """A date attribute of the fact (`start`, `end`, `date` or one of its own) lies in a window."""

    attribute: str
    window: Window


@dataclass(frozen=True, slots=True)
class CodeIs:
    """The fact has one of these codes (in `other than`, `each`)."""

    codes: Codes


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds."""

    tests: tuple[FactTest, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the tests holds."""

    tests: tuple[FactTest, ...]


@dataclass(frozen=True, slots=True)
class NotOf:
    """The test does not hold."""

    test: FactTest


FactTest = AttributeIs | AttributeIn | CodeIs | AllOf | AnyOf | NotOf


# ---- judging words -------------------------------------------------------------------------------


class Use(Enum):
    """Which of the chosen readings the comparison judges."""

    __hash__ = object.__hash__  # members are single objects; the hash of Enum is slow

    LATEST = "latest"
    EARLIEST = "earliest"
    ANY = "any"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The mean of the latest `number` readings."""

    number: int


@dataclass(frozen=True, slots=True)
class Consecutive:
    """The current run of accepted assessments holds `number`, each at least `apart` after the one before."""

    number: int
    apart: Period | None = None
    tolerate: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConfirmedBy:
    """At least `number` different raters (modalities, ...) say so."""

    different: str
    number: int


@dataclass(frozen=True, slots=True)
class Each:
    """Every chosen occurrence passes the test."""

    test: FactTest


@dataclass(frozen=True, slots=True)
class Count:
    """How many occurrences match; `accepted` are the accepted whole numbers."""

    accepted: Interval
    text: str


@dataclass(frozen=True, slots=True)
class InTotal:
    """How many days the matching occurrences cover within the window; `accepted` in days."""

    accepted: Interval
    text: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """One unbroken stretch up to the end of the window; facts must be alike in the `unchanged` attributes.

    `least` is the period that the stretch must reach (`strict`: must exceed). The codes themselves count as the
    attribute named like the variable.
    """

    least: Period
    strict: bool
    unchanged: tuple[str, ...]
    text: str


OccurrenceJudging = Each | Count | InTotal | Lasting | ConfirmedBy
ReadingJudging = Use | MeanOf | Consecutive | ConfirmedBy


# ---- conditions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadingLeaf:
    """What is measured or assessed: choose readings, then judge them."""

    variable: Variable
    accepted: Accepted
    window: Window = EVER
    where: FactTest | None = None
    other_than: tuple[FactTest, ...] = ()
    judging: ReadingJudging = Use.LATEST
    at: Position | None = None
    asks_more: bool = field(init=False, repr=False, compare=False)  # of a fact than its value and its day

    def __post_init__(self) -> None:
        object.__setattr__(self, "asks_more", self.where is not None or bool(self.other_than))


@dataclass(frozen=True, slots=True)
class OccurrenceLeaf:
    """What happened, or is found: choose events or items, then judge them."""

    variable: Variable
    accepted: Codes | AnyCode
    window: Window = EVER
    where: FactTest | None = None
    other_than: tuple[FactTest, ...] = ()
    judging: OccurrenceJudging | None = None
    absent_without_record: bool = False
    at: Position | None = None
    asks_more: bool = field(init=False, repr=False, compare=False)  # of a fact than its value and its day

    def __post_init__(self) -> None:
        object.__setattr__(self, "asks_more", self.where is not None or bool(self.other_than))


@dataclass(frozen=True, slots=True)
class JudgementLeaf:
    """What only a person can decide; `show` names the variables laid beside the question."""

    name: str
    ask: Mapping[str, str]
    show: tuple[Variable, ...] = ()
    window: Window = EVER
    confirmed_by: ConfirmedBy | None = None
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every member is true."""

    members: tuple[Condition, ...]
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class AnyMember:
    """One member is true (the word `any`)."""

    members: tuple[Condition, ...]
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """The member is false."""

    member: Condition
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `number` members are true."""

    number: int
    members: tuple[Condition, ...]
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class When:
    """If `when`, then `then`, else `otherwise` (the word `else`)."""

    when: Condition
    then: Condition
    otherwise: Condition
    at: Position | None = None


Condition = ReadingLeaf | OccurrenceLeaf | JudgementLeaf | All | AnyMember | Not | AtLeast | When
Leaf = ReadingLeaf | OccurrenceLeaf | JudgementLeaf


# ---- the trial -----------------------------------------------------------------------------------


class Section(Enum):
    """Which list a criterion stands in."""

    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One item of the protocol."""

    id: str
    label: Mapping[str, str]
    section: Section
    condition: Condition
    note: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    cohorts: tuple[str, ...] = ()  # empty: counts for all
    applies_when: Condition | None = None
    unless: Condition | None = None
    at: Position | None = None

    def title(self, language: str = "en") -> str:
        """The label in a language, else in English, else the first there is."""
        return self.label.get(language) or self.label.get("en") or next(iter(self.label.values()))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named day: the first or last recorded fact that a leaf accepts, or a variable of kind date.

    Of `leaf` and `date` exactly one is given; `last` says which fact the leaf means.
    """

    name: str
    leaf: ReadingLeaf | OccurrenceLeaf | None = None
    last: bool = False
    date: Variable | None = None
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """An item that is not checked by machine, and why."""

    item: str
    why: str


@dataclass(frozen=True)
class Trial:
    """A trial, checked and resolved: the plan that every engine runs.

    `anchors` are in an order in which each uses only those before it. `hashes` are the SHA-256 of the trial file
    and of the vocabulary files, by file name.
    """

    id: str
    title: Mapping[str, str]
    vocabulary: Vocabulary
    criteria: tuple[Criterion, ...]
    version: str = ""
    source: str = ""
    anchors: tuple[Anchor, ...] = ()
    screen_as_of: str | None = None
    cohorts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    not_encoded: tuple[NotEncoded, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    file: str = ""

    @cached_property
    def kept(self) -> dict[object, object]:
        """What an engine has worked out from the plan alone: once, not for each patient."""
        return {}

    @property
    def inclusion(self) -> tuple[Criterion, ...]:
        """The inclusion criteria, in protocol order."""
        return tuple(each for each in self.criteria if each.section is Section.INCLUSION)

    @property
    def exclusion(self) -> tuple[Criterion, ...]:
        """The exclusion criteria, in protocol order."""
        return tuple(each for each in self.criteria if each.section is Section.EXCLUSION)
