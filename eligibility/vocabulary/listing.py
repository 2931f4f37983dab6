"""Look-ups for people: the variables and codes of a vocabulary that answer to some words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eligibility.vocabulary.folding import fold_name as fold
from eligibility.vocabulary.model import Concept, Kind, Variable, Vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """A variable, or a code of an event variable, as it is listed."""

    name: str
    of: str  # the event variable of a code; empty for a variable
    kind: str
    label: Mapping[str, str]
    unit: str
    values: tuple[str, ...]
    also: tuple[str, ...]
    codes: tuple[str, ...]
    vocabulary: str

    def as_text(self) -> str:
        """One line: name, what it is, label, unit or values, spellings."""
        what = f"{self.of}: {self.name}" if self.of else self.name
        shape = self.unit or ", ".join(self.values) or self.kind
        labels = " / ".join(dict.fromkeys(self.label.values()))
        also = f"; also {', '.join(self.also)}" if self.also else ""
        return f"{what} [{shape}] {labels}{also}"

    def as_dict(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "name": self.name,
            "of": self.of,
            "kind": self.kind,
            "label": dict(self.label),
            "unit": self.unit,
            "values": list(self.values),
            "also": list(self.also),
            "codes": list(self.codes),
            "vocabulary": self.vocabulary,
        }


def entries(vocabulary: Vocabulary, words: Sequence[str] = ()) -> list[Entry]:
    """The variables and codes in which all words are found, variables first, in the order of the files.

    >>> from eligibility.vocabulary import load_vocabulary
    >>> [entry.name for entry in entries(load_vocabulary(["general"]), ["血小板计数"])]
    ['platelets']
    """
    wanted = [fold(word) for word in words]
    return [entry for entry in _everything(vocabulary) if _has_all(entry, wanted)]


def _everything(vocabulary: Vocabulary) -> Iterator[Entry]:
    for variable in vocabulary.variables.values():
        yield _variable_entry(variable)
    for name, concepts in vocabulary.concepts.items():
        if not vocabulary.variables[name].concepts_of:  # those are listed where they are at home
            for concept in concepts.values():
                yield _concept_entry(concept)


def _variable_entry(variable: Variable) -> Entry:
    values = () if variable.kind is Kind.BOOLEAN else variable.values
    codes = tuple(f"{code.system} {code.code}" for code in variable.codes)
    unit = "" if variable.unit is None else variable.unit.code
    kind = variable.kind.value + (", derived" if variable.derived is not None else "")
    return Entry(
        variable.name, "", kind, variable.label, unit, values, variable.also, codes, variable.vocabulary
    )


def _concept_entry(concept: Concept) -> Entry:
    codes = tuple(f"{code.system} {code.code}" for code in concept.codes)
    kind = f"is {', '.join(concept.parents)}" if concept.parents else "code"
    return Entry(
        concept.name, concept.variable, kind, concept.label, "", (), concept.also, codes, concept.vocabulary
    )


def _has_all(entry: Entry, wanted: Iterable[str]) -> bool:
    texts = [entry.name, *entry.label.values(), *entry.also, *entry.codes]
    folded = [fold(text) for text in texts]
    return all(any(word in text for text in folded) for word in wanted)
