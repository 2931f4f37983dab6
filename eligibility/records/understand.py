"""From facts as written to the chart that engines look at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from threading import get_ident
from typing import NamedTuple

from eligibility.possible import Days
from eligibility.records.facts import Chart, Fact, Occurrence, Problem, Reading, Record, Site, WrittenDate
from eligibility.records.flaws import Flaw
from eligibility.records.identity import Same
from eligibility.records.in_texts import in_texts
from eligibility.records.occurrences import OccurrenceReader
from eligibility.records.readings import ReadingReader
from eligibility.records.reasons import Reason
from eligibility.records.statuses import ABSENT
from eligibility.records.written_days import UNDATED, read_days
from eligibility.vocabulary import find_variable
from eligibility.vocabulary.model import Vocabulary

SCREENING = "screening"
_UNKNOWN_VARIABLE = Flaw(Reason.UNKNOWN_CODE, "variable", "no variable of the vocabulary")
_UNREADABLE_DATE = Flaw(Reason.IMPRECISE_DATE, "date", "no date that can be read")


def understand(record: Record, vocabulary: Vocabulary, screening: Days | None = None) -> Chart:
    """The record, read against a vocabulary: possible values, possible days, and what could not be used.

    `screening` is the screening date of the run; a record's own one comes first. Facts dated `screening` are of that
    day, or undated while it is not known. Nothing in a record raises an error.

    >>> from eligibility.vocabulary.model import Kind, Variable
    >>> vocabulary = Vocabulary(("example",), {"inr": Variable("inr", Kind.QUANTITY)}, {}, {})
    >>> chart = understand(Record("P1", (Fact("inr", "1.2", date="2025-05"),)), vocabulary)
    >>> reading = chart.readings["inr"][0]
    >>> print(reading.value, "in", reading.days)
    1.2 in 2025-05
    """
    understanding = _understanding(Same(vocabulary), Same(record.site), get_ident())
    try:
        return understanding.chart(record, screening)
    except (
        AttributeError,
        TypeError,
        ValueError,
    ):  # from a program: something else stands where a text belongs
        return understanding.chart(in_texts(record), screening)


@lru_cache(maxsize=64)
def _understanding(vocabulary: Same[Vocabulary], site: Same[Site], thread: int) -> Understanding:
    """What each thread keeps for itself."""
    return Understanding(vocabulary.what, site.what)


class _Found(NamedTuple):
    """What the facts of one patient say, by variable."""

    readings: dict[str, list[Reading]]
    occurrences: dict[str, list[Occurrence]]
    negatives: dict[str, list[Occurrence]]


class Understanding:
    """Reads records of one site against one vocabulary. Not to be shared between threads."""

    def __init__(self, vocabulary: Vocabulary, site: Site) -> None:
        self._vocabulary = vocabulary
        self._site = site
        self._readers: dict[str, ReadingReader | OccurrenceReader | None] = {}
        self._by_sex = any(limit.sex for limit in site.limits)
        self._screening = UNDATED
        self._problems: list[Problem] = []

    def chart(self, record: Record, screening: Days | None = None) -> Chart:
        """The chart of one patient."""
        self._problems = list(record.problems)
        own = self._own_screening(record)
        self._screening = own or screening or UNDATED
        found = _Found({}, {}, {})
        self._read(self._distinct(record.facts), found)
        return Chart(
            record.patient,
            self._vocabulary,
            {name: tuple(each) for name, each in found.readings.items()},
            {name: tuple(each) for name, each in found.occurrences.items()},
            {name: tuple(each) for name, each in found.negatives.items()},
            record.answers,
            own,
            record.site,
            tuple(self._problems),
        )

    def one(
        self, fact: Fact, screening: Days | None = None, beside: tuple[Fact, ...] = ()
    ) -> Reading | Occurrence | None:
        """What one more fact says; `beside` are the patient's others, which count where limits go by sex."""
        self._problems = []
        self._screening = screening or UNDATED
        return self._one(fact, self._sex(beside) if self._by_sex else None)

    def _read(self, facts: tuple[Fact, ...], found: _Found) -> None:
        sex = self._sex(facts) if self._by_sex else None
        for fact in facts:
            read = self._one(fact, sex)
            if isinstance(read, Reading):
                found.readings.setdefault(read.variable, []).append(read)
            elif read is not None:
                group = found.negatives if read.status == ABSENT else found.occurrences
                group.setdefault(read.variable, []).append(read)

    def _one(self, fact: Fact, sex: str | None) -> Reading | Occurrence | None:
        name = fact.variable
        reader = self._readers[name] if name in self._readers else self._reader(name)
        if isinstance(reader, ReadingReader):
            return reader.read(fact, sex)
        if reader is not None:
            return reader.read(fact)
        self._report(fact, name, _UNKNOWN_VARIABLE)
        return None

    # ---- readers ---------------------------------------------------------------------------------

    def _reader(self, name: str) -> ReadingReader | OccurrenceReader | None:
        variable = self._vocabulary.variables.get(name) or find_variable(self._vocabulary, name[:200])
        reader: ReadingReader | OccurrenceReader | None = None
        if variable is not None and variable.kind.is_occurrence:
            ignored = [code for event, code in self._site.ignored if event == variable.name]
            reader = OccurrenceReader(variable, self._vocabulary, ignored, self._days, self._report)
        elif variable is not None:
            reader = ReadingReader(variable, self._vocabulary, self._site, self._days, self._report)
        if variable is not None or len(self._readers) < 10_000:
            self._readers[name] = reader
        return reader

    def _sex(self, facts: Iterable[Fact]) -> str | None:
        """The sex on which all records agree."""
        reader = self._reader("sex")
        if not isinstance(reader, ReadingReader):
            return None
        known = len(self._problems)
        said = [
            reading.value for fact in facts if fact.variable == "sex" and (reading := reader.read(fact, None))
        ]
        del self._problems[known:]  # they are found again
        agreed = set(said)
        only = agreed.pop() if len(agreed) == 1 else None
        return next(iter(only)) if isinstance(only, frozenset) and len(only) == 1 else None

    # ---- what a fact says of itself --------------------------------------------------------------

    def _days(self, fact: Fact, part: str, written: WrittenDate) -> Days:
        if written is None:
            return UNDATED
        if written == SCREENING:
            return self._screening
        days = read_days(written)
        if days is None:
            self._report(fact, str(written)[:100], Flaw(Reason.IMPRECISE_DATE, part, _UNREADABLE_DATE.why))
            return UNDATED
        return days

    def _own_screening(self, record: Record) -> Days | None:
        if record.screening is None:
            return None
        days = read_days(record.screening)
        if days is None:
            self._report(Fact(SCREENING), str(record.screening)[:100], _UNREADABLE_DATE)
        return days

    def _distinct(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """Rows are the same fact only if they carry the same id; then they count once."""
        if not any(fact.id is not None for fact in facts):
            return facts
        kept: list[Fact] = []
        known: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            same = known.setdefault((fact.variable, fact.id), []) if fact.id is not None else []
            if any(_says_the_same(fact, other) for other in same):
                continue
            if same:
                self._report(
                    fact, fact.id or "", Flaw(Reason.CONFLICTING, "id", "another row with this id differs")
                )
            same.append(fact)
            kept.append(fact)
        return tuple(kept)

    def _report(self, fact: Fact, written: str, flaw: Flaw) -> None:
        shown = written if len(written) <= 100 else written[:100] + "..."
        self._problems.append(Problem(flaw.reason, fact.variable, flaw.part, shown, flaw.why, fact.source))


def _says_the_same(one: Fact, other: Fact) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("value", "unit", "date", "start", "end", "ongoing", "lower", "upper", "status")
    ) and dict(one.attributes) == dict(other.attributes)
