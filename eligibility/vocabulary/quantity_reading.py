"""What a vocabulary file says of quantities: units, plausible values, molar masses, factors, reported units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from eligibility.possible import Interval
from eligibility.units import StatedFactor, Unit, UnitRefusal, read_unit
from eligibility.vocabulary.comparison_text import NUMBER
from eligibility.vocabulary.documents import AttributeForm, FactorForm, VariableForm
from eligibility.vocabulary.mistakes import Refused, shortened
from eligibility.vocabulary.model import Code, Kind, Variable
from eligibility.vocabulary.range_comparisons import read_accepted_range
from eligibility.vocabulary.sources import Findings, Spot

_GRAMS_PER_MOLE = re.compile(rf"({NUMBER}) g/mol")
_NUMBER = re.compile(NUMBER)


def own_unit(text: str | None, spot: Spot, findings: Findings) -> Unit | None:
    """The unit of a variable or attribute; None if it has none, or an unknown one, which is reported."""
    if not text:
        return None
    unit = read_unit(text)
    if isinstance(unit, Unit):
        return unit
    remedy = f"did you mean `{unit.suggestion}`?" if unit.suggestion else "use a unit of the table"
    findings.error(spot, "024", f"Unknown unit `{shortened(text)}`: {unit.why}.", remedy)
    return None


def read_plausible(
    form: VariableForm | AttributeForm, variable: Variable, spot: Spot, findings: Findings
) -> Interval | None:
    """The values that can occur, in the own unit."""
    text = form.plausible
    unit_is_wrong = form.unit and variable.unit is None
    if text is None or variable.kind is not Kind.QUANTITY or unit_is_wrong:
        return None
    try:
        accepted, _ = read_accepted_range(text, variable)
    except Refused as refused:
        findings.mistake(spot, refused.mistake)
        return None
    if accepted.needs_reference or accepted.restated:
        findings.error(spot, "025", "Plausible values are a range of numbers.", 'write "A to B UNIT"')
    return accepted.interval


def read_molar_mass(text: str | None, spot: Spot, findings: Findings) -> Fraction | None:
    """The molar mass in g/mol."""
    if text is None:
        return None
    match = _GRAMS_PER_MOLE.fullmatch(text)
    if match is None or Fraction(match[1]) <= 0:
        findings.error(
            spot, "026", f"`{shortened(text)}` is not a molar mass.", 'write for example "113.12 g/mol"'
        )
        return None
    return Fraction(match[1])


def read_factors(
    forms: FactorForm | tuple[FactorForm, ...] | None, spot: Spot, findings: Findings
) -> tuple[StatedFactor, ...]:
    """The stated conversions."""
    if forms is None:
        return ()
    if isinstance(forms, FactorForm):
        return _factor(forms, spot, findings)
    return tuple(
        found for number, form in enumerate(forms) for found in _factor(form, spot.below(number), findings)
    )


def _factor(form: FactorForm, spot: Spot, findings: Findings) -> tuple[StatedFactor, ...]:
    frm, to = (
        own_unit(form.from_, spot.below("from"), findings),
        own_unit(form.to, spot.below("to"), findings),
    )
    times, plus = (
        _number(form.times, spot.below("times"), findings),
        _number(form.plus, spot.below("plus"), findings),
    )
    if times is not None and times <= 0:
        findings.error(spot.below("times"), "027", "A factor is above 0.")
        return ()
    if frm is None or to is None or times is None or plus is None:
        return ()
    return (StatedFactor(frm, to, times, form.source, plus),)


def _number(text: str, spot: Spot, findings: Findings) -> Fraction | None:
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    findings.error(
        spot, "027", f"`{shortened(text)}` is not a number in plain digits.", "write for example 1.21"
    )
    return None


def read_codes(form: VariableForm, variable: Variable, spot: Spot, findings: Findings) -> tuple[Code, ...]:
    """The codes that name a variable, each with the unit that is reported under it."""
    return tuple(
        found
        for system, codes in form.codes.items()
        for found in _of_system(system, codes, variable, spot.below(system), findings)
    )


def _of_system(
    system: str,
    codes: Mapping[str, str] | tuple[str, ...],
    variable: Variable,
    spot: Spot,
    findings: Findings,
) -> Iterable[Code]:
    if not isinstance(codes, Mapping):
        return [Code(system, code) for code in codes]
    return [
        Code(system, code, _unit_of_code(unit, variable, spot.below(code), findings))
        for code, unit in codes.items()
    ]


def _unit_of_code(text: str, variable: Variable, spot: Spot, findings: Findings) -> Unit | None:
    """The unit of results under a code. It may need a factor that only the site knows (AFP in IU/mL)."""
    if not text:
        return None
    unit = read_unit(text, like=variable.unit.code if variable.unit else None)
    if isinstance(unit, UnitRefusal):
        return own_unit(text, spot, findings)
    if variable.unit is None:
        message = f"{unit} is given, but {variable.name} has no unit."
        findings.error(spot, "024", message, 'write ""')
    return unit
