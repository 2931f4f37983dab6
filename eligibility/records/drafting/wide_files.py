"""The draft of a file with one row per patient."""

from __future__ import annotations

from eligibility.records.drafting.dates import format_of
from eligibility.records.drafting.recognising import (
    Meaning,
    bare,
    decimal_of,
    event_meaning,
    event_of,
    part_of,
    reading_meaning,
    variable_of,
)
from eligibility.records.drafting.samples import Column, Sample
from eligibility.records.drafting.words import DATE, by_words, is_known_word
from eligibility.records.drafting.yaml_lines import flow, quoted, with_doubts
from eligibility.vocabulary.model import Vocabulary

_INDENT = " " * 6


def wide_lines(sample: Sample, patient: str, taken: set[str], vocabulary: Vocabulary) -> list[str]:
    """The keys below `shape: wide`; empty if no column is understood. `taken` are columns that serve otherwise."""
    decimal = decimal_of(sample.columns, sample.table.delimiter)
    free = [column for column in sample.columns if column.name not in taken]
    meanings = {
        column.name: each for column in free if (each := _meaning(column, vocabulary, decimal)) is not None
    }
    readings = [column for column in free if column.name in meanings]
    _attach_parts(free, readings, meanings)
    date, others = _date(sample, taken)
    lines = [_INDENT + flow_line(column, meanings[column.name]) for column in free if column.name in meanings]
    if not any(meaning.sure for meaning in meanings.values()):
        return []
    unused = [
        column.name
        for column in free
        if column.name not in meanings and column.name not in _used(meanings, others)
    ]
    head = [f"    decimal: {quoted(decimal)}"] if decimal != "." else []
    head.append(with_doubts(f"    date: {others or 'undated'}", date))
    tail = [f"{_INDENT}# not used: {', '.join(quoted(name) for name in unused)}"] if unused else []
    return [*head, "    columns:", *lines, *tail]


def flow_line(column: Column, meaning: Meaning) -> str:
    """`"PLT [10^9/L]": {variable: platelets, unit: 10^9/L}`, and its doubts."""
    return with_doubts(f"{quoted(column.name)}: {flow(meaning.keys)}", meaning.doubts, sure=meaning.sure)


def _meaning(column: Column, vocabulary: Vocabulary, decimal: str) -> Meaning | None:
    if is_known_word(column.name):
        return None
    named = variable_of(column.name, vocabulary)
    if named is not None and named[1] and not named[0].kind.is_occurrence:
        return reading_meaning(column, named[0], decimal)
    event = event_of(column.name, vocabulary)
    if event is not None:
        return event_meaning(column, *event)
    if named is None or named[0].kind.is_occurrence:
        return None
    found = reading_meaning(column, named[0], decimal)
    doubt = f"is `{bare(column.name)}` {named[0].name}? Then take the # away"
    return Meaning(found.keys, (doubt, *found.doubts), sure=False)


def _attach_parts(free: list[Column], readings: list[Column], meanings: dict[str, Meaning]) -> None:
    """Dates, units and limits in columns of their own go to the column to which they belong."""
    for column in free:
        owner = part_of(column, [each for each in readings if each is not column])
        if owner is None or owner[0] not in meanings:
            continue
        meanings.pop(column.name, None)
        keys = dict(meanings[owner[0]].keys)
        doubts = meanings[owner[0]].doubts
        if owner[1] in ("upper", "lower"):
            limits = keys.get("limits")
            keys["limits"] = {**(limits if isinstance(limits, dict) else {}), owner[1]: column.name}
        elif owner[1] == "unit":
            keys["unit"] = {"column": column.name}
            doubts = tuple(doubt for doubt in doubts if not doubt.startswith("no unit"))
        else:
            form = format_of(column)
            keys["date"] = {"column": column.name, "format": form.format} if form.format else column.name
            doubts += (form.doubt,) if form.doubt else ()
        meanings[owner[0]] = Meaning(keys, doubts, meanings[owner[0]].sure)


def _used(meanings: dict[str, Meaning], date: str) -> str:
    """All that the lines say, in which a column that is used must occur."""
    return " ".join(flow(each.keys) for each in meanings.values()) + date


def _date(sample: Sample, taken: set[str]) -> tuple[tuple[str, ...], str]:
    """The column of the dates of all values, if there is one."""
    free = [column for column in sample.columns if column.name not in taken]
    name = by_words(free, DATE)
    if name is None:
        return ("when were the values taken? A column, or `screening` if they all hold as of screening",), ""
    form = format_of(next(column for column in free if column.name == name))
    said = flow({"column": name, "format": form.format}) if form.format else quoted(name)
    return ((form.doubt,) if form.doubt else ()), said
