"""The attributes of a fact, typed by the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from eligibility.records.choices import ChoiceReader
from eligibility.records.concepts import ConceptReader
from eligibility.records.facts import Attribute, Written
from eligibility.records.flaws import Flaw
from eligibility.records.quantities import QuantityReader
from eligibility.records.reasons import Reason
from eligibility.records.spelled import says_not_done
from eligibility.records.text_of import text_of
from eligibility.records.written_days import read_days
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

NO_ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType({})
_LISTED = re.compile(r"\s*[;；,，、+|]\s*")
_TEXTS = frozenset({"laboratory", "sample"})  # of every reading, without saying so
_LONGEST = 500


class AttributeReader:
    """Reads one attribute: its possible values, or what is wrong with it. Nothing of both: not given."""

    def __init__(self, attribute: Variable, vocabulary: Vocabulary) -> None:
        self._attribute = attribute
        self._choices = ChoiceReader(attribute)
        self._quantities = QuantityReader(attribute)
        self._concepts = ConceptReader(vocabulary, attribute.concepts_of) if attribute.concepts_of else None
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, written: str | tuple[str, ...]) -> tuple[Attribute | None, Flaw | None]:
        if not written or (isinstance(written, str) and self._means_nothing(written)):
            return None, None
        value = self._value(written)
        if value is not None:
            return value, None
        return None, Flaw(Reason.UNKNOWN_CODE, "attribute", f"`{self._attribute.name}` cannot be read")

    def _means_nothing(self, written: str) -> bool:
        return says_not_done(written) and self._choices.possible(written) is None

    def _value(self, written: str | tuple[str, ...]) -> Attribute | None:
        kind = self._attribute.kind
        if kind is Kind.CODE and self._attribute.several:
            return self._several(written)
        if kind in (Kind.CODE, Kind.BOOLEAN):
            return self._codes(written)
        if isinstance(written, tuple):
            return frozenset(written) if kind is Kind.TEXT else None
        if kind is Kind.QUANTITY:
            return self._quantity(written)
        if kind is Kind.DATE:
            return read_days(written)
        return frozenset({written.strip()}) if len(written) <= _LONGEST else None

    def _codes(self, written: str | tuple[str, ...]) -> frozenset[str] | None:
        if self._concepts is None:
            return self._choices.possible(written)
        meant = self._concepts.read(written)
        return None if meant.any_code else meant.codes

    def _several(self, written: str | tuple[str, ...]) -> tuple[frozenset[str], ...] | None:
        """All codes of a list: the drugs of a line."""
        if isinstance(written, str) and (whole := self._codes(written)):
            return (whole,)
        parts = (
            tuple(part for part in _LISTED.split(written) if part) if isinstance(written, str) else written
        )
        each = [self._codes(part) for part in parts]
        return tuple(codes for codes in each if codes) if all(each) else None

    def _quantity(self, written: str) -> Attribute | None:
        quantity = self._quantities.read(written, None, "", "", None, None)
        return quantity.value if all(reason is Reason.CENSORED for reason in quantity.open) else None


class AttributesReader:
    """Reads all attributes of the facts of one variable."""

    def __init__(self, variable: Variable, vocabulary: Vocabulary) -> None:
        self._variable = variable
        self._readers = {
            name: AttributeReader(each, vocabulary) for name, each in variable.attributes.items()
        }
        for name in _TEXTS - self._readers.keys():
            self._readers[name] = AttributeReader(Variable(name, Kind.TEXT), vocabulary)

    def read(
        self, attributes: Mapping[str, Written | tuple[str, ...]]
    ) -> tuple[dict[str, Attribute], list[tuple[str, Flaw]]]:
        """The attributes that can be read, and the flaws of the others with what was written."""
        values: dict[str, Attribute] = {}
        flaws: list[tuple[str, Flaw]] = []
        for name, written in attributes.items():
            text = text_of(written)
            reader = self._readers.get(name)
            value, flaw = reader.read(text) if reader else (None, self._unknown(name))
            if value is not None:
                values[name] = value
            elif flaw is not None:
                flaws.append((text if isinstance(text, str) else " | ".join(text), flaw))
        return values, flaws

    def _unknown(self, name: str) -> Flaw:
        return Flaw(Reason.UNKNOWN_CODE, "attribute", f"`{name}` is no attribute of {self._variable.name}")
