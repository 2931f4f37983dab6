"""What the command line can do, the library can do in one call."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import eligibility
from eligibility import (
    DataError,
    DefinitionError,
    Fact,
    Outcome,
    Record,
    Screening,
    Verdict,
    explain,
    load_trial,
    screen,
)

PLATELETS = Fact("platelets", "75", unit="10^9/L", date="2026-03-01")
BORN = Fact("birth_date", "1990-02-03")


def test_every_public_name_is_there() -> None:
    for name in eligibility.__all__:
        assert getattr(eligibility, name).__doc__
    assert set(eligibility.__all__) <= set(dir(eligibility))
    with pytest.raises(AttributeError):
        _ = eligibility.nothing


def test_screen_one_record_by_the_name_of_a_trial() -> None:
    held = screen("NCT05349331", Record("P1", (BORN, PLATELETS)), on=date(2026, 3, 20))
    assert isinstance(held, Screening)
    result = held.result("P1")
    assert (result.verdict("I1"), result.verdict("I7")) == (Verdict.PASS, Verdict.FAIL)
    assert result.outcome is Outcome.INELIGIBLE


def test_a_trial_is_loaded_or_named_or_a_path() -> None:
    trial = load_trial("NCT05349331")
    assert (
        screen([trial, "NCT03009461", Path(trial_path())], [Record("P1")], on="2026-03-20").trials[0] is trial
    )


def trial_path() -> str:
    return str(Path(__file__).parents[2] / "criteria" / "NCT03009461.yaml")


def test_a_record_brings_its_own_screening_date_unless_one_is_given() -> None:
    record = Record("P1", (BORN, PLATELETS), screening="2026-02-01")
    assert (
        screen("NCT05349331", record).result("P1").verdict("I7") is Verdict.UNKNOWN
    )  # 2026-03-01 is not seen yet
    assert screen("NCT05349331", record, on="2026-03-20").result("P1").verdict("I7") is Verdict.FAIL


def test_without_any_screening_date_nothing_is_assumed() -> None:
    with pytest.raises(ValueError, match="A screening date is needed"):
        screen("NCT05349331", Record("P1"))
    with pytest.raises(ValueError, match="no date"):
        screen("NCT05349331", Record("P1"), on="20 March")


def test_a_screening_date_that_cannot_be_read_is_not_replaced() -> None:
    result = screen("NCT05349331", Record("P1", (BORN,), screening="soon")).result("P1")
    assert {one.verdict for one in result.criteria} == {Verdict.UNKNOWN}


def test_a_cohort_brings_its_own_day() -> None:
    assert screen("CMH-2023-0553", Record("P1")).result("P1").outcome is Outcome.NEEDS_DATA


def test_a_name_that_is_no_trial() -> None:
    with pytest.raises(DefinitionError, match="No trial is called"):
        screen("NCT0534933", Record("P1"), on="2026-03-20")


def test_explain_in_one_call() -> None:
    text = explain("NCT05349331", Record("P1", (PLATELETS,)), on="2026-03-20", criterion="I7")
    assert "75 10^9/L on 2026-03-01, exactly on the limit of 75 10^9/L, which does not count" in text
    with pytest.raises(KeyError):
        explain("NCT05349331", Record("P1"), on="2026-03-20", criterion="I99")


def test_a_patient_may_be_a_dict() -> None:
    given = {
        "patient": "P1",
        "facts": [{"birth_date": "1990-02-03"}, {"platelets": "75 10^9/L", "date": "2026-03-01"}],
    }
    for patients in (given, [given]):
        result = screen("NCT05349331", patients, on="2026-03-20").result("P1")
        assert (result.verdict("I1"), result.verdict("I7")) == (Verdict.PASS, Verdict.FAIL)
    assert "FAIL  I7" in explain("NCT05349331", given, on="2026-03-20", criterion="I7")


def test_a_dict_that_is_no_record_is_refused_with_its_mistakes() -> None:
    with pytest.raises(DataError) as refused:
        screen("NCT05349331", {"facts": [{"platelets": "75 10^9/L"}], "screning": "2026-03-20"})
    assert len(refused.value.diagnostics) == 2  # no patient, and an unknown key


@pytest.mark.parametrize("path", ["patients.csv", Path("patients.csv")])
def test_a_file_is_not_a_patient(path: str | Path) -> None:
    with pytest.raises(TypeError, match="read_records"):
        screen("NCT05349331", path, on="2026-03-20")  # type: ignore[arg-type]
