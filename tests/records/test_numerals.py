"""Numbers as laboratories print them."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.records.facts import Fact, Record
from eligibility.records.numerals import read_number, read_numeral
from eligibility.records.sources.cells import with_point
from eligibility.records.understand import understand
from eligibility.vocabulary import shipped_vocabulary

READ = [
    ("<0.5", "< 0.5", ""),
    (">60500", "> 60500", ""),
    ("≥3", ">= 3", ""),
    ("＜5", "< 5", ""),
    ("≤ 5", "<= 5", ""),
    ("=<5", "<= 5", ""),
    ("less than 5", "< 5", ""),
    ("小于5", "< 5", ""),
    ("不低于5", ">= 5", ""),
    ("1,234.5", "1234.5", ""),
    ("1,234", "1234", ""),
    ("1\u00a0234", "1234", ""),
    ("1'234", "1234", ""),
    ("1.2e3", "1200", ""),
    ("1.2E-3", "0.0012", ""),
    ("3-5", "3 to 5", ""),
    ("3 – 5", "3 to 5", ""),
    ("3~5", "3 to 5", ""),
    ("-5", "-5", ""),
    (".5", "0.5", ""),
    ("０.５", "0.5", ""),
    ("74 10^9/L", "74", "10^9/L"),
    ("74×10^9/L", "74", "x10^9/L"),
    ("74 10⁹/L H", "74", "10⁹/L"),
    ("1.2×10^3 IU/mL", "1200", "IU/mL"),
    ("1.2x10³", "1200", ""),
    ("5.2H", "5.2", ""),
    ("5.2 (L)", "5.2", ""),
    ("*5.2", "5.2", ""),
    ("5.2↑", "5.2", ""),
    ("5.2 ↓ *", "5.2", ""),
    ("45%", "45", "%"),
    ("74 109/L", "74", "109/L"),  # a lost superscript: a unit that is refused, never 74109
]
UNREADABLE = [
    "",
    "neg",
    "ND",
    "未检",
    "1,23",
    "0,123",
    "1.2.3",
    "3--5",
    "5-3",
    "< > 5",
    "<3-5",
    "1e400",
    "1e-400",
    "++",
    "about 5",
    "~",
    "9" * 41,
    "5,",
]


@pytest.mark.parametrize(("text", "numbers", "unit"), READ)
def test_a_cell_is_read(text: str, numbers: str, unit: str) -> None:
    numeral = read_numeral(text)
    assert numeral is not None
    assert (str(numeral.numbers), numeral.unit) == (numbers, unit)


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_cell_is_not_read(text: str) -> None:
    assert read_numeral(text) is None


def test_a_megabyte_of_digits_takes_no_time() -> None:
    start = time.perf_counter()
    for text in (
        "9" * 1_000_000,
        "<" * 1_000_000,
        "1e" + "9" * 1_000_000,
        "1," * 500_000,
        "H " * 500_000,
        "5" + " *" * 500_000,
    ):
        assert read_numeral(text) is None
    assert time.perf_counter() - start < 0.5


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-1_000_000, max_value=1_000_000, places=6)
)
def test_decimals_are_exact(number: Decimal) -> None:
    assert read_number(f"{number:f}") == Fraction(number)


@given(st.text(max_size=60))
def test_any_text_is_read_or_not(text: str) -> None:
    read_numeral(text)
    with_point(text, ",")
    with_point(text, None)


@given(st.text(alphabet="0123456789.,<>=-eE+xX*HL^/ ≥≤±'", max_size=40))
def test_almost_numbers_are_read_or_not(text: str) -> None:
    numeral = read_numeral(text)
    assert numeral is None or numeral.numbers.low is not None or numeral.numbers.high is not None


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("3,5", ",", "3.5"),
        ("1.234,5", ",", "1234.5"),
        ("1.234", ",", "1234"),
        ("1.5", ",", "?"),
        ("0.123", ",", "?"),
        ("<0,5 ng/mL", ",", "<0.5 ng/mL"),
        ("3,5-5,5", ",", "3.5-5.5"),
        ("60 mL/min/1.73m2", ",", "60 mL/min/1.73m2"),
        ("3,5", None, "3.5"),
        ("3.5", None, "3.5"),
        ("1,234", None, "?"),
        ("1.234", None, "?"),
        ("1.234,5", None, "1234.5"),
        ("1,234.5", None, "1,234.5"),
        ("1,234", ".", "1,234"),
        ("neg", ",", "neg"),
    ],
)
def test_decimal_commas(text: str, decimal: str | None, expected: str) -> None:
    assert with_point(text, decimal) == expected


@pytest.mark.parametrize("text", ["1e", "1ex", "1e+", "1e²", "1e٣", "1e_1", "1e 1", "1e1e1", "1e9999"])
def test_an_exponent_is_digits(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("value", ["1ex", "1e", "2e²"])
def test_a_code_that_looks_like_a_number_is_no_code(value: str) -> None:
    chart = understand(Record("P1", (Fact("ecog", value, date="2026-03-01"),)), shipped_vocabulary())
    assert [problem.written for problem in chart.problems] == [value]
