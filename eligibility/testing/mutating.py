"""Whether the cases of a trial notice it when the trial is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eligibility.engines.interpreter.screen import open_view
from eligibility.engines.interpreter.verdicts import judge_criterion
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import Criterion, Trial
from eligibility.records.understand import understand
from eligibility.testing.cases import Case, Cases
from eligibility.testing.mutants import mutants


@dataclass(frozen=True, slots=True)
class Mutant:
    """A trial with one small change: in which criterion, and what was changed."""

    criterion: str
    change: str
    noticed: bool

    def __str__(self) -> str:
        return f"{self.criterion}: {self.change}"


@dataclass(frozen=True)
class MutationReport:
    """Which changes the cases notice."""

    trial: str
    mutants: tuple[Mutant, ...]

    @property
    def unnoticed(self) -> tuple[Mutant, ...]:
        """The changes that no case notices: a missing case, or a change that makes no difference."""
        return tuple(mutant for mutant in self.mutants if not mutant.noticed)

    @property
    def share(self) -> float:
        """The share of changes that are noticed, from 0 to 1."""
        return 1.0 if not self.mutants else 1 - len(self.unnoticed) / len(self.mutants)

    def to_text(self) -> str:
        """The changes that nobody noticed, and a line of counts."""
        lines = [f"  {mutant}" for mutant in self.unnoticed]
        noticed = len(self.mutants) - len(self.unnoticed)
        counts = f"{self.trial}: {noticed} of {len(self.mutants)} changes noticed ({self.share:.1%})."
        return "\n".join([counts, *(["Not noticed:", *lines] if lines else [])])

    def to_dict(self) -> dict[str, object]:
        """The same for programs."""
        unnoticed = [{"criterion": each.criterion, "change": each.change} for each in self.unnoticed]
        return {
            "trial": self.trial,
            "mutants": len(self.mutants),
            "share": self.share,
            "unnoticed": unnoticed,
        }


def mutate(cases: Cases) -> MutationReport:
    """Change each criterion of the trial in every small way, and see whether a case then fails.

    A change counts as noticed if some patient no longer gets the verdict (or the reasons) that the case states.
    """
    trial = cases.trial
    looks = [look for case in cases.cases if (look := _look(trial, case)) is not None]
    found = [
        Mutant(criterion.id, change, _noticed(criterion.id, mutant, looks))
        for criterion in trial.criteria
        for change, mutant in mutants(criterion)
    ]
    return MutationReport(trial.id, tuple(found))


@dataclass(frozen=True, slots=True)
class _Look:
    """A patient of the cases, ready to be judged."""

    case: Case
    view: View


def _look(trial: Trial, case: Case) -> _Look | None:
    view = open_view(trial, understand(case.record, trial.vocabulary, case.on), case.on)
    return None if view is None else _Look(case, view)


def _noticed(name: str, mutant: Criterion, looks: Sequence[_Look]) -> bool:
    return any(_fails(name, mutant, look) for look in _those_meant(mutant, looks))


def _those_meant(criterion: Criterion, looks: Sequence[_Look]) -> Iterator[_Look]:
    """The cases that state a verdict on the criterion; those of other cohorts do not."""
    for look in looks:
        if not criterion.cohorts or not look.case.cohort or look.case.cohort in criterion.cohorts:
            yield look


def _fails(name: str, mutant: Criterion, look: _Look) -> bool:
    expected = look.case.expectation.of(name)
    if expected is None:
        return False
    fresh = replace(look.view, chosen={}, spans={})  # what was worked out for the original stays out
    return not expected.agrees(judge_criterion(mutant, fresh))
