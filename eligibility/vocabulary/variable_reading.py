"""From the variables and attributes of vocabulary files to values; how they are derived comes later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eligibility.documents import suggest
from eligibility.vocabulary.documents import AttributeForm, VariableForm
from eligibility.vocabulary.implied_attributes import implied_attributes
from eligibility.vocabulary.kind_words import check_words
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Kind, Lasts, Variable
from eligibility.vocabulary.quantity_reading import (
    own_unit,
    read_codes,
    read_factors,
    read_molar_mass,
    read_plausible,
)
from eligibility.vocabulary.reserved import RESERVED
from eligibility.vocabulary.sources import Findings, Spot
from eligibility.vocabulary.value_spellings import Shared, spellings_of_values

YES_NO = ("true", "false")


def read_variable(name: str, form: VariableForm, spot: Spot, shared: Shared, findings: Findings) -> Variable:
    """A variable without its derivation."""
    kind = Kind(form.kind)
    check_words(form, kind, spot, findings)
    _check_name(name, spot, findings)
    unit = own_unit(form.unit, spot.below("unit"), findings)
    factors = read_factors(form.factor, spot.below("factor"), findings)
    mass = read_molar_mass(form.molar_mass, spot.below("molar mass"), findings)
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
        read_plausible(form, bare, spot.below("plausible"), findings),
        mass,
        factors,
        values,
        form.ordered,
        spellings_of_values(form.spellings, values, kind, shared, spot.below("spellings"), findings),
        read_codes(form, bare, spot.below("codes"), findings),
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
    unit = own_unit(form.unit, spot.below("unit"), findings)
    values = _values(form.values, kind, spot, findings, concepts_of=form.of)
    return Variable(
        name,
        kind,
        form.label,
        note=form.note,
        source=form.source,
        unit=unit,
        plausible=read_plausible(form, Variable(name, kind, unit=unit), spot.below("plausible"), findings),
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


def unknown_variable(name: str, known: Iterable[str], spot: Spot, findings: Findings) -> None:
    """Reports a name that is no variable."""
    findings.error(spot, "050", f"Unknown variable `{shortened(name)}`.", suggest(name, known))
