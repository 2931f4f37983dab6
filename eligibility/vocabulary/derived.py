"""How derived variables are computed: from the words of a file to values, and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from eligibility.possible import PeriodUnit
from eligibility.units import read_unit
from eligibility.vocabulary.derivation_context import Known
from eligibility.vocabulary.derived_formulas import read_formula_form
from eligibility.vocabulary.derived_items import read_count, read_extreme, read_sum
from eligibility.vocabulary.derived_scores import read_bands, read_points
from eligibility.vocabulary.documents import DerivedForm, ElapsedForm
from eligibility.vocabulary.model import Derivation, Elapsed, Kind, ShareOfLabelMaximum, Variable
from eligibility.vocabulary.sources import Findings, Spot
from eligibility.vocabulary.variable_reading import unknown_variable

_PERIODS = {unit.value: unit for unit in PeriodUnit}
# What a form can compute.
_MAKES = {
    "elapsed": frozenset({Kind.QUANTITY}),
    "points": frozenset({Kind.QUANTITY}),
    "bands": frozenset({Kind.CODE, Kind.BOOLEAN}),
    "formula": frozenset({Kind.QUANTITY}),
    "count": frozenset({Kind.QUANTITY}),
    "highest": frozenset({Kind.QUANTITY, Kind.CODE, Kind.DATE}),
    "lowest": frozenset({Kind.QUANTITY, Kind.CODE, Kind.DATE}),
    "sum": frozenset({Kind.QUANTITY}),
    "share_of_label_maximum": frozenset({Kind.QUANTITY}),
}
_OF_FORMULAS = (("in_", "in"), ("let", "let"), ("by", "by"), ("together", "together"))


def read_derivation(form: DerivedForm, variable: Variable, spot: Spot, known: Known) -> Derivation | None:
    """The derivation of a variable; None if it is wrong."""
    chosen = _chosen(form, variable, spot, known.findings)
    if chosen is None:
        return None
    readers: dict[str, Callable[[], Derivation | None]] = {
        "elapsed": partial(_elapsed, form.elapsed, variable, spot.below("elapsed"), known),
        "points": partial(read_points, form, spot.below("points"), known),
        "bands": partial(read_bands, form, variable, spot.below("bands"), known),
        "formula": partial(read_formula_form, form, variable, spot, known.reading, known.findings),
        "count": partial(read_count, form.count, spot.below("count"), known),
        "highest": partial(read_extreme, form.highest, variable, spot.below("highest"), known, highest=True),
        "sum": partial(read_sum, form.sum, variable, spot.below("sum"), known),
        "lowest": partial(read_extreme, form.lowest, variable, spot.below("lowest"), known, highest=False),
        "share_of_label_maximum": partial(_share, form, spot, known),
    }
    return readers[chosen]()


def _chosen(form: DerivedForm, variable: Variable, spot: Spot, findings: Findings) -> str | None:
    given = [name for name in _MAKES if getattr(form, name) is not None]
    if len(given) != 1:
        remedy = "give exactly one of elapsed, points, bands, formula, count, highest, lowest, sum"
        message = "Several forms of `derived` are given." if given else "No form of `derived` is given."
        findings.error(spot, "052", message, remedy)
        return None
    for field, word in _OF_FORMULAS:
        if getattr(form, field) is not None and given[0] != "formula":
            findings.error(
                spot.below(word), "052", f"`{word}` has no meaning without `formula`.", "remove it"
            )
    if variable.kind not in _MAKES[given[0]]:
        word = given[0].replace("_", " ")
        findings.error(
            spot.below(word), "053", f"`{word}` does not make a {variable.kind.value}.", "change the kind"
        )
        return None
    return given[0]


def _elapsed(form: ElapsedForm | None, variable: Variable, spot: Spot, known: Known) -> Elapsed | None:
    assert form is not None
    since = known.reading(form.since, spot.below("since"))
    if since is None:
        return None
    if since.kind is not Kind.DATE:
        known.findings.error(spot.below("since"), "051", f"`{form.since}` is not a date.")
    if variable.unit != read_unit(form.in_):
        remedy = f"write `unit: {form.in_}`"
        known.findings.error(spot.below("in"), "054", f"`{variable.name}` is not in {form.in_}.", remedy)
    return Elapsed(form.since, _PERIODS[form.in_])


def _share(form: DerivedForm, spot: Spot, known: Known) -> None:
    message = "`share of label maximum` is for attributes of a treatment."
    known.findings.error(spot.below("share of label maximum"), "053", message)


def read_attribute_derivation(
    form: DerivedForm, siblings: Mapping[str, Variable], spot: Spot, findings: Findings
) -> ShareOfLabelMaximum | None:
    """The derivation of an attribute; there is only one form."""
    dose = form.share_of_label_maximum
    if dose is None:
        findings.error(
            spot, "053", "Attributes know only `share of label maximum`.", "derive a variable instead"
        )
        return None
    quantities = {name for name, sibling in siblings.items() if sibling.kind is Kind.QUANTITY}
    if dose not in quantities:
        unknown_variable(dose, quantities, spot.below("share of label maximum"), findings)
        return None
    return ShareOfLabelMaximum(dose)
