"""The days that an anchor can be, and which facts gave it: worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines.explaining import TODAY, anchor, lines

PLANNED = {"first_dose": {"date": "planned_first_dose"}}
FIRST = {"therapy": {"first": {"treatment": "antitumour_treatment"}}}
LAST = {"therapy": {"last": {"treatment": "antitumour_treatment"}}}
RESPONSE = {"answer": {"first": {"response": "CR"}}}
CLOTTING = {"slow": {"first": {"prothrombin_time": "> ULN + 6 s"}}}


def planned(day: str, recorded: str = "2026-03-01") -> dict[str, Any]:
    return {"planned_first_dose": day, "date": recorded}


def test_screening_is_an_anchor() -> None:
    found = anchor("screening", PLANNED)
    assert (found.anchor, found.name, str(found.days), found.used) == (None, "screening", TODAY, ())


def test_a_planned_day_comes_from_its_latest_reading() -> None:
    found = anchor("first_dose", PLANNED, planned("2026-04-01"), planned("2026-03-25", "2026-02-01"))
    assert found.anchor is not None and found.anchor.name == found.name == "first_dose"
    assert str(found.days) == "2026-04-01"
    assert lines(found.used) == ["2026-04-01 of 2026-03-01: judged"]


@pytest.mark.parametrize("days", [("2026-04-01", "2026-04-03"), ("2026-04-03", "2026-04-01")])
def test_of_two_plans_of_one_day_either_may_hold(days: tuple[str, str]) -> None:
    found = anchor("first_dose", PLANNED, *map(planned, days))
    assert str(found.days) == "2026-04-01 to 2026-04-03"
    assert len(found.used) == 2


def test_a_plan_that_may_be_made_after_screening_gives_no_day() -> None:
    found = anchor("first_dose", PLANNED, planned("2026-04-01", "2026-03"))
    assert found.days is None
    assert lines(found.used) == ["2026-04-01 of 2026-03: judged"]


def test_a_plan_holds_however_long_a_site_lets_readings_stand() -> None:
    site = {"stand for": {"planned_first_dose": "28 days"}}
    assert (
        str(anchor("first_dose", PLANNED, planned("2026-04-01", "2025-01-01"), site=site).days)
        == "2026-04-01"
    )


def test_the_first_of_some_events() -> None:
    found = anchor(
        "therapy",
        FIRST,
        {"treatment": "sorafenib", "start": "2025-06-01"},
        {"treatment": "tace", "date": "2025-05-01", "status": "suspected"},
        {"treatment": "insulin", "start": "2020-01-01"},
    )
    assert found.anchor is not None and (found.anchor.name, found.name) == ("therapy", "therapy")
    assert found.days is not None
    assert [str(day) for day in (found.days.first, found.days.last)] == ["739372", "739403"]
    assert lines(found.used) == [
        "sorafenib of 2025-06-01: judged, TRUE",
        "tace of 2025-05-01: may be chosen, UNKNOWN, if chosen",
    ]


@pytest.mark.parametrize("anchors", [FIRST, LAST])
def test_what_only_may_have_happened_gives_no_day(anchors: dict[str, Any]) -> None:
    found = anchor("therapy", anchors, {"treatment": "tace", "date": "2025-05-01", "status": "suspected"})
    assert found.days is None
    assert lines(found.used) == ["tace of 2025-05-01: may be chosen, UNKNOWN, if chosen"]


def test_the_last_of_some_events() -> None:
    given = [{"treatment": "tace", "date": f"2025-0{month}-01"} for month in (8, 6)]
    assert str(anchor("therapy", LAST, *given).days) == "2025-08-01"
    assert str(anchor("therapy", FIRST, *given).days) == "2025-06-01"


def test_the_first_reading_that_is_accepted() -> None:
    found = anchor(
        "answer",
        RESPONSE,
        {"response": "PR", "date": "2025-05-01"},
        {"response": "CR", "date": "2025-06-01"},
        {"response": ["CR", "PR"], "date": "2025-07-01"},
    )
    assert str(found.days) == "2025-06-01"
    assert [line.partition(" of ")[2] for line in lines(found.used)] == [
        "2025-06-01: judged, TRUE",
        "2025-07-01: judged, UNKNOWN",
    ]


def test_a_reading_above_the_printed_limit_in_another_unit() -> None:
    """14 s and 6 s are 20 s."""
    given = [
        {"prothrombin_time": f"{value} ms", "upper": "14000", "date": date}
        for value, date in (("20000", "2025-05-01"), ("20001", "2025-06-01"))
    ]
    assert str(anchor("slow", CLOTTING, *given).days) == "2025-06-01"
