"""RECIST 1.1 and mRECIST from lesion measurements, by the tables of Eisenhauer 2009 and Lencioni 2010."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.documents import load
from eligibility.engines.interpreter import screen_chart
from eligibility.language.resolving import resolve
from eligibility.possible import Days, Truth
from eligibility.records.facts import Complete, Fact, Record, Site
from eligibility.records.understand import understand

TRIAL = """
trial: advice
title: The response that the measurements give
vocabulary: [general, oncology, response]
inclusion:
"""
RESPONSES = ("CR", "PR", "SD", "PD", "NE")
ON = Days.read("2026-03-01")
ALL_LISTED = Site(complete=(Complete("lesion"),))


def lesion(date: str, **attributes: object) -> Fact:
    said = {"modality": "ct", "node": False, "new": False, "evaluable": True, "target": True, **attributes}
    return Fact(
        "lesion",
        "any",
        date=date,
        attributes={
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in said.items()
            if value is not None
        },
    )


def possible(variable: str, facts: list[Fact], site: Site = ALL_LISTED) -> set[str]:
    """The responses that the measurements leave possible."""
    lines = "".join(f"  - {{id: {each}, label: {each}, {variable}: {each}}}\n" for each in RESPONSES)
    checked = resolve(load(TRIAL + lines, "advice.yaml"), Path())
    assert checked.trial is not None, checked.findings
    record = Record("P1", tuple(facts), site=site)
    (result,) = screen_chart(checked.trial, understand(record, checked.trial.vocabulary, ON), ON)
    truths = {each.criterion.id: each.truth for each in result.criteria}
    if Truth.TRUE in truths.values():
        assert list(truths.values()).count(Truth.TRUE) == 1
    return {name for name, truth in truths.items() if truth is not Truth.FALSE}


def targets(date: str, *lengths: float, node: float | None = None, **more: object) -> list[Fact]:
    found = [lesion(date, longest_diameter=f"{length} mm", **more) for length in lengths]
    return found + ([] if node is None else [lesion(date, node=True, short_axis=f"{node} mm")])


BASELINE = targets("2025-01-10", 60, 40)  # a sum of 100 mm


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([targets("2025-04-10", 0, 0)], "CR"),
        ([targets("2025-04-10", 0.5, 0)], "PR"),  # something is left
        ([targets("2025-04-10", 40, 30)], "PR"),  # exactly 30 % less than at baseline
        ([targets("2025-04-10", 40, 30.1)], "SD"),
        ([targets("2025-04-10", 60, 59.9)], "SD"),
        ([targets("2025-04-10", 60, 60)], "PD"),  # exactly 20 % and 20 mm over the smallest sum
        ([targets("2025-04-10", 10, 10), targets("2025-07-10", 12, 12)], "PR"),  # 20 %, but only 4 mm
        (
            [targets("2025-04-10", 10, 10), targets("2025-07-10", 13, 12)],
            "PD",
        ),  # 25 % and 5 mm over the nadir
        ([targets("2025-04-10", 0, 0), targets("2025-07-10", 5, 0)], "PD"),  # back after a complete response
    ],
)
def test_targets_by_recist(history: list[list[Fact]], expected: str) -> None:
    facts = [*BASELINE, *(each for scan in history for each in scan)]
    assert possible("recist_response_advised", facts) == {expected}


@pytest.mark.parametrize(("axis", "expected"), [(9.9, "CR"), (10, "PR")])
def test_nodes_count_with_their_short_axis_and_are_gone_below_10_mm(axis: float, expected: str) -> None:
    facts = targets("2025-01-10", 60, node=20) + targets("2025-04-10", 0, node=axis)
    assert possible("recist_response_advised", facts) == {expected}


@pytest.mark.parametrize(
    ("course", "lengths", "expected"),
    [
        ("gone", (0, 0), "CR"),
        ("present", (0, 0), "PR"),
        ("not_evaluable", (0, 0), "PR"),
        ("present", (40, 30), "PR"),
        ("not_evaluable", (60, 40), "SD"),
        ("progressed", (0, 0), "PD"),
    ],
)
def test_non_targets(course: str, lengths: tuple[float, float], expected: str) -> None:
    other = lesion("2025-04-10", target=False, course=course)
    assert possible("recist_response_advised", [*BASELINE, *targets("2025-04-10", *lengths), other]) == {
        expected
    }


def test_a_new_lesion_is_progression() -> None:
    new = lesion("2025-04-10", target=False, new=True, course=None)
    assert possible("recist_response_advised", [*BASELINE, *targets("2025-04-10", 0, 0), new]) == {"PD"}


def test_a_target_that_cannot_be_evaluated_leaves_no_response() -> None:
    facts = [*BASELINE, *targets("2025-04-10", 60), lesion("2025-04-10", evaluable=False)]
    assert possible("recist_response_advised", facts) >= {"NE"}
    assert "CR" not in possible("recist_response_advised", facts)


def test_a_list_that_may_miss_lesions_is_never_a_complete_response_for_sure() -> None:
    facts = [*BASELINE, *targets("2025-04-10", 0, 0)]
    assert possible("recist_response_advised", facts, Site()) > {"CR"}


def test_without_lesions_nothing_is_known() -> None:
    assert possible("recist_response_advised", []) == set(RESPONSES)


@pytest.mark.parametrize(
    ("viable", "expected"),
    [
        ((0, 0), "CR"),  # no arterial enhancement, whatever the size of the necrosis
        ((40, 30), "PR"),
        ((40, 30.1), "SD"),
        ((60, 60), "PD"),
    ],
)
def test_mrecist_measures_the_viable_part(viable: tuple[float, float], expected: str) -> None:
    first = [
        lesion("2025-01-10", longest_diameter="60 mm", viable_diameter=f"{each} mm") for each in (60, 40)
    ]
    later = [lesion("2025-04-10", longest_diameter="60 mm", viable_diameter=f"{each} mm") for each in viable]
    assert possible("mrecist_response_advised", [*first, *later]) == {expected}


def test_mrecist_has_no_5_mm() -> None:
    scans = [("2025-01-10", (60, 40)), ("2025-04-10", (10, 10)), ("2025-07-10", (12, 12))]
    facts = [lesion(day, viable_diameter=f"{each} mm") for day, lengths in scans for each in lengths]
    assert possible("mrecist_response_advised", facts) == {"PD"}
