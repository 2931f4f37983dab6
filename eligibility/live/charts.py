"""Charts that are kept in step with the facts of patients: only what a fact touches, and a trial looks at, is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from eligibility.live.ledger import Ledger, moves
from eligibility.live.touching import NOTHING, Key, Touched, key_of
from eligibility.possible import Days
from eligibility.records.facts import Chart, Fact, Occurrence, Reading, Record, Site
from eligibility.records.statuses import ABSENT
from eligibility.records.understand import SCREENING, Understanding
from eligibility.vocabulary.model import Vocabulary

SEX = "sex"


class ChartKeeper:
    """Keeps the charts of patients in step with their facts, for one vocabulary.

    `looked_at` are the variables that some criterion looks at: facts of others are kept, but not read.
    """

    def __init__(self, number: int, vocabulary: Vocabulary, site: Site, looked_at: Iterable[str]) -> None:
        self.number = number
        self._vocabulary = vocabulary
        self._site = site
        self._understanding = Understanding(vocabulary, site)
        self._names: dict[str, str] = {}  # as written, to the variable's own name
        self._by_sex = frozenset(each.variable for each in site.limits if each.sex is not None)
        self._looked_at = frozenset(looked_at) | ({SEX} if self._by_sex else frozenset())

    def chart(self, ledger: Ledger) -> Chart:
        """The chart of a patient as it stands."""
        return ledger.charts[self.number]

    def append(self, ledger: Ledger, fact: Fact, day: Days) -> Touched:
        """Take in the fact that the ledger has just got; what it touches."""
        name = self._name(ledger, fact, day)
        if name is None or name not in self._looked_at:
            return NOTHING
        if (name == SEX and self._by_sex) or not ledger.is_alone(fact):
            return Touched(self._renew(ledger, self._with_sex(name), day))
        found = self._understanding.one(fact, day, ledger.of(SEX) if self._by_sex else ())
        return NOTHING if found is None else Touched((_extend(ledger.charts[self.number], found),), True)

    def renew(self, ledger: Ledger, facts: Iterable[Fact], day: Days) -> list[Key]:
        """Read all facts of some variables again, after facts of them came or went; what has changed."""
        names = {name for fact in facts for name in self._with_sex(self._name(ledger, fact, day))}
        return self._renew(ledger, names & self._looked_at, day)

    def renew_all(self, ledger: Ledger, day: Days) -> None:
        """Read the whole ledger."""
        ledger.charts[self.number] = _open(self._understanding.chart(ledger.record(self._site), day))
        for fact in ledger.facts:
            self._name(ledger, fact, day)

    def renew_dated(self, ledger: Ledger, day: Days) -> list[Key]:
        """Read again what is dated by the screening date, whatever it is."""
        return self.renew(ledger, [fact for fact in ledger.facts if SCREENING in _written_days(fact)], day)

    def appearing(self, ledger: Ledger, old: int, new: int) -> Iterator[Key]:
        """What begins, ends, or stops being vague between two days."""
        chart = self.chart(ledger)
        for name, readings in chart.readings.items():
            if any(moves(each.days, old, new) for each in readings):
                yield name
        for each in chain(*chart.occurrences.values(), *chart.negatives.values()):
            if moves(each.start, old, new) or moves(each.end, old, new):
                yield key_of(each)

    def _renew(self, ledger: Ledger, names: Iterable[str], day: Days) -> list[Key]:
        chart = self.chart(ledger)
        touched: list[Key] = []
        for name in names:
            written = [each for each in ledger.written_names() if self._names.get(each) == name]
            found = self._read(ledger, ledger.of(*written), day)
            if _put(chart.readings, name, found.readings):
                touched.append(name)
            for kept, new in ((chart.occurrences, found.occurrences), (chart.negatives, found.negatives)):
                touched += _differing(kept.get(name, ()), new.get(name, ()))
                _put(kept, name, new)
        return touched

    def _read(self, ledger: Ledger, facts: tuple[Fact, ...], day: Days) -> Chart:
        if self._by_sex and not any(fact.variable == SEX for fact in facts):
            facts = (*ledger.of(SEX), *facts)
        return self._understanding.chart(Record(ledger.patient, facts, site=self._site), day)

    def _with_sex(self, name: str | None) -> frozenset[str]:
        """A variable, and what is read otherwise when it changes."""
        if name is None:
            return frozenset()
        return frozenset({name}) | (self._by_sex if name == SEX else frozenset())

    def _name(self, ledger: Ledger, fact: Fact, day: Days) -> str | None:
        """Which variable a written name means, as soon as a fact of it could be read."""
        written = fact.variable
        if written not in self._names:
            if written in self._vocabulary.variables:
                self._names[written] = written
            else:
                alone = self._understanding.chart(Record(ledger.patient, (fact,), site=self._site), day)
                for name in {*alone.readings, *alone.occurrences, *alone.negatives}:
                    self._names[written] = name
        return self._names.get(written)


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


def _extend(chart: Chart, found: Reading | Occurrence) -> Key:
    """Put one more fact behind the others of its variable; what it touches."""
    if isinstance(found, Reading):
        _more(chart.readings, found)
        return found.variable
    _more(chart.negatives if found.status == ABSENT else chart.occurrences, found)
    return key_of(found)


def _more(kept: object, found: Reading | Occurrence) -> None:
    assert isinstance(kept, dict)
    kept[found.variable] = (*kept.get(found.variable, ()), found)


def _put(kept: object, name: str, found: Mapping[str, object]) -> bool:
    """Put what was found in the place of what was kept; whether it is another."""
    assert isinstance(kept, dict)
    if kept.get(name) == found.get(name):
        return False
    if name in found:
        kept[name] = found[name]
    else:
        kept.pop(name, None)
    return True


def _differing(before: tuple[Occurrence, ...], after: tuple[Occurrence, ...]) -> list[Key]:
    """What is touched by those that came or went (in another order they say the same)."""
    gone, come = list(before), []
    for each in after:
        if each in gone:
            gone.remove(each)
        else:
            come.append(each)
    return [key_of(each) for each in (*gone, *come)]


def _written_days(fact: Fact) -> tuple[object, ...]:
    return (fact.date, fact.start, fact.end, *fact.attributes.values())
