"""What a vocabulary says, resolved: plain frozen values that every later layer reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from eligibility.possible import Interval, PeriodUnit, Truth
from eligibility.units import StatedFactor, Unit


def nothing() -> Mapping[str, str]:
    """An empty mapping that nobody can fill (the default of fields)."""
    return MappingProxyType({})


class Kind(Enum):
    """What kind of thing a variable is. The first four are readings, the next two occurrences."""

    QUANTITY = "quantity"
    CODE = "code"
    BOOLEAN = "boolean"
    DATE = "date"
    EVENT = "event"
    ITEM = "item"
    TEXT = "text"  # attributes only

    @property
    def is_occurrence(self) -> bool:
        """Whether facts of it happen (diagnoses, treatments, lesions), rather than are measured."""
        return self in (Kind.EVENT, Kind.ITEM)

    @property
    def with_article(self) -> str:
        """As a sentence says it: "a quantity", "an event"."""
        return f"an {self.value}" if self.is_occurrence else f"a {self.value}"


class Lasts(Enum):
    """How long what is recorded goes on, when the record does not say."""

    A_DAY = "a day"
    FOREVER = "forever"


# ---- comparisons: what is accepted -------------------------------------------------------------


class Reference(Enum):
    """A limit of the laboratory, printed with the result."""

    ULN = "ULN"
    LLN = "LLN"


@dataclass(frozen=True, slots=True)
class Limit:
    """`1.5 ULN`, `ULN + 6 s` or `75 10^9/L`.

    Without `of`: `number` in `unit`. With it: `number` times the laboratory's limit, plus `offset` in `unit`.
    """

    number: Fraction
    unit: Unit | None = None
    of: Reference | None = None
    offset: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range, its lower end if `lower`; an open end does not accept the limit itself."""

    limit: Limit
    open: bool
    lower: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The accepted numbers: all bounds hold (`>= LLN and >= 75 10^9/L` has two lower ones).

    `interval` is the meet of the bounds in fixed numbers, in the variable's own unit (EVERYTHING if there are none);
    the bounds in ULN or LLN come on top. `restated` is the same range in another unit, which is `restated.unit`: a
    result reported in that unit is held to it; there `interval` is in that unit.
    """

    text: str
    bounds: tuple[Bound, ...]
    interval: Interval
    unit: Unit | None = None
    restated: Range | None = None
    in_reference: tuple[Bound, ...] = field(init=False, repr=False, compare=False)  # the bounds in ULN or LLN
    only: Bound | None = field(
        init=False, repr=False, compare=False
    )  # such a bound, if nothing else is asked

    def __post_init__(self) -> None:
        bounds = tuple(bound for bound in self.bounds if bound.limit.of is not None)
        object.__setattr__(self, "in_reference", bounds)
        alone = len(bounds) == len(self.bounds) == 1 and self.restated is None
        object.__setattr__(self, "only", bounds[0] if alone else None)

    @property
    def needs_reference(self) -> bool:
        """Whether a limit of the laboratory is asked for."""
        return bool(self.in_reference)


@dataclass(frozen=True, slots=True)
class Codes:
    """The accepted codes (yes and no are the codes `true` and `false`); for events with all codes of their classes.

    `asked` are the codes as the file names them.
    """

    text: str
    codes: frozenset[str]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyCode:
    """No demand on the code."""

    text: str = "any"


Accepted = Range | Codes | AnyCode


# ---- derived variables -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Completed `unit`s from the date `since` up to the screening date."""

    since: str
    unit: PeriodUnit


@dataclass(frozen=True, slots=True)
class PointsOf:
    """The points that one variable gives: for each number of points, what is accepted."""

    variable: str
    bands: tuple[tuple[int, Accepted], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A score: the points of all lines, added. A line names alternatives; the first with a reading counts."""

    lines: tuple[tuple[PointsOf, ...], ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """A code by the range in which one variable lies."""

    variable: str
    bands: tuple[tuple[str, Accepted], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant of a formula."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """An input, an intermediate (`let`) or a constant of `by`, in a formula."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or a function of a formula.

    `function` is one of + - * / ^ neg, ln log10 sqrt cbrt min max clamp round if, < <= = >= >.
    """

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Call


@dataclass(frozen=True, slots=True)
class Input:
    """An input of a formula and the unit in which it enters; unit None: a bare number, or yes/no as 1/0.

    `over_upper_limit`: the value divided by the upper limit printed with it (APRI).
    """

    variable: str
    unit: Unit | None
    over_upper_limit: bool = False


class Together(Enum):
    """Which inputs belong to each other."""

    SAME_SAMPLE = "same sample"
    SAME_DAY = "same day"


@dataclass(frozen=True, slots=True)
class Formula:
    """Arithmetic over inputs.

    `by` gives constants per code of another variable: (variable, {code: {name: value}}).
    `result_unit` is the unit in which the formula's number is.
    """

    inputs: tuple[Input, ...]
    steps: tuple[tuple[str, Expression], ...]
    expression: Expression
    by: tuple[tuple[str, Mapping[str, Mapping[str, Fraction]]], ...] = ()
    together: Together | None = None
    result_unit: Unit | None = None
    exact: bool = True  # False if it takes a logarithm, a root or a power that is not whole


@dataclass(frozen=True, slots=True)
class CountItems:
    """How many items (or events) the latest set holds; `where` is a set in the language's form, resolved later."""

    item: str
    where: Mapping[str, Accepted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The highest or lowest of an attribute over the latest set of items."""

    item: str
    attribute: str
    highest: bool
    where: Mapping[str, Accepted] = field(default_factory=dict)


class Over(Enum):
    """Which set of items a sum is taken over."""

    LATEST = "latest"
    FIRST = "first"
    SMALLEST = "smallest"  # the smallest sum of all sets


@dataclass(frozen=True, slots=True)
class SumItems:
    """The sum of an attribute over the items of a set; for items that meet `instead`, of another attribute.

    So a sum of diameters takes the longest diameter, but of nodes the short axis.
    """

    item: str
    attribute: str
    over: Over = Over.LATEST
    where: Mapping[str, Accepted] = field(default_factory=dict)
    instead: str = ""
    instead_where: Mapping[str, Accepted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShareOfLabelMaximum:
    """An attribute of a treatment: 100 x a dose attribute / the label maximum of the fact's own drug, in %."""

    attribute: str


Derivation = Elapsed | Points | Bands | Formula | CountItems | Extreme | SumItems | ShareOfLabelMaximum


# ---- variables and concepts --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a terminology that names a variable, with the unit in which it is reported, if it says one."""

    system: str
    code: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that can be asked of a patient, or (as an attribute) of one fact."""

    name: str
    kind: Kind
    label: Mapping[str, str] = field(default_factory=nothing)
    also: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    unit: Unit | None = None  # canonical; None: a bare number
    plausible: Interval | None = None  # in the canonical unit; None: no limit
    molar_mass: Fraction | None = None  # g/mol
    factors: tuple[StatedFactor, ...] = ()
    values: tuple[str, ...] = ()  # of a code; of yes/no: ("true", "false")
    ordered: bool = False
    spellings: Mapping[str, str] = field(
        default_factory=nothing
    )  # how a value may be written (folded), to the value
    codes: tuple[Code, ...] = ()
    judged: bool = False  # an opinion: while it is missing the reason is `judgement`
    lasts: Lasts | None = None
    known_at_end: bool = False  # attributes: known only when the fact has ended
    several: bool = False  # attributes: holds several codes at once; a test matches if one does
    concepts_of: str = ""  # its codes are the concepts of that event variable
    attributes: Mapping[str, Variable] = field(default_factory=dict)
    derived: Derivation | None = None
    vocabulary: str = ""

    @property
    def domain(self) -> frozenset[str]:
        """All values of a code or yes/no variable."""
        return frozenset(self.values)

    def title(self, language: str = "en") -> str:
        """The label in a language, else in English, else the name."""
        return self.label.get(language) or self.label.get("en") or self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Concept:
    """A code of an event variable, or a class of such codes."""

    name: str
    variable: str
    parents: tuple[str, ...] = ()
    label: Mapping[str, str] = field(default_factory=nothing)
    also: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    history_codes: tuple[Code, ...] = ()  # "history of": it happened, on or before the date of the row
    note: str = ""
    source: str = ""
    lasts: Lasts | None = None
    half_life_hours: Fraction | None = None
    label_maximum: tuple[Fraction, Unit] | None = None
    vocabulary: str = ""

    def title(self, language: str = "en") -> str:
        """The label in a language, else in English, else the name."""
        return self.label.get(language) or self.label.get("en") or self.name.replace("_", " ")


@dataclass(frozen=True)
class Vocabulary:
    """Variables and concepts under unique names. Concepts are unique within their variable."""

    names: tuple[str, ...]
    variables: Mapping[str, Variable]
    concepts: Mapping[str, Mapping[str, Concept]]  # variable -> code -> concept
    members: Mapping[str, Mapping[str, frozenset[str]]]  # variable -> code -> itself and all below it
    hashes: Mapping[str, str] = field(default_factory=nothing)  # file name -> SHA-256 of what was read

    def members_of(self, variable: str, code: str) -> frozenset[str]:
        """A code and every code below it; of an unknown code: nothing."""
        return self.members.get(variable, {}).get(code, frozenset())

    def matches(self, variable: str, code: str, accepted: frozenset[str]) -> Truth:
        """Whether a fact of this code is one of the accepted codes (which include all members of classes).

        A fact coded as a class may be any of its members, or another one that nobody listed.
        """
        asked = (variable, code, accepted)
        known = self._matched.get(asked)
        if known is None:
            known = self._matched[asked] = self._match(variable, code, accepted)
        return known

    def _match(self, variable: str, code: str, accepted: frozenset[str]) -> Truth:
        if code in accepted:
            return Truth.TRUE
        return Truth.FALSE if self.members_of(variable, code).isdisjoint(accepted) else Truth.UNKNOWN

    @cached_property
    def _matched(self) -> dict[tuple[str, str, frozenset[str]], Truth]:
        """What `matches` has answered: codes and what trials ask of them are few, facts are many."""
        return {}

    def others(self, variable: str, accepted: frozenset[str]) -> frozenset[str]:
        """The codes of a variable that surely are none of the accepted ones."""
        known = self._others.get((variable, accepted))
        if known is None:
            codes = self.concepts.get(variable, ())
            known = frozenset(c for c in codes if self._match(variable, c, accepted) is Truth.FALSE)
            self._others[variable, accepted] = known
        return known

    @cached_property
    def _others(self) -> dict[tuple[str, frozenset[str]], frozenset[str]]:
        """What `others` has answered."""
        return {}

    def classes_of(self, variable: str, code: str) -> frozenset[str]:
        """A code and every class above it."""
        return self._classes.get(variable, {}).get(code, frozenset())

    @cached_property
    def _classes(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """`members` the other way round."""
        return {variable: _turned_round(members) for variable, members in self.members.items()}


def _turned_round(members: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for name, below in members.items():
        for code in below:
            classes.setdefault(code, set()).add(name)
    return {code: frozenset(names) for code, names in classes.items()}
