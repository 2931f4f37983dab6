"""Writes the pages under `docs/reference/` that are made from the package: units, vocabulary, commands,
findings, and what decides the items of the example trials; and `docs/proof.md`, from what was measured.

Run `python -m docs.generate` after a change of a unit, a vocabulary file or a command, or after a measurement.
A test fails while a page is old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from docs.coverage import coverage
from docs.proof_page import proof
from eligibility.cli import main as program
from eligibility.language.findings import FINDINGS, Finding
from eligibility.units.table import ROWS
from eligibility.units.table.parts import SYMBOLS, WORDS
from eligibility.vocabulary import shipped_vocabulary
from eligibility.vocabulary.model import Concept, Kind, Variable, Vocabulary

DOCS = Path(__file__).parent
WIDE: dict[str, Any] = {"terminal_width": 100, "max_content_width": 100}
GENERATED = "\n<!-- Written by docs/generate.py; do not edit. -->\n"


def pages() -> dict[str, Callable[[], str]]:
    """What writes each page."""
    return {
        "reference/units.md": units,
        "reference/vocabulary.md": vocabulary,
        "reference/commands.md": commands,
        "reference/findings.md": findings,
        "reference/coverage.md": coverage,
        "proof.md": proof,
    }


# ---- units ---------------------------------------------------------------------------------------


def units() -> str:
    """The closed table, kind by kind, and how the parts of a unit may be spelled."""
    lines = [
        "# Units",
        GENERATED,
        "A unit that is not here is refused, with a suggestion. Units of one kind convert into each other, others do",
        "not; mass becomes moles by the molar mass of the variable. `a/b` may be written with each spelling of `a` and",
        "of `b`, which stand at the end of this page. Blanks do not matter, and both micro signs are read.",
    ]
    for kind, rows in groupby(sorted(ROWS, key=lambda row: row.unit.kind), key=lambda row: row.unit.kind):
        lines += ["", f"## {kind.capitalize()}", *_table("unit", "UCUM", "also written")]
        lines += [_row(_code(r.unit.code), _code(r.unit.ucum), _codes(r.also + r.words)) for r in rows]
    lines += ["", "## Parts", *_table("part", "also written")]
    for part in sorted({*SYMBOLS, *WORDS}):
        lines.append(
            _row(_code(part), _codes([*SYMBOLS.get(part, "").split(), *WORDS.get(part, "").split()]))
        )
    return "\n".join(lines) + "\n"


# ---- vocabulary ----------------------------------------------------------------------------------


def vocabulary() -> str:
    """Every variable, and every code of each event variable, by the file that declares it."""
    shipped = shipped_vocabulary()
    lines = [
        "# Vocabulary",
        GENERATED,
        "What a trial may ask for. A quantity's unit is the one in which its plausible range is given; results come",
        "in any unit of the same kind. Names of your own go into a vocabulary file of your own.",
    ]
    for name in shipped.names:
        lines += ["", f"## {name}", *_variables(shipped, name), *_concepts(shipped, name)]
    return "\n".join(lines) + "\n"


def _variables(shipped: Vocabulary, name: str) -> Iterator[str]:
    yield from [
        "",
        "| variable | kind | unit or values | plausible | label | also written |",
        "|---|---|---|---|---|---|",
    ]
    for variable in shipped.variables.values():
        if variable.vocabulary == name:
            yield _row(
                _code(variable.name),
                variable.kind.value + (", derived" if variable.derived else ""),
                _values(variable),
                str(variable.plausible or ""),
                _labels(variable),
                ", ".join(variable.also),
            )


def _values(variable: Variable) -> str:
    if variable.kind is Kind.QUANTITY:
        return _code(variable.unit.code) if variable.unit else "a bare number"
    if variable.kind is Kind.CODE:
        return (" < " if variable.ordered else ", ").join(map(_code, variable.values))
    return ", ".join(map(_code, variable.attributes)) if variable.kind.is_occurrence else ""


def _concepts(shipped: Vocabulary, name: str) -> Iterator[str]:
    for variable, concepts in shipped.concepts.items():
        own = [concept for concept in concepts.values() if concept.vocabulary == name]
        if own and not shipped.variables[variable].concepts_of:
            yield from [
                "",
                f"### Codes of `{variable}`",
                "",
                "| code | is | label | also written |",
                "|---|---|---|---|",
            ]
            for each in own:
                yield _row(_code(each.name), _codes(each.parents), _labels(each), ", ".join(each.also))


def _labels(named: Variable | Concept) -> str:
    return " · ".join(named.label.values())


# ---- commands ------------------------------------------------------------------------------------


def commands() -> str:
    """The help of each command, as it is printed."""
    parent = click.Context(program, info_name="eligibility", **WIDE, **program.context_settings)
    lines = ["# Commands", GENERATED, *_fenced(program.get_help(parent))]
    if isinstance(program, click.Group):
        for name in program.list_commands(parent):
            command = program.get_command(parent, name)
            if command is not None:
                context = click.Context(command, info_name=name, parent=parent, **WIDE)
                lines += ["", f"## {name}", "", *_fenced(command.get_help(context))]
    return "\n".join(lines) + "\n"


def _fenced(text: str) -> list[str]:
    return ["```text", text, "```"]


# ---- findings ------------------------------------------------------------------------------------


def findings() -> str:
    """Every code of a finding in a trial file, with an example of the mistake and of its cure."""
    lines = [
        "# Findings in trial files",
        GENERATED,
        "`eligibility check` names a code for each finding. Codes are stable. An error stops the use of a file, a",
        "warning does not. Findings that start with Y are of YAML itself, V of vocabularies, M of mappings, A of",
        "answers, C of cases, D of data: their text says all that there is to say.",
    ]
    for code in sorted(FINDINGS):
        lines += _finding(FINDINGS[code])
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> Iterator[str]:
    yield from ["", f"## {finding.code} {finding.title}", "", finding.explanation]
    for name, example in (("Not this", finding.bad), ("But this", finding.good)):
        if example:
            yield from ["", f"{name}:", "", "```yaml", example, "```"]


# ---- the look of a table -------------------------------------------------------------------------


def _table(*headings: str) -> list[str]:
    return ["", _row(*headings), "|" + "---|" * len(headings)]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _codes(texts: tuple[str, ...] | list[str]) -> str:
    return " ".join(map(_code, texts))


def main() -> None:
    """Write every page that is generated."""
    for name, write in pages().items():
        (DOCS / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
