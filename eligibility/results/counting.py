"""What a screening comes to: outcomes, attrition, what is missing most, problems in the data.

A `Tally` takes patients one by one and keeps counts only, so that its size does not grow with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eligibility.language.plan import Criterion, Trial
from eligibility.possible import Days
from eligibility.records.facts import Problem, Source
from eligibility.records.reasons import Reason
from eligibility.results.model import Outcome, PatientResult, Verdict
from eligibility.results.text.needs import needs_of

COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
PASSING = (Verdict.PASS, Verdict.NOT_APPLICABLE)
MOST_NAMES = 3
UNDECIDED = (Outcome.NEEDS_DATA, Outcome.NEEDS_REVIEW)


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion of the attrition, in protocol order.

    The first four count its verdicts over all patients. `at_best` are the patients that have failed no criterion up to
    and including this one, `at_worst` those that have surely passed all of them.
    """

    criterion: Criterion
    passed: int
    failed: int
    unknown: int
    not_applicable: int
    at_best: int
    at_worst: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that is missing: in how many undecided patients, and in how many of them nothing else is.

    `subject` is a variable, a judgement or an anchor; `criteria` are the ids that wait for it.
    """

    subject: str
    reasons: tuple[Reason, ...]
    criteria: tuple[str, ...]
    patients: int
    alone: int


@dataclass(frozen=True, slots=True)
class TrialSummary:
    """The counts of one trial (of one cohort of it, where it has cohorts)."""

    trial: Trial
    cohort: str
    patients: int
    outcomes: Mapping[Outcome, int]
    attrition: tuple[Step, ...]
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How often a variable could not be read for one reason, and the first place where that was seen.

    `names` are the first of those that no vocabulary has; then there is no variable.
    """

    reason: Reason
    variable: str
    part: str
    number: int
    first: Source
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a whole screening. `first` and `last` are the screening dates from and to."""

    patients: int
    trials: tuple[TrialSummary, ...]
    problems: tuple[ProblemCount, ...]
    dates: Days | None = None
    unused_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class _TrialTally:
    trial: Trial
    cohort: str
    criteria: tuple[Criterion, ...]
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    verdicts: Counter[tuple[int, Verdict]] = field(default_factory=Counter)
    first_fail: Counter[int] = field(default_factory=Counter)
    first_not_passed: Counter[int] = field(default_factory=Counter)
    wanted: dict[str, _WantedTally] = field(default_factory=dict)

    def add(self, result: PatientResult) -> None:
        self.outcomes[result.outcome] += 1
        verdicts = [one.verdict for one in result.criteria]
        for index, verdict in enumerate(verdicts):
            self.verdicts[index, verdict] += 1
        self.first_fail[_first(verdict is Verdict.FAIL for verdict in verdicts)] += 1
        self.first_not_passed[_first(verdict not in PASSING for verdict in verdicts)] += 1
        if result.outcome in UNDECIDED:
            self._add_needs(result)

    def _add_needs(self, result: PatientResult) -> None:
        subjects: set[str] = set()
        for one in result.criteria:
            for need in needs_of(one, result):
                subjects.add(need.subject)
                tally = self.wanted.setdefault(need.subject, _WantedTally())
                tally.reasons.add(need.reason)
                tally.criteria[one.criterion.id] = None
        for subject in subjects:
            self.wanted[subject].patients += 1
            self.wanted[subject].alone += len(subjects) == 1

    def summary(self) -> TrialSummary:
        order = self._order()
        wanted = [tally.frozen(subject, order) for subject, tally in self.wanted.items()]
        wanted.sort(key=lambda one: (-one.patients, -one.alone, order[one.criteria[0]], one.subject))
        return TrialSummary(
            self.trial,
            self.cohort,
            self.outcomes.total(),
            {outcome: self.outcomes[outcome] for outcome in Outcome},
            tuple(self._steps()),
            tuple(wanted),
        )

    def _order(self) -> dict[str, int]:
        return {criterion.id: index for index, criterion in enumerate(self.criteria)}

    def _steps(self) -> Iterable[Step]:
        best = worst = self.outcomes.total()
        for index, criterion in enumerate(self.criteria):
            best -= self.first_fail[index]
            worst -= self.first_not_passed[index]
            passed, failed, unknown, apart = (self.verdicts[index, verdict] for verdict in COUNTED)
            yield Step(criterion, passed, failed, unknown, apart, best, worst)


@dataclass
class _WantedTally:
    patients: int = 0
    alone: int = 0
    reasons: set[Reason] = field(default_factory=set)
    criteria: dict[str, None] = field(default_factory=dict)

    def frozen(self, subject: str, order: Mapping[str, int]) -> Wanted:
        reasons = tuple(reason for reason in Reason if reason in self.reasons)
        criteria = tuple(sorted(self.criteria, key=lambda each: order[each]))
        return Wanted(subject, reasons, criteria, self.patients, self.alone)


@dataclass
class _ProblemTally:
    first: Source
    number: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.number += 1
        if not problem.variable and len(self.names) < MOST_NAMES:
            self.names.append(problem.written)


@dataclass
class Tally:
    """Counts over patients that come one by one.

    `results` of one patient are those on every trial and cohort; problems that several trials see are counted once.
    """

    patients: int = 0
    _trials: dict[tuple[str, str], _TrialTally] = field(default_factory=dict)
    _problems: dict[tuple[Reason, str, str], _ProblemTally] = field(default_factory=dict)
    _dates: Days | None = None

    def add(self, results: Sequence[PatientResult]) -> None:
        """Count one patient."""
        self.patients += 1
        for result in results:
            self._of(result).add(result)
            if result.screening is not None:
                self._dates = result.screening if self._dates is None else self._dates.hull(result.screening)
        self.add_problems(problems_of(results))

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Count what could not be used as written."""
        for problem in problems:
            key = (problem.reason, problem.variable, problem.part)
            self._problems.setdefault(key, _ProblemTally(problem.source)).add(problem)

    def summary(self, unused_columns: Mapping[str, tuple[str, ...]] | None = None) -> Summary:
        """The counts so far. `unused_columns` are those that no fact came from, by file."""
        problems = [
            ProblemCount(*key, tally.number, tally.first, tuple(tally.names))
            for key, tally in self._problems.items()
        ]
        problems.sort(key=lambda one: (-one.number, one.variable, one.reason.value, one.part))
        trials = tuple(tally.summary() for tally in self._trials.values())
        return Summary(self.patients, trials, tuple(problems), self._dates, unused_columns or {})

    def _of(self, result: PatientResult) -> _TrialTally:
        key = (result.trial.id, result.cohort)
        if key not in self._trials:
            criteria = tuple(one.criterion for one in result.criteria)
            self._trials[key] = _TrialTally(result.trial, result.cohort, criteria)
        return self._trials[key]


def problems_of(results: Sequence[PatientResult]) -> tuple[Problem, ...]:
    """The problems in the data of one patient, each once, whichever trials met it."""
    return tuple(dict.fromkeys(problem for result in results for problem in result.chart.problems))


def _first(marks: Iterable[bool]) -> int:
    """The index of the first mark that is true; -1 if none is."""
    return next((index for index, mark in enumerate(marks) if mark), -1)
