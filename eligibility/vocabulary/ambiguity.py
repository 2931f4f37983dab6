"""Spellings and codes that mean two things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eligibility.vocabulary.folding import fold_name
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Code, Concept, Variable
from eligibility.vocabulary.sources import Findings, Spot
from eligibility.vocabulary.spellings import CodeIndex, names_of_concept, names_of_variable

Named = Iterable[tuple[str, Iterable[str]]]


def check_variables(variables: Mapping[str, Variable], spots: Mapping[str, Spot], findings: Findings) -> None:
    """No two readings, and no two kinds of events, share a name, label, spelling or code."""
    for occurrences in (False, True):
        chosen = [each for each in variables.values() if each.kind.is_occurrence is occurrences]
        _check_names(((each.name, names_of_variable(each)) for each in chosen), spots, findings)
    _check_codes(((each.name, each.codes) for each in variables.values()), spots, findings)


def check_concepts(concepts: Mapping[str, Concept], spots: Mapping[str, Spot], findings: Findings) -> None:
    """No two concepts of an event variable share a name, label, spelling or code."""
    _check_names(((name, names_of_concept(each)) for name, each in concepts.items()), spots, findings)
    _check_codes(((name, each.codes) for name, each in concepts.items()), spots, findings)
    _check_codes(((name, each.history_codes) for name, each in concepts.items()), spots, findings)


def _check_names(named: Named, spots: Mapping[str, Spot], findings: Findings) -> None:
    taken: dict[str, str] = {}
    for name, texts in named:
        for text in texts:
            before = taken.setdefault(fold_name(text), name)
            if before != name:
                message = f"`{shortened(text)}` names both `{before}` and `{name}`."
                findings.error(spots[name], "030", message, "keep it for one of them", spots[before])


def _check_codes(
    coded: Iterable[tuple[str, Iterable[Code]]], spots: Mapping[str, Spot], findings: Findings
) -> None:
    index = CodeIndex()
    for name, codes in coded:
        for code in codes:
            before = index.add(code, name)
            if before is not None:
                message = f"The {code.system} code {shortened(code.code)} stands for `{before}` and `{name}`."
                findings.error(spots[name], "030", message, "keep it for one of them", spots[before])
