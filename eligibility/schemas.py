"""JSON Schemas of the files that people write, so that an editor completes words and variables and marks mistakes.

They are looser than the checker: units, codes and anchors, which depend on a vocabulary, are for `eligibility check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> Schema:
    """The JSON Schema of one kind of file: trial, vocabulary, mapping, answers or cases. Raises KeyError.

    The variables of the shipped vocabularies are offered where a condition or a column names one.

    >>> json_schema("trial")["required"]
    ['trial', 'title', 'vocabulary']
    """
    return {"$schema": DIALECT, **SCHEMAS[kind]()}


def _trial() -> Schema:
    from eligibility.language.documents import TrialFile

    schema = TrialFile.model_json_schema()
    for name in ("Condition", "Criterion"):
        form = schema["$defs"][name]
        form["properties"] = {**form["properties"], **_variables(form["additionalProperties"])}
    return schema


def _vocabulary() -> Schema:
    from eligibility.vocabulary.documents import VocabularyForm

    return VocabularyForm.model_json_schema()


def _mapping() -> Schema:
    from eligibility.records.mapping.form import MappingForm

    schema = MappingForm.model_json_schema()
    for form in schema["$defs"].values():
        if "variable" in form.get("properties", {}):
            form["properties"]["variable"] = _offered(form["properties"]["variable"])
    return schema


def _answers() -> Schema:
    from eligibility.records.answers_form import AnswersForm

    return AnswersForm.model_json_schema()


def _cases() -> Schema:
    from eligibility.testing.case_documents import CaseFile

    return CaseFile.model_json_schema()


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "trial": _trial,
    "vocabulary": _vocabulary,
    "mapping": _mapping,
    "answers": _answers,
    "cases": _cases,
}


def _variables(accepted: Schema) -> Schema:
    """Every shipped variable as a key of a condition, with what it is."""
    from eligibility.vocabulary import shipped_vocabulary

    variables = shipped_vocabulary().variables
    return {name: {**accepted, "description": variable.title()} for name, variable in variables.items()}


def _offered(written: Schema) -> Schema:
    """A place that names a variable: the shipped names are offered, others are not refused."""
    from eligibility.vocabulary import shipped_vocabulary

    text = {"type": "string", "examples": sorted(shipped_vocabulary().variables)}
    choices = [text if each == {"type": "string"} else each for each in written.get("anyOf", [])]
    return {**written, "anyOf": choices} if choices else {**written, **text}
