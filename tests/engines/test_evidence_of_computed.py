"""What an explanation says of a computed value: what it can be, what went in, what is missing or open. By hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from eligibility.possible import Interval, Truth
from eligibility.records.facts import Occurrence
from eligibility.results.model import Computed, Role
from tests.engines.explaining import explained, lines

ASKED = {
    "bmi": "<= 25 kg/m2",
    "clearance": ">= 30 mL/min",
    "dialysis_score": ">= 40",
    "apri": "<= 2",
    "qtcb": "<= 450 ms",
    "protein_ratio": ">= 0.5",
    "liver_score": "= 4",
    "liver_class": "A",
    "alt_grade": "<= 1",
    "age": ">= 18 years",
    "lesion_count": "<= 2",
    "largest_lesion": "<= 50 mm",
    "sum_now": "<= 50 mm",
    "sum_smallest": "<= 50 mm",
}
DAY = "2026-03-01"
COMPLETE = {"complete": [{"variable": "lesion"}]}
Fact = Mapping[str, Any]


def computed(variable: str, *facts: Fact, site: Mapping[str, Any] | None = None) -> Computed:
    """What is said of the variable; facts are of 1 March 2026 unless they say otherwise."""
    dated = [{"date": DAY, **fact} for fact in facts]
    found = explained({variable: ASKED[variable]}, *dated, site=site).computed
    assert found is not None and found.variable == variable
    return found


def inputs(found: Computed) -> list[str]:
    return [line.removesuffix(": input of a derived variable") for line in lines(found.inputs)]


def open_in(found: Computed) -> set[str]:
    return {reason.value for reason in found.open}


def value(found: Computed) -> str:
    if isinstance(found.value, frozenset):
        return " or ".join(sorted(found.value))
    assert isinstance(found.value, Interval)
    return str(found.value)


# ---- formulas ------------------------------------------------------------------------------------


def test_a_formula_names_its_inputs() -> None:
    found = computed("bmi", {"weight": "70 kg"}, {"height": "2 m", "date": "2020-01-01"})
    assert value(found) == "17.5"  # 70 / 4
    assert inputs(found) == [f"70 kg of {DAY}", "2 m of 2020-01-01"]
    assert (found.parts, found.missing, found.points, found.recorded) == ((), (), {}, ())
    assert (open_in(found), found.approximate) == (set(), False)


def test_a_formula_says_which_input_is_missing() -> None:
    found = computed("bmi", {"weight": "225 kg"})
    assert value(found) == "36 to 2500"  # 225 / 2.5^2 to 225 / 0.3^2
    assert (inputs(found), found.missing, open_in(found)) == ([f"225 kg of {DAY}"], ("height",), {"missing"})


def test_an_input_that_may_be_too_old_says_so() -> None:
    asks = {"bmi": "<= 25 kg/m2", "within": "28 days before screening"}
    found = explained(asks, {"weight": "70 kg", "date": "2026-02"}, {"height": "2 m", "date": DAY}).computed
    assert found is not None
    assert lines(found.inputs) == [
        "70 kg of 2026-02: input of a derived variable, if chosen",
        f"2 m of {DAY}: input of a derived variable",
    ]


def test_where_one_number_is_left_nothing_is_open() -> None:
    """Both branches give 40, whether dialysed or not."""
    found = computed("dialysis_score", {"inr": "21"})
    assert (value(found), found.missing, open_in(found)) == ("40", ("dialysed",), set())


def test_of_several_candidates_of_one_input_each_gives_a_number() -> None:
    found = computed("clearance", {"weight": "60 kg"}, {"sex": "female"}, {"sex": "male"})
    assert value(found) == "30 to 60"
    assert inputs(found) == [f"60 kg of {DAY}", f"female of {DAY}", f"male of {DAY}"]
    assert open_in(found) == {"conflicting"}


def test_a_formula_without_its_printed_limit_is_open() -> None:
    found = computed("apri", {"alt": "80 U/L"}, {"platelets": "100 10^9/L"})
    assert (value(found), found.missing, open_in(found)) == (">= 0", (), {"no reference limit"})


def test_of_a_missing_result_no_limit_is_asked_for() -> None:
    found = computed("apri", {"platelets": "100 10^9/L"})
    assert (value(found), found.missing, open_in(found)) == (">= 0", ("alt",), {"missing"})


def test_a_root_is_approximate() -> None:
    found = computed("qtcb", {"qt": "400 ms", "sample": "a"}, {"rr": "1 s", "sample": "a"})
    assert (value(found), found.approximate) == ("400", True)
    assert [each.fact.variable for each in found.inputs] == ["qtcb"]  # of the sample
    assert inputs(found) == [f" of {DAY}"]  # which nobody wrote
    assert (found.missing, open_in(found)) == ((), set())


def test_a_sample_that_may_be_one_is_open() -> None:
    found = computed(
        "protein_ratio", {"albumin": "40 g/L"}, {"weight": "80 kg", "date": "2026-03-01/2026-03-02"}
    )
    assert (found.missing, open_in(found)) == ((), {"imprecise date"})


def test_one_sample_without_an_input_is_missing_all_of_them() -> None:
    found = computed("protein_ratio", {"albumin": "40 g/L"})
    assert (value(found), inputs(found)) == ("0 to 100", [])
    assert (found.missing, found.approximate) == (("albumin", "weight"), False)


# ---- scores --------------------------------------------------------------------------------------

THREE_LINES = ({"bilirubin": "20 umol/L"}, {"albumin": "30 g/L"}, {"ascites": "none"})


def test_a_score_shows_the_points_of_each_line() -> None:
    found = computed("liver_score", *THREE_LINES, {"inr": "2.4"})
    assert value(found) == "7"  # 1 + 2 + 3 + 1
    assert found.points == {"bilirubin": (1, 1), "albumin": (2, 2), "inr": (3, 3), "ascites": (1, 1)}
    assert inputs(found) == [
        f"20 umol/L of {DAY}",
        f"30 g/L of {DAY}",
        f"2.4 of {DAY}",
        f"none of {DAY}",
    ]
    assert (found.parts, found.missing, open_in(found), found.approximate) == ((), (), set(), False)


def test_a_score_shows_what_each_line_may_give_and_what_is_missing() -> None:
    """Of a line with two alternatives that are both missing, the last is named."""
    found = computed("liver_score", *THREE_LINES)
    assert value(found) == "5 to 7"
    assert found.points["prothrombin_time_over_control"] == (1, 3)
    assert (found.missing, open_in(found)) == (("prothrombin_time_over_control",), {"missing"})


def test_a_class_shows_the_score_that_it_comes_from() -> None:
    found = computed("liver_class", *THREE_LINES, {"inr": "1.0"})
    assert (value(found), inputs(found), found.missing) == ("A", [], ())
    assert [(part.variable, value(part)) for part in found.parts] == [("liver_score", "5")]


def test_a_class_shows_a_recorded_score() -> None:
    found = computed("liver_class", {"liver_score": "5"})
    assert (value(found), inputs(found), found.missing) == ("A", [f"5 of {DAY}"], ())


def test_a_class_without_a_score_is_missing_it() -> None:
    found = computed("liver_class")
    assert (value(found), found.missing) == ("A or B or C", ("liver_score",))


def test_a_line_that_gives_one_number_of_points_is_not_open() -> None:
    """Below 30 umol/L is 1 point whatever it is; only ascites leaves the score open."""
    found = computed("liver_score", {"bilirubin": "<30 umol/L"}, {"albumin": "40 g/L"}, {"inr": "1.0"})
    assert (value(found), open_in(found)) == ("4 to 6", {"missing"})


def test_a_grade_shows_the_reading_that_it_comes_from() -> None:
    found = computed("alt_grade", {"alt": "60 U/L", "upper": "40"})
    assert (value(found), inputs(found), found.parts, found.missing) == ("1", [f"60 U/L of {DAY}"], (), ())
    assert open_in(found) == set()


def test_a_grade_that_is_one_whatever_the_number_is_not_open() -> None:
    found = computed("alt_grade", {"alt": "<30 U/L", "upper": "40"})
    assert (value(found), open_in(found)) == ("0", set())


def test_grades_of_all_readings_are_shown_as_readings_of_the_grade() -> None:
    given = {"alt": "60 U/L", "upper": "40", "date": DAY}
    found = explained({"alt_grade": "<= 1", "use": "any"}, given)
    assert [(each.fact.variable, each.truth) for each in found.used] == [("alt_grade", Truth.TRUE)]


def test_a_grade_of_nothing_can_be_any() -> None:
    found = computed("alt_grade")
    assert (value(found), found.missing) == ("0 or 1 or 2", ("alt",))
    assert "missing" in open_in(found)


def test_a_recorded_value_is_laid_beside_the_computed_one() -> None:
    found = computed("bmi", {"weight": "70 kg"}, {"height": "2 m"}, {"bmi": "18 kg/m2", "date": "2026-02-01"})
    assert value(found) == "17.5"
    assert [reading.written for reading in found.recorded] == ["18 kg/m2"]


# ---- elapsed -------------------------------------------------------------------------------------


def test_an_age_shows_the_date_of_birth_and_recorded_ages() -> None:
    found = computed("age", {"birth_date": "1951"}, {"age": "74 years", "date": "2026-03-20"})
    assert value(found) == "74"
    assert inputs(found) == [f"1951 of {DAY}", "74 years of 2026-03-20"]
    assert found.missing == ()


def test_an_age_of_a_vague_date_is_open() -> None:
    assert open_in(computed("age", {"birth_date": "1951"})) == {"imprecise date"}


def test_an_age_without_a_date_is_missing_it() -> None:
    found = computed("age")
    assert (value(found), found.missing, open_in(found)) == ("0 to 125", ("birth_date",), set())


@pytest.mark.parametrize(
    ("birth", "expected"), [("1951", "74 to 75"), ("1951-03-20", "75"), ("2026-03-20", "0")]
)
def test_an_age_can_be_what_the_date_of_birth_allows(birth: str, expected: str) -> None:
    assert value(computed("age", {"birth_date": birth})) == expected


# ---- items ---------------------------------------------------------------------------------------


def lesion(name: str, length: str, date: str = DAY) -> Fact:
    return {"lesion": name, "longest_diameter": length, "node": "false", "date": date}


def items(found: Computed) -> list[str]:
    assert all(each.role is Role.INPUT for each in found.inputs)
    facts = [each.fact for each in found.inputs if isinstance(each.fact, Occurrence)]
    return [f"{fact.attributes['longest_diameter']} of {fact.start}" for fact in facts]


@pytest.mark.parametrize(
    ("variable", "expected"),
    [("lesion_count", "2"), ("largest_lesion", "30"), ("sum_now", "50"), ("sum_smallest", "50")],
)
def test_what_is_counted_or_measured_names_the_items_of_the_latest_set(variable: str, expected: str) -> None:
    older = lesion("L1", "80 mm", "2026-01-01")
    new = (lesion("L1", "30 mm"), lesion("L2", "20 mm"))
    found = computed(variable, older, *new, site=COMPLETE)
    assert value(found) == expected
    latest = [f"30 of {DAY}", f"20 of {DAY}"]
    assert items(found) == (["80 of 2026-01-01", *latest] if variable == "sum_smallest" else latest)
    assert (found.missing, open_in(found), found.parts) == ((), set(), ())


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("lesion_count", "0 to 1000"),
        ("largest_lesion", "0 to 500"),
        ("sum_now", "0 to 2000"),
        ("sum_smallest", "0 to 2000"),
    ],
)
def test_without_a_set_the_items_are_missing(variable: str, expected: str) -> None:
    found = computed(variable)
    assert (value(found), inputs(found), found.missing) == (expected, [], ("lesion",))


@pytest.mark.parametrize(
    ("variable", "expected"),
    [("lesion_count", ">= 1"), ("largest_lesion", "30 to 500"), ("sum_now", ">= 30")],
)
def test_a_list_that_may_be_incomplete_leaves_open_what_is_counted(variable: str, expected: str) -> None:
    found = computed(variable, lesion("L1", "30 mm"))
    assert (value(found), found.missing, open_in(found)) == (expected, (), {"missing"})


def test_a_length_that_is_not_recorded_is_open_beside_what_the_list_may_miss() -> None:
    assert open_in(computed("sum_now", {"lesion": "L1", "node": "false"})) == {"missing", "missing attribute"}
