"""One file as a stream of rows, each with its patient and what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eligibility.records.facts import Fact, Problem, Source, WrittenDate
from eligibility.records.mapping.plan import FilePlan, NamePlan
from eligibility.records.reasons import Reason
from eligibility.records.sources.columns import Columns
from eligibility.records.sources.fact_makers import maker_of
from eligibility.records.sources.tables import Row, Table
from eligibility.records.written_days import read_days
from eligibility.vocabulary.model import Vocabulary

MOST_FACTS = 500_000  # of one patient; they are held in memory together


@dataclass(slots=True)
class Part:
    """What rows of one file say of one patient."""

    facts: list[Fact] = field(default_factory=list)
    screenings: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def screening(self) -> WrittenDate:
        """The patient's own screening date; where rows disagree, from the first to the last."""
        different = sorted(set(self.screenings))
        if len(different) < 2:
            return different[0] if different else None
        days = [read_days(text) for text in different]
        known = [each for each in days if each is not None]
        if len(known) < len(days):
            return " | ".join(different)  # no date that can be read, and reported as such
        first, last = min(known, key=lambda each: each.first), max(known, key=lambda each: each.last)
        return f"{str(first).split(' ')[0]}/{str(last).split(' ')[-1]}"


class Stream:
    """One file, read as its plan says. `complete` are variables of which a lost row must not look like absence."""

    def __init__(
        self, table: Table, plan: FilePlan, vocabulary: Vocabulary, complete: Iterable[str] = ()
    ) -> None:
        """Raises DataError with every column that the plan names and the file does not have."""
        self.table = table
        self.plan = plan
        self.unknown: Counter[str] = Counter()
        columns = Columns(table, plan)
        self._patient = columns.cell(plan.patient)
        self._screening = columns.date(plan.screening)
        self._has_screening = plan.screening is not None
        self._makers = [maker_of(each, columns, vocabulary, self.unknown) for each in plan.facts]
        columns.require()
        self.used = columns.used
        self._lost = _variables_of(plan, vocabulary, frozenset(complete))

    def rows(self) -> Iterator[tuple[str | None, Row]]:
        """Every row with its patient; None where the row does not say whose it is."""
        patient, width = self._patient, len(self.table.header)
        for row in self.table:
            cells = row.cells
            yield (patient(cells) if len(cells) >= width else patient(cells + [""] * width)), row

    def add(self, row: Row, part: Part) -> None:
        """Add what a row says."""
        number, cells, fault = row
        if fault:
            self._add_lost(row, part)
            return
        facts = part.facts
        for maker in self._makers:
            fact = maker(cells, number)
            if fact is not None:
                facts.append(fact)
        if self._has_screening:
            screening = self._screening(cells)
            if screening is not None:
                part.screenings.append(screening)
        if len(facts) > MOST_FACTS:
            message = f"A patient has more than {MOST_FACTS:,} facts."
            raise self.table.refusal("D017", message, "does the column of the patient hold one id for each?")

    def _add_lost(self, row: Row, part: Part) -> None:
        """A row that cannot be read: what it may have said of an event is open."""
        source = Source(self.table.name, row.number)
        part.facts += [Fact(variable, None, source=source) for variable in self._lost]
        part.problems.append(Problem(Reason.UNKNOWN_CODE, "", "row", "", row.fault, source))

    def orphan(self, row: Row) -> Problem:
        """A row that does not say whose it is."""
        return Problem(
            Reason.MISSING, "", "patient", "", "the row names no patient", Source(self.table.name, row.number)
        )


def _variables_of(plan: FilePlan, vocabulary: Vocabulary, complete: frozenset[str]) -> tuple[str, ...]:
    """The events that a row of this file may be."""
    named = {fact.variable for fact in plan.facts if isinstance(fact.variable, str)}
    events = {name for name in named if vocabulary.variables[name].kind.is_occurrence}
    any_name = any(isinstance(fact.variable, NamePlan) for fact in plan.facts)
    return tuple(sorted(events | (complete if any_name else frozenset())))


def order_of(streams: Iterable[Stream]) -> str | None:
    """How all files are sorted by patient: "text", "length" (then text), or None if they are not."""
    possible = {"text", "length"}
    for stream in streams:
        before_text, before_length = "", (0, "")
        for patient, _ in stream.rows():
            if patient is None:
                continue
            length = (len(patient), patient)
            if patient < before_text:
                possible.discard("text")
            if length < before_length:
                possible.discard("length")
            if not possible:
                return None
            before_text, before_length = patient, length
    return "text" if "text" in possible else "length"
