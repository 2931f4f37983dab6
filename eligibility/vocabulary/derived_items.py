"""Counts and extremes over the items of one assessment."""

from __future__ import annotations

from eligibility.vocabulary.derivation_context import Known
from eligibility.vocabulary.documents import ExtremeForm, ItemsForm
from eligibility.vocabulary.model import Accepted, CountItems, Extreme, Variable
from eligibility.vocabulary.sources import Spot
from eligibility.vocabulary.variable_reading import unknown_variable


def _item(name: str, spot: Spot, known: Known) -> Variable | None:
    variable = known.variables.get(name)
    if variable is None:
        unknown_variable(name, known.variables, spot, known.findings)
    elif not variable.kind.is_occurrence:
        known.findings.error(spot, "051", f"`{name}` is not an item.", "name a variable of kind item")
        return None
    return variable


def _where(form: ItemsForm, item: Variable, spot: Spot, known: Known) -> dict[str, Accepted]:
    tests: dict[str, Accepted] = {}
    for name, written in form.where.items():
        attribute = item.attributes.get(name)
        if attribute is None:
            unknown_variable(name, item.attributes, spot.below(name), known.findings)
            continue
        accepted = known.accepted(written, attribute, spot.below(name))
        if accepted is not None:
            tests[name] = accepted
    return tests


def read_count(form: ItemsForm | None, spot: Spot, known: Known) -> CountItems | None:
    """How many items there are; None if the form is wrong."""
    assert form is not None
    item = _item(form.item, spot.below("item"), known)
    return CountItems(form.item, _where(form, item, spot.below("where"), known)) if item else None


def read_extreme(
    form: ExtremeForm | None, variable: Variable, spot: Spot, known: Known, *, highest: bool
) -> Extreme | None:
    """The highest or lowest of an attribute; None if the form is wrong."""
    assert form is not None
    item = _item(form.item, spot.below("item"), known)
    if item is None:
        return None
    attribute = item.attributes.get(form.attribute)
    if attribute is None:
        unknown_variable(form.attribute, item.attributes, spot.below("attribute"), known.findings)
        return None
    if (
        attribute.kind is not variable.kind
        or attribute.unit != variable.unit
        or attribute.values != variable.values
    ):
        message = f"`{variable.name}` and the attribute `{form.attribute}` differ in kind, unit or values."
        known.findings.error(spot.below("attribute"), "054", message, "give them the same")
    return Extreme(form.item, form.attribute, highest, _where(form, item, spot.below("where"), known))
