"""The exact result of every operation on intervals, worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest

from eligibility.possible import Interval, arithmetic
from tests.possible.brackets import read, write

TABLE = """
add         [1, 2]    [3, 5]    [4, 7]
add         (1, 2]    [3, 5]    (4, 7]
add         [1, 2]    (3, 5]    (4, 7]
add         [1, 2)    [3, 5]    [4, 7)
add         [1, 2]    [3, 5)    [4, 7)
add         (, 2]     [1, 1]    (, 3]
add         [1, 1]    (, 2]     (, 3]
add         [1, )     [2, 3]    [3, )
add         [2, 3]    [1, )     [3, )
subtract    [1, 2]    [3, 5]    [-4, -1]
subtract    (1, 2]    [3, 5]    (-4, -1]
subtract    [1, 2]    [3, 5)    (-4, -1]
subtract    [1, 2]    (3, 5]    [-4, -1)
subtract    [1, 2]    [3, )     (, -1]
subtract    [1, 2]    (, 3]     [-2, )
multiply    [2, 3]    [-1, 4]   [-3, 12]
multiply    [-2, 3]   [-5, 4]   [-15, 12]
multiply    (1, 2)    (3, 4)    [3, 8]
multiply    [0, 0]    (, )      [0, 0]
multiply    (, )      [0, 0]    [0, 0]
multiply    [1, )     [-2, 3]   (, )
multiply    [0, )     [2, 3]    [0, )
multiply    [2, )     [3, )     [6, )
multiply    [1/2, 1]  [1, )     [1/2, )
multiply    (, -1]    [2, 3]    (, -2]
multiply    (, -1]    (, -2]    [2, )
multiply    (, -1]    [2, )     (, -2]
multiply    (, 0]     [1, )     (, 0]
divide      [1, 1]    [2, 4]    [1/4, 1/2]
divide      [1, 2]    [-4, -2]  [-1, -1/4]
divide      [1, 2]    [1, )     [0, 2]
divide      [1, 2]    (, -1]    [-2, 0]
divide      [1, 2]    [0, 3]    (, )
divide      [1, 2]    [-3, 0]   (, )
divide      [1, 2]    [-1, 1]   (, )
divide      [1, 2]    (, )      (, )
power       [2, 3]    [2, 2]    [4, 9]
power       [-2, 3]   [2, 2]    [0, 9]
power       [-3, -2]  [2, 2]    [4, 9]
power       [-3, 0]   [2, 2]    [0, 9]
power       [1/2, 1]  [2, 2]    [1/4, 1]
power       [-1, -1/2]  [2, 2]  [1/4, 1]
power       [-1, 1/2] [2, 2]    [0, 1]
power       [-1/2, 1] [2, 2]    [0, 1]
power       (0, 2)    [2, 2]    [0, 4]
power       [0, 3]    [2, 2]    [0, 9]
power       [-3, -2]  [3, 3]    [-27, -8]
power       [-3, 2]   [3, 3]    [-27, 8]
power       [2, 4]    [-1, -1]  [1/4, 1/2]
power       [2, 4]    [-2, -2]  [1/16, 1/4]
power       [-1, 2]   [-1, -1]  (, )
power       [5, 7]    [0, 0]    [1, 1]
power       [5, 7]    [1, 1]    [5, 7]
power       (, 2]     [2, 2]    [0, )
power       (, -2]    [2, 2]    [4, )
power       [2, )     [2, 2]    [4, )
power       (, 2]     [3, 3]    (, 8]
power       [2, )     [3, 3]    [8, )
power       [0, 1]    [1/2, 1/2]  [0, 1]
power       [1, 1]    [1/2, 3/2]  [1, 1]
power       [-1, 4]   [1/2, 1/2]  (, )
power       (, 4]     [1/2, 1/2]  (, )
power       [0, 4]    [0, 1]    (, )
power       [0, 4]    [-1, 1]   (, )
power       [0, 4]    (, 1]     (, )
power       [1, )     [1/2, 1/2]  [0, )
power       [1, 2]    (, 1/2]   [0, )
power       [1, 2]    [1/2, )   [0, )
power       [1, 1]    [1/2, 1000]   [1, 1]
power       [1, 1]    [-1000, 1/2]  [1, 1]
power       [1, 1]    [1/2, 1001]   (, )
power       [1, 1]    [-1001, 1/2]  (, )
power       [1, 1]    [1001, 1001]  (, )
smallest    [1, 5]    [3, 3]    [1, 3]
smallest    (1, 5]    [2, 4)    (1, 4)
smallest    [1, 4)    [1, 4]    [1, 4)
smallest    (1, 4]    [1, 4]    [1, 4]
smallest    (, 4]     [1, 9]    (, 4]
smallest    [2, )     [1, )     [1, )
largest     [1, 5]    [3, 3]    [3, 5]
largest     (1, 5]    [0, 5)    (1, 5]
largest     (1, 5)    [1, 5)    (1, 5)
largest     [1, 5)    (1, 5]    (1, 5]
largest     [3, 3]    [1, 3]    [3, 3]
largest     (, 5]     (, 3]     (, 5]
largest     (, 5]     (2, 3]    (2, 5]
largest     (2, )     [1, 3]    (2, )
largest     [1, 3]    [2, )     [2, )
"""

UNARY = """
negate              [1, 2)     (-2, -1]
negate              (1, 2]     [-2, -1)
negate              [1, )      (, -1]
negate              (, 3)      (-3, )
common_logarithm    [1, 100]   [0, 2]
common_logarithm    (10, 100]  (1, 2]
common_logarithm    [10, 100)  [1, 2)
common_logarithm    [1/10, 10] [-1, 1]
common_logarithm    [10, )     [1, )
common_logarithm    (10, )     (1, )
common_logarithm    (0, 10)    (, 1)
common_logarithm    [0, 10]    (, )
common_logarithm    [-5, 10]   (, )
common_logarithm    (, 10]     (, )
common_logarithm    (-1, 10]   (, )
common_logarithm    [-5, 0]    (, )
common_logarithm    (, -1]     (, )
common_logarithm    (, )       (, )
natural_logarithm   [1, 1]     [0, 0]
natural_logarithm   (0, 1)     (, 0)
square_root         [4, 9]     [2, 3]
square_root         [-4, 9]    (, )
square_root         [0, 1/4]   [0, 1/2]
square_root         [4, )      [0, )
square_root         [-9, -4]   (, )
square_root         (, 4]      (, )
square_root         [0, 0]     [0, 0]
cube_root           [8, 27]    [2, 3]
cube_root           [-8, 1]    (, )
cube_root           [0, 1]     [0, 1]
"""


def rows(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [line.split()[0], *re.findall(r"[\[(].*?[\])]", line)]


def of_two(name: str) -> Callable[[Interval, Interval], Interval]:
    function = getattr(arithmetic, name)
    return (lambda a, b: function([a, b])) if name in ("smallest", "largest") else function


@pytest.mark.parametrize(("name", "one", "other", "expected"), list(rows(TABLE)))
def test_two_intervals(name: str, one: str, other: str, expected: str) -> None:
    assert write(of_two(name)(read(one), read(other))) == expected


@pytest.mark.parametrize(("name", "one", "expected"), list(rows(UNARY)))
def test_one_interval(name: str, one: str, expected: str) -> None:
    found = getattr(arithmetic, name)(read(one))
    assert write(rounded(found)) == expected


def rounded(found: Interval) -> Interval:
    """Its ends to 25 decimals, which roots and logarithms are exact to."""
    low, high = (None if end is None else Fraction(round(end, 25)) for end in (found.low, found.high))
    return Interval(low, high, found.low_open, found.high_open)


def test_what_has_no_bound_says_nothing_of_an_open_end() -> None:
    assert arithmetic.natural_logarithm(read("(0, 1]")) == Interval(None, Fraction(0), low_open=False)
    assert arithmetic.largest([read("(2, )")]) == Interval(Fraction(2), None, True, False)
    assert arithmetic.largest([read("(, 5]"), read("(, 3]")]) == Interval(None, Fraction(5), False, False)


def test_a_number_beyond_the_floats_times_one_without_bound() -> None:
    long = Fraction(10**400)
    assert arithmetic.multiply(Interval.exactly(long), read("[1, )")) == Interval(long, None)
    assert arithmetic.multiply(read("(, 1]"), Interval.exactly(long)) == Interval(None, long)


def test_the_largest_of_several() -> None:
    assert write(arithmetic.largest([read("[1, 2]"), read("[3, 4]"), read("[0, 9)")])) == "[3, 9)"
    assert write(arithmetic.smallest([read("[1, 2]"), read("(0, 4]"), read("[3, 9]")])) == "(0, 2]"


# ---- long and inexact powers ---------------------------------------------------------------------


@pytest.mark.parametrize("exponent", [64, -64])
def test_whole_powers_to_64_are_exact(exponent: int) -> None:
    assert arithmetic.power(Interval.exactly(3), Interval.exactly(exponent)) == Interval.exactly(
        Fraction(3) ** exponent
    )


@pytest.mark.parametrize("exponent", [65, -65])
def test_longer_ones_have_30_digits(exponent: int) -> None:
    found = arithmetic.power(Interval.exactly(3), Interval.exactly(exponent)).low
    assert found is not None and found != Fraction(3) ** exponent  # which has 31 digits
    assert abs(found / Fraction(3) ** exponent - 1) < Fraction(1, 10**29)


def test_roots_and_logarithms_have_30_digits() -> None:
    root = arithmetic.square_root(Interval.exactly(2)).low
    assert root == Fraction("1.41421356237309504880168872421")  # OEIS A002193: ...8872420 9698
    common = arithmetic.common_logarithm(Interval.exactly(2)).low
    assert common == Fraction("0.301029995663981195213738894724")  # OEIS A007524: ...894724 4930
    logarithm = arithmetic.natural_logarithm(Interval.exactly(2)).low
    assert logarithm == Fraction("0.693147180559945309417232121458")  # OEIS A002162: ...121458 1765


def test_ends_that_30_digits_cannot_tell_apart_are_one_number() -> None:
    beyond = 10 + Fraction(1, 10**40)
    assert write(arithmetic.common_logarithm(Interval(Fraction(10), beyond, True, True))) == "[1, 1]"


# ---- rounding, the tolerance, and what is too long -----------------------------------------------


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        ("2.25", 1, "2.3"),
        ("2.24", 1, "2.2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-2"),  # halves go up
        ("-2.51", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("2.4999999999", 0, "3"),  # a relative 3e-11 under the raised 3
        ("2.499999998", 0, "3"),  # 2e-9 under 3, where the tolerance is 3e-9
        ("2.499999996", 0, "2"),  # 4e-9 under 3
        ("-2.5000000001", 0, "-2"),
    ],
)
def test_rounding(number: str, digits: int, expected: str) -> None:
    found = arithmetic.round_half_up(Interval.exactly(Fraction(number)), digits)
    assert found == Interval.exactly(Fraction(expected))


def test_a_number_just_within_the_tolerance_counts_as_the_half() -> None:
    raised = Fraction(3) / (1 + arithmetic.TOLERANCE)  # 3 less the tolerance of itself
    assert arithmetic.round_half_up(Interval.exactly(raised - Fraction(1, 2)), 0) == Interval.exactly(3)


def test_rounding_keeps_what_has_no_bound() -> None:
    assert write(arithmetic.round_half_up(read("[1/3, )"), 2)) == "[33/100, )"
    assert write(arithmetic.round_half_up(read("(, 5/3)"), 1)) == "(, 17/10]"


@pytest.mark.parametrize(
    ("sign", "other", "expected"),
    [  # of 1 to 2 and a number
        ("<", "3", "YES"),
        ("<", "2", "EITHER"),
        ("<", "1", "NO"),
        ("<=", "2", "YES"),
        ("<=", "1", "EITHER"),
        ("<=", "0.5", "NO"),
        ("=", "1", "EITHER"),
        ("=", "3", "NO"),
        (">=", "1", "YES"),
        (">=", "2", "EITHER"),
        (">=", "3", "NO"),
        (">", "0.5", "YES"),
        (">", "1", "EITHER"),
        (">", "2", "NO"),
    ],
)
def test_comparing(sign: str, other: str, expected: str) -> None:
    found = arithmetic.compare(sign, read("[1, 2]"), Interval.exactly(Fraction(other)))
    assert found == getattr(arithmetic, expected)


def test_comparing_with_open_ends_and_without_bounds() -> None:
    one = Interval.exactly(1)
    assert arithmetic.compare("<", read("[0, 1)"), one) == arithmetic.YES
    assert arithmetic.compare(">", read("(1, 2]"), one) == arithmetic.YES
    assert arithmetic.compare("=", read("(1, 2]"), one) == arithmetic.NO
    assert arithmetic.compare("=", one, one) == arithmetic.YES
    assert arithmetic.compare(">", read("[2, )"), one) == arithmetic.YES
    assert arithmetic.compare("<", read("(, 0]"), one) == arithmetic.YES
    assert arithmetic.compare("<", read("(, )"), read("(, )")) == arithmetic.EITHER


@pytest.mark.parametrize("end", ["1000000000", "-1000000000"])
def test_the_tolerance_of_a_comparison_is_relative_to_the_largest_end(end: str) -> None:
    limit = Interval.exactly(Fraction(end))
    for apart, expected in (
        (1, arithmetic.YES),
        (-1, arithmetic.YES),
        (2, arithmetic.NO),
        (-2, arithmetic.NO),
    ):
        beside = Interval.exactly(Fraction(end) + apart)  # with a limit of 1e9 the tolerance is 1
        assert arithmetic.compare("=", beside, limit) == expected
        assert arithmetic.compare("=", limit, beside) == expected


def test_one_end_within_the_tolerance_leaves_the_other() -> None:
    almost = Fraction(1) - Fraction(1, 10**12)
    one = Interval.exactly(1)
    assert arithmetic.compare(">=", Interval(almost, Fraction(2), True, True), one) == arithmetic.YES
    assert arithmetic.compare("<=", Interval(Fraction(0), 2 - almost, True, True), one) == arithmetic.YES
    assert arithmetic.compare("<", Interval(Fraction(0), almost, True, True), one) == arithmetic.EITHER
    assert arithmetic.compare("=", Interval(almost, 2 - almost, True, True), one) == arithmetic.YES
    assert arithmetic.compare("=", Interval(Fraction(1), 2 - almost, True, True), one) == arithmetic.YES


def test_small_numbers_have_a_small_tolerance() -> None:
    tiny = Fraction(1, 10**12)
    assert arithmetic.compare("=", Interval.exactly(tiny), Interval.exactly(2 * tiny)) == arithmetic.NO


def test_choosing() -> None:
    then, otherwise = Interval.exactly(5), Interval.exactly(7)
    assert arithmetic.choose(arithmetic.YES, then, otherwise) == then
    assert arithmetic.choose(arithmetic.NO, then, otherwise) == otherwise
    assert write(arithmetic.choose(arithmetic.EITHER, then, otherwise)) == "[5, 7]"
    assert write(arithmetic.choose(read("(, )"), then, otherwise)) == "[5, 7]"
    assert arithmetic.choose(read("[1/2, 1]"), then, otherwise) == then


def test_clamping() -> None:
    low, high = Interval.exactly(1), Interval.exactly(4)
    for one, expected in (
        ("[0, 9]", "[1, 4]"),
        ("[2, 3]", "[2, 3]"),
        ("[5, 9]", "[4, 4]"),
        ("[0, 1/2]", "[1, 1]"),
    ):
        assert write(arithmetic.clamp(read(one), low, high)) == expected


LIMIT = Fraction(9, 4)
NEAR = LIMIT * (1 - arithmetic.TOLERANCE / 2)
FAR = LIMIT * (1 - 2 * arithmetic.TOLERANCE)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Interval(NEAR, Fraction(3), True, True), Interval(LIMIT, Fraction(3), True, True)),
        (Interval(Fraction(1), NEAR, True, True), Interval(Fraction(1), LIMIT, True, True)),
        (Interval(FAR, Fraction(3)), Interval(FAR, Fraction(3))),
        (Interval(Fraction(1), FAR), Interval(Fraction(1), FAR)),
        (Interval(NEAR, LIMIT, True, True), Interval.exactly(LIMIT)),
        (Interval(None, NEAR), Interval(None, LIMIT)),
        (Interval(NEAR, None), Interval(LIMIT, None)),
        (Interval(), Interval()),
    ],
)
def test_ends_near_a_limit_are_on_it(one: Interval, expected: Interval) -> None:
    assert arithmetic.snapped(one, Interval.above(LIMIT)) == expected
    assert arithmetic.snapped(one, Interval.below(LIMIT)) == expected
    assert arithmetic.snapped(one, Interval(Fraction(-1), LIMIT)) == expected


def test_the_tolerance_of_a_limit_is_relative_to_the_larger_of_the_two() -> None:
    limit = Interval.exactly(-LIMIT)
    at_most = -LIMIT / (1 - arithmetic.TOLERANCE)  # the larger one is this: just within
    assert arithmetic.snapped(Interval.exactly(at_most), limit) == limit
    assert arithmetic.snapped(limit, Interval.exactly(at_most)) == Interval.exactly(at_most)
    assert arithmetic.snapped(Interval.exactly(LIMIT), limit) == Interval.exactly(LIMIT)


def test_ends_of_thousands_of_digits_are_given_up() -> None:
    kept, given_up = Fraction(2**8192 - 1), Fraction(2**8192)  # of 8192 and of 8193 bits
    assert arithmetic.bounded(Interval(-kept, kept)) == Interval(-kept, kept)
    assert arithmetic.bounded(Interval(1 / kept, kept)) == Interval(1 / kept, kept)
    assert arithmetic.bounded(Interval(Fraction(1), given_up, True, True)) == Interval(
        Fraction(1), None, True, True
    )
    assert arithmetic.bounded(Interval(1 / given_up, kept, True, True)) == Interval(None, kept, True, True)
    assert arithmetic.bounded(Interval()) == Interval()
