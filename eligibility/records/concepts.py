"""From the code of an event as written to the codes that it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from eligibility.records.spelled import codes_by_spelling, fold, prefixes
from eligibility.vocabulary.model import Lasts, Vocabulary

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Meant:
    """The codes that a text may mean. `any_code`: it is not in the vocabulary, so it may be any.

    `history`: a code for "history of", so that the date of its row is not the date of the event.
    """

    codes: frozenset[str]
    any_code: bool = False
    history: bool = False
    lasts: Lasts | None = None


class ConceptReader:
    """Reads the codes of one event variable by name, label, spelling or terminology code."""

    def __init__(self, vocabulary: Vocabulary, variable: str) -> None:
        declared = vocabulary.variables.get(variable)
        self._concepts = vocabulary.concepts.get(
            declared.concepts_of or variable if declared else variable, {}
        )
        self._default = declared.lasts if declared else None
        self._spelled = codes_by_spelling(self._concepts)
        self._prefixes = prefixes(
            (code.code, name) for name, each in self._concepts.items() for code in each.codes
        )
        history = [(code.code, name) for name, each in self._concepts.items() for code in each.history_codes]
        self._history = {fold(code): name for code, name in history if not code.endswith("*")}
        self._history_prefixes = prefixes(history)
        self.read = lru_cache(maxsize=8192)(self._read)

    @property
    def has_codes(self) -> bool:
        """Whether the variable has codes at all (items have none)."""
        return bool(self._concepts)

    def _read(self, written: str | tuple[str, ...]) -> Meant:
        texts = (written,) if isinstance(written, str) else written
        found = [self._one(text) for text in texts]
        codes = frozenset(code for code, _ in found if code is not None)
        unknown = not found or any(code is None for code, _ in found)
        return Meant(
            codes, unknown, bool(codes) and all(history for _, history in found), self._lasts(codes, unknown)
        )

    def _one(self, text: str) -> tuple[str | None, bool]:
        """The code that a text means, and whether it only says "history of"."""
        if len(text) > _LONGEST:
            return None, False
        folded = fold(text)
        candidates: Iterator[tuple[str | None, bool]] = iter(
            (
                (self._spelled.get(folded), False),
                (self._history.get(folded), True),
                (_beginning(folded, self._history_prefixes), True),
                (_beginning(folded, self._prefixes), False),
            )
        )
        return next(((code, history) for code, history in candidates if code is not None), (None, False))

    def _lasts(self, codes: frozenset[str], unknown: bool) -> Lasts | None:
        """How long it lasts, where all possible codes say the same."""
        said = {self._concepts[code].lasts or self._default for code in codes}
        return next(iter(said)) if len(said) == 1 and not unknown else None


def _beginning(folded: str, known: tuple[tuple[str, str], ...]) -> str | None:
    return next((name for start, name in known if folded.startswith(start)), None)
