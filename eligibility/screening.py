"""The library in a few calls: screen many patients on several trials, or explain one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from eligibility.language.plan import Trial
from eligibility.possible import Days
from eligibility.records.facts import Chart, Record
from eligibility.results.model import PatientResult
from eligibility.results.screening import Screening

AnyTrial = Trial | str | Path
AnyRecord = Record | Mapping[str, Any]
Day = date | str


def screen(
    trials: AnyTrial | Iterable[AnyTrial], records: AnyRecord | Iterable[AnyRecord], on: Day | None = None
) -> Screening:
    """Screen records on trials, and keep every result with its explanation.

    `trials` are loaded trials, names of shipped ones or paths. `records` are records, what `read_records` read, or
    dicts: `{"patient": "P1", "facts": [{"platelets": "75 10^9/L", "date": "2026-03-01"}]}`. `on` is the screening date
    (a date, or an ISO text); without it each record must carry its own.

    Raises DefinitionError for a trial that is wrong, DataError for a dict that is none of these, ValueError for a
    screening date that is missing or none.

    >>> from eligibility import Fact, Record, screen
    >>> platelets = Fact("platelets", "75", unit="10^9/L", date="2026-03-01")
    >>> patient = Record("P1", (Fact("birth_date", "1990-02-03"), platelets))
    >>> result = screen("NCT05349331", patient, on="2026-03-20").result("P1")
    >>> result.verdict("I1").value, result.verdict("I7").value
    ('PASS', 'FAIL')
    """
    loaded = load_trials(trials)
    many = [records] if isinstance(records, Record | Mapping | str | Path) else records
    return Screening(loaded, tuple(screen_each(loaded, many, on)))


def screen_each(
    trials: Sequence[Trial],
    records: Iterable[AnyRecord],
    on: Day | None = None,
    *,
    otherwise: Day | None = None,
) -> Iterator[tuple[PatientResult, ...]]:
    """Screen records one by one: the results of each patient on every trial and cohort, as they come.

    Nothing is kept, so memory does not grow with the number of patients. `on` holds for all; without it a record's own
    screening date counts, and `otherwise` where it has none.
    """
    from eligibility.engines.interpreter import screen_chart

    given, fallback = _days(on), _days(otherwise)
    for each in records:
        record = _record(each)
        dated = record if on is None else replace(record, screening=on)
        day = given or _own(record) or fallback or _none_needed(trials, record)
        chart_of = _charts(dated, day)
        yield tuple(result for trial in trials for result in screen_chart(trial, chart_of(trial), day))


def explain(
    trial: AnyTrial,
    record: AnyRecord,
    on: Day | None = None,
    *,
    criterion: str | Sequence[str] | None = None,
    language: str = "en",
) -> str:
    """Why a patient has the verdicts on a trial, as text; of all criteria, or of those named.

    Raises as `screen` does, and KeyError for a criterion that the trial does not have.

    >>> from eligibility import Fact, Record, explain
    >>> patient = Record("P1", (Fact("creatinine", "1.5", unit="mg/dL", upper="1.2", date="2026-03-01"),))
    >>> print(explain("NCT05349331", patient, on="2026-03-20", criterion="I11"))
    Patient P1 on NCT05349331, as of 2026-03-20: NEEDS_DATA, something is missing
    ...
    PASS  I11  Creatinine
        met: Creatinine < 1.5 ULN
          1.5 mg/dL on 2026-03-01, 0.3 mg/dL under the limit of 1.8 mg/dL (1.5 x ULN; ...
    """
    from eligibility.results.text.patient import patient_text

    loaded = load_trials(trial)
    chosen = _chosen(criterion, loaded[0])
    return "\n".join(
        patient_text(one, chosen, language) for group in screen_each(loaded, [record], on) for one in group
    )


def load_trials(trials: AnyTrial | Iterable[AnyTrial]) -> tuple[Trial, ...]:
    """Trials, of which some may be names or paths."""
    from eligibility.language.loading import load_trial

    many: Iterable[AnyTrial] = [trials] if isinstance(trials, Trial | str | Path) else trials
    return tuple(one if isinstance(one, Trial) else load_trial(one) for one in many)


def _record(given: object) -> Record:
    from eligibility.records.from_python import record_from_dict

    if isinstance(given, Record):
        return given
    if isinstance(given, Mapping):
        return record_from_dict(given)
    raise TypeError("A patient is a Record or a dict; files are read by read_records(...).")


def _charts(record: Record, day: Days) -> Callable[[Trial], Chart]:
    """The chart of a record for each trial; trials with the same vocabulary share one."""
    from eligibility.records.understand import understand

    charts: dict[int, Chart] = {}

    def chart_of(trial: Trial) -> Chart:
        key = id(trial.vocabulary)
        if key not in charts:
            charts[key] = understand(record, trial.vocabulary, day)
        return charts[key]

    return chart_of


def _days(day: Day | None) -> Days | None:
    from eligibility.records.written_days import read_days

    if day is None:
        return None
    days = read_days(day)
    if days is None:
        raise ValueError("The screening date is no date: write it as 2026-03-20.")
    return days


def _own(record: Record) -> Days | None:
    """The record's own screening date; one that cannot be read is a day that is not known, never another day."""
    from eligibility.records.written_days import read_days

    return None if record.screening is None else read_days(record.screening) or Days()


def _none_needed(trials: Sequence[Trial], record: Record) -> Days:
    if all(trial.screen_as_of is not None for trial in trials):
        return Days()
    raise ValueError("A screening date is needed: pass on=..., or give each record its own.")


def _chosen(criterion: str | Sequence[str] | None, trial: Trial) -> Sequence[str] | None:
    if criterion is None:
        return None
    named = [criterion] if isinstance(criterion, str) else list(criterion)
    known = {each.id for each in trial.criteria}
    for one in named:
        if one not in known:
            raise KeyError(one)
    return named
