"""What can be asked of a patient: variables, codes and classes, comparisons, and how values are written."""

from eligibility.vocabulary.comparisons import Comparison, read_accepted
from eligibility.vocabulary.loading import (
    check_vocabulary,
    load_vocabulary,
    shipped_vocabularies,
    shipped_vocabulary,
)
from eligibility.vocabulary.mistakes import Mistake
from eligibility.vocabulary.model import Concept, Kind, Variable, Vocabulary
from eligibility.vocabulary.spellings import (
    code_of_variable,
    find_code,
    find_history,
    find_variable,
)

__all__ = [
    "Comparison",
    "Concept",
    "Kind",
    "Mistake",
    "Variable",
    "Vocabulary",
    "check_vocabulary",
    "code_of_variable",
    "find_code",
    "find_history",
    "find_variable",
    "load_vocabulary",
    "read_accepted",
    "shipped_vocabularies",
    "shipped_vocabulary",
]
