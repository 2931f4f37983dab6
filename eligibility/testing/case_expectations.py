"""What a case expects of its patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.records import Reason
from eligibility.results.model import CriterionResult, Outcome, PatientResult, Verdict

OTHERS = "all others"
OUTCOME = "outcome"
AS = "as "
ANY = "any"
Written = str | dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected verdict of one criterion; `reasons` None: they are not stated."""

    verdict: Verdict
    reasons: frozenset[Reason] | None = None

    def agrees(self, result: CriterionResult) -> bool:
        """Whether a result is what was expected."""
        return result.verdict is self.verdict and (self.reasons is None or self.reasons == result.reasons)

    def __str__(self) -> str:
        return verdict_text(self.verdict, self.reasons or frozenset())


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of a patient: the outcome, single criteria, and all that are not named.

    `anything_else` says that nothing is expected of the criteria that are not named.
    """

    outcome: Outcome | None = None
    criteria: Mapping[str, Expected] = field(default_factory=dict)
    others: Expected | None = None
    anything_else: bool = False

    def of(self, criterion: str) -> Expected | None:
        """The expected verdict of a criterion; None if the case does not state it."""
        return self.criteria.get(criterion, self.others)

    def differences(self, result: PatientResult) -> list[Difference]:
        """Where a result is not what was expected, in the order of the trial; the outcome last."""
        found = [self._difference(each) for each in result.criteria]
        answer = [each for each in found if each is not None]
        known = {each.criterion.id for each in result.criteria}
        answer += [
            Difference(name, str(self.criteria[name]), "no such criterion")
            for name in sorted(set(self.criteria) - known)
        ]
        if self.outcome is not None and self.outcome is not result.outcome:
            answer.append(Difference(OUTCOME, self.outcome.value, result.outcome.value))
        return answer

    def _difference(self, result: CriterionResult) -> Difference | None:
        name = result.criterion.id
        got = verdict_text(result.verdict, result.reasons)
        expected = self.of(name)
        if expected is None:
            return None if self.anything_else else Difference(name, "not stated", got, result)
        return None if expected.agrees(result) else Difference(name, str(expected), got, result)


@dataclass(frozen=True, slots=True)
class Difference:
    """One criterion (or the outcome) whose verdict is not the expected one, as text, with the result itself."""

    criterion: str
    expected: str
    got: str
    result: CriterionResult | None = None


class ExpectationError(ValueError):
    """What a case expects is not written as it should be; `key` says where."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def read_expectation(written: Mapping[str, Written], known: Mapping[str, Expectation]) -> Expectation:
    """What a case states, with the rest taken from another patient where it says so. Raises ExpectationError.

    >>> read_expectation({"I1": "FAIL", "all others": "PASS"}, {}).of("I2")
    Expected(verdict=<Verdict.PASS: 'PASS'>, reasons=None)
    """
    own = {name: _expected(name, value) for name, value in written.items() if name not in (OTHERS, OUTCOME)}
    rest = written.get(OTHERS)
    if isinstance(rest, str) and rest.startswith(AS):
        base = known.get(rest.removeprefix(AS))
        if base is None:
            raise ExpectationError(OTHERS, f"No patient above is called `{rest.removeprefix(AS)[:80]}`.")
        return Expectation(_outcome(written), {**base.criteria, **own}, base.others, base.anything_else)
    if rest == ANY:
        return Expectation(_outcome(written), own, None, True)
    others = None if rest is None else _expected(OTHERS, rest)
    return Expectation(_outcome(written), own, others)


def verdict_text(verdict: Verdict, reasons: frozenset[Reason]) -> str:
    """A verdict with its reasons.

    >>> verdict_text(Verdict.UNKNOWN, frozenset({Reason.MISSING}))
    'UNKNOWN (missing)'
    """
    said = ", ".join(sorted(reason.value for reason in reasons))
    return f"{verdict.value} ({said})" if said else verdict.value


def _outcome(written: Mapping[str, Written]) -> Outcome | None:
    said = written.get(OUTCOME)
    if said is None:
        return None
    try:
        return Outcome(said)
    except ValueError:
        names = ", ".join(each.value for each in Outcome)
        raise ExpectationError(OUTCOME, f"`{said}` is no outcome; write one of {names}.") from None


def _expected(name: str, written: Written) -> Expected:
    if isinstance(written, str):
        return Expected(_verdict(name, written))
    if len(written) != 1:
        raise ExpectationError(name, "Write one verdict, with its reasons: `{UNKNOWN: [missing]}`.")
    ((verdict, reasons),) = written.items()
    return Expected(_verdict(name, verdict), frozenset(_reason(name, reason) for reason in reasons))


def _verdict(name: str, written: str) -> Verdict:
    try:
        return Verdict(written)
    except ValueError:
        names = ", ".join(each.value for each in Verdict)
        raise ExpectationError(name, f"`{written[:80]}` is no verdict; write one of {names}.") from None


def _reason(name: str, written: str) -> Reason:
    try:
        return Reason(written)
    except ValueError:
        names = ", ".join(each.value for each in Reason)
        raise ExpectationError(name, f"`{written[:80]}` is no reason; write one of {names}.") from None
