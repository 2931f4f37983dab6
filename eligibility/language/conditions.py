"""Conditions: one subject and its words; windows handed down from groups to their members."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.documents import Block, Position
from eligibility.language.context import Context, block_at, blocks_of, key_at, text_at
from eligibility.language.judgements import read_judgement
from eligibility.language.judging import read_number
from eligibility.language.leaves import read_leaf
from eligibility.language.plan import EVER, All, AnyMember, AtLeast, Condition, Not, When, Window
from eligibility.language.subjects import check_words, subject_of
from eligibility.language.windows import read_window


def read_condition(
    block: Block,
    context: Context,
    label: Mapping[str, str],
    inherited: Window = EVER,
    beside: frozenset[str] = frozenset(),
) -> Condition | None:
    """The condition that a mapping states; None if it cannot be used, and then a finding says why.

    `label` is the question of a judgement that asks none; `inherited` the window of the group in which it stands;
    `beside` the keys that are not part of the condition (those of the criterion).
    """
    subject = subject_of(block, context, beside)
    if subject is None:
        _read_all_members(block, context, label)
        return None
    check_words(block, subject, context, beside)
    stated = read_window(block, context)
    window = stated if stated.stated else inherited
    at = key_at(block, subject)
    match subject:
        case "all" | "any" | "at least":
            return _read_group(block, subject, context, label, window, at)
        case "not":
            inner = _read_inner(block, "not", context, label, window)
            return Not(inner, at) if inner is not None else None
        case "when":
            return _read_when(block, context, label, inherited, at)
        case "judgement":
            return read_judgement(block, context, label, stated)
        case _:
            return read_leaf(block, context.vocabulary.variables[subject], context, window)


def _read_group(
    block: Block, subject: str, context: Context, label: Mapping[str, str], window: Window, at: Position
) -> Condition | None:
    listed = block.get("of" if subject == "at least" else subject)
    blocks = blocks_of(listed)
    if not blocks:
        word = "of" if subject == "at least" and "of" in block.entries else subject
        if listed is not None:
            context.error(
                "T027", f"`{word}` has no members.", key_at(block, word), "list its conditions under it"
            )
        return None
    read = [read_condition(each, context, label, window) for each in blocks]
    members = tuple(member for member in read if member is not None)
    if subject == "at least":
        return _at_least(block, context, members, len(blocks), at)
    if len(members) < len(blocks):
        return None
    return All(members, at) if subject == "all" else AnyMember(members, at)


def _at_least(
    block: Block, context: Context, members: tuple[Condition, ...], written: int, at: Position
) -> Condition | None:
    said = text_at(block, "at least")
    number = read_number(said, "at least", 1, context) if said is not None else None
    if said is None or number is None or len(members) < written:
        return None
    if number > written:
        context.error(
            "T027",
            f"`at least: {number}` of {written} can never be true.",
            said.at,
            f"ask for at most {written}",
        )
        return None
    return AtLeast(number, members, at)


def _read_when(
    block: Block, context: Context, label: Mapping[str, str], inherited: Window, at: Position
) -> Condition | None:
    when = _read_inner(block, "when", context, label, inherited)
    then = _read_inner(block, "then", context, label, inherited)
    otherwise = _read_inner(block, "else", context, label, inherited)
    if when is None or then is None or otherwise is None:
        return None
    return When(when, then, otherwise, at)


def _read_inner(
    block: Block, key: str, context: Context, label: Mapping[str, str], window: Window
) -> Condition | None:
    inner = block_at(block, key)
    return read_condition(inner, context, label, window) if inner is not None else None


def _read_all_members(block: Block, context: Context, label: Mapping[str, str]) -> None:
    """Where the subject is not clear: what is wrong in the members is still said."""
    for key in ("all", "any", "of"):
        for each in blocks_of(block.get(key)):
            read_condition(each, context, label)
    for key in ("not", "when", "then", "else"):
        _read_inner(block, key, context, label, EVER)
