"""Leaves: a variable, what it must be, and the words that choose and judge its facts."""

from __future__ import annotations

from eligibility.documents import Block, Position
from eligibility.language.context import Context, block_at, key_at, text_at
from eligibility.language.occurrence_judging import read_occurrence_judging
from eligibility.language.plan import OccurrenceLeaf, ReadingLeaf, Window
from eligibility.language.reading_judging import read_reading_judging
from eligibility.language.sets import read_other_than, read_set
from eligibility.language.values import read_value
from eligibility.language.windows import counts_half_lives, has_half_lives
from eligibility.vocabulary.model import Elapsed, Kind, Range, Variable


def read_leaf(
    block: Block, variable: Variable, context: Context, window: Window
) -> ReadingLeaf | OccurrenceLeaf | None:
    """The leaf whose subject is a variable."""
    at = key_at(block, variable.name)
    _check_window(variable, window, context, at)
    if variable.kind in (Kind.DATE, Kind.TEXT):
        _report_no_comparison(variable, context, at)
        return None
    if variable.kind.is_occurrence:
        return _read_occurrence(block, variable, context, window, at)
    return _read_reading(block, variable, context, window, at)


def _read_reading(
    block: Block, variable: Variable, context: Context, window: Window, at: Position
) -> ReadingLeaf | None:
    accepted = read_value(block.entries[variable.name].value, variable, context)
    where = block_at(block, "where")
    test = read_set(where, variable, context) if where is not None else None
    exceptions = read_other_than(block.get("other than"), variable, context)
    judging = read_reading_judging(block, variable, accepted, context)
    if accepted is None:
        return None
    return ReadingLeaf(variable, accepted, window, test, exceptions, judging, at)


def _read_occurrence(
    block: Block, variable: Variable, context: Context, window: Window, at: Position
) -> OccurrenceLeaf | None:
    accepted = read_value(block.entries[variable.name].value, variable, context)
    where = block_at(block, "where")
    test = read_set(where, variable, context) if where is not None else None
    exceptions = read_other_than(block.get("other than"), variable, context)
    judging = read_occurrence_judging(block, variable, context)
    absent = _read_no_record(block, context)
    if accepted is None or isinstance(accepted, Range):
        return None
    return OccurrenceLeaf(variable, accepted, window, test, exceptions, judging, absent, at)


def _read_no_record(block: Block, context: Context) -> bool:
    said = text_at(block, "no record means")
    if said is None or said.value == "absent":
        return said is not None
    context.error(
        "T068",
        f"`no record means: {said.value[:80]}` is not known.",
        said.at,
        "write `no record means: absent`, or leave it out",
    )
    return False


def _check_window(variable: Variable, window: Window, context: Context, at: Position) -> None:
    if not window.stated:
        return
    if isinstance(variable.derived, Elapsed):
        message = (
            f"`{variable.name}` counts up to the screening date: the window `{window.text}` cannot act on it."
        )
        context.error(
            "T045", message, at, "leave the window out, or put this condition outside the group that has it"
        )
    if counts_half_lives(window) and not has_half_lives(variable, context):
        message = f"Half-lives count only for treatments, not for `{variable.name}`."
        context.error("T044", message, at, "write days or weeks")


def _report_no_comparison(variable: Variable, context: Context, at: Position) -> None:
    if variable.kind is Kind.DATE:
        remedy = f"name it under `anchors:` as `{{date: {variable.name}}}` and count from there"
        context.error("T035", f"`{variable.name}` is a date: it cannot be a condition.", at, remedy)
        return
    context.error("T035", f"`{variable.name}` is free text: it cannot be compared.", at, "ask a `judgement`")
