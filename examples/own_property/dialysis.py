"""No patient on dialysis is ever eligible: a property of a trial, and Hypothesis looking for who breaks it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import Fact, Outcome, Record, load_trial
from eligibility.language.plan import Trial
from eligibility.testing import SCREENED_ON, assert_never, records_for
from eligibility.testing.properties import BrokenPropertyError

HERE = Path(__file__).parent
ON_DIALYSIS = Fact("diagnosis", "dialysis_dependence", start="2025-01-01", ongoing=True)


def with_dialysis(record: Record) -> Record:
    """The same patient, who depends on dialysis since last year."""
    others = tuple(fact for fact in record.facts if fact.variable != "diagnosis")
    return Record(record.patient, (ON_DIALYSIS, *others), record.answers, record.screening, record.site)


def check(trial: Trial) -> None:
    """Look for a patient on dialysis who is eligible."""

    @settings(max_examples=200, derandomize=True, deadline=None, database=None)
    @given(records_for(trial, SCREENED_ON), st.booleans())
    def nobody_on_dialysis_is_eligible(record: Record, on_dialysis: bool) -> None:
        patient = with_dialysis(record) if on_dialysis else record
        assert_never(trial, patient, when=on_dialysis, outcome=Outcome.ELIGIBLE)

    nobody_on_dialysis_is_eligible()


def main() -> None:
    """Check the right trial and the wrong one."""
    for name in ("renal", "renal_wrong"):
        try:
            check(load_trial(HERE / f"{name}.yaml"))
        except BrokenPropertyError as broken:
            print(f"{name}: a patient breaks it.")  # noqa: T201
            named = broken.result.chart.occurrences["diagnosis"][0]
            print(f"  {named.variable} {next(iter(named.codes))}")  # noqa: T201
        else:
            print(f"{name}: no patient was found who breaks it.")  # noqa: T201


if __name__ == "__main__":
    main()
