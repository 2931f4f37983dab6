"""Factors against constants that were not taken from the table, and the laws of conversion."""

from __future__ import annotations

import csv
import pickle
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.units import (
    Conversion,
    StatedFactor,
    Unit,
    all_units,
    conversion,
    factor,
    factors,
    read_unit,
)
from eligibility.units.generate import rendered
from eligibility.units.registry import by_pint

HERE = Path(__file__).parent
ALL = all_units()
PAIRS = [pair for pair in permutations(ALL, 2) if pair[0].kind == pair[1].kind]


def constants() -> list[dict[str, str]]:
    with (HERE / "factors.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def unit(text: str, like: str | None = None) -> Unit:
    read = read_unit(text, like)
    assert isinstance(read, Unit), read
    return read


def way(frm: str, to: str, molar_mass: str | None = None, *extra: StatedFactor) -> Conversion:
    found = conversion(unit(frm), unit(to), Fraction(molar_mass) if molar_mass else None, extra)
    assert found is not None
    return found


@pytest.mark.parametrize("row", constants(), ids=lambda row: f"{row['from']} to {row['to']}")
def test_a_factor_is_the_constant(row: dict[str, str]) -> None:
    assert way(row["from"], row["to"]) == Conversion(Fraction(row["times"]), Fraction(row["plus"]))
    assert row["source"]


def test_every_unit_that_has_a_companion_is_checked_against_a_constant() -> None:
    checked = {code for row in constants() for code in (row["from"], row["to"])}
    alone = {one.code for one in ALL if sum(other.kind == one.kind for other in ALL) == 1}
    assert {one.code for one in ALL} == checked | alone


def test_the_shipped_table_is_what_the_command_writes() -> None:
    assert Path(factors.__file__).read_text(encoding="utf-8") == rendered()


def test_every_pair_of_a_kind_converts_as_pint_says() -> None:
    assert len(PAIRS) > 1000
    for frm, to in PAIRS:
        assert conversion(frm, to) == by_pint(frm, to), (frm, to)


def test_units_of_different_kinds_do_not_convert() -> None:
    for frm, to in permutations(ALL, 2):
        assert (conversion(frm, to) is None) == (frm.kind != to.kind)
        assert factor(frm, to) is None or frm.kind == to.kind


# The limits of clinical.md 2.1 and of the trials, each figure as printed there.
@pytest.mark.parametrize(
    "value, frm, to, molar_mass, expected, digits",
    [
        ("1", "mg/dL", "umol/L", "584.66", "17.104", 3),  # bilirubin
        ("50", "umol/L", "mg/dL", "584.66", "2.92", 2),
        ("30", "mmol/L", "mg/dL", "584.66", "1754", 0),
        ("1", "mg/dL", "umol/L", "113.12", "88.402", 3),  # creatinine
        ("1", "mmol/L", "mg/dL", "180.156", "18.016", 3),  # glucose
        ("1", "mg/dL", "mmol/L", "28.0134", "0.3570", 4),  # urea nitrogen
        ("1", "mmol/L", "mg/dL", "60.056", "6.006", 3),  # urea
        ("1", "g/dL", "mmol/L", "16114", "0.6206", 4),  # haemoglobin, one iron each
        ("75000", "/uL", "10^9/L", None, "75", 0),
        ("1500", "/mm3", "10^9/L", None, "1.5", 1),
        ("6", "万/uL", "10^9/L", None, "60", 0),
        ("3.5", "g/dL", "g/L", None, "35", 0),
        ("400", "ng/mL", "ug/L", None, "400", 0),
        ("125", "pg/mL", "ng/L", None, "125", 0),
        ("1", "U/L", "ukat/L", None, "0.01667", 5),
        ("120", "mmHg", "kPa", None, "15.9987", 4),
        ("98.6", "°F", "°C", None, "37.0", 1),
        ("38", "℃", "degF", None, "100.4", 1),
    ],
)
def test_clinical_figures(
    value: str, frm: str, to: str, molar_mass: str | None, expected: str, digits: int
) -> None:
    assert round(way(frm, to, molar_mass).apply(Fraction(value)), digits) == Fraction(expected)


AFP = StatedFactor(unit("IU/mL"), unit("ng/mL"), Fraction("1.21"), "assay sheet")
HBA1C = StatedFactor(
    unit("%"), unit("mmol/mol"), Fraction("10.929"), "clinical.md 2.1", Fraction("-2.15") * Fraction("10.929")
)
SODIUM = StatedFactor(unit("mEq/L"), unit("mmol/L"), Fraction(1), "one charge per ion")


def test_arbitrary_units_convert_only_where_a_factor_is_stated() -> None:
    for frm, to in [
        ("IU/mL", "ng/mL"),
        ("mAU/mL", "ng/mL"),
        ("mEq/L", "mmol/L"),
        ("%", "mmol/mol"),
        ("IU/mL", "copies/mL"),
    ]:
        assert conversion(unit(frm), unit(to)) is None
        assert conversion(unit(frm), unit(to), Fraction(70000)) is None


def test_a_stated_factor_serves_its_kinds_in_both_directions() -> None:
    assert way("IU/mL", "ng/mL", None, AFP).apply(Fraction(400)) == 484
    assert way("kIU/L", "ug/L", None, AFP).apply(Fraction(400)) == 484
    assert way("ng/mL", "IU/mL", None, AFP).apply(Fraction(484)) == 400
    assert way("mEq/L", "mmol/L", None, SODIUM).apply(Fraction(140)) == 140
    assert conversion(unit("mAU/mL"), unit("ng/mL"), None, [AFP]) is None


def test_hba1c_of_sustain_4() -> None:
    """NCT02128932 prints 7.0-10.0 % as 53-86 mmol/mol."""
    ifcc = way("%", "mmol/mol", None, HBA1C)
    assert [round(ifcc.apply(Fraction(percent))) for percent in (7, 10)] == [53, 86]
    assert way("mmol/mol", "%", None, HBA1C).apply(ifcc.apply(Fraction("6.5"))) == Fraction("6.5")


@pytest.mark.parametrize(
    ("mass", "amount"),
    [("g/L", "mol/L"), ("g", "mol"), ("ug/day", "umol/day"), ("mg/day", "mmol/day"), ("mg/g", "mmol/g")],
)
def test_a_molar_mass_serves_every_kind_of_amount(mass: str, amount: str) -> None:
    for frm, to, times in ((mass, amount, Fraction(100, 18015)), (amount, mass, Fraction("180.15"))):
        found = conversion(unit(frm), unit(to), Fraction("180.15"))
        assert found == Conversion(times)


def test_one_way_after_another() -> None:
    first, second = Conversion(Fraction(2), Fraction(3)), Conversion(Fraction(5), Fraction(7))
    assert first.then(second) == Conversion(Fraction(10), Fraction(22))  # 5 (2 x + 3) + 7


def test_a_stated_factor_turned_round_may_follow_the_molar_mass() -> None:
    # 1.21 nmol/L of 70000 g/mol are 84.7 ng/mL, and these 70 IU/mL.
    assert way("nmol/L", "IU/mL", "70000", AFP).apply(Fraction("1.21")) == 70


def test_a_stated_factor_may_be_followed_by_the_molar_mass() -> None:
    stated = StatedFactor(unit("IU/L"), unit("ug/L"), Fraction(2), "assay sheet")
    assert way("IU/L", "nmol/L", "100", stated).times == 20


def test_a_stated_factor_may_follow_the_molar_mass() -> None:
    stated = StatedFactor(unit("ug/L"), unit("IU/L"), Fraction(1, 2), "assay sheet")
    assert way("nmol/L", "IU/L", "100", stated).times == Fraction(
        1, 20
    )  # 100 ng, of which 1000 are half a unit


def test_a_stated_factor_never_bends_a_kind() -> None:
    wrong = StatedFactor(unit("mg/dL"), unit("g/L"), Fraction(7), "nobody")
    assert way("mg/dL", "g/L", None, wrong).times == Fraction(1, 100)


def test_an_offset_is_no_factor() -> None:
    assert factor(unit("degC"), unit("degF")) is None
    assert factor(unit("mg/dL"), unit("g/L")) == Fraction(1, 100)
    assert factor(unit("mg/dL"), unit("umol/L")) is None


exact = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)


@given(st.sampled_from(PAIRS), exact)
def test_there_and_back_is_where_one_was(pair: tuple[Unit, Unit], value: Fraction) -> None:
    there = conversion(*pair)
    back = conversion(pair[1], pair[0])
    assert there is not None and back == there.inverse()
    assert there.inverse().apply(there.apply(value)) == value


@given(
    st.sampled_from([("mg/dL", "umol/L"), ("mg", "mmol"), ("mg/day", "umol/24h"), ("mg/g", "umol/g")]), exact
)
def test_mass_to_amount_and_back_is_where_one_was(pair: tuple[str, str], value: Fraction) -> None:
    there, back = way(*pair, "584.66"), way(pair[1], pair[0], "584.66")
    assert back.apply(there.apply(value)) == value


@given(st.sampled_from(PAIRS), st.data())
def test_ways_compose(pair: tuple[Unit, Unit], data: st.DataObject) -> None:
    third = data.draw(st.sampled_from([one for one in ALL if one.kind == pair[0].kind]))
    first, second, whole = conversion(*pair), conversion(pair[1], third), conversion(pair[0], third)
    assert first is not None and second is not None and first.then(second) == whole


def test_units_and_conversions_travel_to_other_processes() -> None:
    for thing in (unit("mg/dL"), way("degC", "degF"), AFP):
        assert pickle.loads(pickle.dumps(thing)) == thing
