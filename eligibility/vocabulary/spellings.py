"""Finds the variable, value or concept that data means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eligibility.vocabulary.code_comparisons import code_space
from eligibility.vocabulary.folding import fold_name, fold_value
from eligibility.vocabulary.model import Code, Concept, Variable, Vocabulary


@dataclass(frozen=True, slots=True)
class CodeIndex:
    """Codes of terminologies, exact ones and beginnings (`I21*`), each with the name that it stands for."""

    exact: dict[tuple[str, str], str] = field(default_factory=dict)
    beginnings: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, code: Code, name: str) -> str | None:
        """Enters a code; the other name for which it stands already, if there is one."""
        folded = fold_code(code.code.removesuffix("*"))
        codes = self.beginnings if code.code.endswith("*") else self.exact
        before = codes.setdefault((code.system.casefold(), folded), name)
        return before if before != name else None

    def find(self, system: str, code: str) -> str | None:
        """The exact code wins over a beginning, a longer beginning over a shorter one."""
        system, folded = system.casefold(), fold_code(code)
        exact = self.exact.get((system, folded))
        if exact is not None or not self.beginnings:
            return exact
        parts = (folded[:length] for length in range(len(folded), 0, -1))
        return next((found for part in parts if (found := self.beginnings.get((system, part)))), None)


def fold_code(code: str) -> str:
    """A code as it is looked up: without regard to case, blanks and points (ICD-10 is written with and without).

    >>> fold_code("i25.2 ")
    'I252'
    """
    return "".join(code.split()).replace(".", "").upper()


@dataclass(frozen=True, slots=True)
class Spellings:
    """Look-ups over one vocabulary. Names win over labels and further spellings."""

    variables: Mapping[str, str]
    codes: CodeIndex
    concepts: Mapping[str, Mapping[str, str]]
    concept_codes: Mapping[str, CodeIndex]
    history_codes: Mapping[str, CodeIndex]


def spellings_of(vocabulary: Vocabulary) -> Spellings:
    """The look-ups of a vocabulary, built once."""
    kept: Spellings | None = vocabulary.__dict__.get("_spellings")
    if kept is None:
        kept = _built(vocabulary)
        vocabulary.__dict__["_spellings"] = kept
    return kept


def find_variable(vocabulary: Vocabulary, text: str, system: str | None = None) -> Variable | None:
    """The variable that a text names: by a code of the terminology `system`, else by name, label or spelling."""
    index = spellings_of(vocabulary)
    name = index.codes.find(system, text) if system else index.variables.get(fold_name(text))
    return vocabulary.variables[name] if name is not None else None


def code_of_variable(variable: Variable, text: str, system: str) -> Code | None:
    """The variable's own entry of a code, which says the unit that is reported under it."""
    wanted = (system.casefold(), fold_code(text))
    matches = (code for code in variable.codes if (code.system.casefold(), fold_code(code.code)) == wanted)
    return next(matches, None)


def find_code(vocabulary: Vocabulary, variable: Variable, text: str, system: str | None = None) -> str | None:
    """The value or concept of a variable that a text means, by a terminology's code or by its spelling."""
    space = code_space(variable)
    if not space:
        return None if system else variable.spellings.get(fold_value(text))
    index = spellings_of(vocabulary)
    if system:
        codes = index.concept_codes.get(space)
        return codes.find(system, text) if codes else None
    return index.concepts.get(space, {}).get(fold_name(text))


def find_history(vocabulary: Vocabulary, variable: Variable, text: str, system: str) -> str | None:
    """The concept of which a code says that it happened, on a day that is not known ("old infarction")."""
    codes = spellings_of(vocabulary).history_codes.get(code_space(variable))
    return codes.find(system, text) if codes else None


def names_of_variable(variable: Variable) -> Iterator[str]:
    """Everything under which data may hold a variable, its name first."""
    yield variable.name
    yield from variable.label.values()
    yield from variable.also


def names_of_concept(concept: Concept) -> Iterator[str]:
    """Everything under which data may hold a concept, its name first."""
    yield concept.name
    yield from concept.label.values()
    yield from concept.also


def _built(vocabulary: Vocabulary) -> Spellings:
    # Readings come first: where a reading and an event share a spelling, data with values means the reading.
    variables = sorted(vocabulary.variables.values(), key=lambda variable: variable.kind.is_occurrence)
    concepts = {name: tuple(of.values()) for name, of in vocabulary.concepts.items()}
    return Spellings(
        _names((variable.name, names_of_variable(variable)) for variable in variables),
        _indexed((code, variable.name) for variable in variables for code in variable.codes),
        {event: _names((each.name, names_of_concept(each)) for each in of) for event, of in concepts.items()},
        {
            event: _indexed((code, each.name) for each in of for code in each.codes)
            for event, of in concepts.items()
        },
        {
            event: _indexed((code, each.name) for each in of for code in each.history_codes)
            for event, of in concepts.items()
        },
    )


def _names(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    spelled: dict[str, str] = {}
    names: dict[str, str] = {}
    for name, texts in named:
        names[fold_name(name)] = name
        for text in texts:
            spelled.setdefault(fold_name(text), name)
    return spelled | names


def _indexed(codes: Iterable[tuple[Code, str]]) -> CodeIndex:
    index = CodeIndex()
    for code, name in codes:
        index.add(code, name)
    return index
