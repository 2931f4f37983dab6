"""Every word that a trial, vocabulary or mapping file knows has its spec, and the published pages are current."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from tests.spec.forms import ORDER, WORDS, groups
from tests.spec.known import MAPPING, TRIAL, USES, VOCABULARY, words_of_all
from tests.spec.pages import REFERENCE, pages

# Words that stand in the tables of another word.
WITHIN_ANOTHER = {
    "why": "not encoded",
    "use": "use: latest",
    "since": "elapsed",
    "attributes": "where",
    "derived": "points",
    "until": "complete",
    "variable": "complete",
    "code": "complete",
    "laboratory": "limits",
    "sex": "limits",
    "lower": "limits",
    "upper": "limits",
}
# Words that say how files are read, before there is a fact; the tests of mapping files are theirs.
OF_READING = {"mapping", "files", "screening date", "always"}


def specified() -> set[str]:
    return {
        word.partition(" (")[0] for group in groups().values() for each in group.words for word in each.words
    }


@pytest.mark.parametrize("models", [TRIAL, VOCABULARY, MAPPING], ids=["trial", "vocabulary", "mapping"])
def test_every_word_has_a_spec(models: tuple[type[BaseModel], ...]) -> None:
    known = specified()
    covered = {word for word, home in WITHIN_ANOTHER.items() if home in known}
    assert not words_of_all(models) - known - OF_READING - covered


def test_every_use_has_a_spec() -> None:
    assert specified() >= USES


def test_every_file_of_words_is_published() -> None:
    assert {path.stem for path in WORDS.glob("*.yaml")} == set(ORDER)


def test_pages_are_current() -> None:
    written = {path: path.read_text(encoding="utf-8") if path.is_file() else "" for path in pages()}
    assert written == pages(), "Run `python -m tests.spec.pages`."
    assert set((REFERENCE / "words").glob("*.md")) <= set(written), "A page is left over."
