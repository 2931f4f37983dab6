"""Roots and logarithms: what is computed from them meets a limit within 1e-9 of its size; what is exact does not.

An area of 2 has a side of 1.41421356237309... The limits lie below it: by 7e-11, or by 2.4e-9.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.records.facts import Fact
from tests.engines.small_vocabulary import explained

VARIABLES = """
  area: {kind: quantity, plausible: "0 to 1000", label: {en: Area, zh: Area}}
  number: {kind: quantity, plausible: "0 to 1000", label: {en: How many, zh: How many}}
  side: {kind: quantity, plausible: "0 to 1000", label: {en: Side, zh: Side}, derived: {in: {area: ""}, formula: sqrt(area)}}
  perimeter: {kind: quantity, plausible: "0 to 9000", label: {en: Perimeter, zh: Perimeter}, derived: {in: {side: ""}, formula: 4 * side}}
  fence: {kind: quantity, plausible: "0 to 9000", label: {en: Side and more, zh: Side and more}, derived: {in: {side: "", number: ""}, formula: side + number}}
  row: {kind: quantity, plausible: "0 to 90000", label: {en: A row, zh: A row}, derived: {in: {area: "", number: ""}, formula: sqrt(area) * number, together: same day}}
  row_of_sides: {kind: quantity, plausible: "0 to 90000", label: {en: Sides of a day, zh: Sides of a day}, derived: {in: {side: "", number: ""}, formula: side * number, together: same day}}
  capped: {kind: quantity, plausible: "0 to 9000", label: {en: Capped, zh: Capped}, derived: {in: {area: "", number: ""}, formula: "min(area, 1) * number", together: same day}}
  double: {kind: quantity, plausible: "0 to 2000", label: {en: Twice, zh: Twice}, derived: {in: {area: ""}, formula: 2 * area}}
  size: {kind: code, values: [small, large], label: {en: Size, zh: Size}, derived: {bands: {side: {small: "<= 1.4142135623", large: "> 1.4142135623"}}}}
  less: {kind: code, values: [small, large], label: {en: Lesser, zh: Lesser}, derived: {bands: {side: {small: "<= 1.41421356", large: "> 1.41421356"}}}}
  score: {kind: quantity, plausible: "1 to 2", label: {en: Score, zh: Score}, derived: {points: [side: {1: "<= 1.4142135623", 2: "> 1.4142135623"}]}}
"""
DAYS = ("2026-02-01", "2026-03-01")  # on both days all is the same
FACTS = [Fact(name, number, date=day) for name, number in (("area", "2"), ("number", "1")) for day in DAYS]


def answer(folder: Path, variable: str, accepted: str, more: str = "") -> str:
    return explained(folder, VARIABLES, f"{variable}: '{accepted}'{more}", FACTS).truth.name


@pytest.mark.parametrize(
    ("variable", "accepted", "truth"),
    [
        ("side", "<= 1.4142135623", "TRUE"),
        ("side", "<= 1.41421356", "FALSE"),
        ("perimeter", "<= 5.6568542494", "TRUE"),  # 4 sides: 5.65685424949...
        ("perimeter", "<= 5.65685424", "FALSE"),
        ("fence", "<= 2.4142135623", "TRUE"),
        ("fence", "<= 2.414213559", "FALSE"),
        ("row", "<= 1.4142135623", "TRUE"),
        ("row", "<= 1.41421356", "FALSE"),
        ("size", "small", "TRUE"),
        ("less", "small", "FALSE"),
        ("score", "= 1", "TRUE"),
        ("double", "<= 4", "TRUE"),
        ("double", "<= 3.9999999999", "FALSE"),
    ],
)
def test_a_limit_is_met_within_the_tolerance(
    tmp_path: Path, variable: str, accepted: str, truth: str
) -> None:
    assert answer(tmp_path, variable, accepted) == truth


@pytest.mark.parametrize("use", ["latest", "earliest", "any", "every", "mean of latest 2"])
@pytest.mark.parametrize(
    ("variable", "accepted", "truth"),
    [
        ("side", "<= 1.4142135623", "TRUE"),
        ("side", "<= 1.41421356", "FALSE"),
        ("row", "<= 1.4142135623", "TRUE"),
        ("row", "<= 1.41421356", "FALSE"),
        ("row_of_sides", "<= 1.4142135623", "TRUE"),
        ("row_of_sides", "<= 1.41421356", "FALSE"),
        ("double", "<= 3.9999999999", "FALSE"),
    ],
)
def test_so_is_each_of_several(tmp_path: Path, variable: str, accepted: str, truth: str, use: str) -> None:
    assert answer(tmp_path, variable, accepted, f", use: {use}") == truth


@pytest.mark.parametrize(("grade", "truth"), [("small", "TRUE"), ("large", "FALSE")])
@pytest.mark.parametrize("use", ["any", "every"])
def test_so_is_the_limit_of_a_band(tmp_path: Path, grade: str, truth: str, use: str) -> None:
    assert answer(tmp_path, "size", grade, f", use: {use}") == truth


def test_an_explanation_says_so_and_shows_what_it_was_computed_from(tmp_path: Path) -> None:
    found = explained(tmp_path, VARIABLES, "fence: '<= 3'", FACTS).computed
    assert found is not None
    assert [(part.variable, part.approximate) for part in found.parts] == [("side", True)]
    assert found.approximate is False  # the sum itself is exact


def test_a_sample_that_gives_one_number_is_not_open(tmp_path: Path) -> None:
    facts = [Fact("area", ">2", date=DAYS[0]), Fact("number", "1", date=DAYS[0])]
    found = explained(tmp_path, VARIABLES, "capped: '<= 3'", facts).computed
    assert found is not None
    assert (str(found.value), found.open) == ("1", frozenset())
