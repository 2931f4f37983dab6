"""Formulas of derived variables with their inputs, intermediate results and constants."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from eligibility.units import UnitRefusal, conversion, read_unit
from eligibility.vocabulary.comparison_text import NUMBER
from eligibility.vocabulary.documents import DerivedForm
from eligibility.vocabulary.formulas import FUNCTIONS, is_exact, names_of, read_formula
from eligibility.vocabulary.mistakes import Mistake, shortened
from eligibility.vocabulary.model import Expression, Formula, Input, Kind, Together, Variable
from eligibility.vocabulary.sources import Findings, Spot

_NUMBER = re.compile(NUMBER)
Lookup = Callable[[str, Spot], Variable | None]
Constants = Mapping[str, Mapping[str, Fraction]]


@dataclass(slots=True)
class _Scope:
    """The names that a formula may use, as they are declared, and those that it has used."""

    findings: Findings
    numbers: set[str] = field(default_factory=set)
    conditions: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def declare(self, name: str, spot: Spot, *, condition: bool = False) -> None:
        if name in self.numbers | self.conditions or name in FUNCTIONS:
            self.findings.error(spot, "058", f"The name `{name}` is taken already.", "use another name")
        (self.conditions if condition else self.numbers).add(name)

    def read(self, text: str, spot: Spot) -> Expression | None:
        expression = read_formula(text, self.numbers, self.conditions)
        if isinstance(expression, Mistake):
            self.findings.mistake(spot, expression)
            return None
        self.used |= names_of(expression)
        return expression


def read_formula_form(
    form: DerivedForm, variable: Variable, spot: Spot, lookup: Lookup, findings: Findings
) -> Formula | None:
    """A formula with all that belongs to it; None if it is wrong."""
    assert form.formula is not None
    before = len(findings.diagnostics)
    scope = _Scope(findings)
    inputs = _inputs(form, scope, spot.below("in"), lookup)
    by = _by(form, scope, spot.below("by"), lookup)
    declared = scope.numbers | scope.conditions
    steps = _steps(form, scope, spot.below("let"))
    expression = scope.read(form.formula, spot.below("formula"))
    if expression is None or len(findings.diagnostics) > before:
        return None
    _report_unused(declared | set(form.let or ()), scope, spot)
    exact = all(is_exact(each) for each in (*(step for _, step in steps), expression))
    together = Together(form.together) if form.together else None
    return Formula(inputs, steps, expression, by, together, variable.unit, exact)


def _inputs(form: DerivedForm, scope: _Scope, spot: Spot, lookup: Lookup) -> tuple[Input, ...]:
    read = [_input(name, unit, scope, spot.below(name), lookup) for name, unit in (form.in_ or {}).items()]
    return tuple(each for each in read if each is not None)


def _input(name: str, spelled: str, scope: _Scope, spot: Spot, lookup: Lookup) -> Input | None:
    variable = lookup(name, spot)
    if variable is None:
        scope.declare(name, spot)
        return None
    scope.declare(name, spot, condition=variable.kind is Kind.BOOLEAN)
    if variable.kind not in (Kind.QUANTITY, Kind.BOOLEAN):
        remedy = "give constants for each of its values under `by`"
        scope.findings.error(
            spot, "051", f"`{name}` is {variable.kind.with_article}, not a number or yes/no.", remedy
        )
        return None
    if spelled == "ULN" and variable.kind is Kind.QUANTITY:
        return Input(name, None, over_upper_limit=True)
    return _input_with_unit(variable, spelled, scope, spot)


def _input_with_unit(variable: Variable, spelled: str, scope: _Scope, spot: Spot) -> Input | None:
    if variable.unit is None:
        if spelled:
            remedy = 'write ""'
            scope.findings.error(spot, "054", f"`{variable.name}` has no unit.", remedy)
        return Input(variable.name, None)
    unit = read_unit(spelled, like=variable.unit.code) if spelled else None
    if unit is None or isinstance(unit, UnitRefusal):
        said = f"`{shortened(spelled)}` is not a unit." if spelled else "A unit is missing."
        message = f"{said} `{variable.name}` is in {variable.unit}."
        scope.findings.error(spot, "054", message, f"write for example {variable.unit}")
        return None
    if conversion(variable.unit, unit, variable.molar_mass, variable.factors) is None:
        message = f"`{variable.name}` cannot be converted from {variable.unit} to {unit}."
        scope.findings.error(spot, "054", message, "use a unit of the same kind")
    return Input(variable.name, unit)


def _by(form: DerivedForm, scope: _Scope, spot: Spot, lookup: Lookup) -> tuple[tuple[str, Constants], ...]:
    read: list[tuple[str, Constants]] = []
    for name, forms in (form.by or {}).items():
        variable = lookup(name, spot.below(name))
        if variable is not None and _fits(forms, variable, scope, spot.below(name)):
            read.append((name, _constants(forms, scope, spot.below(name))))
    return tuple(read)


def _fits(forms: Mapping[str, Mapping[str, str]], variable: Variable, scope: _Scope, spot: Spot) -> bool:
    """Whether there is a line for each value of the variable, all with the same constants."""
    if set(forms) != set(variable.values):
        remedy = f"give one line for each of {', '.join(variable.values) or 'its values'}"
        scope.findings.error(spot, "059", f"`by` must name all values of `{variable.name}`.", remedy)
        return False
    if len({frozenset(constants) for constants in forms.values()}) > 1:
        scope.findings.error(
            spot, "059", "The lines of `by` name different constants.", "give each the same ones"
        )
        return False
    return True


def _constants(forms: Mapping[str, Mapping[str, str]], scope: _Scope, spot: Spot) -> Constants:
    first = next(iter(forms))
    for name in forms[first]:
        scope.declare(name, spot.below(first, name))
    return {
        value: {name: _number(text, scope, spot.below(value, name)) for name, text in constants.items()}
        for value, constants in forms.items()
    }


def _number(text: str, scope: _Scope, spot: Spot) -> Fraction:
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    scope.findings.error(
        spot, "027", f"`{shortened(text)}` is not a number in plain digits.", "write for example 0.7"
    )
    return Fraction(0)


def _steps(form: DerivedForm, scope: _Scope, spot: Spot) -> tuple[tuple[str, Expression], ...]:
    steps: list[tuple[str, Expression]] = []
    for name, text in (form.let or {}).items():
        expression = scope.read(text, spot.below(name))
        scope.declare(name, spot.below(name))
        if expression is not None:
            steps.append((name, expression))
    return tuple(steps)


def _report_unused(declared: set[str], scope: _Scope, spot: Spot) -> None:
    for name in sorted(declared - scope.used):
        scope.findings.warning(spot, "060", f"The formula does not use `{name}`.", "remove it")
