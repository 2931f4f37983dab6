"""How derived variables are computed: from the words of a file to values, and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from eligibility.documents import Severity
from eligibility.possible import PeriodUnit
from eligibility.units import read_unit
from eligibility.vocabulary.band_coverage import check_bands
from eligibility.vocabulary.comparisons import read_accepted
from eligibility.vocabulary.derived_formulas import read_formula_form
from eligibility.vocabulary.documents import DerivedForm, ElapsedForm, ExtremeForm, ItemsForm
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import (
    Accepted,
    Bands,
    CountItems,
    Derivation,
    Elapsed,
    Extreme,
    Kind,
    Points,
    PointsOf,
    ShareOfLabelMaximum,
    Variable,
    Vocabulary,
)
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
    "share_of_label_maximum": frozenset({Kind.QUANTITY}),
}
_OF_FORMULAS = (("in_", "in"), ("let", "let"), ("by", "by"), ("together", "together"))


@dataclass(frozen=True, slots=True)
class Known:
    """What a derivation may refer to. `whole` are the variables that only have whole numbers (scores, counts)."""

    variables: Mapping[str, Variable]
    vocabulary: Vocabulary
    whole: frozenset[str]
    findings: Findings

    def reading(self, name: str, spot: Spot) -> Variable | None:
        """A variable that is a reading; anything else is reported."""
        variable = self.variables.get(name)
        if variable is None:
            unknown_variable(name, self.variables, spot, self.findings)
        elif variable.kind.is_occurrence or variable.kind is Kind.TEXT:
            message = f"`{name}` is {variable.kind.with_article}; a reading is needed here."
            self.findings.error(spot, "051", message)
            return None
        return variable

    def accepted(self, written: str | list[str], variable: Variable, spot: Spot) -> Accepted | None:
        """What a comparison accepts; its errors are reported. A band may lie beside what is plausible."""
        comparison = read_accepted(written, variable, self.vocabulary)
        for mistake in comparison.mistakes:
            if mistake.severity is Severity.ERROR or mistake.code not in ("215", "216"):
                self.findings.mistake(spot, mistake)
        return comparison.accepted


def read_derivation(form: DerivedForm, variable: Variable, spot: Spot, known: Known) -> Derivation | None:
    """The derivation of a variable; None if it is wrong."""
    chosen = _chosen(form, variable, spot, known.findings)
    if chosen is None:
        return None
    readers: dict[str, Callable[[], Derivation | None]] = {
        "elapsed": partial(_elapsed, form.elapsed, variable, spot.below("elapsed"), known),
        "points": partial(_points, form, spot.below("points"), known),
        "bands": partial(_bands, form, variable, spot.below("bands"), known),
        "formula": partial(read_formula_form, form, variable, spot, known.reading, known.findings),
        "count": partial(_count, form.count, spot.below("count"), known),
        "highest": partial(_extreme, form.highest, variable, spot.below("highest"), known, highest=True),
        "lowest": partial(_extreme, form.lowest, variable, spot.below("lowest"), known, highest=False),
        "share_of_label_maximum": partial(_share, form, spot, known),
    }
    return readers[chosen]()


def _chosen(form: DerivedForm, variable: Variable, spot: Spot, findings: Findings) -> str | None:
    given = [name for name in _MAKES if getattr(form, name) is not None]
    if len(given) != 1:
        remedy = "give exactly one of elapsed, points, bands, formula, count, highest, lowest"
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


def _points(form: DerivedForm, spot: Spot, known: Known) -> Points | None:
    lines = [_line(line, spot.below(number), known) for number, line in enumerate(form.points or [])]
    return Points(tuple(line for line in lines if line)) if all(lines) else None


def _line(line: Mapping[str, object], spot: Spot, known: Known) -> tuple[PointsOf, ...]:
    """The alternatives of one line of a score; empty if it is wrong."""
    if len(line) != 1:
        known.findings.error(
            spot, "055", "A line of `points` names one variable.", "begin a new line for each"
        )
        return ()
    (name, bands), *_ = line.items()
    if isinstance(bands, list):
        if name != "first of":
            remedy = "write `first of` before a list of alternatives"
            known.findings.error(spot.below(name), "055", f"`{shortened(name)}` has a list.", remedy)
            return ()
        below = spot.below(name)
        return tuple(
            found for number, each in enumerate(bands) for found in _line(each, below.below(number), known)
        )
    found = _points_of(name, bands, spot.below(name), known) if isinstance(bands, Mapping) else None
    return (found,) if found is not None else ()


def _points_of(name: str, forms: Mapping[str, str | list[str]], spot: Spot, known: Known) -> PointsOf | None:
    variable = known.reading(name, spot)
    if variable is None:
        return None
    read: list[tuple[int, Accepted]] = []
    for points, written in forms.items():
        if not points.lstrip("-").isdecimal() or not points.isascii():
            known.findings.error(
                spot.below(points), "055", f"`{shortened(points)}` is not a whole number of points."
            )
            continue
        accepted = known.accepted(written, variable, spot.below(points))
        if accepted is not None:
            read.append((int(points), accepted))
    if len(read) < len(forms):
        return None
    _cover([(str(points), accepted) for points, accepted in read], variable, spot, known)
    return PointsOf(name, tuple(read))


def _bands(form: DerivedForm, variable: Variable, spot: Spot, known: Known) -> Bands | None:
    (name, forms), *_ = (form.bands or {}).items()
    below = spot.below(name)
    source = known.reading(name, below)
    if source is None:
        return None
    for value in forms:
        if value not in variable.values:
            message = f"`{shortened(value)}` is not a value of `{variable.name}`."
            known.findings.error(
                below.below(value), "056", message, f"known are {', '.join(variable.values)}"
            )
    read = [(value, known.accepted(written, source, below.below(value))) for value, written in forms.items()]
    bands = tuple((value, accepted) for value, accepted in read if accepted is not None)
    if len(bands) < len(read):
        return None
    _cover(bands, source, below, known)
    return Bands(name, bands)


def _cover(
    bands: tuple[tuple[str, Accepted], ...] | list[tuple[str, Accepted]],
    variable: Variable,
    spot: Spot,
    known: Known,
) -> None:
    for message in check_bands(bands, variable, whole=variable.name in known.whole):
        remedy = "the bands must cover the plausible values with no gap and no overlap"
        known.findings.error(spot, "057", message, remedy)


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


def _count(form: ItemsForm | None, spot: Spot, known: Known) -> CountItems | None:
    assert form is not None
    item = _item(form.item, spot.below("item"), known)
    return CountItems(form.item, _where(form, item, spot.below("where"), known)) if item else None


def _extreme(
    form: ExtremeForm | None, variable: Variable, spot: Spot, known: Known, *, highest: bool
) -> Extreme | None:
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
    if dose not in siblings or siblings[dose].kind is not Kind.QUANTITY:
        unknown_variable(dose, siblings, spot.below("share of label maximum"), findings)
        return None
    return ShareOfLabelMaximum(dose)
