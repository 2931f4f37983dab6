"""The words that trial, vocabulary and mapping files know."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from eligibility.language import documents as trial
from eligibility.language.plan import Use
from eligibility.records.mapping import form as mapping
from eligibility.vocabulary import documents as vocabulary

TRIAL = (
    trial.TrialFile,
    trial.Criterion,
    trial.Condition,
    trial.WindowWords,
    trial.FactSet,
    trial.ConfirmedBy,
    trial.Anchor,
    trial.NotEncoded,
)
VOCABULARY = (
    vocabulary.VariableForm,
    vocabulary.AttributeForm,
    vocabulary.ConceptForm,
    vocabulary.DerivedForm,
    vocabulary.ElapsedForm,
    vocabulary.ItemsForm,
    vocabulary.ExtremeForm,
    vocabulary.SumForm,
    vocabulary.FactorForm,
)
MAPPING = (
    mapping.MappingForm,
    mapping.CompleteForm,
    mapping.LimitForm,
    mapping.FactorForm,
    mapping.IgnoreForm,
)
USES = frozenset(f"use: {use.value}" for use in Use) | {"use: mean of latest"}
# Words of comparisons, and those that facts have without a declaration.
OTHERS = frozenset(
    {"ULN", "LLN", "screening", "status", "absent", "ruled_out", "start", "end", "ongoing", "half-lives"}
    | {"first of"}
)


def words_of_all(models: Iterable[type[BaseModel]]) -> frozenset[str]:
    """The keys of some forms, as files write them."""
    return frozenset(word for model in models for word in trial.words_of(model))


def is_word(text: str) -> bool:
    """Whether a heading of the reference is a word of a file."""
    return text in USES | OTHERS | words_of_all((*TRIAL, *VOCABULARY, *MAPPING))
