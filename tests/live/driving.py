"""A monitor and a fresh batch screening, driven side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from eligibility import Answer, Fact, Outcome, Record, Verdict, screen_each
from eligibility.language.plan import Trial
from eligibility.live import Monitor, Transition
from eligibility.records.facts import Site
from tests.live import arriving

Stands = dict[tuple[str, str, str], tuple[Outcome, dict[str, Verdict]]]
PATIENTS = st.sampled_from(["P1", "P1", "P2"])


@dataclass
class Batch:
    """The facts so far, by the rules that the documentation states, and nothing cleverer."""

    site: Site
    trials: list[Trial]
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    _seen: dict[str, tuple[str, Record]] = field(default_factory=dict)
    _stands: dict[str, Stands] = field(default_factory=dict)

    def add(self, patient: str, fact: Fact) -> None:
        facts = self.facts.setdefault(patient, [])
        if fact.id is None or fact not in facts:
            facts.append(fact)

    def retract(self, patient: str, fact: Fact) -> None:
        facts = self.facts[patient]
        if fact.id is None:
            facts.remove(fact)
        else:
            facts[:] = [each for each in facts if (each.variable, each.id) != (fact.variable, fact.id)]

    def correct(self, patient: str, fact: Fact, old: Fact) -> None:
        facts = self.facts[patient]
        meant = [each for each in facts if (each.variable, each.id) == (old.variable, old.id)]
        meant = meant if old.id is not None else [facts[facts.index(old)]]
        facts[next(n for n, each in enumerate(facts) if each is meant[0])] = fact
        facts[:] = [each for each in facts if not any(each is gone for gone in meant[1:])]

    def stands(self, day: str) -> Stands:
        """Where everybody stands; who has the same facts on the same day as at the last look stands where he stood."""
        for name, facts in self.facts.items():
            record = Record(name, tuple(facts), tuple(self.answers.get(name, ())), site=self.site)
            if self._seen.get(name) != (day, record):
                self._seen[name] = (day, record)
                self._stands[name] = self._screened(record, day)
        return {key: each for name in self.facts for key, each in self._stands[name].items()}

    def _screened(self, record: Record, day: str) -> Stands:
        return {
            (one.patient, one.trial.id, one.cohort): (
                one.outcome,
                {each.criterion.id: each.verdict for each in one.criteria},
            )
            for results in screen_each(self.trials, [record], day)
            for one in results
        }


@dataclass
class Counts:
    """What was driven, over all sequences of a process."""

    sequences: int = 0
    steps: int = 0
    facts: int = 0
    compared: int = 0  # outcomes of patients that were held to the batch


class Live(RuleBasedStateMachine):
    """Facts late, out of order, repeated, corrected, withdrawn; the date goes on. After each: equal to the batch."""

    engine = "re-evaluation"
    max_live = 2
    counts = Counts()

    @initialize(
        site=st.sampled_from(arriving.SITES), watched=st.sampled_from(arriving.WATCHED), data=st.data()
    )
    def begin(self, site: Site, watched: tuple[int, ...], data: st.DataObject) -> None:
        self.counts.sequences += 1
        self.watched = watched
        self.few = data.draw(arriving.few(watched))
        self.day = arriving.START
        trials = [arriving.trials()[place] for place in watched]
        self.monitor = Monitor(trials, site, on=self.day, engine=self.engine, max_live=self.max_live)
        self.batch = Batch(site, trials)
        self.told: list[Transition] = []
        self.monitor.subscribe(self.told.append)
        if data.draw(st.booleans()):
            for fact in data.draw(arriving.plain(watched, self.few)):
                self._add("P1", fact)

    @rule(patient=PATIENTS, data=st.data())
    def add(self, patient: str, data: st.DataObject) -> None:
        self._add(patient, self._fact(data))

    @rule(patient=PATIENTS, data=st.data())
    def add_many(self, patient: str, data: st.DataObject) -> None:
        for fact in data.draw(arriving.several(self.watched, self.few)):
            self._add(patient, fact)

    @precondition(lambda self: arriving.asks(self.watched))
    @rule(patient=PATIENTS, data=st.data())
    def answer(self, patient: str, data: st.DataObject) -> None:
        answer = data.draw(arriving.answers(self.watched))
        self.batch.facts.setdefault(patient, [])
        self.batch.answers.setdefault(patient, []).append(answer)
        self.monitor.add(patient, answer)

    @precondition(lambda self: any(self.batch.facts.values()))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        patient, fact = self._some(data)
        self._add(patient, fact)

    @precondition(lambda self: any(self.batch.facts.values()))
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        patient, fact = self._some(data)
        self.batch.retract(patient, fact)
        self.monitor.retract(patient, fact)

    @precondition(lambda self: any(self.batch.facts.values()))
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        patient, old = self._some(data)
        fact = self._fact(data)
        self.batch.correct(patient, fact, old)
        self.monitor.correct(patient, fact, old)

    @rule(days=arriving.advancing())
    def advance(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.monitor.advance(self.day)

    @rule(patient=PATIENTS)
    def close(self, patient: str) -> None:
        self.batch.facts.pop(patient, None)
        self.batch.answers.pop(patient, None)
        self.told[:] = [each for each in self.told if each.patient != patient]
        self.monitor.close(patient)

    @invariant()
    def equals_the_batch(self) -> None:
        self.counts.steps += 1
        expected = self.batch.stands(self.day.isoformat())
        actual = {
            (one.patient, one.trial, one.cohort): (one.outcome, dict(one.verdicts))
            for patient in self.monitor.patients
            for one in self.monitor.outcome(patient)
        }
        self.counts.compared += len(expected)
        assert actual.keys() == expected.keys()
        differing = {
            key: _difference(actual[key], expected[key]) for key in actual if actual[key] != expected[key]
        }
        assert not differing, differing
        last = {(one.patient, one.trial, one.cohort): one.after for one in self.told}
        assert last == {key: outcome for key, (outcome, _) in expected.items()}
        assert self.monitor.disagreements == 0

    def _fact(self, data: st.DataObject) -> Fact:
        return data.draw(arriving.facts(self.watched, self.few))

    def _add(self, patient: str, fact: Fact) -> None:
        self.counts.facts += 1
        self.batch.add(patient, fact)
        self.monitor.add(patient, fact)

    def _some(self, data: st.DataObject) -> tuple[str, Fact]:
        every = [(patient, fact) for patient, facts in self.batch.facts.items() for fact in facts]
        return data.draw(st.sampled_from(every))


def _difference(one: object, other: object) -> object:
    """What is not the same: outcomes, and the verdicts that differ."""
    assert isinstance(one, tuple) and isinstance(other, tuple)
    return (
        one[0],
        other[0],
        {name: (one[1][name], other[1][name]) for name in one[1] if one[1][name] != other[1][name]},
    )
