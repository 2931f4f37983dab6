"""CTCAE 5.0 grades of laboratory values, at each limit of the published table."""

import pytest

from tests.derived.computing import codes, readings

# Value and grade, with a lower limit of normal that is printed with the result.
LOW = [
    ("platelets", "platelets_ctcae_5", "10^9/L", "100", {"100": "0", "99": "1", "75": "1", "74": "2", "50": "2", "49": "3", "25": "3", "24": "4"}),
    ("neutrophils", "neutrophils_ctcae_5", "10^9/L", "1.8", {"1.8": "0", "1.79": "1", "1.5": "1", "1.49": "2", "1.0": "2", "0.99": "3", "0.5": "3", "0.49": "4"}),
    ("leukocytes", "leukocytes_ctcae_5", "10^9/L", "4.0", {"4.0": "0", "3.9": "1", "3.0": "1", "2.9": "2", "2.0": "2", "1.9": "3", "1.0": "3", "0.9": "4"}),
    ("lymphocytes", "lymphocytes_ctcae_5", "10^9/L", "1.0", {"1.0": "0", "0.9": "1", "0.8": "1", "0.79": "2", "0.5": "2", "0.49": "3", "0.2": "3", "0.19": "4"}),
    ("haemoglobin", "haemoglobin_ctcae_5", "g/L", "120", {"120": "0", "119": "1", "100": "1", "99": "2", "80": "2", "79": "3"}),
    ("albumin", "albumin_ctcae_5", "g/L", "35", {"35": "0", "34": "1", "30": "1", "29": "2", "20": "2", "19": "3"}),
]  # fmt: skip
# The same with an upper limit.
HIGH = [
    ("bilirubin", "bilirubin_ctcae_5_normal_baseline", "umol/L", "20", {"20": "0", "20.1": "1", "30": "1", "30.1": "2", "60": "2", "60.1": "3", "200": "3", "200.1": "4"}),
    ("alt", "alt_ctcae_5_normal_baseline", "U/L", "40", {"40": "0", "41": "1", "120": "1", "121": "2", "200": "2", "201": "3", "800": "3", "801": "4"}),
    ("ast", "ast_ctcae_5_normal_baseline", "U/L", "40", {"40": "0", "41": "1", "120": "1", "121": "2", "200": "2", "201": "3", "800": "3", "801": "4"}),
    ("alp", "alp_ctcae_5_normal_baseline", "U/L", "100", {"100": "0", "101": "1", "250": "1", "251": "2", "500": "2", "501": "3", "2000": "3", "2001": "4"}),
    ("ggt", "ggt_ctcae_5_normal_baseline", "U/L", "40", {"40": "0", "41": "1", "100": "1", "101": "2", "200": "2", "201": "3", "800": "3", "801": "4"}),
    ("aptt", "aptt_ctcae_5", "s", "40", {"40": "0", "41": "1", "60": "1", "61": "2", "100": "2", "101": "3"}),
    ("potassium", "high_potassium_ctcae_5", "mmol/L", "5.0", {"5.0": "0", "5.1": "1", "5.5": "1", "5.6": "2", "6.0": "2", "6.1": "3", "7.0": "3", "7.1": "4"}),
    ("creatinine", "creatinine_ctcae_5_by_limit", "umol/L", "100", {"100": "0", "101": "1", "150": "1", "151": "2", "300": "2", "301": "3", "600": "3", "601": "4"}),
]  # fmt: skip
# As a multiple of an abnormal baseline.
OVER_BASELINE = [
    ("bilirubin", "umol/L", "40", {"40": "0", "41": "1", "60": "1", "61": "2", "120": "2", "121": "3", "400": "3", "401": "4"}),
    ("alt", "U/L", "100", {"149": "0", "150": "1", "300": "1", "301": "2", "500": "2", "501": "3", "2000": "3", "2001": "4"}),
    ("ast", "U/L", "100", {"149": "0", "150": "1", "300": "1", "301": "2", "500": "2", "501": "3", "2000": "3", "2001": "4"}),
    ("alp", "U/L", "200", {"399": "0", "400": "1", "500": "1", "501": "2", "1000": "2", "1001": "3", "4000": "3", "4001": "4"}),
    ("ggt", "U/L", "200", {"399": "0", "400": "1", "500": "1", "501": "2", "1000": "2", "1001": "3", "4000": "3", "4001": "4"}),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "grade", "unit", "limit", "table"), LOW)
def test_low_values(variable: str, grade: str, unit: str, limit: str, table: dict[str, str]) -> None:
    found = {value: codes(grade, [{variable: f"{value} {unit}", "lower": limit}]) for value in table}
    assert found == {value: {expected} for value, expected in table.items()}


@pytest.mark.parametrize(("variable", "grade", "unit", "limit", "table"), HIGH)
def test_high_values(variable: str, grade: str, unit: str, limit: str, table: dict[str, str]) -> None:
    found = {value: codes(grade, [{variable: f"{value} {unit}", "upper": limit}]) for value in table}
    assert found == {value: {expected} for value, expected in table.items()}


@pytest.mark.parametrize(("variable", "unit", "baseline", "table"), OVER_BASELINE)
def test_multiples_of_an_abnormal_baseline(
    variable: str, unit: str, baseline: str, table: dict[str, str]
) -> None:
    grade = f"{variable}_ctcae_5_abnormal_baseline"
    before = {f"{variable}_baseline": f"{baseline} {unit}"}
    found = {value: codes(grade, [{variable: f"{value} {unit}"}, before]) for value in table}
    assert found == {value: {expected} for value, expected in table.items()}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.2", "0"), ("1.21", "1"), ("1.5", "1"), ("1.51", "2"), ("2.5", "2"), ("2.51", "3")],
)
def test_inr(value: str, expected: str) -> None:
    assert codes("inr_ctcae_5", readings(inr=value)) == {expected}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.0", "0"), ("2.1", "1"), ("3.0", "1"), ("3.1", "2"), ("5.0", "2"), ("5.1", "3")],
)
def test_inr_on_an_anticoagulant_is_a_multiple_of_its_baseline(value: str, expected: str) -> None:
    assert codes("inr_ctcae_5_on_anticoagulant", readings(inr=value, inr_baseline="2.0")) == {expected}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("449", "0"), ("450", "1"), ("480", "1"), ("481", "2"), ("500", "2"), ("501", "3")],
)
def test_qtc(value: str, expected: str) -> None:
    assert codes("qtc_ctcae_5_by_value", readings(qtc=f"{value} ms")) == {expected}


@pytest.mark.parametrize(("value", "expected"), [("460", "0"), ("461", "3")])
def test_qtc_more_than_60_ms_over_baseline(value: str, expected: str) -> None:
    facts = readings(qtc=f"{value} ms", qtc_baseline="400 ms")
    assert codes("qtc_ctcae_5_by_change", facts) == {expected}


@pytest.mark.parametrize(
    ("value", "baseline", "expected"),
    [
        ("90", "90", "0"),
        ("140", "100", "1"),  # 1.4 ULN
        ("140", "60", "2"),  # 1.4 ULN, but 2.3 times the baseline
        ("140", "40", "3"),  # 3.5 times the baseline
        ("290", "280", "2"),  # 2.9 ULN, hardly over the baseline
        ("700", "600", "4"),  # 7 ULN
    ],
)
def test_creatinine_takes_the_worse_of_limit_and_baseline(value: str, baseline: str, expected: str) -> None:
    facts = [{"creatinine": f"{value} umol/L", "upper": "100"}, {"creatinine_baseline": f"{baseline} umol/L"}]
    assert codes("creatinine_ctcae_5", facts) == {expected}


def test_without_its_limit_a_value_that_is_low_enough_is_graded_still() -> None:
    assert codes("platelets_ctcae_5", readings(platelets="60 10^9/L")) == {"2"}
    assert codes("platelets_ctcae_5", readings(platelets="80 10^9/L")) == {"0", "1"}
    assert codes("alt_ctcae_5_normal_baseline", readings(alt="80 U/L")) == {"0", "1", "2", "3", "4"}


def test_without_its_baseline_the_grade_is_at_least_that_of_the_limit() -> None:
    facts = [{"creatinine": "290 umol/L", "upper": "100"}]
    assert codes("creatinine_ctcae_5", facts) == {"2", "3"}
