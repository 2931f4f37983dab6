"""A mapping, checked: how the rows of each file become facts. Frozen values that the sources follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.possible import Interval
from eligibility.records.facts import Fact, Site, WrittenDate
from eligibility.vocabulary.model import Vocabulary

Meanings = Mapping[str, str | tuple[str, ...]]
NO_MEANINGS: Meanings = {}
SCREENING = "screening"


@dataclass(frozen=True, slots=True)
class DatePlan:
    """A column of dates with its format; or, without a column, `fixed`: "screening", or None for undated."""

    column: str | None = None
    format: str | None = None
    fixed: str | None = None


UNDATED_PLAN = DatePlan()


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """The unit of a number: `fixed`, in a column, or the one of `mixed` whose range holds the number.

    `either` is a text that is the name of a column if the file has such a column, else a unit.
    """

    fixed: str | None = None
    column: str | None = None
    mixed: tuple[tuple[str, Interval], ...] = ()
    either: str | None = None


@dataclass(frozen=True, slots=True)
class CodePlan:
    """The code of an event: `fixed`, or in a column; `either` as in units."""

    fixed: str | None = None
    column: str | None = None
    system: str | None = None
    names: Meanings = field(default_factory=dict)
    either: str | None = None


@dataclass(frozen=True, slots=True)
class NamePlan:
    """The column that names the variable of each row."""

    column: str
    system: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttributePlan:
    """A column that says more about the same fact."""

    name: str
    column: str
    unit: str | None = None
    values: Meanings = field(default_factory=dict)
    format: str | None = None
    is_number: bool = False
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class StatusPlan:
    """The column that says how sure an event is."""

    column: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactPlan:
    """How one fact is made from a row. Limits are columns if the file has such columns, else fixed limits."""

    variable: str | NamePlan
    value: str | None = None  # the column
    values: Meanings = field(default_factory=dict)
    format: str | None = None  # of dates that are values
    unit: UnitPlan | None = None
    lower: str | None = None
    upper: str | None = None
    date: DatePlan | None = None
    start: DatePlan | None = None
    end: DatePlan | None = None
    ongoing: bool = False
    code: CodePlan | None = None
    present: tuple[str, ...] | None = None
    absent: tuple[str, ...] | None = None
    status: StatusPlan | None = None
    id: str | None = None
    attributes: tuple[AttributePlan, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePlan:
    """How one file (or all files of a pattern) is read, and the facts that each row makes.

    `decimal` is the decimal sign; None: a point, unless cells are separated by semicolons: then what is not
    clear of itself is not read. `screening` is the column of the patient's own screening date.
    """

    file: str
    patient: str
    facts: tuple[FactPlan, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    missing: frozenset[str] = frozenset({""})
    date: DatePlan = UNDATED_PLAN
    screening: DatePlan | None = None


@dataclass(frozen=True)
class MappingPlan:
    """A checked mapping. `screening` is the date that holds for all, if the mapping states one."""

    name: str
    vocabulary: Vocabulary
    files: tuple[FilePlan, ...]
    site: Site
    always: tuple[Fact, ...] = ()
    screening: WrittenDate = None
    path: str = ""
