"""From the code of an event as written to the codes that it may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from eligibility.vocabulary import find_code, find_history
from eligibility.vocabulary.model import Kind, Lasts, Variable, Vocabulary

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
        self._vocabulary = vocabulary
        self._variable = vocabulary.variables.get(variable, Variable(variable, Kind.EVENT))
        self._concepts = vocabulary.concepts.get(self._variable.concepts_of or variable, {})
        self._default = self._variable.lasts
        codes = (code for each in self._concepts.values() for code in (*each.codes, *each.history_codes))
        self._systems = sorted({code.system for code in codes})
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
        if not text or len(text) > _LONGEST:
            return None, False
        spelled = find_code(self._vocabulary, self._variable, text)
        if spelled is not None:
            return spelled, False
        for find, history in ((find_history, True), (find_code, False)):
            found = (find(self._vocabulary, self._variable, text, system) for system in self._systems)
            code = next((each for each in found if each is not None), None)
            if code is not None:
                return code, history
        return None, False

    def _lasts(self, codes: frozenset[str], unknown: bool) -> Lasts | None:
        """How long it lasts, where all possible codes say the same."""
        said = {self._concepts[code].lasts or self._default for code in codes}
        return next(iter(said)) if len(said) == 1 and not unknown else None
