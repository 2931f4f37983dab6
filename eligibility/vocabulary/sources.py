"""The files of a vocabulary while they are read, and what is found wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from eligibility.documents import Diagnostic, Loaded, Position, Severity, find, place
from eligibility.documents.tree import Path
from eligibility.vocabulary.documents import VocabularyForm
from eligibility.vocabulary.mistakes import Mistake

LETTER = "V"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One vocabulary file: its tree, for the places, and its form, for what it says.

    Two are equal if they are of the same name and the same bytes.
    """

    loaded: Loaded
    form: VocabularyForm

    @property
    def name(self) -> str:
        """The name of the vocabulary."""
        return self.form.vocabulary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[str, str]:
        return self.loaded.file, self.loaded.sha256


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: the file and a path of keys."""

    source: Source
    path: Path

    def below(self, *steps: str | int) -> Spot:
        """A place further down."""
        return Spot(self.source, (*self.path, *steps))


@dataclass(slots=True)
class Findings:
    """Collects what is wrong."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, spot: Spot, code: str, message: str, remedy: str = "", also: Spot | None = None) -> None:
        """An error at a key."""
        self._add(spot, code, message, remedy, Severity.ERROR, also)

    def warning(
        self, spot: Spot, code: str, message: str, remedy: str = "", also: Spot | None = None
    ) -> None:
        """A warning at a key."""
        self._add(spot, code, message, remedy, Severity.WARNING, also)

    def mistake(self, spot: Spot, mistake: Mistake) -> None:
        """A fault of a comparison or a formula, in the value at a place."""
        loaded = spot.source.loaded
        if loaded.root is not None:
            self.diagnostics.append(mistake.diagnostic(LETTER, loaded, find(loaded.root, spot.path)))

    def _add(
        self, spot: Spot, code: str, message: str, remedy: str, severity: Severity, also: Spot | None
    ) -> None:
        loaded = spot.source.loaded
        if loaded.root is None:
            return
        at = place(loaded.root, spot.path)
        further: tuple[Position, ...] = ()
        if also is not None and also.source.loaded.root is not None:
            further = (place(also.source.loaded.root, also.path),)
        self.diagnostics.append(
            loaded.diagnostic(LETTER + code, message, at, remedy, severity=severity, also=further)
        )
