"""Counts and extremes over the items of one assessment."""

from __future__ import annotations

from eligibility.vocabulary.derivation_context import Known
from eligibility.vocabulary.documents import ExtremeForm, InsteadForm, ItemsForm, SumForm
from eligibility.vocabulary.model import Accepted, CountItems, Extreme, Over, SumItems, Variable
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


def _where(form: ItemsForm | InsteadForm, item: Variable, spot: Spot, known: Known) -> dict[str, Accepted]:
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


def _like_attribute(name: str, item: Variable, variable: Variable, spot: Spot, known: Known) -> bool:
    """Whether the item has the attribute; it must be of the kind and unit of what is computed from it."""
    attribute = item.attributes.get(name)
    if attribute is None:
        unknown_variable(name, item.attributes, spot, known.findings)
        return False
    if (attribute.kind, attribute.unit, attribute.values) != (variable.kind, variable.unit, variable.values):
        message = f"`{variable.name}` and the attribute `{name}` differ in kind, unit or values."
        known.findings.error(spot, "054", message, "give them the same")
    return True


def read_sum(form: SumForm | None, variable: Variable, spot: Spot, known: Known) -> SumItems | None:
    """The sum of an attribute over a set; None if the form is wrong."""
    assert form is not None
    item = _item(form.item, spot.below("item"), known)
    if item is None or not _like_attribute(form.attribute, item, variable, spot.below("attribute"), known):
        return None
    where = _where(form, item, spot.below("where"), known)
    if form.instead is None:
        return SumItems(form.item, form.attribute, Over(form.over), where)
    inside = spot.below("instead")
    if not _like_attribute(form.instead.attribute, item, variable, inside.below("attribute"), known):
        return None
    which = _where(form.instead, item, inside.below("where"), known)
    return SumItems(form.item, form.attribute, Over(form.over), where, form.instead.attribute, which)


def read_extreme(
    form: ExtremeForm | None, variable: Variable, spot: Spot, known: Known, *, highest: bool
) -> Extreme | None:
    """The highest or lowest of an attribute; None if the form is wrong."""
    assert form is not None
    item = _item(form.item, spot.below("item"), known)
    if item is None:
        return None
    if not _like_attribute(form.attribute, item, variable, spot.below("attribute"), known):
        return None
    return Extreme(form.item, form.attribute, highest, _where(form, item, spot.below("where"), known))
