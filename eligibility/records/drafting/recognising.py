"""What a column may hold, by its header and its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eligibility.records.choices import ChoiceReader
from eligibility.records.drafting.dates import format_of
from eligibility.records.drafting.samples import Column
from eligibility.records.drafting.words import DATE, LOWER, UNIT, UPPER, is_known_word
from eligibility.records.mapping.fact_checks import unit_in_header
from eligibility.records.numerals import read_numeral
from eligibility.records.sources.cells import UNREADABLE, with_point
from eligibility.records.words import read_yes_no
from eligibility.records.written_days import read_days
from eligibility.vocabulary import find_code, find_variable
from eligibility.vocabulary.folding import fold_name
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

_BRACKETS = re.compile(r"\s*[\[(（【][^\[\]()（）【】]*[\])）】]\s*$")
_NUMBERED = re.compile(r"[_ ]?\d+$")
_PARTS = {"date": DATE, "upper": UPPER, "lower": LOWER, "unit": UNIT}


@dataclass(frozen=True)
class Meaning:
    """What a column holds: the keys of its line, and what is doubtful. `sure` is False for a mere possibility."""

    keys: dict[str, object]
    doubts: tuple[str, ...] = ()
    sure: bool = True


def bare(header: str) -> str:
    """A header without the unit in brackets."""
    return _BRACKETS.sub("", header).strip()


def variable_of(header: str, vocabulary: Vocabulary) -> tuple[Variable, bool] | None:
    """The variable that a header names, and whether that is sure; a first part of the header is a possibility."""
    name = bare(header)
    for text in (header, name, _NUMBERED.sub("", name)):
        found = find_variable(vocabulary, text)
        if found is not None:
            return found, True
    words = re.split(r"[\s_]+", name)
    for count in range(len(words) - 1, 0, -1):
        found = find_variable(vocabulary, " ".join(words[:count]))
        if found is not None and not found.kind.is_occurrence:
            return found, False
    return None


def event_of(header: str, vocabulary: Vocabulary) -> tuple[Variable, str] | None:
    """The event variable and the code that a header names."""
    for variable in _events(vocabulary):
        code = find_code(vocabulary, variable, bare(header))
        if code is not None:
            return variable, code
    return None


def names_variables(column: Column, vocabulary: Vocabulary) -> bool:
    """Whether most cells name variables: the tests of a laboratory."""
    if variable_of(column.name, vocabulary) is not None:
        return False  # `mRECIST` holds PR and CR, which are also names of tests
    known = sum(find_variable(vocabulary, cell) is not None for cell in column.cells)
    return known > 0 and known * 2 >= len(column.cells)


def codes_of(column: Column, vocabulary: Vocabulary) -> Variable | None:
    """The event variable of which most cells are codes."""
    named = variable_of(column.name, vocabulary)
    if named is not None and not named[0].kind.is_occurrence:
        return None
    counts = {
        each.name: sum(find_code(vocabulary, each, cell) is not None for cell in column.cells)
        for each in _events(vocabulary)
    }
    best = max(counts, key=lambda name: counts[name], default="")
    if best and counts[best] * 2 >= max(len(column.cells), 1):
        return vocabulary.variables[best]
    return None


def _events(vocabulary: Vocabulary) -> Iterable[Variable]:
    """Event variables with codes of their own, diagnoses and treatments first."""
    events = [
        each for each in vocabulary.variables.values() if each.kind is Kind.EVENT and not each.concepts_of
    ]
    first = ("diagnosis", "treatment", "procedure")
    return sorted(events, key=lambda each: first.index(each.name) if each.name in first else len(first))


def part_of(column: Column, readings: Sequence[Column]) -> tuple[str, str] | None:
    """The column to which this one belongs, and as what: its date, its unit, its limits."""
    if is_known_word(column.name):
        return None
    for owner in sorted(readings, key=lambda each: -len(each.name)):
        stem = bare(owner.name)
        if owner is column or not column.name.casefold().startswith(stem.casefold()):
            continue
        rest = fold_name(column.name[len(stem) :].strip(" _-.:"))
        for part, words in _PARTS.items():
            if rest in {fold_name(word) for word in words}:
                return owner.name, part
    return None


# ---- cells ---------------------------------------------------------------------------------------


def reading_meaning(column: Column, variable: Variable, decimal: str) -> Meaning:
    """The line of a column whose header names a variable."""
    keys: dict[str, object] = {"variable": variable.name}
    doubts: list[str] = []
    if variable.kind is Kind.QUANTITY:
        _quantity(column, variable, decimal, keys, doubts)
    elif variable.kind in (Kind.CODE, Kind.BOOLEAN):
        reader = ChoiceReader(variable)
        unread = [cell for cell in column.cells if reader.possible(cell) is None]
        if unread:
            doubts.append(f"{shown(unread)} mean nothing of {variable.name}: say what under `values:`")
    elif variable.kind is Kind.DATE:
        form = format_of(column)
        doubts += [form.doubt] if form.doubt else []
        if form.format:
            keys["format"] = form.format
    return Meaning(keys, tuple(doubts))


def _quantity(
    column: Column, variable: Variable, decimal: str, keys: dict[str, object], doubts: list[str]
) -> None:
    numerals = [read_numeral(with_point(cell, decimal)) for cell in column.cells]
    unread = [cell for cell, numeral in zip(column.cells, numerals, strict=True) if numeral is None]
    if unread:
        doubts.append(f"{shown(unread)} are no numbers")
    if variable.unit is None:
        return
    unit = unit_in_header(column.name, variable)
    if unit is not None:
        keys["unit"] = unit
    elif not all(numeral.unit for numeral in numerals if numeral):
        doubts.append(f"no unit is said: add `unit: {variable.unit}`, or the one that it is")


def event_meaning(column: Column, variable: Variable, code: str) -> Meaning:
    """The line of a column whose header names a code of an event."""
    keys: dict[str, object] = {"variable": variable.name, "code": code}
    if all(read_yes_no(cell) is not None for cell in column.cells):
        if set(column.cells) - {"0", "1"}:
            return Meaning(keys)
        return Meaning(keys | {"present": "1", "absent": "0"}, ('is "0" a sure no? Else take `absent` out',))
    if column.are_dates:
        return Meaning(keys)
    other = [cell for cell in column.cells if read_yes_no(cell) is None and read_days(cell) is None]
    return Meaning(
        keys, (f"{shown(other)} are neither yes, no nor a date: say what under `present:` and `absent:`",)
    )


def decimal_of(columns: Iterable[Column], delimiter: str) -> str:
    """The decimal sign of a file whose cells are separated by semicolons or tabs."""
    if delimiter == ",":
        return "."
    commas = sum(
        "," in cell
        and with_point(cell, None) != UNREADABLE
        and read_numeral(with_point(cell, None)) is not None
        for column in columns
        for cell in column.cells[:50]
        if read_numeral(cell) is None
    )
    return "," if commas else "."


def shown(cells: Sequence[str]) -> str:
    """Some cells, as a comment shows them."""
    quoted = [f'"{"".join(c if c.isprintable() else " " for c in cell[:30])}"' for cell in cells[:5]]
    return ", ".join(quoted) + (", ..." if len(cells) > 5 else "")
