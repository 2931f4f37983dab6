"""Which criteria of a trial lack a case that passes, one that fails, one that is unknown, or one on the limit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from eligibility.results.model import Verdict
from eligibility.testing.case_limits import CaseLimit, limits_hit, limits_of
from eligibility.testing.cases import Cases, Evaluate, result_of


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the cases of one criterion do not show."""

    criterion: str
    verdicts: tuple[Verdict, ...]
    limits: tuple[CaseLimit, ...]

    def __str__(self) -> str:
        said = [verdict.value for verdict in self.verdicts] + [
            f"on the limit ({limit})" for limit in self.limits
        ]
        return f"{self.criterion}: no patient with {', '.join(said)}"


def lacking_cases(cases: Cases, evaluate: Evaluate | None = None) -> list[Lacking]:
    """The criteria whose cases have gaps, in the order of the trial.

    A verdict counts if a case expects it; a limit if a fact of a case sits exactly on it.
    """
    verdicts: defaultdict[str, set[Verdict]] = defaultdict(set)
    hits: defaultdict[str, set[CaseLimit]] = defaultdict(set)
    for case in cases.cases:
        result = result_of(cases.trial, case, evaluate)
        for each in () if result is None else result.criteria:
            expected = case.expectation.of(each.criterion.id)
            if expected is not None:
                verdicts[each.criterion.id].add(expected.verdict)
            hits[each.criterion.id] |= limits_hit(each)
    answer = []
    for criterion in cases.trial.criteria:
        wanted = [Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN]
        wanted += [Verdict.NOT_APPLICABLE] if criterion.applies_when is not None else []
        unseen = tuple(verdict for verdict in wanted if verdict not in verdicts[criterion.id])
        limits = sorted(limits_of(criterion) - hits[criterion.id], key=str)
        if unseen or limits:
            answer.append(Lacking(criterion.id, unseen, tuple(limits)))
    return answer
