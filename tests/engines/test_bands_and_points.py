"""Points and bands where a number lies between two bands, or the limits are those of the laboratory. By hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.records.facts import Fact
from tests.engines.small_vocabulary import explained

VARIABLES = """
  alt: {kind: quantity, unit: U/L, plausible: "0 to 20000 U/L", label: {en: ALT, zh: ALT}}
  time: {kind: quantity, unit: s, plausible: "5 to 200 s", label: {en: Time, zh: Time}}
  alt_points: {kind: quantity, plausible: "1 to 2", label: {en: ALT points, zh: ALT points}, derived: {points: [alt: {1: "<= ULN", 2: "> ULN"}]}}
  time_class: {kind: code, values: [near, far], label: {en: Time class, zh: Time class}, derived: {bands: {time: {near: "<= ULN + 6 s", far: "> ULN + 6 s"}}}}
  alt_class: {kind: code, values: [low, middle, high], ordered: true, label: {en: ALT class, zh: ALT class}, derived: {bands: {alt: {low: "<= ULN and <= 100 U/L", middle: "> ULN and <= 100 U/L", high: "> 100 U/L"}}}}
  plain_class: {kind: code, values: [low, high], label: {en: Plain class, zh: Plain class}, derived: {bands: {alt: {low: "<= 100 U/L", high: "> 100 U/L"}}}}
  score: {kind: quantity, plausible: "2 to 4", label: {en: Score, zh: Score}, derived: {points: [plain_class: {1: low, 2: high}, time: {1: "<= 10 s", 2: "> 10 s"}]}}
"""
DAY = "2026-03-01"


def answer(folder: Path, asked: str, fact: Fact) -> tuple[str, list[str]]:
    found = explained(folder, VARIABLES, asked, [fact])
    return found.truth.name, sorted(reason.value for reason in found.reasons)


@pytest.mark.parametrize(
    ("value", "upper", "truth", "reasons"),
    [
        ("40", "40", "TRUE", []),
        ("40.1", "40", "FALSE", []),
        ("40", None, "UNKNOWN", ["no reference limit"]),
    ],
)
def test_points_by_the_printed_limit(
    tmp_path: Path, value: str, upper: str | None, truth: str, reasons: list[str]
) -> None:
    fact = Fact("alt", value, unit="U/L", upper=upper, date=DAY)
    assert answer(tmp_path, "alt_points: '= 1'", fact) == (truth, reasons)


def test_every_result_that_is_open_says_why(tmp_path: Path) -> None:
    """Two results of one day: one without a limit, one above its limit."""
    facts = [Fact("alt", "40", unit="U/L", date=DAY), Fact("alt", "50", unit="U/L", upper="40", date=DAY)]
    found = explained(tmp_path, VARIABLES, "alt_points: '= 1'", facts)
    assert sorted(reason.value for reason in found.reasons) == ["conflicting", "no reference limit"]


@pytest.mark.parametrize(("value", "truth"), [("20000", "TRUE"), ("20001", "FALSE")])
def test_a_band_above_the_printed_limit_in_another_unit(tmp_path: Path, value: str, truth: str) -> None:
    """14 s and 6 s are 20 s."""
    fact = Fact("time", value, unit="ms", upper="14000", date=DAY)
    assert answer(tmp_path, "time_class: near", fact) == (truth, [])
    assert answer(tmp_path, "time_class: near, use: any", fact) == (truth, [])


def test_every_band_that_is_open_says_why(tmp_path: Path) -> None:
    """Without a limit the lower two cannot be told apart; the third is open since the result is censored."""
    fact = Fact("alt", "<120", unit="U/L", date=DAY)
    assert answer(tmp_path, "alt_class: low", fact) == ("UNKNOWN", ["censored", "no reference limit"])


def test_a_class_that_is_settled_leaves_no_score_open(tmp_path: Path) -> None:
    """Below 50 is low whatever it is; what is missing is the time."""
    fact = Fact("alt", "<50", unit="U/L", date=DAY)
    assert answer(tmp_path, "score: '= 2'", fact) == ("UNKNOWN", ["missing"])


ELAPSED = """
  found_on: {kind: date, lasts: forever, label: {en: Found on, zh: Found on}}
  months_since: {kind: quantity, unit: months, label: {en: Months since, zh: Months since}, derived: {elapsed: {since: found_on, in: months}}}
  times: {kind: quantity, plausible: "0 to 100", label: {en: Times, zh: Times}}
  product: {kind: quantity, plausible: "0 to 10000", label: {en: Product, zh: Product}, derived: {in: {months_since: months, times: ""}, formula: months_since * times}}
"""


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ([Fact("found_on", "2026-01-20")], "2"),
        ([Fact("found_on", "2026-01-21")], "1"),
        ([], ">= 0"),
        ([Fact("months_since", "60", unit="months")], ">= 60"),  # at some time, perhaps long ago
        ([Fact("months_since", ">=60", unit="months", date="2026-03-20")], ">= 60"),
        ([Fact("months_since", "60", unit="months", date="2026-03-20")], "60"),
    ],
)
def test_elapsed_time_without_a_plausible_range(tmp_path: Path, facts: list[Fact], number: str) -> None:
    found = explained(tmp_path, ELAPSED, "months_since: '>= 1 months'", facts).computed
    assert found is not None
    assert str(found.value) == number


def test_a_number_that_was_recorded_today_needs_no_date(tmp_path: Path) -> None:
    facts = [
        Fact("months_since", "6", unit="months", date="2026-03-20"),
        Fact("times", "<5", date="2026-03-20"),
    ]
    found = explained(tmp_path, ELAPSED, "product: '<= 20'", facts)
    assert (found.truth.name, [reason.value for reason in found.reasons]) == ("UNKNOWN", ["censored"])
