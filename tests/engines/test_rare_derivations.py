"""Computed variables where little is known, or where a part that is settled must add no reason. By hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.possible import Interval, Truth
from eligibility.records.facts import Complete, Fact, Reading, Site
from eligibility.results.model import Explanation
from eligibility.units import read_unit
from tests.engines.explaining import explained as asked_of_example
from tests.engines.small_vocabulary import explained

VARIABLES = """
  area: {kind: quantity, plausible: "0 to 100", label: {en: Area, zh: Area}}
  number: {kind: quantity, plausible: "0 to 100", label: {en: How many, zh: How many}}
  cells: {kind: quantity, unit: 10^9/L, plausible: "1 to 3000 10^9/L", label: {en: Cells, zh: Cells}}
  double: {kind: quantity, plausible: "0 to 200", label: {en: Twice, zh: Twice}, derived: {in: {area: ""}, formula: 2 * area}}
  size: {kind: code, values: [small, large], label: {en: Size, zh: Size}, derived: {bands: {area: {small: "<= 2", large: "> 2"}}}}
  graded: {kind: quantity, plausible: "0 to 200", label: {en: Graded, zh: Graded}, derived: {in: {number: ""}, by: {size: {small: {k: 1}, large: {k: 2}}}, formula: number * k}}
  share: {kind: quantity, plausible: "0 to 9000", label: {en: Share, zh: Share}, derived: {in: {cells: ULN, number: ""}, formula: cells * number}}
  load: {kind: quantity, unit: 10^9/L, plausible: "0 to 300000 10^9/L", label: {en: Load, zh: Load}, derived: {in: {cells: 10^9/L, number: ""}, formula: cells * number, together: same day}}
  kilos_at_birth: {kind: quantity, plausible: "0 to 10", lasts: forever, label: {en: Kilograms at birth, zh: Kilograms at birth}}
  grams_at_birth: {kind: quantity, plausible: "0 to 10000", label: {en: Grams at birth, zh: Grams at birth}, derived: {in: {kilos_at_birth: ""}, formula: 1000 * kilos_at_birth}}
"""
EVENTS = """
  brace: {kind: event, label: {en: A brace, zh: A brace}, attributes: {maker: {kind: text, label: {en: Maker, zh: Maker}}, straps: {kind: code, values: [red, blue, green], several: true, label: {en: Straps, zh: Straps}}}}
  spot: {kind: item, label: {en: Spot, zh: Spot}, attributes: {modality: {kind: code, values: [ct, mri], label: {en: Modality, zh: Modality}}}}
concepts:
  brace:
    knee: {label: {en: Of the knee, zh: Of the knee}}
"""


def reasons(found: Explanation) -> set[str]:
    assert found.truth is Truth.UNKNOWN
    return {reason.value for reason in found.reasons}


def test_a_recorded_value_is_sure_beside_a_newer_input_that_is_not(tmp_path: Path) -> None:
    """Twice the area was 5; the area is now perhaps 1, else it may be anything up to 100: never over 300."""
    recorded = Fact("double", "5", date="2026-02-01")
    perhaps = Fact("area", "1", date="2026-03-01", status="suspected")
    assert explained(tmp_path, VARIABLES, "double: '<= 300'", [recorded, perhaps]).truth is Truth.TRUE


def test_a_class_that_is_settled_adds_no_reason(tmp_path: Path) -> None:
    """Below 1 it is small, whatever it is; only the number is missing."""
    found = explained(tmp_path, VARIABLES, "graded: '<= 5'", [Fact("area", "<1", date="2026-03-01")])
    assert reasons(found) == {"missing"}


def test_a_class_of_any_reading_that_is_open_says_why(tmp_path: Path) -> None:
    found = explained(tmp_path, VARIABLES, "size: small, use: any", [Fact("area", ">1", date="2026-03-01")])
    assert reasons(found) == {"censored"}


def test_an_input_with_its_limit_does_not_lack_it(tmp_path: Path) -> None:
    facts = [
        Fact("cells", "<60", unit="10^9/L", upper="50", date="2026-03-01"),
        Fact("number", "1", date="2026-03-01"),
    ]
    assert reasons(explained(tmp_path, VARIABLES, "share: '<= 1'", facts)) == {"censored"}


def test_a_computed_sample_has_a_number_and_unit_of_its_own_and_no_limits(tmp_path: Path) -> None:
    facts = [
        Fact("cells", "50000", unit="/uL", lower="1", upper="60000", date="2026-03-01"),
        Fact("number", "2", date="2026-03-01"),
    ]
    (used,) = explained(tmp_path, VARIABLES, "load: '<= 100 10^9/L', use: any", facts).used
    assert isinstance(used.fact, Reading)
    assert used.fact.value == used.fact.reported == Interval.exactly(100)
    assert used.fact.unit == read_unit("10^9/L")
    assert used.fact.upper is None
    assert used.fact.lower is None


def test_a_window_that_lies_ahead_is_not_yet_due_whatever_is_known_by_then(tmp_path: Path) -> None:
    """The weight at birth lasts for ever, and would decide."""
    asked = "grams_at_birth: '>= 2500', after: 30 days after screening"
    assert reasons(explained(tmp_path, VARIABLES, asked, [Fact("kilos_at_birth", "3")])) == {"not yet due"}


def test_what_lasts_for_an_unknown_time_is_said_of_its_condition() -> None:
    asks = {"treatment": "metformin", "lasting": ">= 90 days", "at": "screening"}
    found = asked_of_example(asks, {"treatment": "metformin", "start": "2025-12", "ongoing": True})
    assert reasons(found) == {"imprecise date"}
    assert found.condition.variable.name == "treatment"  # type: ignore[union-attr]


@pytest.mark.parametrize(("later", "truth"), [("Ada", "TRUE"), ("Bea", "FALSE")])
def test_a_text_stays_unchanged_while_it_is_the_same(tmp_path: Path, later: str, truth: str) -> None:
    facts = [
        Fact("brace", "knee", start="2025-12-01", end="2026-01-31", attributes={"maker": "Ada"}),
        Fact("brace", "knee", start="2026-02-01", ongoing=True, attributes={"maker": later}),
    ]
    asked = "brace: knee, lasting: '>= 90 days', unchanged: maker, at: screening"
    site = Site(complete=(Complete("brace"),))
    assert explained(tmp_path, EVENTS, asked, facts, site).truth.name == truth


@pytest.mark.parametrize("later", ["red or blue", "red"])
def test_codes_that_may_be_the_same_may_be_unchanged(tmp_path: Path, later: str) -> None:
    """The first had red or blue straps, it is not known which."""
    facts = [
        Fact("brace", "knee", start="2025-12-01", end="2026-01-31", attributes={"straps": "red or blue"}),
        Fact("brace", "knee", start="2026-02-01", ongoing=True, attributes={"straps": later}),
    ]
    asked = "brace: knee, lasting: '>= 90 days', unchanged: straps, at: screening"
    found = explained(tmp_path, EVENTS, asked, facts, Site(complete=(Complete("brace"),)))
    assert reasons(found) == {"missing attribute"}
    assert found.condition.variable.name == "brace"  # type: ignore[union-attr]


def test_spots_that_may_be_of_one_scan_lack_the_modality(tmp_path: Path) -> None:
    """One spot on the CT, one on a scan of the same day that is not named: two scans of one spot, or one of two."""
    facts = [
        Fact("spot", date="2026-03-01", attributes={"modality": "ct"}),
        Fact("spot", date="2026-03-01"),
    ]
    found = explained(tmp_path, EVENTS, "spot: any, count: '>= 2'", facts, Site(complete=(Complete("spot"),)))
    assert reasons(found) == {"missing attribute", "conflicting"}


def test_what_has_to_last_up_to_a_day_that_lies_ahead_is_not_yet_due(tmp_path: Path) -> None:
    brace = Fact("brace", "knee", start="2025-12-01", ongoing=True)
    asked = "brace: knee, lasting: '>= 90 days', at: 30 days after screening"
    found = explained(tmp_path, EVENTS, asked, [brace])
    assert reasons(found) == {"not yet due"}
    assert found.condition.variable.name == "brace"  # type: ignore[union-attr]
