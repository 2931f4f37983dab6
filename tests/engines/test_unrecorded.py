"""What patients of one day share, and what they do not: each case would be wrong if more were shared."""

from __future__ import annotations

import pytest

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Trial
from eligibility.possible import Days
from eligibility.records.facts import Complete, Fact, Record, Site
from eligibility.records.reasons import Reason
from eligibility.records.understand import understand
from eligibility.results.model import Explanation, Verdict
from tests.laws.worlds import trial_of

EVERYTHING_KNOWN = Site(complete=(Complete("diagnosis"), Complete("treatment")))
STROKE = """
anchors: {first_drug: {first: {treatment: sorafenib}}}
exclusion: [{id: E1, label: Stroke, diagnosis: stroke%s}]
"""
PLATELETS = "inclusion: [{id: I1, label: Platelets, platelets: '> 75 10^9/L'%s}]\n"


def condition(trial: Trial, day: str, *facts: Fact, site: Site | None = None) -> tuple[Verdict, Explanation]:
    """The verdict on the one criterion, and why."""
    record = Record("P", facts) if site is None else Record("P", facts, site=site)
    on = Days.read(day)
    assert on is not None
    result = screen_chart(trial, understand(record, trial.vocabulary, on), on)[0].criteria[0]
    return result.verdict, result.condition


def test_of_one_day_and_one_site_it_is_one_and_the_same() -> None:
    trial = trial_of(STROKE % "")
    first, second = (condition(trial, "2026-03-02", site=EVERYTHING_KNOWN) for _ in range(2))
    assert first[0] is Verdict.PASS
    assert first[1] is second[1]


def test_another_site_declares_nothing() -> None:
    trial = trial_of(STROKE % "")
    assert condition(trial, "2026-03-02", site=EVERYTHING_KNOWN)[0] is Verdict.PASS
    assert condition(trial, "2026-03-02")[0] is Verdict.UNKNOWN
    assert condition(trial, "2026-03-02", site=EVERYTHING_KNOWN)[0] is Verdict.PASS


def test_another_day_has_another_window() -> None:
    trial = trial_of(PLATELETS % ", within: 7 days before screening")
    windows = [condition(trial, day, site=EVERYTHING_KNOWN)[1].window for day in ("2026-03-08", "2026-03-09")]
    assert [str(window[0]) for window in windows if window] == ["2026-03-01", "2026-03-02"]


def test_a_window_from_an_anchor_is_the_patients_own() -> None:
    """Somebody without the drug has no such window, though the one before had."""
    trial = trial_of(STROKE % ", after: first_drug")
    drug = Fact("treatment", "sorafenib", start="2026-02-01", end="2026-02-10")
    verdict, why = condition(trial, "2026-03-02", drug, site=EVERYTHING_KNOWN)
    assert verdict is Verdict.PASS
    assert why.window is not None and str(why.window[0]) == "2026-02-01"
    verdict, why = condition(trial, "2026-03-02", site=EVERYTHING_KNOWN)
    assert (verdict, why.reasons) == (Verdict.UNKNOWN, frozenset({Reason.ANCHOR_MISSING}))


@pytest.mark.parametrize("status", ["absent", "ruled_out"])
def test_an_explicit_no_is_the_patients_own(status: str) -> None:
    """On the screening date itself: "never, up to that day", or ruled out on that day."""
    trial = trial_of(STROKE % ", at: screening")
    denied = Fact("diagnosis", "stroke", date="2026-03-02", status=status)
    assert condition(trial, "2026-03-02")[0] is Verdict.UNKNOWN
    assert condition(trial, "2026-03-02", denied)[0] is Verdict.PASS
    assert condition(trial, "2026-03-02")[0] is Verdict.UNKNOWN


def test_a_fact_of_another_code_says_nothing() -> None:
    trial = trial_of(STROKE % "")
    assert condition(trial, "2026-03-02", site=EVERYTHING_KNOWN)[0] is Verdict.PASS
    other = Fact("diagnosis", "cirrhosis", date="2026-03-01")
    verdict, why = condition(trial, "2026-03-02", other, site=EVERYTHING_KNOWN)
    assert verdict is Verdict.PASS and why.used == ()


def test_a_code_that_is_not_known_may_be_the_one() -> None:
    trial = trial_of(STROKE % "")
    assert condition(trial, "2026-03-02", site=EVERYTHING_KNOWN)[0] is Verdict.PASS
    unknown = Fact("diagnosis", "something_else_entirely", date="2026-03-01")
    verdict, why = condition(trial, "2026-03-02", unknown, site=EVERYTHING_KNOWN)
    assert (verdict, why.reasons) == (Verdict.UNKNOWN, frozenset({Reason.UNKNOWN_CODE}))


def test_a_result_from_after_the_screening_date_does_not_exist() -> None:
    trial = trial_of(PLATELETS % "")
    later = Fact("platelets", "160", unit="10^9/L", date="2026-03-03")
    for facts in ((), (later,), ()):
        verdict, why = condition(trial, "2026-03-02", *facts)
        assert (verdict, why.reasons) == (Verdict.UNKNOWN, frozenset({Reason.MISSING}))
        assert why.used == ()


def test_a_window_of_readings_from_an_anchor_is_the_patients_own() -> None:
    anchors = "anchors: {first_drug: {first: {treatment: sorafenib}}}\n"
    trial = trial_of(anchors + PLATELETS % ", after: first_drug")
    drug = Fact("treatment", "sorafenib", start="2026-02-01", end="2026-02-10")
    assert condition(trial, "2026-03-02", drug)[1].reasons == {Reason.MISSING}
    assert condition(trial, "2026-03-02")[1].reasons == {Reason.ANCHOR_MISSING}


def test_what_is_computed_is_the_patients_own() -> None:
    trial = trial_of("inclusion: [{id: I1, label: BMI, bmi: '<= 25 kg/m2'}]")
    weight = Fact("weight", "70", unit="kg", date="2026-03-01")
    height = Fact("height", "2", unit="m", date="2026-03-01")
    assert condition(trial, "2026-03-02")[0] is Verdict.UNKNOWN
    assert condition(trial, "2026-03-02", weight, height)[0] is Verdict.PASS
