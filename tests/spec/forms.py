"""The form of a spec: for each word of the language its meaning, and small tables of facts and what they give."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from eligibility.documents import load_file, plain
from eligibility.testing.case_documents import CaseAnswer, SiteWords

FOLDER = Path(__file__).parent
WORDS = FOLDER / "words"
ORDER = (
    "criteria",
    "joining",
    "comparisons",
    "windows",
    "anchors",
    "time",
    "readings",
    "streaks",
    "confirmed_by",
    "sets",
    "occurrences",
    "counting",
    "items",
    "judgements",
    "derived",
    "vocabulary",
    "site",
)
WrittenFact = dict[str, Any]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


T = TypeVar("T")
OneOrMany = Annotated[list[T], BeforeValidator(_listed)]


class Form(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Row(Form):
    """Facts, and what they give: TRUE, FALSE, UNKNOWN (with the reasons), or a verdict, or an outcome."""

    facts: OneOrMany[WrittenFact] = []
    gives: str
    why: str = ""
    on: str | None = None
    site: SiteWords | None = None
    answers: OneOrMany[CaseAnswer] = []
    due: str | None = None


class Table(Form):
    """What is asked (a condition, a whole criterion, or a whole trial), and its rows."""

    asks: dict[str, Any] | None = None
    criterion: dict[str, Any] | None = None
    section: str = "inclusion"
    trial: dict[str, Any] | None = None
    anchors: dict[str, Any] | None = None
    note: str = ""
    on: str | None = None
    given: OneOrMany[WrittenFact] = []
    site: SiteWords | None = None
    rows: list[Row]


class Refusal(Form):
    """What is refused: a condition, a criterion or a part of the header; the finding says why."""

    asks: dict[str, Any] | None = None
    criterion: dict[str, Any] | None = None
    trial: dict[str, Any] | None = None
    why: str


class Word(Form):
    """A word (or words that belong together), its meaning, and its tables."""

    words: OneOrMany[str] = Field(alias="word")
    means: str
    tables: list[Table] = []
    refused: list[Refusal] = []


class Group(Form):
    """A file of words."""

    title: str
    about: str
    on: str = "2026-03-20"
    words: list[Word]


def groups() -> dict[str, Group]:
    """Every file of words by its name, in the order in which the reference shows them."""
    return {name: read_group(WORDS / f"{name}.yaml") for name in ORDER}


def read_group(path: Path) -> Group:
    """One file of words; a mistake in it stops the tests."""
    loaded = load_file(path)
    assert loaded.root is not None and not loaded.failed, [str(each) for each in loaded.diagnostics]
    return Group.model_validate(plain(loaded.root))
