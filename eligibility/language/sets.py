"""What must be true of one and the same fact: `where`, `each`, and the entries of `other than`."""

from __future__ import annotations

from eligibility.documents import Block, Node, Position, Text, suggest
from eligibility.language.context import Context, block_at, blocks_of, items_of, key_at
from eligibility.language.documents import FactSet, words_of
from eligibility.language.plan import (
    AllOf,
    AnyOf,
    AttributeIn,
    AttributeIs,
    CodeIs,
    FactTest,
    NotOf,
)
from eligibility.language.values import read_value
from eligibility.language.windows import WINDOW_WORDS, counts_half_lives, has_half_lives, read_window
from eligibility.vocabulary.model import Codes, Kind, Range, Variable

_JOINING = words_of(FactSet)


def read_set(block: Block, variable: Variable, context: Context) -> FactTest | None:
    """A set of attributes with what they must be; None if nothing in it can be used."""
    if not block.entries:
        context.error("T054", "The set is empty.", block.at, "write an attribute and what it must be")
    tests = [_read_entry(block, key, variable, context) for key in block.entries]
    return _all_of([test for test in tests if test is not None])


def read_other_than(node: Node | None, variable: Variable, context: Context) -> tuple[FactTest, ...]:
    """The facts that are not chosen: codes, or sets."""
    tests = [_read_exception(item, variable, context) for item in items_of(node)]
    return tuple(test for test in tests if test is not None)


def _read_exception(node: Node, variable: Variable, context: Context) -> FactTest | None:
    if isinstance(node, Block):
        return read_set(node, variable, context)
    if isinstance(node, Text):
        return _read_codes(node, variable, context, node.at)
    return None


def _all_of(tests: list[FactTest]) -> FactTest | None:
    if len(tests) <= 1:
        return tests[0] if tests else None
    return AllOf(tuple(tests))


def _read_entry(block: Block, key: str, variable: Variable, context: Context) -> FactTest | None:
    if key in _JOINING:
        return _read_joined(block, key, variable, context)
    node, at = block.entries[key].value, key_at(block, key)
    if key == variable.name:
        return _read_codes(node, variable, context, at)
    attribute = variable.attributes.get(key)
    if attribute is None:
        known = {*variable.attributes, variable.name, *_JOINING}
        message = f"`{variable.name}` has no attribute `{key[:80]}`."
        context.error("T050", message, at, suggest(key, known))
        return None
    return _read_attribute(node, attribute, variable, context, at)


def _read_joined(block: Block, key: str, variable: Variable, context: Context) -> FactTest | None:
    if key == "not":
        inner = block_at(block, key)
        test = read_set(inner, variable, context) if inner is not None else None
        return NotOf(test) if test is not None else None
    sets = blocks_of(block.get(key))
    if not sets:
        context.error(
            "T027", f"`{key}` has no members.", key_at(block, key), "list at least one set under it"
        )
    read = [read_set(each, variable, context) for each in sets]
    tests = tuple(test for test in read if test is not None)
    return (AnyOf(tests) if key == "any" else AllOf(tests)) if tests else None


def _read_attribute(
    node: Node, attribute: Variable, variable: Variable, context: Context, at: Position
) -> FactTest | None:
    if attribute.kind is not Kind.DATE:
        if isinstance(node, Block):
            context.error(
                "T052",
                f"`{attribute.name}` is not a date: a window cannot stand here.",
                at,
                "write what it must be",
            )
            return None
        accepted = read_value(node, attribute, context)
        if isinstance(accepted, Range) and accepted.needs_reference:
            message = f"`{attribute.name}` comes without the limits of a laboratory."
            context.error("T024", message, at, "write the limit as a number")
            return None
        return AttributeIs(attribute.name, accepted) if accepted is not None else None
    if not isinstance(node, Block):
        example = f"{attribute.name}: {{within: 12 months before screening}}"
        context.error(
            "T051", f"`{attribute.name}` is a date: it takes a window.", at, f"write for example `{example}`"
        )
        return None
    window = read_window(node, context)
    if counts_half_lives(window) and not has_half_lives(variable, context):
        context.error(
            "T044",
            f"Half-lives count only for treatments, not for `{variable.name}`.",
            at,
            "write days or weeks",
        )
    if not node.entries:
        context.error(
            "T051",
            f"The window of `{attribute.name}` is empty.",
            at,
            f"known words are: {', '.join(WINDOW_WORDS)}",
        )
    return AttributeIn(attribute.name, window) if window.stated else None


def _read_codes(node: Node, variable: Variable, context: Context, at: Position) -> FactTest | None:
    if variable.kind in (Kind.QUANTITY, Kind.DATE, Kind.TEXT):
        context.error(
            "T053",
            f"`{variable.name}` has no codes.",
            at,
            "write a set of attributes, such as `{laboratory: central}`",
        )
        return None
    accepted = read_value(node, variable, context)
    if accepted is not None and not isinstance(accepted, Codes):
        context.error(
            "T053", f"A code of `{variable.name}` is expected here.", at, "`any` would except every fact"
        )
        return None
    return CodeIs(accepted) if accepted is not None else None
