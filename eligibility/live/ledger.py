"""The facts of one patient as they stand now, in the order in which they came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days
from eligibility.records.facts import NO_SITE, Answer, Chart, Fact, Record, Site
from eligibility.records.written_days import read_days


class UnknownFact(LookupError):
    """What should be retracted or corrected is not among the facts of the patient."""


@dataclass
class Ledger:
    """The facts and answers of one patient, in the order in which they came, found by variable and id."""

    patient: str
    answers: list[Answer] = field(default_factory=list)
    charts: dict[int, Chart] = field(default_factory=dict)  # by the number of the chart keeper
    _facts: dict[int, Fact] = field(default_factory=dict)  # by their place
    _of: dict[str, list[int]] = field(default_factory=dict)  # places, by variable as written
    _ids: dict[str, int] = field(default_factory=dict)  # how many facts have an id, of whatever variable
    _next: int = 0

    @property
    def facts(self) -> Iterable[Fact]:
        """All facts so far."""
        return self._facts.values()

    def of(self, *written: str) -> tuple[Fact, ...]:
        """The facts of a variable, by the names under which it is written."""
        places = [place for each in written for place in self._of.get(each, ())]
        return tuple(self._facts[place] for place in sorted(places))

    def written_names(self) -> Iterable[str]:
        """The names of variables, as they are written in facts."""
        return self._of

    def record(self, site: Site = NO_SITE) -> Record:
        """All facts so far, as a batch screening takes them."""
        return Record(self.patient, tuple(self._facts.values()), tuple(self.answers), site=site)

    def add(self, fact: Fact) -> bool:
        """Take a fact in; whether it is new: the very same fact with the same id counts once."""
        if fact.id is not None and fact.id in self._ids and fact in self._with_id(fact):
            return False
        self._count_id(fact)
        self._of.setdefault(fact.variable, []).append(self._next)
        self._facts[self._next] = fact
        self._next += 1
        return True

    def is_alone(self, fact: Fact) -> bool:
        """Whether no other fact shares the variable and the id of one that is here."""
        return fact.id is None or self._ids[fact.id] == 1 or len(self._with_id(fact)) == 1

    def retract(self, fact: Fact) -> list[Fact]:
        """Take facts out: all with the same variable and id, or the first that is equal. Raises UnknownFact."""
        return [self._take(place) for place in self._meant(fact)]

    def correct(self, fact: Fact, instead_of: Fact) -> list[Fact]:
        """Put a fact in the place of others. Raises UnknownFact."""
        first, *more = self._meant(instead_of)
        replaced = [self._facts[first], *(self._take(place) for place in more)]
        if fact.variable != replaced[0].variable:
            self._of[replaced[0].variable].remove(first)
            self._of.setdefault(fact.variable, []).append(first)
            self._of[fact.variable].sort()
        self._forget_id(replaced[0])
        self._facts[first] = fact
        self._count_id(fact)
        return replaced

    def answers_appearing(self, old: int, new: int) -> list[Answer]:
        """The answers that are dated ahead, or vaguely, and come to count between two days."""
        return [each for each in self.answers if moves(_days(each), old, new)]

    def retract_answer(self, answer: Answer) -> None:
        """Take an answer out. Raises UnknownFact."""
        if answer not in self.answers:
            raise UnknownFact("No such answer of this patient is known.")
        self.answers.remove(answer)

    def _with_id(self, fact: Fact) -> list[Fact]:
        of = self._of.get(fact.variable, ())
        return [self._facts[place] for place in of if self._facts[place].id == fact.id]

    def _meant(self, fact: Fact) -> list[int]:
        of = self._of.get(fact.variable, ())
        if fact.id is not None:
            places = [place for place in of if self._facts[place].id == fact.id]
        else:
            places = [place for place in of if self._facts[place] == fact][:1]
        if not places:
            raise UnknownFact("No such fact of this patient is known.")
        return places

    def _take(self, place: int) -> Fact:
        fact = self._facts.pop(place)
        self._of[fact.variable].remove(place)
        self._forget_id(fact)
        return fact

    def _count_id(self, fact: Fact) -> None:
        if fact.id is not None:
            self._ids[fact.id] = self._ids.get(fact.id, 0) + 1

    def _forget_id(self, fact: Fact) -> None:
        if fact.id is not None:
            self._ids[fact.id] -= 1
            if not self._ids[fact.id]:
                del self._ids[fact.id]


def moves(days: Days, old: int, new: int) -> bool:
    """Whether what is seen of these days differs between two days: they begin, end, or straddle the first."""
    if days.first == EVER_BEFORE and days.last == EVER_AFTER:
        return False
    return days.last > old and days.first <= new


def _days(answer: Answer) -> Days:
    return Days() if answer.date is None else read_days(answer.date) or Days()
