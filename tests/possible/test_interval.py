"""Intervals against membership of sample points, and interval arithmetic against plain arithmetic."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eligibility.possible import Interval, Truth, arithmetic
from eligibility.possible.interval import decimal, order, order_by_product
from tests.possible.brackets import read

numbers = st.integers(-6, 6).map(Fraction)
POINTS = [Fraction(number, 2) for number in range(-15, 16)]


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        if low == high:
            low_open = high_open = False
    return Interval(low, high, low_open, high_open)


def holds(interval: Interval, point: Fraction) -> bool:
    above = interval.low is None or point > interval.low or (point == interval.low and not interval.low_open)
    below = (
        interval.high is None or point < interval.high or (point == interval.high and not interval.high_open)
    )
    return above and below


@given(intervals(), intervals())
def test_meet_within_and_acceptance_agree_with_membership(one: Interval, other: Interval) -> None:
    both = {point for point in POINTS if holds(one, point) and holds(other, point)}
    meet = one.meet(other)
    assert both == {point for point in POINTS if meet is not None and holds(meet, point)}
    inside = {point for point in POINTS if holds(one, point)}
    truth = one.accepted_by(other)
    if truth is Truth.TRUE:
        assert inside == both
    if truth is Truth.FALSE:
        assert not both
    if truth is Truth.UNKNOWN:  # half points tell apart every two ends that are whole
        assert both
        assert inside != both


@given(intervals(), intervals())
def test_hull_is_the_smallest_that_holds_both(one: Interval, other: Interval) -> None:
    hull = one.hull(other)
    assert one.within(hull)
    assert other.within(hull)
    assert (hull.low, hull.low_open) in {(one.low, one.low_open), (other.low, other.low_open)}
    assert (hull.high, hull.high_open) in {(one.high, one.high_open), (other.high, other.high_open)}


@given(intervals(), st.fractions(min_value="1/9", max_value=9), st.integers(-3, 3))
def test_a_change_of_unit_moves_every_number(interval: Interval, times: Fraction, plus: int) -> None:
    moved = interval.scaled(times, Fraction(plus))
    assert all(holds(interval, point) == holds(moved, point * times + plus) for point in POINTS)


OPERATIONS: dict[
    str, tuple[Callable[[Interval, Interval], Interval], Callable[[Fraction, Fraction], Fraction]]
] = {
    "+": (arithmetic.add, lambda a, b: a + b),
    "-": (arithmetic.subtract, lambda a, b: a - b),
    "*": (arithmetic.multiply, lambda a, b: a * b),
    "min": (lambda a, b: arithmetic.smallest([a, b]), min),
    "max": (lambda a, b: arithmetic.largest([a, b]), max),
}


@given(
    st.sampled_from(sorted(OPERATIONS)),
    intervals(),
    intervals(),
    st.sampled_from(POINTS),
    st.sampled_from(POINTS),
)
def test_every_result_of_possible_numbers_is_possible(
    name: str, one: Interval, other: Interval, a: Fraction, b: Fraction
) -> None:
    assume(holds(one, a) and holds(other, b))
    on_intervals, on_numbers = OPERATIONS[name]
    assert holds(on_intervals(one, other), on_numbers(a, b))


@given(intervals(), intervals(), st.sampled_from(POINTS), st.sampled_from(POINTS))
def test_quotients_and_whole_powers(one: Interval, other: Interval, a: Fraction, b: Fraction) -> None:
    assume(holds(one, a) and holds(other, b))
    if b != 0:
        assert holds(arithmetic.divide(one, other), a / b)
    for exponent in (-3, -2, 0, 1, 2, 3):
        if a != 0 or exponent > 0:
            assert holds(arithmetic.power(one, Interval.exactly(exponent)), a**exponent)


@given(intervals(), intervals(), st.sampled_from(POINTS), st.sampled_from(POINTS))
def test_comparisons(one: Interval, other: Interval, a: Fraction, b: Fraction) -> None:
    assume(holds(one, a) and holds(other, b))
    answers = {"<": a < b, "<=": a <= b, "=": a == b, ">=": a >= b, ">": a > b}
    for sign, answer in answers.items():
        assert holds(arithmetic.compare(sign, one, other), Fraction(answer))


def test_the_tolerance_holds_inside_comparisons_and_before_rounding() -> None:
    nearly = Interval.exactly(Fraction(9, 4) - Fraction(1, 10**12))
    assert arithmetic.compare(">=", nearly, Interval.exactly(Fraction(9, 4))) == arithmetic.YES
    assert arithmetic.compare("<", nearly, Interval.exactly(Fraction(9, 4))) == arithmetic.NO
    assert arithmetic.round_half_up(nearly, 1) == Interval.exactly(Fraction("2.3"))
    assert arithmetic.snapped(nearly, Interval.above(Fraction(9, 4), included=True)) == Interval.exactly(
        Fraction(9, 4)
    )


@pytest.mark.parametrize(
    ("function", "given_", "expected"),
    [  # to the digits of a published table of logarithms and roots
        (arithmetic.common_logarithm, Fraction("17.1"), "1.2329961103921538"),
        (arithmetic.natural_logarithm, Fraction(2), "0.6931471805599453"),
        (arithmetic.square_root, Fraction(2), "1.4142135623730951"),
        (arithmetic.cube_root, Fraction("0.8"), "0.9283177667225558"),
    ],
)
def test_logarithms_and_roots(
    function: Callable[[Interval], Interval], given_: Fraction, expected: str
) -> None:
    result = function(Interval.exactly(given_))
    assert result.low is not None
    assert abs(result.low - Fraction(expected)) < Fraction(1, 10**14)
    assert result.is_exact


def test_nothing_is_known_of_the_logarithm_of_what_may_not_be_positive() -> None:
    assert arithmetic.natural_logarithm(Interval.exactly(0)).is_everything
    assert arithmetic.natural_logarithm(Interval(Fraction(0), Fraction(1))).is_everything
    assert arithmetic.divide(Interval.exactly(1), Interval(Fraction(-1), Fraction(1))).is_everything


def test_an_interval_is_never_empty() -> None:
    one = Fraction(1)
    for low, high, low_open, high_open in (
        (one, Fraction(0), False, False),
        (one, Fraction(1), True, False),
        (one, Fraction(1), False, True),
        (one, one, True, False),  # also where it is the same object
        (one, one, False, True),
        (one, one, True, True),
    ):
        with pytest.raises(ValueError, match=r"^An interval cannot be empty\.$"):
            Interval(low, high, low_open, high_open)


def test_the_numbers_over_and_under_a_limit() -> None:
    three = Fraction(3)
    assert Interval.above(three) == Interval(three, None, True, False)
    assert Interval.above(three, included=True) == Interval(three, None, False, False)
    assert Interval.below(three) == Interval(None, three, False, True)
    assert Interval.below(three, included=True) == Interval(None, three, False, False)


@given(intervals(), st.sampled_from(POINTS))
def test_holding_a_number_is_membership(interval: Interval, point: Fraction) -> None:
    assert interval.holds(point) == holds(interval, point)


@pytest.mark.parametrize(
    ("interval", "held"),
    [
        ("[1, 3]", "1 2 3"),
        ("(1, 3]", "2 3"),
        ("[1, 3)", "1 2"),
        ("(1, 3)", "2"),
        ("(, 3]", "0 1 2 3"),
        ("(, 3)", "0 1 2"),
        ("[1, )", "1 2 3 4"),
        ("(1, )", "2 3 4"),
        ("[2, 2]", "2"),
    ],
)
def test_which_of_the_numbers_from_0_to_4_an_interval_holds(interval: str, held: str) -> None:
    assert [str(number) for number in range(5) if read(interval).holds(Fraction(number))] == held.split()


def test_decimals_are_printed_as_people_print_them() -> None:
    assert [decimal(Fraction(text)) for text in ("1.8", "75", "-0.5", "1/3", "0.000001", "1/3000000")] == [
        "1.8",
        "75",
        "-0.5",
        "0.3333",
        "0.000001",
        "3.333e-07",
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1.2345678", "1.235"),  # more decimals than anybody reads
        ("-0.000001", "-0.000001"),
        ("-1.05", "-1.05"),
        ("12345678901234567.5", "12345678901234567.5"),  # more digits than a float has
        (f"1{'0' * 400}/3", "3.333e+399"),  # larger than any float
        (f"-1{'0' * 400}/3", "-3.333e+399"),
        (f"1/3{'0' * 400}", "3.333e-401"),  # smaller than any but zero
    ],
)
def test_decimals_of_many_digits(number: str, text: str) -> None:
    assert decimal(Fraction(number)) == text


@pytest.mark.parametrize(
    ("base", "exponent", "found"),
    [
        ((-1, 4), ("0.5", "0.5"), (None, None)),  # the root of what may be negative
        ((0, 4), (-1, "0.5"), (None, None)),  # one through what may be zero
        ((2, 4), ("0.5", 5000), (None, None)),  # larger than any result
        ((2, None), ("0.5", "0.7"), (0, None)),  # a base without an upper end
    ],
)
def test_powers_of_which_little_is_known(
    base: tuple[int, int | None], exponent: tuple[str | int, str | int], found: tuple[int | None, int | None]
) -> None:
    low, high = (None if end is None else Fraction(end) for end in base)
    least, most = (None if end is None else Fraction(end) for end in found)
    powers = arithmetic.power(Interval(low, high), Interval(Fraction(exponent[0]), Fraction(exponent[1])))
    assert powers == Interval(least, most)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(), "any number"),
        (Interval.exactly(3), "3"),
        (Interval.above(Fraction(3)), "> 3"),
        (Interval.above(Fraction(3), included=True), ">= 3"),
        (Interval.below(Fraction("1.5")), "< 1.5"),
        (Interval.below(Fraction("1.5"), included=True), "<= 1.5"),
        (Interval(Fraction(1), Fraction(2)), "1 to 2"),
        (Interval(Fraction(1), Fraction(2), low_open=True), "> 1 to 2"),
        (Interval(Fraction(1), Fraction(2), high_open=True), "1 to < 2"),
    ],
)
def test_intervals_print_as_people_write_them(interval: Interval, text: str) -> None:
    assert str(interval) == text


def test_what_is_exact_and_what_is_everything() -> None:
    one, half_line = Interval.exactly(1), Interval.above(Fraction(1))
    assert (one.is_exact, half_line.is_exact, Interval().is_exact) == (True, False, False)
    assert Interval(Fraction(1), Fraction(2)).is_exact is False
    assert (one.is_everything, half_line.is_everything, Interval().is_everything) == (False, False, True)
    assert Interval.below(Fraction(1)).is_everything is False


def test_one_number_in_another_unit() -> None:
    assert Interval.exactly(Fraction(3, 2)).scaled(Fraction(10)) == Interval.exactly(15)
    assert Interval.exactly(37).scaled(Fraction(9, 5), Fraction(32)) == Interval.exactly(Fraction("98.6"))


@pytest.mark.parametrize(
    ("number", "factor", "other", "side"),
    [
        ("2", "3", "1/2", 1),
        ("1", "3", "1/2", -1),
        ("3/2", "3", "1/2", 0),
        ("-2", "3", "-1/2", -1),
        ("-1", "3", "-1/2", 1),
        ("5/7", "2/3", "15/14", 0),
        ("5/7", "2/3", "8/7", -1),  # 15/21 and 16/21
        ("5/7", "2/3", "1", 1),  # 15/21 and 14/21
        ("0", "5/7", "0", 0),
    ],
)
def test_which_of_a_number_and_a_product_is_more(number: str, factor: str, other: str, side: int) -> None:
    assert order_by_product(Fraction(number), Fraction(factor), Fraction(other)) == side
    assert order(Fraction(number), Fraction(factor) * Fraction(other)) == side


@pytest.mark.parametrize(
    ("end", "text"),
    [("1" + "0" * 299, "3.333e+298"), ("1" + "0" * 300, "3.333e+299"), ("1" + "0" * 301, "3.333e+300")],
)
def test_thirds_where_floats_end(end: str, text: str) -> None:
    assert decimal(Fraction(int(end), 3)) == text
    assert decimal(Fraction(-int(end), 3)) == f"-{text}"
