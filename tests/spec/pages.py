"""Writes the published reference of the language from its specs: `python -m tests.spec.pages`.

One page for each file of words, and one that lists every word. A test fails while a page is old.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.spec.forms import FOLDER, Group, Refusal, Row, Table, Word, groups
from tests.spec.known import is_word
from tests.spec.writing import inner, written

REFERENCE = FOLDER.parents[1] / "docs" / "reference"
GENERATED = "<!-- Written by tests/spec/pages.py from tests/spec/words; do not edit. -->"
VOCABULARY = "example"


def pages() -> dict[Path, str]:
    """Every page with its text."""
    read = groups()
    texts = {f"words/{name}.md": group_page(group) for name, group in read.items()}
    texts["words.md"] = index(read)
    texts[f"words/{VOCABULARY}.md"] = vocabulary_page()
    return {REFERENCE / name: text for name, text in texts.items()}


# ---- pages ---------------------------------------------------------------------------------------


def index(read: Mapping[str, Group]) -> str:
    """Every word, by the page on which it stands."""
    lines = [
        "# The words, and what they are worth when something is open",
        "",
        GENERATED,
        "",
        "Every word of the language with its meaning and small tables: facts in, truth or verdict and reasons out. Each row",
        "is a test that runs with every change, so this is how the language behaves. The tables use",
        f"[a small vocabulary of their own](words/{VOCABULARY}.md). Where nothing else is said the screening date is 2026-03-20.",
        "",
        "| page | words |",
        "|---|---|",
    ]
    for name, group in read.items():
        words = ", ".join(word for each in group.words for word in map(_shown, each.words))
        lines.append(f"| [{group.title}](words/{name}.md) | {words} |")
    return "\n".join(lines) + "\n"


def vocabulary_page() -> str:
    """The vocabulary of the tables, as it is."""
    text = (FOLDER / "example.yaml").read_text(encoding="utf-8").rstrip("\n")
    return "\n".join(["# The vocabulary of the tables", "", GENERATED, "", "```yaml", text, "```"]) + "\n"


def group_page(group: Group) -> str:
    """One file of words."""
    lines = [f"# {group.title}", "", GENERATED, "", group.about]
    for word in group.words:
        lines += ["", f"## {', '.join(map(_shown, word.words))}", "", word.means, *_tables(word)]
    return "\n".join(lines) + "\n"


def _tables(word: Word) -> Iterator[str]:
    for table in word.tables:
        yield from table_lines(table)
    if word.refused:
        yield from ["", "Refused:", ""]
        yield from (f"- `{_asked(each)}`: {each.why}" for each in word.refused)


def _shown(word: str) -> str:
    """A word of the language as code; a heading that is none as prose."""
    name, bracket, rest = word.partition(" (")
    return f"`{name}`{bracket}{rest}" if is_word(name) else word


# ---- tables --------------------------------------------------------------------------------------


def table_lines(table: Table) -> Iterator[str]:
    """What is asked, what holds for each row, and the rows."""
    yield from ["", "```yaml", *_question(table), "```"]
    if table.note:
        yield from ["", table.note]
    if said := list(_common(table)):
        yield from ["", *said]
    why = any(row.why or row.due for row in table.rows)
    yield from [
        "",
        "| facts | gives |" + (" because |" if why else ""),
        "|---|---|" + ("---|" if why else ""),
    ]
    for row in table.rows:
        cells = [_facts(row), _gives(row), *([_because(row)] if why else [])]
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _question(table: Table) -> Iterator[str]:
    if table.anchors:
        yield f"anchors: {written(table.anchors)}"
    if table.trial is not None:
        for key, value in table.trial.items():
            yield f"{key}: {written(value)}"
    elif table.criterion is not None:
        yield f"{table.section}: [{written(table.criterion)}]"
    else:
        yield written(table.asks)


def _common(table: Table) -> Iterator[str]:
    if table.on:
        yield f"Screened on {table.on}.  "
    if table.given:
        yield f"Each patient has {_listed(table.given)}.  "
    if table.site is not None:
        yield f"The site declares `{_site(table)}`.  "


def _facts(row: Row) -> str:
    parts = [f"`{inner(fact)}`" for fact in row.facts]
    parts += [f"answer `{inner(each.model_dump(exclude_defaults=True))}`" for each in row.answers]
    parts += [f"site `{_site(row)}`"] if row.site is not None else []
    parts += [f"on {row.on}"] if row.on else []
    return "<br>".join(parts) or "none"


def _gives(row: Row) -> str:
    return row.gives


def _because(row: Row) -> str:
    due = f"could be confirmed on {row.due}" if row.due else ""
    return "; ".join(part for part in (row.why, due) if part)


def _site(given: Table | Row) -> str:
    assert given.site is not None
    return inner(given.site.model_dump(mode="json", by_alias=True, exclude_unset=True))


def _listed(facts: list[dict[str, Any]]) -> str:
    return "; ".join(f"`{inner(fact)}`" for fact in facts)


def _asked(refusal: Refusal) -> str:
    return inner(refusal.asks or refusal.criterion or refusal.trial or {})


def main() -> None:
    """Write every page."""
    (REFERENCE / "words").mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
