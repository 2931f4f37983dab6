"""Formulas: precedence, names, functions, and what is refused at which place."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.vocabulary.formulas import is_exact, names_of, read_formula
from eligibility.vocabulary.mistakes import Mistake
from eligibility.vocabulary.model import Call, Expression, Name, Number

NUMBERS = {"a", "b", "c"}
CONDITIONS = {"dialysed"}


def value(expression: Expression, names: dict[str, Fraction]) -> Fraction:
    """A plain evaluation, for the arithmetic only."""
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Name):
        return names[expression.name]
    parts = [value(argument, names) for argument in expression.arguments]
    match expression.function:
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] - parts[1]
        case "*":
            return parts[0] * parts[1]
        case "/":
            return parts[0] / parts[1]
        case "neg":
            return -parts[0]
        case "^":
            return Fraction(parts[0] ** int(parts[1]))
        case _:
            raise AssertionError(expression.function)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("24 / 4 / 2", 3),
        ("-2^2", -4),
        ("2^3^2", 512),
        ("2^-1", Fraction(1, 2)),
        ("2 * -3", -6),
        ("1.5 * a", 15),
        ("a - -b", 12),
    ],
)
def test_precedence_is_that_of_arithmetic(text: str, expected: int | Fraction) -> None:
    expression = read_formula(text, NUMBERS)
    assert not isinstance(expression, Mistake)
    assert value(expression, {"a": Fraction(10), "b": Fraction(2)}) == expected


def test_if_takes_a_comparison_or_a_yes_no_name() -> None:
    expression = read_formula("if(a > 11, a, if(dialysed, 4, b))", NUMBERS, CONDITIONS)
    assert isinstance(expression, Call)
    assert expression.arguments[0] == Call(">", (Name("a"), Number(Fraction(11))))
    assert expression.arguments[2] == Call("if", (Name("dialysed"), Number(Fraction(4)), Name("b")))
    assert names_of(expression) == {"a", "b", "dialysed"}


def test_round_without_places_rounds_to_whole_numbers() -> None:
    assert read_formula("round(a)", NUMBERS) == Call("round", (Name("a"), Number(Fraction(0))))


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("a / b^2", True),
        ("a^-2", True),
        ("ln(a)", False),
        ("a^0.5", False),
        ("a^b", False),
        ("a^-b", False),
        ("a^-0.5", False),
        ("a^sqrt(2)", False),
        ("2^(1+1)", False),
        ("log10(a)", False),
        ("sqrt(a)", False),
        ("cbrt(a)", False),
        ("max(a, 2^3)", True),
        ("a^2 + ln(b)", False),
        ("min(a, sqrt(b))", False),
    ],
)
def test_what_is_exact(text: str, exact: bool) -> None:
    expression = read_formula(text, NUMBERS)
    assert not isinstance(expression, Mistake)
    assert is_exact(expression) is exact


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "301", 0),
        ("a +", "301", 3),
        ("a b", "301", 2),
        ("(a", "301", 2),
        ("a)", "301", 1),
        ("a ** 2", "301", 3),
        ("a % 2", "301", 2),
        ("1e3", "301", 1),
        ("a + x", "302", 4),
        ("log(a)", "303", 0),
        ("min(a)", "304", 0),
        ("clamp(a, 1)", "304", 0),
        ("a > b", "305", 2),
        ("a + dialysed", "305", 4),
        ("if(a, b, c)", "305", 3),
        ("if(a > b, c)", "304", 0),
        ("(" * 50 + "a" + ")" * 50, "306", 40),
        ("a" * 3000, "306", 0),
        ("+".join("a" * 400), "306", 0),
    ],
)
def test_what_is_refused(text: str, code: str, at: int) -> None:
    mistake = read_formula(text, NUMBERS, CONDITIONS)
    assert isinstance(mistake, Mistake)
    assert (mistake.code, mistake.at) == (code, at)


@pytest.mark.parametrize(
    ("text", "at", "message", "remedy"),
    [
        ("", 0, "The formula ends too early.", ""),
        ("a + ", 3, "The formula ends too early.", ""),
        (" (a", 3, "The formula ends too early.", "`)` is missing"),
        ("a b", 2, "`b` is not expected here.", ""),
        ("(a b)", 3, "`b` is not expected here.", "`)` is missing"),
        ("ln(a b)", 5, "`b` is not expected here.", "`)` is missing"),
        ("a * , b", 4, "`,` is not expected here.", ""),
        ("a   % 2", 4, "`%` means nothing in a formula.", ""),
        ("a +x% 2", 4, "`%` means nothing in a formula.", ""),
        ("a + dialised", 4, "Unknown name `dialised`.", "did you mean `dialysed`?"),
        ("a + rond", 4, "Unknown name `rond`.", "did you mean `round`?"),
        ("2 + log(a)", 4, "Unknown function `log`.", "did you mean `log10`?"),
        ("b(2)", 0, "Unknown function `b`.", "known are: cbrt, clamp, if, ln, log10, max, min, round, sqrt"),
        ("a + min(a)", 4, "`min` takes 2 to 20 values, not 1.", ""),
        (f"min({'a, ' * 20}a)", 0, "`min` takes 2 to 20 values, not 21.", ""),
        ("clamp(a, 1)", 0, "`clamp` takes 3 values, not 2.", ""),
        ("clamp(a, 1, 2, 3)", 0, "`clamp` takes 3 values, not 4.", ""),
        ("a * round(a, 11)", 4, "`round` takes 0 to 10 decimals.", "write round(x, 1)"),
        ("round(a, 1.5)", 0, "`round` takes 0 to 10 decimals.", "write round(x, 1)"),
        ("round(a, b)", 0, "`round` takes 0 to 10 decimals.", "write round(x, 1)"),
        ("a > b", 2, "A comparison stands outside `if`.", "write if(a > b, x, y)"),
        ("a + dialysed", 4, "`dialysed` is yes or no, not a number.", "write if(dialysed, ..., ...)"),
        (
            "if(dialysed > 1, a, b)",
            3,
            "`dialysed` is yes or no, not a number.",
            "write if(dialysed, ..., ...)",
        ),
        (
            "if(a, b, c)",
            3,
            "`if` needs a comparison first.",
            "write if(a > b, x, y), or if(name of a yes/no variable, x, y)",
        ),
        ("(" * 40 + "a" + ")" * 40, 40, "The formula is nested too deeply.", "split it with `let`"),
        ("-" * 40 + "a", 40, "The formula is nested too deeply.", "split it with `let`"),
        ("(a+" * 40 + "a" + ")" * 40, 118, "The formula is nested too deeply.", "split it with `let`"),
        ("a" + " " * 2000, 0, "The formula is longer than 2000 characters.", "split it with `let`"),
        ("a" + "+a" * 150, 0, "The formula has more than 300 parts.", "split it with `let`"),
    ],
)
def test_what_is_said_of_it(text: str, at: int, message: str, remedy: str) -> None:
    mistake = read_formula(text, NUMBERS, CONDITIONS)
    assert isinstance(mistake, Mistake)
    assert (mistake.at, mistake.message, mistake.remedy) == (at, message, remedy)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 39 + "a" + ")" * 39,
        "-" * 39 + "a",
        "a" + " " * 1999,
        "-a" + "+a" * 149,
        "+".join(["(a)"] * 60),
        f"min({'a, ' * 19}a)",
        "round(a, 10)",
        "round(a, 0)",
    ],
)
def test_what_is_still_read(text: str) -> None:
    assert not isinstance(read_formula(text, NUMBERS, CONDITIONS), Mistake)


@pytest.mark.parametrize("sign", ["<", "<=", "=", ">=", ">"])
def test_signs_of_comparisons(sign: str) -> None:
    assert read_formula(f"if(a+1{sign}b, 1, 2)", NUMBERS) == Call(
        "if",
        (
            Call(sign, (Call("+", (Name("a"), Number(Fraction(1)))), Name("b"))),
            Number(Fraction(1)),
            Number(Fraction(2)),
        ),
    )


def test_functions_of_several_values() -> None:
    assert read_formula("round(max(a, b, c), 2)", NUMBERS) == Call(
        "round", (Call("max", (Name("a"), Name("b"), Name("c"))), Number(Fraction(2)))
    )


@given(st.text() | st.text(alphabet="ab1.+-*/^(),<>= if lnmaxround"))
def test_nothing_raises(text: str) -> None:
    assert isinstance(read_formula(text, NUMBERS, CONDITIONS), (Number, Name, Call, Mistake))


LEAVES = st.one_of(
    st.builds(Number, st.decimals(0, 100, places=2).map(Fraction)), st.sampled_from([Name("a"), Name("b")])
)
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            lambda sign, x, y: Call(sign, (x, y)), st.sampled_from(["+", "-", "*", "/", "^"]), inner, inner
        ),
        st.builds(lambda x: Call("neg", (x,)), inner),
        st.builds(lambda x, y: Call("min", (x, y)), inner, inner),
        st.builds(lambda x, y: Call("if", (Call(">=", (x, y)), x, y)), inner, inner),
    ),
    max_leaves=8,
)


def written(expression: Expression) -> str:
    """The expression with every bracket."""
    if isinstance(expression, Number):
        return f"{float(expression.value):.2f}"
    if isinstance(expression, Name):
        return expression.name
    parts = [written(argument) for argument in expression.arguments]
    if expression.function == "neg":
        return f"(-{parts[0]})"
    if expression.function in ("min", "if"):
        return f"{expression.function}({', '.join(parts)})"
    if expression.function == ">=":
        return f"{parts[0]} >= {parts[1]}"
    return f"({parts[0]} {expression.function} {parts[1]})"


@given(EXPRESSIONS)
def test_what_is_written_reads_back(expression: Expression) -> None:
    found = read_formula(written(expression), NUMBERS)
    if isinstance(found, Mistake):
        assert found.code == "306"
    else:
        assert found == expression
