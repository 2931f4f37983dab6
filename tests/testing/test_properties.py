"""Verdicts by name, properties and strategies."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Fact, Record
from eligibility.documents import load
from eligibility.language.plan import Trial
from eligibility.language.resolving import resolve
from eligibility.possible import Interval
from eligibility.records.understand import understand
from eligibility.results.model import Verdict
from eligibility.testing import WrittenTrial, check_property, completions, trials, verdicts_of
from eligibility.testing.possibilities import possible_numbers
from eligibility.testing.properties import BrokenPropertyError
from tests.laws.worlds import FOLDER, ON, VOCABULARY, law, trial_of, vocabulary

PATIENT = Record("P1", (Fact("ecog", "1", date="2026-03-01"),))


@pytest.fixture(name="trial", scope="module")
def _trial() -> Trial:
    return trial_of(
        "cohorts: {young: Young, old: Old}\n"
        "inclusion:\n"
        "  - {id: C1, label: Fit, ecog: 0 to 1}\n"
        "  - {id: C2, label: Very fit, ecog: '0', cohorts: [old]}\n"
    )


def test_verdicts_are_a_mapping_of_one_cohort(trial: Trial) -> None:
    old = verdicts_of(trial, PATIENT, "2026-03-20", "old")
    assert dict(old) == {"C1": Verdict.PASS, "C2": Verdict.FAIL}
    assert len(verdicts_of(trial, PATIENT, "2026-03-20", "young")) == 1


def test_a_cohort_must_be_named_and_must_be_there(trial: Trial) -> None:
    with pytest.raises(KeyError, match="a cohort must be named"):
        verdicts_of(trial, PATIENT, "2026-03-20")
    with pytest.raises(KeyError, match="middle-aged"):
        verdicts_of(trial, PATIENT, "2026-03-20", "middle-aged")


def test_the_screening_date_may_come_with_the_record_and_must_come(trial: Trial) -> None:
    chart = understand(replace(PATIENT, screening="2026-03-20"), trial.vocabulary, ON)
    assert verdicts_of(trial, chart, cohort="young")["C1"] is Verdict.PASS
    with pytest.raises(ValueError, match="A screening date is needed"):
        verdicts_of(trial, PATIENT, cohort="young")


def test_a_property_that_does_not_hold_says_so_with_the_explanation(trial: Trial) -> None:
    with pytest.raises(BrokenPropertyError, match=r"(?s)^LAW: it does not hold that the fit are out\..*Fit"):
        check_property(
            trial,
            PATIENT,
            lambda of: of["C1"] is Verdict.FAIL,
            "the fit are out",
            on="2026-03-20",
            cohort="young",
        )


@law(10)
@given(st.data())
def test_a_written_trial_is_what_its_text_says(data: st.DataObject) -> None:
    known = vocabulary()
    written = data.draw(trials(VOCABULARY, FOLDER))
    assert isinstance(written, WrittenTrial)
    again = resolve(load(written.text, "LAW.yaml"), FOLDER, known).trial
    assert again is not None
    assert [each.id for each in again.criteria] == [each.id for each in written.trial.criteria]


def test_of_too_many_ways_some_are_drawn_the_same_ones_every_time(trial: Trial) -> None:
    """Any of six codes on any of some days: more than five ways."""
    patient = Record("P1", (Fact("ecog", ("0", "1", "2", "3", "4", "5"), date="2026-02/2026-03"),))
    drawn = [way.readings["ecog"][0] for way in completions(patient, trial, "2026-03-20", most=5)]
    again = [way.readings["ecog"][0] for way in completions(patient, trial, "2026-03-20", most=5)]
    assert drawn == again
    assert len(drawn) == 5
    assert all(len(each.value) == 1 and each.days.is_exact for each in drawn)  # type: ignore[arg-type]


def test_of_any_number_at_all_one_is_possible() -> None:
    assert possible_numbers(Interval(), []) == [0]


def test_a_result_in_a_unit_that_does_not_convert_may_be_any_number_and_stays_as_it_was_reported() -> None:
    trial = trial_of("inclusion:\n  - {id: C1, label: One, afp: '>= 400 ng/mL'}\n")
    patient = Record("P1", (Fact("afp", "20", unit="IU/mL", date="2026-03-01"),))
    ways = [way.readings["afp"][0] for way in completions(patient, trial, "2026-03-20")]
    assert all(isinstance(way.value, Interval) and way.value.is_exact for way in ways)
    assert {str(way.reported) for way in ways} == {"20"}
    low = [way.value for way in ways if isinstance(way.value, Interval) and (way.value.low or 0) < 400]
    assert 0 < len(low) < len(ways)


@pytest.mark.parametrize("written", ["<40", ">40"])
def test_a_limit_that_was_not_printed_may_be_the_one_on_which_the_result_is(written: str) -> None:
    """Asked for at most 2 ULN: half of the result is the upper limit on which it is; one is tried on either side."""
    trial = trial_of("inclusion:\n  - {id: C1, label: One, alt: '<= 2 ULN'}\n")
    patient = Record("P1", (Fact("alt", written, unit="U/L", date="2026-03-01"),))
    uppers: dict[Fraction, set[Fraction]] = {}
    for way in completions(patient, trial, "2026-03-20"):
        reading = way.readings["alt"][0]
        assert isinstance(reading.value, Interval) and reading.value.low is not None
        assert reading.upper is not None and reading.upper.low is not None and reading.upper.is_exact
        uppers.setdefault(reading.value.low, set()).add(reading.upper.low)
    for value, tried in uppers.items():
        if value > 0:
            assert min(tried) < value / 2 < max(tried)
            assert value / 2 in tried
