"""The draft of a file with one row per result or event."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.records.drafting.dates import format_of
from eligibility.records.drafting.recognising import (
    codes_of,
    decimal_of,
    names_variables,
    reading_meaning,
    shown,
    variable_of,
)
from eligibility.records.drafting.samples import Column, Sample
from eligibility.records.drafting.words import (
    DATE,
    END,
    LABORATORY,
    LOWER,
    RANGE,
    START,
    STATUS,
    UNIT,
    UPPER,
    VALUE,
    by_words,
    is_known_word,
)
from eligibility.records.drafting.yaml_lines import flow, quoted, with_doubts
from eligibility.vocabulary import find_code, find_variable
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

Entry = list[str]


def long_entries(sample: Sample, taken: set[str], vocabulary: Vocabulary) -> list[Entry]:
    """The keys below `shape: long`, one list for each kind of fact that the rows hold."""
    free = [column for column in sample.columns if column.name not in taken]
    named = next((column for column in free if names_variables(column, vocabulary)), None)
    if named is not None:
        events = all(_is_event(cell, vocabulary) for cell in named.cells)
        entry = _coded(free, named, vocabulary) if events else _measured(sample, free, named, vocabulary)
        return [entry] if entry else []
    coded = next(
        ((column, event) for column in free if (event := codes_of(column, vocabulary)) is not None), None
    )
    if coded is not None and not is_known_word(coded[0].name):
        return [
            [f"    variable: {coded[1].name}", *_code(coded[0], coded[1], vocabulary), *_event_parts(free)]
        ]
    return _single(sample, free, vocabulary)


def is_long(sample: Sample, patient: str, vocabulary: Vocabulary) -> bool:
    """Whether a file has several rows for a patient, or names the variable of each row."""
    return patient in sample.repeats or any(names_variables(column, vocabulary) for column in sample.columns)


def _is_event(cell: str, vocabulary: Vocabulary) -> bool:
    found = find_variable(vocabulary, cell)
    return found is None or found.kind.is_occurrence


# ---- results that name their variable ------------------------------------------------------------


def _measured(sample: Sample, free: list[Column], named: Column, vocabulary: Vocabulary) -> Entry:
    value = by_words(free, VALUE)
    if value is None:
        return []
    unknown = [cell for cell in named.cells if find_variable(vocabulary, cell) is None]
    doubts = [f"{shown(unknown)} name no variable: add `names:` for those that matter"] if unknown else []
    decimal = decimal_of(sample.columns, sample.table.delimiter)
    unit = by_words(free, UNIT)
    lines = [f"    decimal: {quoted(decimal)}"] if decimal != "." else []
    lines.append(with_doubts(f"    variable: {flow({'column': named.name})}", doubts))
    lines.append(f"    value: {quoted(value)}")
    if unit is None:
        lines.append("    # DOUBT: no column of units is seen; results without one are not used")
    return [
        *lines,
        *([f"    unit: {quoted(unit)}"] if unit else []),
        *_dated(free),
        *_limits(free),
        *_laboratory(free),
    ]


def _limits(free: list[Column]) -> Entry:
    lower, upper, span = (by_words(free, words) for words in (LOWER, UPPER, RANGE))
    if lower or upper:
        found = {key: name for key, name in (("lower", lower), ("upper", upper)) if name}
        return [f"    limits: {flow(found)}"]
    return [f"    limits: {quoted(span)}"] if span else []


def _laboratory(free: list[Column]) -> Entry:
    name = by_words(free, LABORATORY)
    return [f"    attributes: {flow({'laboratory': name})}"] if name else []


def _dated(free: list[Column]) -> Entry:
    name = by_words(free, DATE) or next((column.name for column in free if column.are_dates), None)
    if name is None:
        return ["    date: undated  # DOUBT: which column is the date?"]
    return [_date_line("date", next(column for column in free if column.name == name))]


def _date_line(key: str, column: Column) -> str:
    form = format_of(column)
    said = flow({"column": column.name, "format": form.format}) if form.format else quoted(column.name)
    return with_doubts(f"    {key}: {said}", [form.doubt] if form.doubt else [])


# ---- events --------------------------------------------------------------------------------------


def _coded(free: list[Column], named: Column, vocabulary: Vocabulary) -> Entry:
    code = next(
        (column for column in free if column is not named and codes_of(column, vocabulary) is not None), None
    )
    if code is None:
        return []
    return [
        f"    variable: {flow({'column': named.name})}",
        f"    code: {flow({'column': code.name})}",
        *_event_parts(free),
    ]


def _code(column: Column, event: Variable, vocabulary: Vocabulary) -> Entry:
    unknown = [cell for cell in column.cells if find_code(vocabulary, event, cell) is None]
    doubts = (
        [f"{shown(unknown)} are no codes of {event.name}: add `names:`, or `ignore:` them"] if unknown else []
    )
    return [with_doubts(f"    code: {flow({'column': column.name})}", doubts)]


def _event_parts(free: list[Column]) -> Entry:
    by_name = {column.name: column for column in free}
    start, end, date, status = (by_words(free, words) for words in (START, END, DATE, STATUS))
    lines = [_date_line("start", by_name[start])] if start else []
    if end is not None:
        lines.append(_date_line("end", by_name[end]))
        lines.append("    # DOUBT: does an empty end mean that it goes on? Then add `no end means: ongoing`")
    if start is None and end is None:
        lines += (
            [_date_line("date", by_name[date])]
            if date
            else ["    date: undated  # DOUBT: which column is the date?"]
        )
    return [*lines, *([f"    status: {quoted(status)}"] if status else [])]


# ---- assessments, a column each ------------------------------------------------------------------


def _single(sample: Sample, free: list[Column], vocabulary: Vocabulary) -> list[Entry]:
    decimal = decimal_of(sample.columns, sample.table.delimiter)
    found = [
        (column, named[0]) for column in free if (named := variable_of(column.name, vocabulary)) and named[1]
    ]
    readings = [
        (column, each)
        for column, each in found
        if not each.kind.is_occurrence and not is_known_word(column.name)
    ]
    return [list(_reading(column, variable, decimal, free)) for column, variable in readings]


def _reading(column: Column, variable: Variable, decimal: str, free: list[Column]) -> Iterable[str]:
    meaning = reading_meaning(column, variable, decimal)
    if decimal != ".":
        yield f"    decimal: {quoted(decimal)}"
    yield f"    variable: {variable.name}"
    yield with_doubts(f"    value: {quoted(column.name)}", meaning.doubts)
    if variable.kind is Kind.QUANTITY and "unit" in meaning.keys:
        yield f"    unit: {flow(meaning.keys['unit'])}"
    yield from _dated(free)
