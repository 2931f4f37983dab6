"""Facts and records as they were written, and as they are understood.

A `Fact` holds what a source says, as text. Read against a vocabulary it becomes a `Reading` (measured or assessed)
or an `Occurrence` (happened, or found): possible values, possible days, and the reasons for what is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from eligibility.possible import EVER_AFTER, Days, Interval
from eligibility.records.reasons import Reason
from eligibility.units import StatedFactor, Unit
from eligibility.vocabulary.model import Vocabulary

Written = str | int | Decimal | float | bool | date | None
PossibleValue = Interval | frozenset[str] | Days
# A tuple is an attribute that holds several codes at once, each of them perhaps open.
Attribute = PossibleValue | tuple[frozenset[str], ...]
WrittenDate = date | str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was found. Row 1 is the header of a table, as a spreadsheet counts."""

    file: str = ""
    row: int | None = None
    column: str = ""
    note: str = ""  # e.g. "entry rule of the data set", "answers.csv"

    def __str__(self) -> str:
        place = self.file + (f" row {self.row}" if self.row is not None else "")
        return ", ".join(part for part in (place, self.column, self.note) if part)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a source says of a patient, as written.

    `value` is the result or answer (readings), or the code (events and items; several possible codes: a tuple).
    Dates are ISO texts, as precise as known (`2025`, `2025-05`, `2025-05-01`, or `2025-05-01/2025-05-07`), or `date`s.
    Readings and one-day events have `date`; events that last have `start` and `end`. `lower` and `upper` are the
    limits printed with the result, in its unit. `status` is confirmed, suspected, ruled_out, or absent (an explicit
    "never, up to that date").

    `code` is the terminology code under which a result came (LOINC), if it came under one. `written` is the cell itself
    where a mapping has translated it to `value`; `limits_from` says who stated the limits if they are not printed with
    the result. A date `screening` is the screening date, whatever it will be.

    >>> Fact("platelets", "74", unit="10^9/L", date="2025-05-01").variable
    'platelets'
    """

    variable: str
    value: Written | tuple[str, ...] = None
    unit: str | None = None
    date: WrittenDate = None
    start: WrittenDate = None
    end: WrittenDate = None
    ongoing: bool = False  # no end means: ongoing
    lower: Written = None
    upper: Written = None
    status: str = "confirmed"
    attributes: Mapping[str, Written | tuple[str, ...]] = field(default_factory=dict)
    id: str | None = None
    source: Source = Source()
    code: str | None = None
    written: str | None = None
    limits_from: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer to a judgement of a trial, with who and when."""

    trial: str
    name: str
    answer: bool
    who: str = ""
    date: WrittenDate = None
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Complete:
    """The site's word that a missing record means "no": for a variable, or for one class of its codes.

    `since` and `until` (ordinals) bound the days of which it speaks.
    """

    variable: str
    code: str | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Site:
    """What a site's mapping declares about its data, beyond the facts.

    `negatives_stand` and `readings_stand` are days for which an explicit "no" and a reading speak after their date
    (None: readings for ever); `stand_for` the same for single variables. `supplies` are the codes (or, with code None,
    the whole variable) that the mapping could deliver, for `no record means`. `ignored` codes matter to nothing.
    `units` are the units declared for a variable's values without one.
    """

    name: str = ""
    complete: tuple[Complete, ...] = ()
    negatives_stand: int = 0
    readings_stand: int | None = None
    stand_for: Mapping[str, int] = field(default_factory=dict)
    supplies: frozenset[tuple[str, str | None]] = frozenset()
    ignored: frozenset[tuple[str, str]] = frozenset()
    factors: Mapping[str, tuple[SiteFactor, ...]] = field(default_factory=dict)
    limits: tuple[SiteLimit, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteFactor:
    """A conversion that the site states for its assay; without a laboratory, for all of them."""

    factor: StatedFactor
    laboratory: str | None = None


@dataclass(frozen=True, slots=True)
class SiteLimit:
    """A reference limit that the site states for results printed without one."""

    variable: str
    lower: str | None = None
    upper: str | None = None
    laboratory: str | None = None
    sex: str | None = None
    since: int | None = None
    until: int | None = None


NO_SITE = Site()


@dataclass(frozen=True)
class Record:
    """The facts of one patient, as written. `screening` is the patient's own screening date, where the data has one.

    `problems` are those that were met before there was a fact: rows that cannot be read.
    """

    patient: str
    facts: tuple[Fact, ...] = ()
    answers: tuple[Answer, ...] = ()
    screening: WrittenDate = None
    site: Site = NO_SITE
    problems: tuple[Problem, ...] = ()


# ---- understood ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """A fact, or a part of it, that could not be used as written. `part` is value, unit, date, attribute, code, ..."""

    reason: Reason
    variable: str
    part: str
    written: str
    why: str
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading, understood.

    `value` holds the possible values, in the variable's own unit; `open` says why they are not one.
    `reported`, `lower` and `upper` are in the unit in which the result came (None where there is none); `unit` is that
    unit. `limits_from` says where the limits came from ("printed with the result", "site table ...").
    A reading of an attribute that was not given has no entry in `attributes`. `approximate` are numbers that were
    computed with a root or a logarithm.
    """

    variable: str
    value: PossibleValue
    days: Days = Days()
    open: frozenset[Reason] = frozenset()
    reported: Interval | None = None
    unit: Unit | None = None
    lower: Interval | None = None
    upper: Interval | None = None
    limits_from: str = ""
    status: str = "confirmed"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    id: str | None = None
    written: str = ""  # value and unit as written
    source: Source = Source()
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event or item, understood.

    `codes` are its possible codes; `any_code` says that it may be any other as well (its code is not in the
    vocabulary). It lasts from `start` to `end`; `one_day` says that both are the same day. An end that is not recorded
    spans all days up to EVER_AFTER; one that is known to lie after every screening (ongoing, for ever) is EVER_AFTER.
    """

    variable: str
    codes: frozenset[str]
    any_code: bool = False
    start: Days = Days()
    end: Days = Days()
    one_day: bool = False
    open: frozenset[Reason] = frozenset()
    status: str = "confirmed"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    id: str | None = None
    written: str = ""
    source: Source = Source()

    @property
    def goes_on(self) -> bool:
        """Whether it is known to have no end."""
        return self.end.first == EVER_AFTER


@dataclass(frozen=True)
class Chart:
    """One patient's record, read against a vocabulary: what engines look at.

    `negatives` are the explicit "never, up to its date" statements, as occurrences; they are not in `occurrences`.
    """

    patient: str
    vocabulary: Vocabulary
    readings: Mapping[str, tuple[Reading, ...]]
    occurrences: Mapping[str, tuple[Occurrence, ...]]
    negatives: Mapping[str, tuple[Occurrence, ...]]
    answers: tuple[Answer, ...] = ()
    screening: Days | None = None
    site: Site = NO_SITE
    problems: tuple[Problem, ...] = ()
