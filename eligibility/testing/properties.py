"""Properties of a trial that hold for every patient, and how to say them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Trial
from eligibility.possible import Days
from eligibility.records.facts import Chart, Record
from eligibility.records.understand import understand
from eligibility.records.written_days import read_days
from eligibility.results.model import Outcome, PatientResult, Verdict


@dataclass(frozen=True)
class Verdicts(Mapping[str, Verdict]):
    """The verdicts on one patient by the id of the criterion, with the outcome and the whole result."""

    result: PatientResult

    @property
    def outcome(self) -> Outcome:
        """The patient's standing on the trial."""
        return self.result.outcome

    def __getitem__(self, criterion: str) -> Verdict:
        return self.result.verdict(criterion)

    def __iter__(self) -> Iterator[str]:
        return iter([each.criterion.id for each in self.result.criteria])

    def __len__(self) -> int:
        return len(self.result.criteria)


def verdicts_of(
    trial: Trial, record: Record | Chart, on: date | str | None = None, cohort: str = ""
) -> Verdicts:
    """The verdicts on one patient; without `on` the record's own screening date counts.

    Raises ValueError if there is no screening date, KeyError for a cohort that the trial does not have.

    >>> from eligibility import Fact, Record, load_trial
    >>> patient = Record("P1", (Fact("ecog", "2", date="2026-03-01"),))
    >>> verdicts_of(load_trial("NCT05349331"), patient, "2026-03-20")["I12"].value
    'FAIL'
    """
    day = _screening_day(record, on)
    if day is None and trial.screen_as_of is None:
        raise ValueError("A screening date is needed: pass one, or give the record its own.")
    chart = record if isinstance(record, Chart) else understand(record, trial.vocabulary, day)
    results = screen_chart(trial, chart, day)
    for result in results:
        if result.cohort == cohort or (not cohort and len(results) == 1):
            return Verdicts(result)
    raise KeyError(cohort or "a cohort must be named")


def assert_never(
    trial: Trial,
    record: Record | Chart,
    *,
    when: bool,
    outcome: Outcome,
    on: date | str | None = None,
    cohort: str = "",
) -> None:
    """When something is true of a patient, the outcome is never this one. Fails with the explanation.

    >>> from eligibility import Fact, Outcome, Record, load_trial
    >>> on_dialysis = Record("P1", (Fact("diagnosis", "dialysis_dependence", date="2026-03-01", ongoing=True),))
    >>> assert_never(load_trial("NCT05349331"), on_dialysis, when=True, outcome=Outcome.ELIGIBLE, on="2026-03-20")
    """
    if not when:
        return
    verdicts = verdicts_of(trial, record, on, cohort)
    if verdicts.outcome is outcome:
        raise BrokenPropertyError(f"{trial.id}: {outcome.value}, which must never be.", verdicts.result)


def check_property(
    trial: Trial,
    record: Record | Chart,
    holds: Callable[[Verdicts], bool],
    saying: str,
    *,
    on: date | str | None = None,
    cohort: str = "",
) -> None:
    """A property of the verdicts holds for a patient. Fails with what it says, and with the explanation.

    >>> from eligibility import Fact, Outcome, Record, load_trial
    >>> patient = Record("P1", (Fact("platelets", "74", unit="10^9/L", date="2026-03-01"),))
    >>> trial = load_trial("NCT05349331")
    >>> check_property(trial, patient, lambda of: of["I7"].value != "PASS", "few platelets never pass", on="2026-03-20")
    """
    verdicts = verdicts_of(trial, record, on, cohort)
    if not holds(verdicts):
        raise BrokenPropertyError(f"{trial.id}: it does not hold that {saying}.", verdicts.result)


class BrokenPropertyError(AssertionError):
    """A property does not hold for a patient; the message explains every verdict."""

    def __init__(self, message: str, result: PatientResult) -> None:
        from eligibility.results.text.patient import patient_text

        super().__init__(f"{message}\n\n{patient_text(result)}")
        self.result = result


def _screening_day(record: Record | Chart, on: date | str | None) -> Days | None:
    if on is not None:
        return read_days(on)
    if isinstance(record, Chart):
        return record.screening
    return None if record.screening is None else read_days(record.screening)
