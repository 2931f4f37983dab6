"""Spellings and refusals: what is read, what is not, and why."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.units import Unit, UnitRefusal, all_units, read_unit, search_units, spellings
from eligibility.units.spelling import tidy
from eligibility.units.table import ROWS
from eligibility.units.table.parts import SYMBOLS, WORDS
from eligibility.units.table.row import Row
from eligibility.units.traps import refused

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


SPELLINGS = table("spellings.csv")
REFUSALS = table("refusals.csv")


def code(text: str, like: str | None = None) -> str:
    unit = read_unit(text, like)
    assert isinstance(unit, Unit), unit
    return unit.code


def refusal(text: str) -> UnitRefusal:
    read = read_unit(text)
    assert isinstance(read, UnitRefusal), read
    return read


def test_the_tables_are_as_large_as_promised() -> None:
    assert len({row["spelling"] for row in SPELLINGS}) >= 200
    assert len({row["spelling"] for row in REFUSALS}) >= 60


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: row["spelling"])
def test_a_spelling_means_its_unit(row: dict[str, str]) -> None:
    assert code(row["spelling"]) == row["code"]


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: row["spelling"])
def test_a_refusal_says_why_and_what_exists(row: dict[str, str]) -> None:
    refused_unit = refusal(row["spelling"])
    assert row["reason"] in refused_unit.why
    assert refused_unit.suggestion == (row["suggestion"] or None)


@pytest.mark.parametrize("unit", all_units(), ids=str)
def test_a_code_reads_as_its_own_unit(unit: Unit) -> None:
    assert read_unit(unit.code) is unit
    assert spellings(unit)[0] == unit.code


def test_codes_are_unique() -> None:
    codes = [unit.code for unit in all_units()]
    assert len(codes) == len(set(codes))


def test_no_spelling_of_a_row_means_two_units() -> None:
    owners: dict[str, str] = {}
    for row in ROWS:
        for spelling in row.also + row.words:
            assert owners.setdefault(spelling, row.unit.code) == row.unit.code
            assert code(spelling) == row.unit.code


@pytest.mark.parametrize("parts", [SYMBOLS, WORDS])
def test_no_spelling_of_a_part_means_two_parts(parts: dict[str, str]) -> None:
    owners: dict[str, str] = {}
    for part, spelled in parts.items():
        for spelling in spelled.split():
            assert owners.setdefault(spelling, part) == part


def test_no_spelling_is_a_trap() -> None:
    for row in SPELLINGS:
        if row["spelling"] != "1":  # UCUM writes the unit of one as 1; any other number is not a unit
            assert refused(tidy(row["spelling"]), row["spelling"]) is None


@pytest.mark.parametrize("unit", all_units(), ids=str)
def test_ucum_reads_back_unless_it_has_no_code_of_its_own(unit: Unit) -> None:
    """UCUM writes U for enzymes only and [arb'U] for all that is arbitrary; the variable's unit tells them apart."""
    assert code(unit.ucum, like=unit.code) == unit.code


@pytest.mark.parametrize(
    "text, like, meant",
    [
        ("IU/L", None, "IU/L"),
        ("IU/L", "U/L", "U/L"),
        ("iu/l", "U/L", "U/L"),
        ("IU/L", "ukat/L", "U/L"),
        ("IU/L", "IU/L", "IU/L"),
        ("IU/L", "mIU/mL", "IU/L"),
        ("U/mL", "U/L", "U{enzyme}/mL"),
        ("kU/L", "U/L", "kU{enzyme}/L"),
        ("U/mL", "U/mL", "U/mL"),
        ("U/L", "U/mL", "U{arbitrary}/L"),
        ("[arb'U]/mL", "U/mL", "U/mL"),
        ("[arb'U]/mL", "mAU/mL", "AU/mL"),
        ("µU/mL", "mIU/L", "uIU/mL"),
        ("mU/L", "mIU/L", "mIU/L"),
        ("IU/mL", "ug/L", "IU/mL"),
        ("IU/mL", "U/mL", "IU/mL"),
        ("G/L", "g/L", "g/L"),
        ("G/L", "10^9/L", "10^9/L"),
        ("分", "min", "min"),
        ("mg/dL", "no such unit", "mg/dL"),
    ],
)
def test_the_variables_own_unit_settles_what_is_open(text: str, like: str | None, meant: str) -> None:
    assert code(text, like) == meant


def test_what_must_never_be_mixed_up_is_of_different_kinds() -> None:
    for one, other in [
        ("mL/min", "mL/min/1.73m2"),
        ("s", "%"),
        ("%", ""),
        ("%", "mmol/mol"),
        ("IU/mL", "copies/mL"),
        ("IU/mL", "ng/mL"),
        ("mAU/mL", "ng/mL"),
        ("mAU/mL", "mIU/mL"),
        ("IU/L", "U/L"),
        ("U/mL", "U/L"),
        ("mmol/L", "mEq/L"),
        ("mg/L", "mg/L FEU"),
        ("mg/L FEU", "mg/L DDU"),
        ("mg/kg", "mg/g"),
        ("10^9/L", "copies/L"),
        ("months", "days"),
        ("mg/g", "mg/mmol"),
    ]:
        assert units(one).kind != units(other).kind


def units(text: str) -> Unit:
    unit = read_unit(text)
    assert isinstance(unit, Unit)
    return unit


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_unit(text)
    if isinstance(read, UnitRefusal):
        assert read.why
        assert read.text.isprintable() or read.text == text
        assert read.suggestion is None or code(read.suggestion) == read.suggestion


@given(st.sampled_from(SPELLINGS), st.sampled_from(["\u200b", "\ufeff", "\xa0", " ", "\u3000"]))
def test_invisible_characters_around_a_unit_do_not_matter(row: dict[str, str], space: str) -> None:
    assert code(space + row["spelling"] + space) == row["code"]


@given(st.sampled_from([unit for unit in all_units() if "/" in unit.code]))
def test_spaces_around_the_stroke_and_a_full_width_stroke_do_not_matter(unit: Unit) -> None:
    assert code(unit.code.replace("/", " / ")) == unit.code
    assert code(unit.code.replace("/", "／")) == unit.code


@pytest.mark.parametrize(
    "hostile",
    [
        "x" * 1_000_000,
        "/" * 64,
        "10^" * 21,
        "(" * 64,
        "\0",
        "a\0b",
        "mg/\x07dL",
        "😀" * 32,
        "ﷺ" * 64,
        "\u0301" * 64,
        "\ud800",
    ],
    ids=range(11),
)
def test_hostile_texts_are_refused_at_once(hostile: str) -> None:
    start = time.perf_counter()
    shown = refusal(hostile)
    assert time.perf_counter() - start < 0.5
    assert len(shown.text) <= 64
    assert shown.suggestion is None


def test_a_text_that_cannot_be_printed_is_shown_without_what_cannot() -> None:
    assert refusal("mg\0/dL").text == "mg?/dL"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mg\0/dL", "this holds characters that cannot be printed"),
        ("x" * 64, "this is not in the table of units"),
        ("x" * 65, "longer than any unit (64 characters at most)"),
        ("furlong/L FEU", "this is not in the table of units"),
        ("mg or g", "this names more than one unit"),
        ("#", "this is not in the table of units"),  # what is counted, without a volume
        ("cells", "this is not in the table of units"),
    ],
)
def test_why_a_text_is_no_unit(text: str, why: str) -> None:
    assert refusal(text).why == why


def test_a_refusal_shows_what_was_typed() -> None:
    assert refusal(" Mmol / L").text == " Mmol / L"


@pytest.mark.parametrize(
    ("text", "tidied"),
    [("mg per dL", "mg/dL"), ("mg\u200b/dL", "mg/dL"), ("mg / dL", "mg/dL")],
)
def test_the_stroke_in_words_and_what_cannot_be_seen(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@pytest.mark.parametrize("row", [row for row in ROWS if row.words], ids=lambda row: row.unit.code)
def test_words_are_read_in_any_case(row: Row) -> None:
    for word in row.words:
        for written in {word.lower(), word.upper(), word.title()}:
            if not written.startswith(("Mosm", "Mg")):  # there the capital is mega
                assert code(written) == row.unit.code


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("10^3/uL", {"10*3/uL", "K/uL", "thousand/uL", "千/uL"}),
        ("mg/dL", {"MG/DL", "mgs/dl", "毫克/分升"}),
        ("mmHg", {"mm[Hg]", "torr", "毫米汞柱"}),
    ],
)
def test_the_spellings_of_a_unit(text: str, some: set[str]) -> None:
    assert some < set(spellings(units(text)))


def test_search_finds_nothing_twice_and_nothing_that_is_not_there() -> None:
    found = search_units("mg/dL")
    assert found[0].code == "mg/dL"
    assert len(found) == len(set(found))
    assert search_units("xx") == []


def test_search_finds_by_spelling_kind_and_code() -> None:
    assert search_units("K/µL")[0].code == "10^3/uL"
    assert {"U/L", "ukat/L"} <= {unit.code for unit in search_units("enzyme")}
    assert "mg/dL" in {unit.code for unit in search_units("毫克")}
    assert search_units("no such thing") == []
