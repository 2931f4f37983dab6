"""Live screening: facts come one by one, and the outcome of every patient is always that of a fresh screening."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import RLock

from eligibility.engines.interpreter.screen import screen_chart
from eligibility.language.loading import load_trial
from eligibility.language.plan import Trial
from eligibility.language.walk import variables_of
from eligibility.live.charts import ChartKeeper
from eligibility.live.correlating import Correlator, correlator
from eligibility.live.judging import Change, Kept, TrialJudge
from eligibility.live.ledger import Ledger, UnknownFact
from eligibility.live.plain_facts import plain_fact
from eligibility.live.standing import Standing, Transition
from eligibility.live.touching import MOST_REMEMBERED, NOTHING, Key, Touched, judgement_key, touching
from eligibility.live.wording import transitions
from eligibility.possible import Days
from eligibility.records.facts import NO_SITE, Answer, Fact, Record, Site
from eligibility.records.understand import understand
from eligibility.records.written_days import read_days
from eligibility.results.text.patient import patient_text
from eligibility.vocabulary.model import Vocabulary

NOBODY = "\0"
AnyTrial = Trial | str | Path
Listener = Callable[[Transition], object]
Announced = tuple[Transition, ...]
ByKeeper = Mapping[int, Touched]  # what is touched, by the number of the chart keeper


@dataclass
class _Patient:
    """All that is kept of a patient: the facts, and the standing on each trial."""

    ledger: Ledger
    kept: list[Kept] = field(default_factory=list)
    announced: bool = False


class Monitor:
    """Screens patients on trials as their facts arrive.

    `trials` are loaded trials, names of shipped ones, or paths. `site` is what a mapping declares about the data,
    `always` the facts that it states for every patient.
    `on` is the screening date of all patients until `advance` (without it: today). `engine` is "durable-rules",
    "re-evaluation", or "auto": the first if it can be imported. Verdicts are those of the reference engine with either.

    Every method that changes something returns the transitions, and tells them to the subscribers.

    >>> monitor = Monitor("NCT05349331", on="2026-03-20", engine="re-evaluation")
    >>> [change.sentence for change in monitor.add("P1", Fact("sex", "male"))]
    ['new -> NEEDS_DATA']
    >>> low = Fact("platelets", "60", unit="10^9/L", date="2026-03-19", id="L1")
    >>> [(change.after.value, change.causes[0].criterion) for change in monitor.add("P1", low)]
    [('INELIGIBLE', 'I7')]
    >>> [change.after.value for change in monitor.correct("P1", Fact("platelets", "160", unit="10^9/L", id="L1"))]
    ['NEEDS_DATA']
    """

    def __init__(
        self,
        trials: AnyTrial | Iterable[AnyTrial],
        site: Site = NO_SITE,
        *,
        always: Iterable[Fact] = (),
        on: date | str | None = None,
        engine: str = "auto",
        language: str = "en",
        max_live: int = 256,
    ) -> None:
        many: Iterable[AnyTrial] = [trials] if isinstance(trials, Trial | str | Path) else trials
        self.trials = tuple(one if isinstance(one, Trial) else load_trial(one) for one in many)
        self.site = site
        self._always = tuple(plain_fact(fact) for fact in always)
        self._blank: _Patient | None = None
        self._day = _read_day(on)
        self._language = language
        self._judges = [TrialJudge(trial, touching(trial, site)) for trial in self.trials]
        self._keepers = _keepers(self.trials, site)
        self._each_keeper = tuple(dict.fromkeys(self._keepers))
        self._touching: dict[Key, tuple[int, ...]] = {}  # which trials something touches
        self._patients: dict[str, _Patient] = {}
        self._listeners: list[Listener] = []
        self._errors: list[Exception] = []  # of the rules engine, until the transitions are announced
        self._lock = RLock()
        self._correlator: Correlator = correlator(self.trials, engine, max_live)

    # ---- facts -----------------------------------------------------------------------------------

    def add(self, patient: str, fact: Fact | Answer) -> Announced:
        """Take in a fact, or the answer to a judgement. The same fact with the same id counts once."""
        with self._lock:
            one = self._patient(patient)
            if isinstance(fact, Answer):
                one.ledger.answers.append(fact)
                return self._announce(self._look(one, self._asked(fact)))
            fact = plain_fact(fact)
            if not one.ledger.add(fact):
                return ()
            return self._announce(self._look(one, self._appended(one.ledger, fact)))

    def retract(self, patient: str, fact: Fact | Answer) -> Announced:
        """Take back a fact: every one with its variable and id, or without an id the first that is equal.

        Raises UnknownFact if the patient has none such.
        """
        with self._lock:
            one = self._known(patient)
            if isinstance(fact, Answer):
                one.ledger.retract_answer(fact)
                return self._announce(self._look(one, self._asked(fact)))
            return self._announce(self._look(one, self._renewed(one, one.ledger.retract(plain_fact(fact)))))

    def correct(self, patient: str, fact: Fact, instead_of: Fact | None = None) -> Announced:
        """Put a fact in the place of the one that is meant: `instead_of`, or the one with the same variable and id.

        Raises UnknownFact if the patient has none such.
        """
        with self._lock:
            one = self._known(patient)
            fact = plain_fact(fact)
            replaced = one.ledger.correct(fact, fact if instead_of is None else plain_fact(instead_of))
            return self._announce(self._look(one, self._renewed(one, [*replaced, fact])))

    def load(self, records: Iterable[Record]) -> Announced:
        """Take in whole records, each looked at once; answers and facts only, the site is the monitor's."""
        with self._lock:
            return self._announce([change for record in records for change in self._load(record)])

    def advance(self, day: date | str) -> Announced:
        """Go on to another screening date: windows and due dates move, facts of later days appear."""
        with self._lock:
            old, self._day, self._blank = self._day, _read_day(day), None
            return self._announce(
                [change for one in self._patients.values() for change in self._on(one, old)]
            )

    def close(self, patient: str) -> None:
        """Forget a patient: the facts, the standing, the session of the rules engine."""
        with self._lock:
            self._patients.pop(patient, None)
            self._correlator.close(patient)

    # ---- answers ---------------------------------------------------------------------------------

    @property
    def day(self) -> str:
        """The screening date that counts now, as an ISO text."""
        return str(self._day)

    @property
    def engine(self) -> str:
        """What carries the monitor: "durable-rules" or "re-evaluation"."""
        return self._correlator.name

    @property
    def disagreements(self) -> int:
        """How often the rules engine and the reference engine disagreed. It is a mistake of the program if not 0."""
        return self._correlator.disagreements

    @property
    def looked(self) -> int:
        """How many leaves of criteria have been judged so far, over all patients and trials: what the work is."""
        return sum(judge.looked for judge in self._judges)

    @property
    def patients(self) -> tuple[str, ...]:
        """The patients that are watched."""
        return tuple(self._patients)

    def outcome(self, patient: str) -> tuple[Standing, ...]:
        """Where a patient stands on each trial and cohort. Raises KeyError for one that is not watched."""
        with self._lock:
            kept = self._patients[patient].kept
            pairs = zip(self._judges, kept, strict=True)
            return tuple(one for judge, each in pairs for one in judge.standings(patient, each))

    def explain(self, patient: str, trial: str | None = None, criteria: Collection[str] | None = None) -> str:
        """Why, from a fresh screening of the facts so far. Raises KeyError for a patient that is not watched."""
        with self._lock:
            record = self.record(patient)
            return "\n".join(
                patient_text(one, None if criteria is None else list(criteria), self._language)
                for each in self.trials
                if trial in (None, each.id)
                for one in screen_chart(each, understand(record, each.vocabulary, self._day), self._day)
            )

    def record(self, patient: str) -> Record:
        """The facts so far. Raises KeyError for a patient that is not watched."""
        with self._lock:
            return self._patients[patient].ledger.record(self.site)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have every transition told to a function, in the thread that brings the fact; returns how to end it.

        Errors of listeners are raised from the method that brought the fact, after all have been told.
        """
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return end

    # ---- the work --------------------------------------------------------------------------------

    def _patient(self, name: str) -> _Patient:
        one = self._patients.get(name)
        if one is None:
            kept = [each.for_somebody_new() for each in self._nobody().kept]
            one = self._patients[name] = _Patient(self._ledger(name), kept)
            self._correlator.begin(name, NOBODY)
        return one

    def _nobody(self) -> _Patient:
        """A patient without facts, judged once: from there everybody begins."""
        if self._blank is None:
            self._correlator.close(NOBODY)
            self._blank = _Patient(self._ledger(NOBODY), [Kept() for _ in self._judges])
            self._look(self._blank, {}, everything=True)
        return self._blank

    def _ledger(self, name: str) -> Ledger:
        ledger = Ledger(name)
        for fact in self._always:
            ledger.add(fact)
        for keeper in self._each_keeper:
            keeper.renew_all(ledger, self._day)
        return ledger

    def _known(self, name: str) -> _Patient:
        if name not in self._patients:
            raise UnknownFact("No fact of this patient is known.")
        return self._patients[name]

    def _appended(self, ledger: Ledger, fact: Fact) -> ByKeeper:
        return {each.number: each.append(ledger, fact, self._day) for each in self._each_keeper}

    def _renewed(self, one: _Patient, facts: list[Fact]) -> ByKeeper:
        keepers = self._each_keeper
        return {each.number: Touched(each.renew(one.ledger, facts, self._day)) for each in keepers}

    def _asked(self, answer: Answer) -> ByKeeper:
        return dict.fromkeys(
            (each.number for each in self._each_keeper), Touched((judgement_key(answer.name),))
        )

    def _load(self, record: Record) -> list[Transition]:
        one = self._patient(record.patient)
        for fact in record.facts:
            one.ledger.add(plain_fact(fact))
        one.ledger.answers += record.answers
        for keeper in self._each_keeper:
            keeper.renew_all(one.ledger, self._day)
        return self._look(one, {}, everything=True)

    def _on(self, one: _Patient, old: Days) -> list[Transition]:
        """Look at a patient on another day."""
        back = self._day.first < old.first
        answers = one.ledger.answers_appearing(old.first, self._day.first)
        touched = {}
        for keeper in self._each_keeper:
            keys: set[Key] = {judgement_key(each.name) for each in answers}
            keys.update(keeper.renew_dated(one.ledger, self._day))
            keys.update(keeper.appearing(one.ledger, old.first, self._day.first))
            touched[keeper.number] = Touched(keys)
        return self._look(one, touched, later=True, everything=back)

    def _look(
        self, one: _Patient, touched: ByKeeper, *, later: bool = False, everything: bool = False
    ) -> list[Transition]:
        """Judge again what was touched, in the trials that it touches; the transitions."""
        announced: list[Transition] = []
        whole = later or everything or not one.announced
        for n in range(len(self._judges)) if whole else self._trials(touched):
            change = self._judges[n].look(
                one.kept[n],
                self._keepers[n].chart(one.ledger),
                one.ledger.answers,
                self._day,
                touched.get(self._keepers[n].number, NOTHING),
                later=later,
                everything=everything or (n, one.ledger.patient) in self._correlator.lost,
            )
            if change is not None:
                announced += self._after(n, one, change)
        one.announced = True
        return announced

    def _trials(self, touched: ByKeeper) -> Collection[int]:
        """The trials that something touches."""
        keys = {key for each in touched.values() for key in each.keys}
        if len(keys) == 1:
            return self._touched_by(keys.pop())
        return sorted({n for key in keys for n in self._touched_by(key)})

    def _touched_by(self, key: Key) -> tuple[int, ...]:
        found = self._touching.get(key)
        if found is None:
            if len(self._touching) >= MOST_REMEMBERED:
                self._touching.clear()
            found = tuple(n for n, judge in enumerate(self._judges) if judge.touching.reach(key).anything)
            self._touching[key] = found
        return found

    def _after(self, n: int, one: _Patient, change: Change) -> Iterator[Transition]:
        try:
            self._correlator.update(n, one.ledger.patient, one.kept[n], change)
        except Exception as error:  # noqa: BLE001 - raised when the reference engine's verdict has been announced
            self._errors.append(error)
        return transitions(self._judges[n], one.ledger.patient, one.kept[n], change, self._language)

    def _announce(self, found: list[Transition]) -> Announced:
        errors, self._errors = self._errors, []
        if errors:
            self._tell(found)
            raise errors[0]
        errors = self._tell(found)
        if errors:
            raise ExceptionGroup("Listeners failed; the facts themselves are taken in.", errors)
        return tuple(found)

    def _tell(self, found: list[Transition]) -> list[Exception]:
        errors: list[Exception] = []
        for transition in found:
            for listener in tuple(self._listeners):
                try:
                    listener(transition)
                except Exception as error:  # noqa: BLE001 - raised again below, when everybody has been told
                    errors.append(error)
        return errors


def _keepers(trials: tuple[Trial, ...], site: Site) -> list[ChartKeeper]:
    """The chart keeper of each trial; trials with the same vocabulary share one."""
    looked_at: dict[object, set[str]] = {}
    for trial in trials:
        names = (variable.name for variable in variables_of(trial))
        looked_at.setdefault(_key(trial.vocabulary), set()).update(names)
    shared: dict[object, ChartKeeper] = {}
    for n, trial in enumerate(trials):
        key = _key(trial.vocabulary)
        if key not in shared:
            shared[key] = ChartKeeper(n, trial.vocabulary, site, looked_at[key])
    return [shared[_key(trial.vocabulary)] for trial in trials]


def _key(vocabulary: Vocabulary) -> object:
    """Vocabularies that were read from the same files are the same."""
    return (
        (vocabulary.names, tuple(sorted(vocabulary.hashes.items()))) if vocabulary.hashes else id(vocabulary)
    )


def _read_day(day: date | str | None) -> Days:
    days = Days.on(datetime.now().astimezone().date()) if day is None else read_days(day)
    if days is None or not days.is_exact:
        raise ValueError("The screening date is no date: write it as 2026-03-20.")
    return days


__all__ = ["Monitor"]
