"""The day as of which a patient is screened, what is seen on it, and what a result says of it."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.engines.interpreter import screen_chart
from eligibility.engines.interpreter.screen import open_view
from eligibility.possible import Days
from eligibility.records.facts import Answer, Chart, Fact, Record
from eligibility.records.understand import understand
from eligibility.results.model import PatientResult
from tests.laws.worlds import trial_of

TRIAL = trial_of("""
anchors: {first_drug: {first: {treatment: sorafenib}}}
inclusion:
- {id: I1, label: Platelets, platelets: '> 75 10^9/L', after: first_drug}
- {id: I2, label: Fit, judgement: fit, ask: 'Fit?'}
""")
OWN_DAY = trial_of("""
screen as of: first_dose
anchors: {first_dose: {date: planned_first_dose}}
inclusion: [{id: I1, label: Platelets, platelets: '> 75 10^9/L'}]
""")
FACTS = (
    Fact("treatment", "sorafenib", start="2026-02-01"),
    Fact("platelets", "80", unit="10^9/L", date="2026-03-01"),
    Fact("platelets", "60", unit="10^9/L", date="2026-04-01"),
)
DAY = date(2026, 3, 20)
ANSWERS = (Answer(TRIAL.id, "fit", True), Answer("ANOTHER", "fit", False))


def chart(screening: str | None = None) -> Chart:
    record = Record("P", FACTS, screening=screening, answers=ANSWERS)
    return understand(record, TRIAL.vocabulary, None if screening is None else Days.read(screening))


def screened(found: Chart, on: Days | date | None) -> PatientResult:
    (result,) = screen_chart(TRIAL, found, on)
    return result


@pytest.mark.parametrize("on", [DAY, Days.on(DAY)])
def test_a_day_is_given_as_a_date_or_as_possible_days(on: date | Days) -> None:
    result = screened(chart(), on)
    assert result.screening == Days.on(DAY)
    assert [result.verdict(name).value for name in ("I1", "I2")] == ["PASS", "PASS"]
    assert (result.patient, result.cohort, result.chart.patient) == ("P", "", "P")
    assert result.trial is TRIAL
    assert set(result.anchors) == {"screening", "first_drug"}
    assert str(result.anchors["screening"].days) == "2026-03-20"
    assert str(result.anchors["first_drug"].days) == "2026-02-01"


def test_without_one_the_day_of_the_record_counts() -> None:
    assert str(screened(chart("2026-04-02"), None).screening) == "2026-04-02"
    assert screened(chart("2026-04-02"), None).verdict("I1").value == "FAIL"
    assert screened(chart("2026-04-02"), DAY).verdict("I1").value == "PASS"


@pytest.mark.parametrize("days", [None, Days.read("2026-03")])
def test_without_a_sure_day_nothing_is_decided(days: Days | None) -> None:
    result = screened(chart(), days)
    assert result.screening == days
    assert {each.verdict.value for each in result.criteria} == {"UNKNOWN"}
    assert all(each.condition.condition is each.criterion.condition for each in result.criteria)
    assert {each.condition.truth.name for each in result.criteria} == {"UNKNOWN"}
    assert set(result.anchors) == {"screening"}
    assert open_view(TRIAL, chart(), days) is None


def test_a_view_shows_what_a_screening_sees() -> None:
    view = open_view(TRIAL, chart(), DAY)
    assert view is not None
    assert view.today == DAY.toordinal()
    assert [seen.fact.written for seen in view.readings("platelets")] == ["80 10^9/L"]
    assert len(view.readings("judgement fit")) == 1
    assert str(view.anchors["first_drug"].days) == "2026-02-01"
    assert str(view.anchors["screening"].days) == "2026-03-20"


def test_a_trial_that_brings_its_own_day_says_where_it_comes_from() -> None:
    plan = Fact("planned_first_dose", "2026-03-10", date="2026-03-01")
    record = Record("P", (*FACTS, plan))
    (result,) = screen_chart(OWN_DAY, understand(record, OWN_DAY.vocabulary, None), DAY)
    assert str(result.screening) == "2026-03-10"
    assert [each.fact.variable for each in result.anchors["screening"].used] == ["planned_first_dose"]
    assert result.verdict("I1").value == "PASS"
