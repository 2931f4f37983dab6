"""Which readings an explanation names, what each did, and the days of the window: worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from eligibility.results.model import Streak
from tests.engines.explaining import criterion, explained, lines, window

RECENT = {"within": "28 days before screening"}  # 2026-02-20 to 2026-03-20
WIDE = "2026-02-20 to 2026-03-20"


def platelets(value: str, date: str, **more: str) -> dict[str, Any]:
    return {"platelets": f"{value} 10^9/L", "date": date, **more}


def response(code: str, date: str) -> dict[str, Any]:
    return {"response": code, "date": date}


# ---- latest, earliest ----------------------------------------------------------------------------


def test_the_latest_reading_is_the_evidence() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L"}, platelets("70", "2026-02-01"), platelets("76", "2026-03-01")
    )
    assert lines(found.used) == ["76 10^9/L of 2026-03-01: judged, TRUE"]
    assert window(found) == "none"


def test_with_a_window_its_days_are_shown() -> None:
    found = explained({"platelets": "> 75 10^9/L", **RECENT}, platelets("75", "2026-02-20"))
    assert lines(found.used) == ["75 10^9/L of 2026-02-20: judged, FALSE"]
    assert window(found) == WIDE


def test_a_window_without_a_beginning_shows_its_end_only() -> None:
    found = explained({"platelets": "> 75 10^9/L", "before": "2026-03-01"}, platelets("76", "2026-03-01"))
    assert window(found) == "? to 2026-03-01"


def test_two_results_of_a_day_are_both_shown_with_their_own_answers() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L"}, platelets("70", "2026-03-01"), platelets("76", "2026-03-01")
    )
    assert lines(found.used) == [
        "70 10^9/L of 2026-03-01: judged, FALSE",
        "76 10^9/L of 2026-03-01: judged, TRUE",
    ]


def test_what_may_be_the_latest_is_shown_as_such() -> None:
    """The second may lie after screening, and so may not exist."""
    found = explained({"platelets": "> 75 10^9/L"}, platelets("80", "2026-03-01"), platelets("76", "2026-03"))
    assert found.truth.name == "TRUE"
    assert lines(found.used) == [
        "80 10^9/L of 2026-03-01: judged, TRUE",
        "76 10^9/L of 2026-03: may be chosen, TRUE, if chosen",
    ]


def test_of_several_stale_readings_the_newest_is_shown() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L", **RECENT},
        platelets("70", "2025-12-01"),
        platelets("80", "2026-02-19"),
        platelets("76", "2026-01-01"),
    )
    assert lines(found.used) == ["80 10^9/L of 2026-02-19: outside the window, not chosen"]
    assert window(found) == WIDE


def test_what_comes_after_the_window_is_not_stale() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L", "after": "2026-01-01", "before": "2026-01-31"},
        platelets("80", "2026-02-01"),
    )
    assert lines(found.used) == []
    assert [reason.value for reason in found.reasons] == ["missing"]


def test_the_day_before_the_window_is_stale() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L", "after": "2026-01-01", "before": "2026-01-31"},
        platelets("80", "2025-12-31"),
    )
    assert lines(found.used) == ["80 10^9/L of 2025-12-31: outside the window, not chosen"]


def test_readings_that_may_be_chosen_have_no_answer_while_none_is_sure() -> None:
    found = explained({"platelets": "> 75 10^9/L", **RECENT}, platelets("80", "2026-02"))
    assert lines(found.used) == ["80 10^9/L of 2026-02: may be chosen, if chosen"]


def test_how_long_a_site_lets_a_reading_stand_is_shown_as_a_window() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L"},
        platelets("80", "2026-02-19"),
        site={"stand for": {"platelets": "28 days"}},
    )
    assert lines(found.used) == ["80 10^9/L of 2026-02-19: outside the window, not chosen"]
    assert window(found) == WIDE


def test_a_site_that_limits_another_variable_shows_no_window() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L"},
        platelets("80", "2026-02-19"),
        site={"stand for": {"albumin": "28 days"}},
    )
    assert window(found) == "none"


# ---- any, every ----------------------------------------------------------------------------------


def test_under_any_and_every_all_are_shown() -> None:
    for use in ("any", "every"):
        found = explained(
            {"platelets": "> 75 10^9/L", "use": use, **RECENT},
            platelets("70", "2026-03-01"),
            platelets("76", "2026-03-02"),
        )
        assert lines(found.used) == [
            "70 10^9/L of 2026-03-01: judged, FALSE",
            "76 10^9/L of 2026-03-02: judged, TRUE",
        ]
        assert window(found) == WIDE


# ---- means ---------------------------------------------------------------------------------------


def test_a_mean_is_shown_with_what_went_in() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L", "use": "mean of latest 2", **RECENT},
        platelets("10", "2026-02-25"),
        platelets("74", "2026-03-01"),
        platelets("78", "2026-03-02"),
    )
    assert found.truth.name == "TRUE"  # 76
    assert lines(found.used)[1:] == [
        "74 10^9/L of 2026-03-01: input of a derived variable",
        "78 10^9/L of 2026-03-02: input of a derived variable",
    ]
    mean = found.used[0]
    assert (mean.fact.written, mean.fact.variable, mean.role.value) == ("mean of 2", "platelets", "judged")
    assert (str(getattr(mean.fact, "value")), mean.truth, window(found)) == ("76", found.truth, WIDE)  # noqa: B009


def test_too_few_for_a_mean_are_shown() -> None:
    found = explained(
        {"platelets": "> 75 10^9/L", "use": "mean of latest 2", **RECENT}, platelets("74", "2026-03-01")
    )
    assert lines(found.used) == ["74 10^9/L of 2026-03-01: judged"]
    assert window(found) == WIDE


# ---- streaks -------------------------------------------------------------------------------------


def test_a_streak_shows_what_counted_what_broke_it_and_what_did_neither() -> None:
    found = explained(
        {"response": "CR", "consecutive": "2", "apart": "28 days", "tolerate": "NE", "after": "2026-01-01"},
        response("PR", "2026-01-05"),
        response("CR", "2026-02-01"),
        response("NE", "2026-02-15"),
        response("CR", "2026-03-01"),
    )
    assert found.truth.name == "TRUE"  # 28 days lie between 1 February and 1 March
    assert lines(found.used) == [
        "PR of 2026-01-05: broke the streak, FALSE",
        "CR of 2026-02-01: counted, TRUE",
        "NE of 2026-02-15: neither counted nor broke, FALSE",
        "CR of 2026-03-01: counted, TRUE",
    ]
    assert found.streak == Streak(counted=2, needed=2, due=None)
    assert window(found) == "2026-01-01 to 2026-03-20"


def test_an_open_assessment_of_a_streak_may_count() -> None:
    found = explained(
        {"response": "CR", "consecutive": "2"},
        response("CR", "2026-02-01"),
        {"response": ["CR", "PR"], "date": "2026-03-01"},
    )
    assert found.truth.name == "UNKNOWN"
    assert [line.partition(": ")[2] for line in lines(found.used)] == [
        "counted, TRUE",
        "may be chosen, UNKNOWN",
    ]
    assert found.streak == Streak(counted=2, needed=2, due=None)  # at its best


def test_a_streak_of_readings_without_a_day_shows_their_answers() -> None:
    found = explained(
        {"response": "CR", "consecutive": "2", "before": "2026-03-01"},
        response("CR", "2026-01-01"),
        response("PR", "2026-01"),
    )
    assert lines(found.used) == ["CR of 2026-01-01: judged, TRUE", "PR of 2026-01: judged, FALSE"]
    assert window(found) == "? to 2026-03-01"


def test_an_assessment_that_may_not_be_chosen_says_so() -> None:
    asks = {"ascites": "none", "where": {"found_by": "imaging"}, "consecutive": "2"}
    found = explained(asks, {"ascites": "none", "date": "2026-03-01"})
    assert lines(found.used) == ["none of 2026-03-01: may be chosen, TRUE, if chosen"]


def test_a_recorded_value_of_a_computed_variable_is_the_evidence() -> None:
    found = explained({"bmi": "<= 40 kg/m2", **RECENT}, {"bmi": "22 kg/m2", "date": "2026-03-01"})
    assert (found.truth.name, lines(found.used)) == ("TRUE", ["22 kg/m2 of 2026-03-01: judged"])
    assert window(found) == WIDE


def test_a_computed_variable_without_its_anchor_names_its_condition() -> None:
    found = criterion(
        {"bmi": "<= 40 kg/m2", "within": "2 weeks before first_dose"},
        {"weight": "70 kg", "date": "2026-03-01"},
        anchors={"first_dose": {"date": "planned_first_dose"}},
    )
    assert found.condition.condition is found.criterion.condition
    assert found.condition.computed is not None
    assert found.condition.computed.variable == "bmi"


def test_after_its_window_a_streak_can_no_longer_be_confirmed() -> None:
    found = explained(
        {"response": "CR", "consecutive": "2", "before": "2026-03-01"}, response("CR", "2026-02-10")
    )
    assert (found.truth.name, found.streak) == ("FALSE", Streak(counted=1, needed=2, due=None))


def test_on_the_last_day_of_its_window_a_streak_can_still_be_confirmed() -> None:
    """Two further ones in one go are not possible: each must be 28 days after the one before."""
    asks = {"response": "CR", "consecutive": "3", "apart": "28 days", "before": "2026-03-20"}
    found = explained(asks, response("CR", "2026-03-01"))
    assert found.truth.name == "UNKNOWN"
    assert found.streak is not None
    assert found.streak.due == date(2026, 4, 26).toordinal()  # 1 March + 28 days = 29 March, + 28 days


def test_a_streak_outside_its_window_shows_the_newest_stale_assessment() -> None:
    found = explained(
        {"response": "CR", "consecutive": "2", **RECENT},
        response("CR", "2026-01-01"),
        response("PR", "2026-01-05"),
    )
    assert lines(found.used) == ["PR of 2026-01-05: outside the window, not chosen"]
    assert [reason.value for reason in found.reasons] == ["stale"]
    assert found.streak is None


# ---- confirmed by several ------------------------------------------------------------------------


def test_raters_who_agree_are_counted() -> None:
    asks = {"resectability": "resectable", "confirmed by": {"different": "rater", "at least": "2"}, **RECENT}
    opinions = [
        {"resectability": "resectable", "rater": rater, "date": f"2026-03-0{day}"}
        for day, rater in enumerate("ABC", 1)
    ]
    found = explained(asks, *opinions, {"resectability": "unresectable", "rater": "D", "date": "2026-03-05"})
    assert found.numbers == (3, 2)
    assert lines(found.used) == [
        "resectable of 2026-03-01: judged, TRUE",
        "resectable of 2026-03-02: judged, TRUE",
        "resectable of 2026-03-03: judged, TRUE",
        "unresectable of 2026-03-05: judged, FALSE",
    ]
    assert window(found) == WIDE


def test_a_rater_who_may_not_be_chosen_is_not_counted() -> None:
    asks = {
        "resectability": "resectable",
        "where": {"specialty": "liver_surgeon"},
        "confirmed by": {"different": "rater", "at least": "2"},
    }
    surgeon = {
        "resectability": "resectable",
        "rater": "A",
        "specialty": "liver_surgeon",
        "date": "2026-03-01",
    }
    found = explained(asks, surgeon, {"resectability": "resectable", "rater": "B", "date": "2026-03-01"})
    assert found.numbers == (1, 2)
    assert lines(found.used) == [
        "resectable of 2026-03-01: judged, TRUE",
        "resectable of 2026-03-01: may be chosen, TRUE, if chosen",
    ]
