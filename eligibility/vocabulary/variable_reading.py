"""From the variables and attributes of vocabulary files to values; how they are derived comes later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from eligibility.documents import suggest
from eligibility.possible import Interval
from eligibility.units import StatedFactor, Unit, UnitRefusal, read_unit
from eligibility.vocabulary.comparison_text import NUMBER
from eligibility.vocabulary.documents import AttributeForm, FactorForm, VariableForm
from eligibility.vocabulary.implied_attributes import implied_attributes
from eligibility.vocabulary.kind_words import check_words
from eligibility.vocabulary.mistakes import Refused, shortened
from eligibility.vocabulary.model import Code, Kind, Lasts, Variable
from eligibility.vocabulary.range_comparisons import read_accepted_range
from eligibility.vocabulary.reserved import RESERVED
from eligibility.vocabulary.sources import Findings, Spot
from eligibility.vocabulary.value_spellings import Shared, spellings_of_values

YES_NO = ("true", "false")
_GRAMS_PER_MOLE = re.compile(rf"({NUMBER}) g/mol")
_NUMBER = re.compile(NUMBER)


def read_variable(name: str, form: VariableForm, spot: Spot, shared: Shared, findings: Findings) -> Variable:
    """A variable without its derivation."""
    kind = Kind(form.kind)
    check_words(form, kind, spot, findings)
    _check_name(name, spot, findings)
    unit = _unit(form.unit, spot.below("unit"), findings)
    factors = _factors(form.factor, spot.below("factor"), findings)
    mass = _molar_mass(form.molar_mass, spot.below("molar mass"), findings)
    values = _values(form.values, kind, spot, findings)
    bare = Variable(name, kind, unit=unit, molar_mass=mass, factors=factors)
    return Variable(
        name,
        kind,
        form.label,
        form.also,
        form.note,
        form.source,
        unit,
        _plausible(form, bare, spot.below("plausible"), findings),
        mass,
        factors,
        values,
        form.ordered,
        spellings_of_values(form.spellings, values, kind, shared, spot.below("spellings"), findings),
        _codes(form, bare, spot.below("codes"), findings),
        form.judged,
        Lasts(form.lasts) if form.lasts else None,
        concepts_of=form.concepts_of or "",
        attributes=_attributes(form, kind, spot.below("attributes"), shared, findings),
        vocabulary=spot.source.name,
    )


def _attributes(
    form: VariableForm, kind: Kind, spot: Spot, shared: Shared, findings: Findings
) -> Mapping[str, Variable]:
    implied = implied_attributes(kind, shared.status)
    for name in form.attributes:
        if name in implied and implied[name].kind is not Kind.TEXT:
            message = f"Every {kind.value} has the attribute `{name}` without saying so."
            findings.error(spot.below(name), "022", message, "leave it out")
    own = {
        name: _attribute(name, attribute, spot.below(name), shared, findings)
        for name, attribute in form.attributes.items()
    }
    return {**implied, **own}


def _attribute(name: str, form: AttributeForm, spot: Spot, shared: Shared, findings: Findings) -> Variable:
    kind = Kind(form.kind)
    check_words(form, kind, spot, findings)
    _check_name(name, spot, findings)
    unit = _unit(form.unit, spot.below("unit"), findings)
    values = _values(form.values, kind, spot, findings, concepts_of=form.of)
    return Variable(
        name,
        kind,
        form.label,
        note=form.note,
        source=form.source,
        unit=unit,
        plausible=_plausible(form, Variable(name, kind, unit=unit), spot.below("plausible"), findings),
        values=values,
        ordered=form.ordered,
        spellings=spellings_of_values(
            form.spellings, values, kind, shared, spot.below("spellings"), findings
        ),
        judged=form.judged,
        known_at_end=form.known_at == "end",
        several=form.several,
        concepts_of=form.of or "",
        vocabulary=spot.source.name,
    )


def _check_name(name: str, spot: Spot, findings: Findings) -> None:
    if name in RESERVED:
        findings.error(spot, "022", f"`{name}` is a word of the language.", "use another name")


def _unit(text: str | None, spot: Spot, findings: Findings) -> Unit | None:
    if not text:
        return None
    unit = read_unit(text)
    if isinstance(unit, Unit):
        return unit
    remedy = f"did you mean `{unit.suggestion}`?" if unit.suggestion else "use a unit of the table"
    findings.error(spot, "024", f"Unknown unit `{shortened(text)}`: {unit.why}.", remedy)
    return None


def _plausible(
    form: VariableForm | AttributeForm, variable: Variable, spot: Spot, findings: Findings
) -> Interval | None:
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


def _molar_mass(text: str | None, spot: Spot, findings: Findings) -> Fraction | None:
    if text is None:
        return None
    match = _GRAMS_PER_MOLE.fullmatch(text)
    if match is None or Fraction(match[1]) <= 0:
        findings.error(
            spot, "026", f"`{shortened(text)}` is not a molar mass.", 'write for example "113.12 g/mol"'
        )
        return None
    return Fraction(match[1])


def _factors(
    forms: FactorForm | tuple[FactorForm, ...] | None, spot: Spot, findings: Findings
) -> tuple[StatedFactor, ...]:
    if forms is None:
        return ()
    if isinstance(forms, FactorForm):
        return _factor(forms, spot, findings)
    return tuple(
        found for number, form in enumerate(forms) for found in _factor(form, spot.below(number), findings)
    )


def _factor(form: FactorForm, spot: Spot, findings: Findings) -> tuple[StatedFactor, ...]:
    frm, to = _unit(form.from_, spot.below("from"), findings), _unit(form.to, spot.below("to"), findings)
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


def _values(
    values: tuple[str, ...] | None, kind: Kind, spot: Spot, findings: Findings, concepts_of: str | None = None
) -> tuple[str, ...]:
    if kind is Kind.BOOLEAN:
        return YES_NO
    if kind is not Kind.CODE:
        return ()
    if bool(values) == bool(concepts_of):
        findings.error(spot, "028", "A code needs its values.", "list them under `values`")
    for number, value in enumerate(values or ()):
        _check_value(value, number, values or (), spot.below("values", number), findings)
    return values or ()


def _check_value(value: str, number: int, values: tuple[str, ...], spot: Spot, findings: Findings) -> None:
    if value in values[:number]:
        findings.error(spot, "028", f"The value `{shortened(value)}` stands here twice.", "keep one")
    if not value or any(character.isspace() for character in value) or value == "any" or value[0] in "<=>":
        remedy = "a value has no blanks, is not `any` and does not begin with < = >"
        findings.error(spot, "028", f"`{shortened(value)}` cannot be a value.", remedy)


def _codes(form: VariableForm, variable: Variable, spot: Spot, findings: Findings) -> tuple[Code, ...]:
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
        return _unit(text, spot, findings)
    if variable.unit is None:
        message = f"{unit} is given, but {variable.name} has no unit."
        findings.error(spot, "024", message, 'write ""')
    return unit


def unknown_variable(name: str, known: Iterable[str], spot: Spot, findings: Findings) -> None:
    """Reports a name that is no variable."""
    findings.error(spot, "050", f"Unknown variable `{shortened(name)}`.", suggest(name, known))
