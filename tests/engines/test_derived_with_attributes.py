"""What is computed has no attributes: where a condition asks for some, only recorded values can be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.records.facts import Fact
from tests.engines.small_vocabulary import explained

VARIABLES = """
  weight: {kind: quantity, unit: kg, plausible: "1 to 500 kg", label: {en: Weight, zh: Weight}}
  double: {kind: quantity, unit: kg, plausible: "1 to 1000 kg", label: {en: Double, zh: Double}, derived: {in: {weight: kg}, formula: 2 * weight}, attributes: {by: {kind: code, values: [scale, guess], label: {en: By, zh: By}}}}
"""
WEIGHT = Fact("weight", "40", unit="kg", date="2026-03-01")
PLAIN = "double: '<= 100 kg'"
BY_SCALE = f"{PLAIN}, where: {{by: scale}}"
NO_GUESS = f"{PLAIN}, other than: [{{by: guess}}]"


def double(number: str, **attributes: str) -> Fact:
    return Fact("double", number, unit="kg", date="2026-03-01", attributes=attributes)


@pytest.mark.parametrize(
    ("asked", "facts", "truth", "reasons"),
    [
        (PLAIN, [], "TRUE", []),
        (BY_SCALE, [], "UNKNOWN", ["missing"]),
        (NO_GUESS, [], "UNKNOWN", ["missing"]),
        (BY_SCALE, [double("90", by="scale")], "TRUE", []),
        (BY_SCALE, [double("110", by="scale")], "FALSE", []),
        (BY_SCALE, [double("90", by="guess")], "UNKNOWN", ["missing"]),
        (BY_SCALE, [double("90")], "UNKNOWN", ["missing attribute"]),
        (NO_GUESS, [double("90", by="scale")], "TRUE", []),
        (NO_GUESS, [double("90", by="guess")], "UNKNOWN", ["missing"]),
        (f"all: [{{{PLAIN}}}, {{{BY_SCALE}}}]", [], "UNKNOWN", ["missing"]),
        (f"all: [{{{BY_SCALE}}}, {{{PLAIN}}}]", [], "UNKNOWN", ["missing"]),
        (f"any: [{{{BY_SCALE}}}, {{{PLAIN}}}]", [], "TRUE", []),
    ],
)
def test_a_condition_on_an_attribute_means_recorded_values(
    tmp_path: Path, asked: str, facts: list[Fact], truth: str, reasons: list[str]
) -> None:
    found = explained(tmp_path, VARIABLES, asked, [WEIGHT, *facts])
    assert (found.truth.name, sorted(reason.value for reason in found.reasons)) == (truth, reasons)


def test_of_what_was_recorded_before_the_window_one_is_shown(tmp_path: Path) -> None:
    old = Fact("double", "90", unit="kg", date="2026-01-01")
    asked = f"{PLAIN}, within: 28 days before screening"
    found = explained(tmp_path, VARIABLES, asked, [old])
    assert [each.role.value for each in found.used] == ["outside the window"]
    assert [reason.value for reason in found.reasons] == ["stale"]


def test_what_was_recorded_is_shown_with_what_was_computed(tmp_path: Path) -> None:
    found = explained(tmp_path, VARIABLES, PLAIN, [WEIGHT, double("90")])
    assert found.computed is not None
    assert (str(found.computed.value), found.computed.variable) == ("80", "double")
    assert [reading.variable for reading in found.computed.recorded] == ["double"]


def test_a_recorded_value_that_may_not_be_chosen_is_open(tmp_path: Path) -> None:
    """Recorded in February, on a day that may lie before the window; there is nothing to compute."""
    recorded = Fact("double", "90", unit="kg", date="2026-02")
    found = explained(tmp_path, VARIABLES, f"{PLAIN}, within: 28 days before screening", [recorded])
    assert found.truth.name == "UNKNOWN"
    assert [reason.value for reason in found.reasons] == ["imprecise date"]


OPINIONS = """
  weight: {kind: quantity, unit: kg, plausible: "1 to 500 kg", label: {en: Weight, zh: Weight}}
  guess: {kind: quantity, unit: kg, plausible: "1 to 500 kg", judged: true, label: {en: Guess, zh: Guess}}
  lesion: {kind: item, label: {en: Lesion, zh: Lesion}, attributes: {length: {kind: quantity, unit: mm, plausible: "0 to 500 mm", label: {en: Length, zh: Length}}}}
  of_guess: {kind: quantity, unit: kg, plausible: "1 to 1000 kg", label: {en: Of guess, zh: Of guess}, derived: {in: {guess: kg}, formula: 2 * guess}}
  pair: {kind: quantity, unit: kg, plausible: "1 to 1000 kg", judged: true, label: {en: Pair, zh: Pair}, derived: {in: {weight: kg, guess: kg}, formula: guess + weight, together: same day}}
  lesions: {kind: quantity, plausible: "0 to 1000", judged: true, label: {en: Lesions, zh: Lesions}, derived: {count: {item: lesion}}}
  longest: {kind: quantity, unit: mm, plausible: "0 to 500 mm", judged: true, label: {en: Longest, zh: Longest}, derived: {highest: {item: lesion, attribute: length}}}
  sum: {kind: quantity, unit: mm, plausible: "0 to 5000 mm", judged: true, label: {en: Sum, zh: Sum}, derived: {sum: {item: lesion, attribute: length}}}
  score: {kind: quantity, plausible: "1 to 2", label: {en: Score, zh: Score}, derived: {points: [weight: {1: "<= 10 kg", 2: "> 10 kg"}]}}
"""


UNITS = {"of_guess": " kg", "pair": " kg", "lesions": "", "longest": " mm", "sum": " mm"}


@pytest.mark.parametrize("variable", UNITS)
def test_a_missing_opinion_is_asked_for_as_a_judgement(tmp_path: Path, variable: str) -> None:
    found = explained(tmp_path, OPINIONS, f"{variable}: '<= 5{UNITS[variable]}'", [])
    assert (found.truth.name, [reason.value for reason in found.reasons]) == ("UNKNOWN", ["judgement"])


@pytest.mark.parametrize("use", ["any", "every"])
def test_all_recorded_scores_can_be_asked_for(tmp_path: Path, use: str) -> None:
    """Of weights on several days no scores are computed: a score need not be of one day."""
    facts = [Fact("score", "1", date="2026-02-01"), Fact("weight", "40", unit="kg", date="2026-03-01")]
    assert explained(tmp_path, OPINIONS, f"score: '<= 1', use: {use}", facts).truth.name == "TRUE"
