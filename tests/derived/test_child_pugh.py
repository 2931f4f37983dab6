"""Child-Pugh by the table of Pugh et al. 1973: bilirubin 2 and 3 mg/dL, albumin 28 and 35 g/L, INR 1.7 and 2.3.

Exactly on a cut-off is 2 points.
"""

import pytest

from tests.derived.computing import codes, number, readings

BEST = {
    "bilirubin": "1.0 mg/dL",
    "albumin": "40 g/L",
    "inr": "1.0",
    "ascites": "none",
    "encephalopathy": "none",
}


def score(variable: str = "child_pugh_score", **given: str | None) -> tuple[int, int]:
    facts = {name: value for name, value in (BEST | given).items() if value is not None}
    value = number(variable, readings(**facts))
    assert value.low is not None and value.high is not None
    return int(value.low), int(value.high)


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ({"bilirubin": "1.99 mg/dL"}, 1),
        ({"bilirubin": "2.0 mg/dL"}, 2),
        ({"bilirubin": "3.0 mg/dL"}, 2),
        ({"bilirubin": "3.01 mg/dL"}, 3),
        ({"bilirubin": "34.2 umol/L"}, 1),  # 2 mg/dL are 34.208 umol/L
        ({"bilirubin": "34.21 umol/L"}, 2),
        ({"bilirubin": "50.5 umol/L"}, 2),  # by tables rounded to 50 it would score 3
        ({"bilirubin": "51.31 umol/L"}, 2),  # 3 mg/dL are 51.312 umol/L
        ({"bilirubin": "51.32 umol/L"}, 3),
        ({"albumin": "35.1 g/L"}, 1),
        ({"albumin": "35 g/L"}, 2),
        ({"albumin": "3.5 g/dL"}, 2),
        ({"albumin": "28 g/L"}, 2),
        ({"albumin": "27.9 g/L"}, 3),
        ({"inr": "1.69"}, 1),
        ({"inr": "1.7"}, 2),
        ({"inr": "2.3"}, 2),
        ({"inr": "2.31"}, 3),
        ({"ascites": "slight"}, 2),
        ({"ascites": "moderate_or_severe"}, 3),
        ({"encephalopathy": "grade_1_2_or_controlled"}, 2),
        ({"encephalopathy": "grade_3_4_or_refractory"}, 3),
    ],
)
def test_points_of_one_line(given: dict[str, str], points: int) -> None:
    assert score(**given) == (4 + points, 4 + points)


@pytest.mark.parametrize(("seconds", "points"), [("3.9 s", 1), ("4 s", 2), ("6 s", 2), ("6.1 s", 3)])
def test_prothrombin_time_where_there_is_no_inr(seconds: str, points: int) -> None:
    assert score(inr=None, prothrombin_time_over_control=seconds) == (4 + points, 4 + points)


def test_the_inr_comes_first() -> None:
    assert score(inr="1.0", prothrombin_time_over_control="9 s") == (5, 5)


def test_prothrombin_time_and_its_control_give_the_seconds_over_it() -> None:
    assert score(inr=None, prothrombin_time="17 s", prothrombin_time_control="12 s") == (6, 6)


@pytest.mark.parametrize("missing", BEST)
def test_a_missing_line_is_one_to_three_points(missing: str) -> None:
    without: dict[str, str | None] = {missing: None}
    assert score("child_pugh_score", **without) == (5, 7)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"A"}),
        ({"bilirubin": "2.5 mg/dL"}, {"A"}),  # 6
        ({"bilirubin": "2.5 mg/dL", "albumin": "30 g/L"}, {"B"}),  # 7
        ({"bilirubin": "4 mg/dL", "albumin": "20 g/L"}, {"B"}),  # 9
        ({"bilirubin": "4 mg/dL", "albumin": "20 g/L", "inr": "2.0"}, {"C"}),  # 10
        ({"encephalopathy": None}, {"A", "B"}),  # 5 to 7
        ({"encephalopathy": None, "bilirubin": "2.5 mg/dL", "albumin": "30 g/L"}, {"B"}),  # 7 to 9
        ({"ascites": None, "encephalopathy": None, "albumin": "30 g/L"}, {"A", "B", "C"}),  # 6 to 10
        ({"bilirubin": "<2 mg/dL"}, {"A"}),
    ],
)
def test_class(given: dict[str, str | None], expected: set[str]) -> None:
    facts = {name: value for name, value in (BEST | given).items() if value is not None}
    assert codes("child_pugh_class", readings(**facts)) == expected


@pytest.mark.parametrize(
    ("bilirubin", "points"), [("3.9 mg/dL", 1), ("4 mg/dL", 2), ("10 mg/dL", 2), ("10.1 mg/dL", 3)]
)
def test_the_variant_for_cholestatic_disease(bilirubin: str, points: int) -> None:
    assert score("child_pugh_score_cholestatic", bilirubin=bilirubin) == (4 + points, 4 + points)
