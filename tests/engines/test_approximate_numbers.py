"""Roots and logarithms: what is computed from them meets a limit within 1e-9 of its size; what is exact does not.

An area of 2 has a side of 1.41421356237309... The limits lie below it: by 7e-11, or by 2.4e-9.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.documents import load
from eligibility.engines.interpreter import screen_chart
from eligibility.language.resolving import resolve
from eligibility.possible import Days
from eligibility.records.facts import Fact, Record
from eligibility.records.understand import understand

VOCABULARY = """
vocabulary: roots
title: {en: Squares, zh: Squares}
variables:
  area: {kind: quantity, plausible: "0 to 1000", label: {en: Area, zh: Area}}
  number: {kind: quantity, plausible: "0 to 1000", label: {en: How many, zh: How many}}
  side: {kind: quantity, plausible: "0 to 1000", label: {en: Side, zh: Side}, derived: {in: {area: ""}, formula: sqrt(area)}}
  perimeter: {kind: quantity, plausible: "0 to 9000", label: {en: Perimeter, zh: Perimeter}, derived: {in: {side: ""}, formula: 4 * side}}
  fence: {kind: quantity, plausible: "0 to 9000", label: {en: Side and more, zh: Side and more}, derived: {in: {side: "", number: ""}, formula: side + number}}
  row: {kind: quantity, plausible: "0 to 90000", label: {en: A row of one day, zh: A row of one day}, derived: {in: {area: "", number: ""}, formula: sqrt(area) * number, together: same day}}
  double: {kind: quantity, plausible: "0 to 2000", label: {en: Twice the area, zh: Twice the area}, derived: {in: {area: ""}, formula: 2 * area}}
  size: {kind: code, values: [small, large], label: {en: Size, zh: Size}, derived: {bands: {side: {small: "<= 1.4142135623", large: "> 1.4142135623"}}}}
  less: {kind: code, values: [small, large], label: {en: Lesser, zh: Lesser}, derived: {bands: {side: {small: "<= 1.41421356", large: "> 1.41421356"}}}}
  score: {kind: quantity, plausible: "1 to 2", label: {en: Score, zh: Score}, derived: {points: [side: {1: "<= 1.4142135623", 2: "> 1.4142135623"}]}}
"""
TRIAL = (
    "trial: T\ntitle: T\nvocabulary: [./roots.yaml]\ninclusion: [{id: I1, label: {en: I, zh: I}, %s: '%s'}]\n"
)
ON = Days.read("2026-03-20")
FACTS = (Fact("area", "2", date="2026-03-01"), Fact("number", "1", date="2026-03-01"))


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
    (tmp_path / "roots.yaml").write_text(VOCABULARY, encoding="utf-8")
    checked = resolve(load(TRIAL % (variable, accepted), "T.yaml"), tmp_path)
    assert checked.trial is not None, "\n".join(str(each)[:300] for each in checked.findings)
    assert ON is not None
    chart = understand(Record("P", FACTS), checked.trial.vocabulary, ON)
    (result,) = screen_chart(checked.trial, chart, ON)
    assert result.criteria[0].truth.name == truth
