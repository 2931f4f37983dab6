"""Vocabularies that share a name, codes of what has no unit, and what a derivation may take."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.documents import DefinitionError
from eligibility.vocabulary import load_vocabulary

SCORE = "vocabulary: ours\nvariables: {frailty: {kind: quantity, label: {en: Frailty}, codes: {loinc: ['1-1', '2-2']}}}\n"


def test_two_vocabularies_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("vocabulary: ours\nvariables: {a: {kind: boolean}}\n", "utf-8")
    (tmp_path / "b.yaml").write_text("vocabulary: ours\nvariables: {b: {kind: boolean}}\n", "utf-8")
    with pytest.raises(DefinitionError, match="`ours` is also the name of another vocabulary, ") as raised:
        load_vocabulary(["./a.yaml", "./b.yaml"], tmp_path)
    codes = [each.code for each in raised.value.diagnostics if "also the name" in each.message]
    assert codes == ["V011"]


def test_a_bare_number_has_codes_without_units(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(SCORE, "utf-8")
    known = load_vocabulary(["./ours.yaml"], tmp_path).variables["frailty"].codes
    assert [(each.system, each.code, each.unit) for each in known] == [
        ("loinc", "1-1", None),
        ("loinc", "2-2", None),
    ]


def test_a_band_may_lie_beside_what_is_plausible(tmp_path: Path) -> None:
    """No albumin under 4 g/L is plausible; a published table may still have a line for it."""
    (tmp_path / "ours.yaml").write_text(
        "vocabulary: ours\n"
        "variables:\n"
        "  a: {kind: quantity, unit: g/L, plausible: 5 to 80 g/L}\n"
        "  b: {kind: code, values: [low, high], derived: {bands: {a: {low: '< 4 g/L', high: '>= 4 g/L'}}}}\n",
        "utf-8",
    )
    assert load_vocabulary(["./ours.yaml"], tmp_path).variables["b"].values == ("low", "high")
