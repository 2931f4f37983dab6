"""Bands cover every value once: against a plain search over many numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.possible import Interval
from eligibility.units import Unit, read_unit
from eligibility.vocabulary import Kind, Variable, read_accepted
from eligibility.vocabulary.band_coverage import check_bands
from eligibility.vocabulary.model import Accepted, Codes, Range


def bands_of(texts: list[str], variable: Variable) -> list[tuple[str, Accepted]]:
    found = [(text, read_accepted(text, variable).accepted) for text in texts]
    return [(text, accepted) for text, accepted in found if accepted is not None]


SCORE = Variable("score", Kind.QUANTITY, plausible=Interval(Fraction(0), Fraction(20)))
FREE = Variable("free", Kind.QUANTITY)
COUNT_UNIT = read_unit("10^9/L")
assert isinstance(COUNT_UNIT, Unit)
PLATELETS = Variable(
    "platelets", Kind.QUANTITY, unit=COUNT_UNIT, plausible=Interval(Fraction(0), Fraction(5000))
)


@pytest.mark.parametrize(
    ("texts", "whole", "faulty"),
    [
        (["< 5", ">= 5"], False, False),
        (["0 to 5", "> 5"], False, False),
        (["0 to 5", "6 to 20"], False, True),
        (["0 to 5", "6 to 20"], True, False),
        (["0 to 5", "5 to 20"], True, True),
        (["0 to 5", "7 to 20"], True, True),
        (["0 to 5", "6 to 19"], True, True),
        (["1 to 5", "6 to 20"], True, True),
        (["< 5", "> 5"], False, True),
        (["<= 5", ">= 5"], False, True),
        (["< 5", ">= 5 and < 19", "> 19"], False, True),
        (["< 5"], False, True),
        ([">= 5"], False, True),
        (["<= 20"], False, False),
    ],
)
def test_fixed_numbers(texts: list[str], whole: bool, faulty: bool) -> None:
    assert bool(check_bands(bands_of(texts, SCORE), SCORE, whole=whole)) is faulty


@pytest.mark.parametrize(
    ("texts", "faulty"),
    [
        (["<= ULN", "> ULN and <= 3 ULN", "> 3 ULN"], False),
        (["<= ULN", "> 2 ULN"], True),
        (["<= ULN", "> ULN and <= 3 ULN", ">= 3 ULN"], True),
        (["< LLN", "LLN to ULN", "> ULN"], False),
        (["< LLN", "> ULN"], True),
        # Platelet grades of CTCAE 5.0, so written that one holds whatever the lower limit is.
        (
            [">= LLN and >= 75 10^9/L", "< LLN and >= 75 10^9/L", ">= 50 and < 75 10^9/L", "< 50 10^9/L"],
            False,
        ),
        ([">= LLN", "< LLN and >= 75 10^9/L", ">= 50 and < 75 10^9/L", "< 50 10^9/L"], True),
        (["<= ULN + 6 10^9/L", "> ULN + 6 10^9/L"], False),
        (["<= ULN + 6 10^9/L", "> ULN + 5 10^9/L"], True),
    ],
)
def test_limits_of_the_laboratory(texts: list[str], faulty: bool) -> None:
    assert bool(check_bands(bands_of(texts, PLATELETS), PLATELETS)) is faulty


HALVES = Variable("halves", Kind.QUANTITY, plausible=Interval(Fraction("0.5"), Fraction("9.5")))
OPEN = Variable("open", Kind.QUANTITY, plausible=Interval(Fraction(0), Fraction(9), True, True))
LIMITED = Variable("enzyme", Kind.QUANTITY, unit=COUNT_UNIT, plausible=Interval(Fraction(0), Fraction(40)))
BILIRUBIN_UNIT = read_unit("umol/L")
assert isinstance(BILIRUBIN_UNIT, Unit)
BILIRUBIN = Variable(
    "bilirubin", Kind.QUANTITY, unit=BILIRUBIN_UNIT, plausible=Interval(Fraction(2), Fraction(40))
)
BLOOD = Variable("blood", Kind.CODE, values=("A", "B", "O"))


@pytest.mark.parametrize(
    ("variable", "texts", "expected"),
    [
        (SCORE, ["< 5", "> 5"], "No band holds 5 of score."),
        (SCORE, ["<= 5", "> 6"], "No band holds 5.5 of score."),
        (SCORE, ["< 5", ">= 6"], "No band holds 5 of score."),
        (SCORE, ["<= 5", ">= 5"], "The bands <= 5 and >= 5 both hold 5 of score."),
        (SCORE, ["<= 7", ">= 5"], "The bands <= 7 and >= 5 both hold 5 of score."),
        (SCORE, ["<= 7", "> 5"], "The bands <= 7 and > 5 both hold > 5 to 7 of score."),
        (FREE, ["<= 5", "< 3"], "The bands <= 5 and < 3 both hold < 3 of free."),
        (SCORE, [">= 5"], "No band holds 0 of score."),
        (SCORE, ["> 0"], "No band holds 0 of score."),
        (SCORE, ["< 20"], "No band holds 20 of score."),
        (SCORE, ["< 5", ">= 5 and < 19"], "No band holds 19 of score."),
        (SCORE, ["< 5", "5 to 19"], "No band holds 20 of score."),
        (FREE, ["< 5"], "No band holds 5 of free."),
        (SCORE, [], "No band holds 0 to 20 of score."),
        (SCORE, ["> 0.5", "0 to 0.5"], None),
        (SCORE, ["> 0.5", "0 to 0.4"], "No band holds 0.45 of score."),
        (HALVES, [">= 1"], "No band holds 0.5 of halves."),
        (HALVES, ["<= 9"], "No band holds 9.5 of halves."),
        (OPEN, ["> 0 and < 9"], None),
        (OPEN, ["> 1"], "No band holds 0 of open."),
        (FREE, [">= 5"], "No band holds the lowest value of free."),
        (FREE, ["<= 5"], "No band holds the highest value of free."),
        (FREE, [], "No band holds any number of free."),
        # Of a laboratory's limit: half of the middle of what is plausible is tried first, and then around each number.
        (LIMITED, ["<= ULN", "> 0.5 10^9/L"], "No band holds 0.375 10^9/L of enzyme (with ULN 0.25)."),
        (
            LIMITED,
            ["< 8 10^9/L", ">= 8 10^9/L and >= 0.5 ULN"],
            "No band holds 8 10^9/L of enzyme (with ULN 32).",
        ),
        (LIMITED, ["<= 0 ULN", "> 2 ULN"], "No band holds 5 10^9/L of enzyme (with ULN 5)."),
        (
            LIMITED,
            [">= 0 10^9/L and < LLN", "> ULN"],
            "No band holds 10 10^9/L of enzyme (with ULN 20, LLN 10).",
        ),
        (SCORE, ["<= ULN + 1", "> ULN + 2"], "No band holds 6.5 of score (with ULN 5)."),
        (FREE, ["<= ULN", "> 2 ULN"], "No band holds 0.375 of free (with ULN 0.25)."),
        (LIMITED, ["<= ULN", "> 2 ULN"], "No band holds 7.5 10^9/L of enzyme (with ULN 5)."),
        (LIMITED, ["<= ULN", "> 8 10^9/L"], "No band holds 6 10^9/L of enzyme (with ULN 4)."),
        (LIMITED, ["<= 3 ULN", "> 9 10^9/L"], "No band holds 6.75 10^9/L of enzyme (with ULN 1.5)."),
        (LIMITED, ["< LLN", "> ULN"], "No band holds 10 10^9/L of enzyme (with ULN 20, LLN 10)."),
        (LIMITED, ["< LLN", "> LLN"], "No band holds 5 10^9/L of enzyme (with LLN 5)."),
        (
            LIMITED,
            ["<= 2 ULN", ">= 2 ULN"],
            "The bands <= 2 ULN and >= 2 ULN both hold 10 10^9/L of enzyme (with ULN 5).",
        ),
        (
            BILIRUBIN,
            ["<= ULN + 1 umol/L", "> ULN + 2 umol/L"],
            "No band holds 12 umol/L of bilirubin (with ULN 10.5).",
        ),
        (
            LIMITED,
            ["<= ULN + 1000 10^6/L", "> ULN + 2 10^9/L"],
            "No band holds 11.5 10^9/L of enzyme (with ULN 10).",
        ),
    ],
)
def test_what_is_said(variable: Variable, texts: list[str], expected: str | None) -> None:
    assert check_bands(bands_of(texts, variable), variable) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["0 to 5", "5 to 20"], "The bands 0 to 5 and 5 to 20 both hold 5 of score."),
        (["0 to 5", "7 to 20"], "No band holds 6 of score."),
        (["0 to 5", "> 5 and < 20"], "No band holds 20 of score."),
        (["0 to 5", "> 6"], "No band holds 6 of score."),
        (["> 0 and < 5", "5 to 20"], "No band holds 0 of score."),
        (["0 to 4.5", "4.6 to 20"], None),
        (["0 to 4.5", "4.6 to 4.7", "5 to 20"], None),
        (["> -1 and < 5", ">= 5 and < 21"], None),
        (["0 to 5", "> 5.5"], None),  # from 6 on
        (["< 5.5", "6 to 20"], None),  # to 5
    ],
)
def test_what_is_said_of_whole_numbers(texts: list[str], expected: str | None) -> None:
    assert check_bands(bands_of(texts, SCORE), SCORE, whole=True) == ([expected] if expected else [])


def test_what_is_said_of_codes() -> None:
    bands: list[tuple[str, Accepted]] = [
        (name, Codes(name, frozenset(codes), tuple(codes))) for name, codes in (("one", "AB"), ("two", "B"))
    ]
    assert check_bands(bands, BLOOD) == [
        "The bands one and two both hold `B` of blood.",
        "No band holds `O` of blood.",
    ]
    assert check_bands([*bands[:1], ("three", Codes("O", frozenset("O"), ("O",)))], BLOOD) == []


SIGNED = st.builds("{} {}".format, st.sampled_from(["<", "<=", ">=", ">", "="]), st.integers(-3, 23))
BETWEEN = st.builds(
    lambda low, width, one, other: f"{one} {low} and {other} {low + width}",
    st.integers(-3, 20), st.integers(1, 8), st.sampled_from([">", ">="]), st.sampled_from(["<", "<="]),
)  # fmt: skip


def one_each(ranges: list[Range], domain: Interval, points: list[Fraction]) -> bool:
    inside = [Interval.exactly(point) for point in points if Interval.exactly(point).within(domain)]
    return all(sum(point.within(accepted.interval) for accepted in ranges) == 1 for point in inside)


@given(st.lists(SIGNED | BETWEEN, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_it_finds_what_a_search_finds(texts: list[str], whole: bool, bounded: bool) -> None:
    variable = SCORE if bounded else FREE
    bands = bands_of(texts, variable)
    ranges = [accepted for _, accepted in bands if isinstance(accepted, Range)]
    points = [Fraction(number, 1 if whole else 4) for number in range(-120, 121)]
    expected = one_each(ranges, variable.plausible or Interval(), points)
    assert (check_bands(bands, variable, whole=whole) == []) is expected


CUTS = st.lists(st.integers(1, 19), unique=True, min_size=1, max_size=5).map(sorted)


@given(CUTS, st.data())
def test_cut_points_always_cover(cuts: list[int], data: st.DataObject) -> None:
    closed = [data.draw(st.booleans()) for _ in cuts]
    signs = [("<=", ">") if below else ("<", ">=") for below in closed]
    texts = [f"{signs[0][0]} {cuts[0]}", f"{signs[-1][1]} {cuts[-1]}"]
    for number in range(len(cuts) - 1):
        texts.append(f"{signs[number][1]} {cuts[number]} and {signs[number + 1][0]} {cuts[number + 1]}")
    assert check_bands(bands_of(texts, SCORE), SCORE) == []
    left_out = data.draw(st.integers(0, len(texts) - 1))
    assert check_bands(bands_of(texts[:left_out] + texts[left_out + 1 :], SCORE), SCORE)
