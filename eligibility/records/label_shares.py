"""The dose of a treatment as a share of the label maximum of its own drug."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from eligibility.possible import Interval
from eligibility.possible.interval import hull
from eligibility.records.facts import Attribute
from eligibility.units import Unit, conversion
from eligibility.vocabulary.model import ShareOfLabelMaximum, Variable, Vocabulary


class LabelShares:
    """Computes the attributes of one event variable that are shares of a label maximum."""

    def __init__(self, variable: Variable, vocabulary: Vocabulary) -> None:
        self._concepts = vocabulary.concepts.get(variable.concepts_of or variable.name, {})
        self._shares = {
            name: variable.attributes[each.derived.attribute]
            for name, each in variable.attributes.items()
            if isinstance(each.derived, ShareOfLabelMaximum)
        }

    def added(self, given: Mapping[str, Attribute], codes: Iterable[str]) -> dict[str, Attribute]:
        """The attributes with every share that the record does not give, and that can be computed."""
        values = dict(given)
        for name, dose in self._shares.items():
            amount = given.get(dose.name)
            share = self._share(amount, dose.unit, codes) if isinstance(amount, Interval) else None
            if share is not None and name not in given:
                values[name] = share
        return values

    def _share(self, dose: Interval, unit: Unit | None, codes: Iterable[str]) -> Interval | None:
        """In %, for each drug that it may be; None if one of them has no label maximum."""
        largest = [self._label_maximum(code, unit) for code in codes]
        shares = [dose.scaled(100 / each) for each in largest if each is not None]
        return hull(shares) if shares and len(shares) == len(largest) else None

    def _label_maximum(self, code: str, unit: Unit | None) -> Fraction | None:
        concept = self._concepts.get(code)
        if concept is None or concept.label_maximum is None or unit is None:
            return None
        number, own = concept.label_maximum
        way = conversion(own, unit)
        return None if way is None else way.apply(number)
