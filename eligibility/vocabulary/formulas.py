"""The formulas of derived variables: from text to an expression.

formula = term {("+"|"-") term};  term = factor {("*"|"/") factor};  factor = "-" factor | power
power = atom ["^" factor];  atom = number | name | function "(" formula {"," formula} ")" | "(" formula ")"
if(condition, formula, formula);  condition = formula ("<"|"<="|"="|">="|">") formula | name of a yes/no variable
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction

from eligibility.documents import suggest
from eligibility.vocabulary.mistakes import Mistake, Refused, refuse, shortened
from eligibility.vocabulary.model import Call, Expression, Name, Number

LONGEST = 2000  # characters
MOST_TOKENS = 300  # a chain of sums is as deep as it is long
DEEPEST = 40
# How many arguments a function takes: the fewest and the most.
FUNCTIONS = {
    "ln": (1, 1),
    "log10": (1, 1),
    "sqrt": (1, 1),
    "cbrt": (1, 1),
    "min": (2, 20),
    "max": (2, 20),
    "clamp": (3, 3),
    "round": (1, 2),
    "if": (3, 3),
}
COMPARISONS = ("<", "<=", "=", ">=", ">")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign><=|>=|[-+*/^(),<>=]))"
)
MOST_DECIMALS = 10
_DECIMALS = [Number(Fraction(number)) for number in range(MOST_DECIMALS + 1)]
_INEXACT = frozenset({"ln", "log10", "sqrt", "cbrt"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, name, sign, end
    text: str
    at: int


def read_formula(text: str, numbers: Set[str], conditions: Set[str] = frozenset()) -> Expression | Mistake:
    """The expression of a formula over names of `numbers`; `conditions` are yes/no names, which `if` may ask.

    >>> read_formula("weight / height^2", {"weight", "height"})
    Call(function='/', arguments=(Name(name='weight'), Call(function='^', arguments=(Name(name='height'), ...
    >>> read_formula("weigth / 2", {"weight"}).remedy
    'did you mean `weight`?'
    """
    try:
        return _Parser(text, numbers, conditions).whole()
    except Refused as refused:
        return refused.mistake


def is_exact(expression: Expression) -> bool:
    """Whether it needs only rational arithmetic: no logarithm, no root, no power that is not a whole number.

    >>> is_exact(read_formula("a^2 / 3", {"a"})), is_exact(read_formula("a^0.5", {"a"}))
    (True, False)
    """
    if not isinstance(expression, Call):
        return True
    if expression.function in _INEXACT or (
        expression.function == "^" and not _whole(expression.arguments[1])
    ):
        return False
    return all(is_exact(argument) for argument in expression.arguments)


def names_of(expression: Expression) -> frozenset[str]:
    """Every name in an expression."""
    if isinstance(expression, Name):
        return frozenset((expression.name,))
    if isinstance(expression, Number):
        return frozenset()
    return frozenset().union(*(names_of(argument) for argument in expression.arguments))


def _whole(exponent: Expression) -> bool:
    if isinstance(exponent, Call) and exponent.function == "neg":
        return _whole(exponent.arguments[0])
    return isinstance(exponent, Number) and exponent.value.denominator == 1


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str, numbers: Set[str], conditions: Set[str]) -> None:
        self.numbers, self.conditions = numbers, conditions
        self.tokens = _tokens(text)
        self.place = 0
        self.depth = 0

    def whole(self) -> Expression:
        expression = self.sum()
        token = self.here
        if token.text in COMPARISONS:
            raise refuse("305", "A comparison stands outside `if`.", "write if(a > b, x, y)", token.at)
        if token.kind != "end":
            raise _unexpected(token)
        return expression

    @property
    def here(self) -> _Token:
        return self.tokens[self.place]

    def take(self, *texts: str) -> str | None:
        token = self.here
        if token.text not in texts:
            return None
        self.place += 1
        return token.text

    def demand(self, text: str) -> None:
        if self.take(text) is None:
            raise _unexpected(self.here, text)

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.take("+", "-"):
            left = Call(sign, (left, self.product()))
        return left

    def product(self) -> Expression:
        left = self.signed()
        while sign := self.take("*", "/"):
            left = Call(sign, (left, self.signed()))
        return left

    def signed(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise refuse("306", "The formula is nested too deeply.", "split it with `let`", self.here.at)
        negative = self.take("-") is not None
        expression = Call("neg", (self.signed(),)) if negative else self.power()
        self.depth -= 1
        return expression

    def power(self) -> Expression:
        base = self.atom()
        return Call("^", (base, self.signed())) if self.take("^") else base

    def atom(self) -> Expression:
        token = self.here
        if self.take("("):
            inner = self.sum()
            self.demand(")")
            return inner
        if token.kind == "number":
            self.place += 1
            return Number(Fraction(token.text))
        if token.kind == "name":
            self.place += 1
            return self.call(token) if self.here.text == "(" else self.name(token)
        raise _unexpected(token)

    def name(self, token: _Token) -> Name:
        if token.text in self.numbers:
            return Name(token.text)
        if token.text in self.conditions:
            remedy = f"write if({token.text}, ..., ...)"
            raise refuse("305", f"`{token.text}` is yes or no, not a number.", remedy, token.at)
        remedy = suggest(token.text, [*self.numbers, *self.conditions, *FUNCTIONS])
        raise refuse("302", f"Unknown name `{shortened(token.text)}`.", remedy, token.at)

    def call(self, token: _Token) -> Expression:
        if token.text not in FUNCTIONS:
            raise refuse(
                "303",
                f"Unknown function `{shortened(token.text)}`.",
                suggest(token.text, FUNCTIONS),
                token.at,
            )
        self.demand("(")
        arguments = [self.condition() if token.text == "if" else self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        self.demand(")")
        fewest, most = FUNCTIONS[token.text]
        if not fewest <= len(arguments) <= most:
            wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            raise refuse("304", f"`{token.text}` takes {wanted} values, not {len(arguments)}.", "", token.at)
        if token.text == "round" and len(arguments) == 1:
            arguments.append(Number(Fraction(0)))
        if token.text == "round" and arguments[1] not in _DECIMALS:
            raise refuse(
                "304", f"`round` takes 0 to {MOST_DECIMALS} decimals.", "write round(x, 1)", token.at
            )
        return Call(token.text, tuple(arguments))

    def condition(self) -> Expression:
        token = self.here
        if token.text in self.conditions and self.tokens[self.place + 1].text == ",":
            self.place += 1
            return Name(token.text)
        left = self.sum()
        sign = self.take(*COMPARISONS)
        if sign is None:
            remedy = "write if(a > b, x, y), or if(name of a yes/no variable, x, y)"
            raise refuse("305", "`if` needs a comparison first.", remedy, token.at)
        return Call(sign, (left, self.sum()))


def _tokens(text: str) -> list[_Token]:
    if len(text) > LONGEST:
        raise refuse("306", f"The formula is longer than {LONGEST} characters.", "split it with `let`")
    tokens: list[_Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise refuse("301", f"`{shortened(text[start])}` means nothing in a formula.", "", start)
        kind = match.lastgroup
        assert kind is not None
        tokens.append(_Token(kind, match[kind], match.start(kind)))
        at = match.end()
    if len(tokens) > MOST_TOKENS:
        raise refuse("306", f"The formula has more than {MOST_TOKENS} parts.", "split it with `let`")
    return [*tokens, _Token("end", "", end)]


def _unexpected(token: _Token, wanted: str = "") -> Refused:
    found = f"`{token.text}` is not expected here." if token.kind != "end" else "The formula ends too early."
    return refuse("301", found, f"`{wanted}` is missing" if wanted else "", token.at)
