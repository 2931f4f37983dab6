"""The facts of one patient as they stand now, and the charts that are kept in step with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days
from eligibility.records.facts import NO_SITE, Answer, Chart, Fact, Record, Site
from eligibility.records.understand import SCREENING, Understanding
from eligibility.records.written_days import read_days
from eligibility.vocabulary.model import Vocabulary

SEX = "sex"
_NOTHING: frozenset[str] = frozenset()


class UnknownFact(LookupError):
    """What should be retracted or corrected is not among the facts of the patient."""


@dataclass
class Ledger:
    """The facts and answers of one patient, in the order in which they came."""

    patient: str
    facts: list[Fact] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    charts: dict[int, Chart] = field(default_factory=dict)  # by the number of the chart keeper

    def record(self, site: Site = NO_SITE) -> Record:
        """All facts so far, as a batch screening takes them."""
        return Record(self.patient, tuple(self.facts), tuple(self.answers), site=site)

    def knows(self, fact: Fact) -> bool:
        """Whether the very same fact, with its id, has come already."""
        return fact.id is not None and fact in self.facts

    def matching(self, fact: Fact) -> list[int]:
        """The places of the facts that are meant: all with the same variable and id, or the first that is equal.

        Raises UnknownFact if there is none.
        """
        if fact.id is not None:
            places = [
                n for n, each in enumerate(self.facts) if (each.variable, each.id) == (fact.variable, fact.id)
            ]
        else:
            places = [n for n, each in enumerate(self.facts) if each == fact][:1]
        if not places:
            raise UnknownFact("No such fact of this patient is known.")
        return places

    def retract(self, fact: Fact) -> list[Fact]:
        """Take facts out. Raises UnknownFact."""
        return [self.facts.pop(place) for place in reversed(self.matching(fact))]

    def correct(self, fact: Fact, instead_of: Fact) -> list[Fact]:
        """Put a fact in the place of others. Raises UnknownFact."""
        first, *more = self.matching(instead_of)
        replaced = [self.facts[first], *(self.facts.pop(place) for place in reversed(more))]
        self.facts[first] = fact
        return replaced

    def answers_appearing(self, old: int, new: int) -> list[Answer]:
        """The answers that are dated ahead, or vaguely, and come to count between two days."""
        return [each for each in self.answers if _moves(_days(each), old, new)]

    def retract_answer(self, answer: Answer) -> None:
        """Take an answer out. Raises UnknownFact."""
        if answer not in self.answers:
            raise UnknownFact("No such answer of this patient is known.")
        self.answers.remove(answer)


class ChartKeeper:
    """Keeps the charts of patients in step with their facts, for one vocabulary: only what a fact touches is read."""

    def __init__(self, number: int, vocabulary: Vocabulary, site: Site) -> None:
        self.number = number
        self._vocabulary = vocabulary
        self._site = site
        self._understanding = Understanding(vocabulary, site)
        self._names: dict[str, str] = {}  # as written, to the variable's own name
        self._by_sex = frozenset(each.variable for each in site.limits if each.sex is not None)

    def chart(self, ledger: Ledger) -> Chart:
        """The chart of a patient as it stands."""
        chart = ledger.charts.get(self.number)
        if chart is None:
            chart = Chart(ledger.patient, self._vocabulary, {}, {}, {}, site=self._site)
            ledger.charts[self.number] = chart
        return chart

    def append(self, ledger: Ledger, fact: Fact, day: Days) -> frozenset[str]:
        """Take in the fact that the ledger has just got; which variables it touches."""
        touched = self._touched(ledger, fact, day)
        if fact.id is not None or len(touched) > 1:
            return self.renew(ledger, touched, day)
        found = self._read(ledger, (fact,), day)
        chart = self.chart(ledger)
        for name in touched:
            _extend(chart.readings, name, found.readings)
            _extend(chart.occurrences, name, found.occurrences)
            _extend(chart.negatives, name, found.negatives)
        return touched

    def touched(self, ledger: Ledger, facts: Iterable[Fact], day: Days) -> frozenset[str]:
        """The variables that some facts speak of, whether or not they are still in the ledger."""
        return frozenset(name for fact in facts for name in self._touched(ledger, fact, day))

    def renew(self, ledger: Ledger, variables: frozenset[str], day: Days) -> frozenset[str]:
        """Read all facts of some variables again."""
        chart = self.chart(ledger)
        for name in variables:
            facts = tuple(fact for fact in ledger.facts if self._names.get(fact.variable) == name)
            found = self._read(ledger, facts, day)
            _put(chart.readings, name, found.readings)
            _put(chart.occurrences, name, found.occurrences)
            _put(chart.negatives, name, found.negatives)
        return variables

    def renew_all(self, ledger: Ledger, day: Days) -> None:
        """Read the whole ledger."""
        ledger.charts[self.number] = _open(self._understanding.chart(ledger.record(self._site), day))
        for fact in ledger.facts:
            self._touched(ledger, fact, day)

    def dated_screening(self, ledger: Ledger) -> frozenset[str]:
        """The variables of facts that are dated by the screening date, whatever it is."""
        return frozenset(
            self._names[fact.variable]
            for fact in ledger.facts
            if fact.variable in self._names and SCREENING in _written_days(fact)
        )

    def appearing(self, ledger: Ledger, old: int, new: int) -> Iterator[str]:
        """The variables of which facts begin, end, or stop being vague between two days."""
        chart = self.chart(ledger)
        for name, readings in chart.readings.items():
            if any(_moves(each.days, old, new) for each in readings):
                yield name
        for group in (chart.occurrences, chart.negatives):
            for name, occurrences in group.items():
                if any(_moves(each.start, old, new) or _moves(each.end, old, new) for each in occurrences):
                    yield name

    def _read(self, ledger: Ledger, facts: tuple[Fact, ...], day: Days) -> Chart:
        if self._by_sex and not any(fact.variable == SEX for fact in facts):
            facts = (*(each for each in ledger.facts if each.variable == SEX), *facts)
        return self._understanding.chart(Record(ledger.patient, facts, site=self._site), day)

    def _touched(self, ledger: Ledger, fact: Fact, day: Days) -> frozenset[str]:
        if fact.variable not in self._names:
            self._learn(ledger, fact, day)
        name = self._names.get(fact.variable)
        if name is None:
            return _NOTHING
        return frozenset({name}) | (self._by_sex if name == SEX else _NOTHING)

    def _learn(self, ledger: Ledger, fact: Fact, day: Days) -> None:
        """Remember which variable a written name means, as soon as a fact of it can be read."""
        if fact.variable in self._vocabulary.variables:
            self._names[fact.variable] = fact.variable
            return
        alone = self._understanding.chart(Record(ledger.patient, (fact,), site=self._site), day)
        for name in {*alone.readings, *alone.occurrences, *alone.negatives}:
            self._names[fact.variable] = name


def _open(chart: Chart) -> Chart:
    """The same chart with mappings that can be kept in step."""
    return Chart(
        chart.patient,
        chart.vocabulary,
        dict(chart.readings),
        dict(chart.occurrences),
        dict(chart.negatives),
        site=chart.site,
    )


def _extend(kept: object, name: str, found: object) -> None:
    assert isinstance(kept, dict) and isinstance(found, Mapping)
    if name in found:
        kept[name] = (*kept.get(name, ()), *found[name])


def _put(kept: object, name: str, found: object) -> None:
    assert isinstance(kept, dict) and isinstance(found, Mapping)
    if name in found:
        kept[name] = found[name]
    else:
        kept.pop(name, None)


def _days(answer: Answer) -> Days:
    return Days() if answer.date is None else read_days(answer.date) or Days()


def _written_days(fact: Fact) -> tuple[object, ...]:
    return (fact.date, fact.start, fact.end, *fact.attributes.values())


def _moves(days: Days, old: int, new: int) -> bool:
    """Whether what is seen of these days differs between two days: they begin, end, or straddle the first."""
    if days.first == EVER_BEFORE and days.last == EVER_AFTER:
        return False
    return days.last > old and days.first <= new
