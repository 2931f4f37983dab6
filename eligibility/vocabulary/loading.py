"""Loads vocabularies: the shipped ones by name, others by the path of their file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from eligibility.documents import (
    DefinitionError,
    Diagnostic,
    Loaded,
    Position,
    Severity,
    load,
    load_file,
    place,
    plain,
    suggest,
)
from eligibility.documents.schema_errors import diagnose
from eligibility.vocabulary.documents import VocabularyForm
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Vocabulary
from eligibility.vocabulary.reading import read_vocabulary
from eligibility.vocabulary.sources import LETTER, Source

MOST_FILES = 100
_SUFFIXES = (".yaml", ".yml")
Read = tuple[Source | None, tuple[Diagnostic, ...]]


def load_vocabulary(names: Sequence[str], base: Path | None = None) -> Vocabulary:
    """The vocabulary of the named files and of all that they use.

    A name is that of a shipped vocabulary, or a path (relative to `base`) of a file of your own, which ends in
    `.yaml`. Raises DefinitionError with everything that is wrong.

    >>> load_vocabulary(["general"]).variables["albumin"].unit.code
    'g/L'
    """
    return check_vocabulary(names, base)[0]


def check_vocabulary(
    names: Sequence[str], base: Path | None = None
) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The same, with the warnings."""
    gathered = _Gathered()
    for name in names:
        gathered.add(name, base, None)
    if gathered.diagnostics:
        raise DefinitionError(gathered.diagnostics)
    vocabulary, diagnostics = _vocabulary_of(tuple(gathered.sources.values()))
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        raise DefinitionError(diagnostics)
    return vocabulary, diagnostics


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asks for a file: the file, and the place of its `uses`."""

    loaded: Loaded
    at: Position


@dataclass(slots=True)
class _Gathered:
    """The files so far, those that are used before those that use them."""

    sources: dict[str, Source] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)  # files whose `uses` are being followed

    def add(self, name: str, base: Path | None, asked: _Asked | None) -> None:
        key = _key(name, base)
        if key in self.sources:
            return
        if key in self.waiting or len(self.waiting) >= MOST_FILES:
            self._report("012", f"`{shortened(name)}` uses, in the end, itself.", "break the circle", asked)
            return
        source = self._read_source(name, base, asked)
        if source is None:
            return
        self.waiting.append(key)
        self._follow(source, key)
        self.waiting.pop()
        self.sources[key] = source

    def _follow(self, source: Source, key: str) -> None:
        folder = Path(key).parent if _is_path(key) else None
        root = source.loaded.root
        assert root is not None
        for number, used in enumerate(source.form.uses):
            self.add(used, folder, _Asked(source.loaded, place(root, ("uses", number))))

    def _read_source(self, name: str, base: Path | None, asked: _Asked | None) -> Source | None:
        if _is_path(name):
            source, diagnostics = _source_of(load_file(Path(_key(name, base)), name))
        elif name in shipped_vocabularies():
            source, diagnostics = _shipped(name)
        else:
            remedy = f"{suggest(name, shipped_vocabularies())} (a file of your own is named by its path: ./ours.yaml)"
            self._report("010", f"There is no shipped vocabulary `{shortened(name)}`.", remedy.strip(), asked)
            return None
        self.diagnostics += diagnostics
        return source if source is not None and self._is_new(source) else None

    def _is_new(self, source: Source) -> bool:
        other = next((each for each in self.sources.values() if each.name == source.name), None)
        if other is not None and source.loaded.root is not None:
            message = f"`{source.name}` is also the name of another vocabulary, {other.loaded.file}."
            at = place(source.loaded.root, ("vocabulary",))
            self.diagnostics.append(
                source.loaded.diagnostic(f"{LETTER}011", message, at, "give it another name")
            )
        return other is None

    def _report(self, code: str, message: str, remedy: str, asked: _Asked | None) -> None:
        if asked is None:
            self.diagnostics.append(Diagnostic(LETTER + code, message, None, remedy))
        else:
            self.diagnostics.append(asked.loaded.diagnostic(LETTER + code, message, asked.at, remedy))


def _is_path(name: str) -> bool:
    return "\0" not in name and (name.endswith(_SUFFIXES) or "/" in name or "\\" in name)


def _key(name: str, base: Path | None) -> str:
    """A shipped name as it is, else the path of the file."""
    return ((base or Path()) / name).resolve().as_posix() if _is_path(name) else name


@lru_cache(maxsize=1)
def shipped_vocabularies() -> tuple[str, ...]:
    """The names of the vocabularies that come with the package."""
    files = resources.files("eligibility.vocabulary").joinpath("data").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def shipped_vocabulary() -> Vocabulary:
    """All shipped vocabularies together."""
    return load_vocabulary(shipped_vocabularies())


@lru_cache(maxsize=32)
def _shipped(name: str) -> Read:
    data = resources.files("eligibility.vocabulary").joinpath("data", f"{name}.yaml").read_bytes()
    return _source_of(load(data, f"{name}.yaml"))


def _source_of(loaded: Loaded) -> Read:
    if loaded.failed or loaded.root is None:
        return None, loaded.diagnostics
    try:
        return Source(loaded, VocabularyForm.model_validate(plain(loaded.root))), ()
    except ValidationError as error:
        return None, tuple(diagnose(error, loaded, LETTER, VocabularyForm))


@lru_cache(maxsize=16)
def _vocabulary_of(sources: tuple[Source, ...]) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    vocabulary, diagnostics = read_vocabulary(sources)
    return vocabulary, tuple(sorted(diagnostics, key=_in_order))


def _in_order(diagnostic: Diagnostic) -> tuple[str, int, int]:
    at = diagnostic.position
    return (at.file, at.line, at.column) if at else ("", 0, 0)
