"""Anchors: named days from which windows count, in an order in which each uses only those before it."""

from __future__ import annotations

import re

from eligibility.documents import Block, Position, Text, suggest
from eligibility.language.context import Context, block_at, key_at, text_at
from eligibility.language.judging import JUDGING_WORDS
from eligibility.language.leaves import read_leaf
from eligibility.language.plan import SCREENING, Anchor
from eligibility.language.subjects import JOINING, check_words, subject_of
from eligibility.language.walk import anchors_in
from eligibility.language.windows import read_window
from eligibility.vocabulary.model import Kind
from eligibility.vocabulary.reserved import RESERVED

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KINDS = ("first", "last", "date")


def declared_anchors(root: Block, context: Context) -> frozenset[str]:
    """The names under `anchors`; names that cannot be one are reported, and still count as declared."""
    declared = block_at(root, "anchors")
    for key, entry in (declared.entries if declared is not None else {}).items():
        if key == SCREENING:
            context.error(
                "T072",
                "`screening` is built in and cannot be declared.",
                entry.key.at,
                "take another name, or use `screen as of`",
            )
        elif not _NAME.fullmatch(key) or key in RESERVED:
            message = f"`{key[:80]}` cannot name an anchor."
            context.error(
                "T072",
                message,
                entry.key.at,
                "use small letters, digits and `_`, and no word of the language",
            )
    return frozenset(declared.entries if declared is not None else ()) - {SCREENING}


def read_anchors(root: Block, context: Context) -> tuple[Anchor, ...]:
    """All anchors, each after those that it counts from."""
    declared = block_at(root, "anchors")
    names = declared.entries if declared is not None else {}
    read = [_read_anchor(declared, name, context) for name in names if declared is not None]
    return _ordered([anchor for anchor in read if anchor is not None], context)


def read_screen_as_of(root: Block, anchors: tuple[Anchor, ...], context: Context) -> str | None:
    """The anchor that is the screening date."""
    said = text_at(root, "screen as of")
    if said is None:
        return None
    if said.value not in context.anchors:
        remedy = suggest(said.value, context.anchors) or "declare it under `anchors:`"
        context.error("T074", f"Unknown anchor `{said.value[:80]}`.", said.at, remedy)
        return None
    _check_no_screening(said, anchors, context)
    return said.value


def _read_anchor(declared: Block, name: str, context: Context) -> Anchor | None:
    block, at = block_at(declared, name), key_at(declared, name)
    if block is None:
        return None
    said = [key for key in _KINDS if key in block.entries]
    if len(said) != 1:
        context.error(
            "T070",
            f"The anchor `{name[:80]}` needs exactly one of `first`, `last` and `date`.",
            at,
            "write for example `{first: {treatment: sorafenib}}`",
        )
    if not said:
        return None
    if said[0] == "date":
        return _read_date(block, name, at, context)
    return _read_fact(block, said[0], name, at, context)


def _read_date(block: Block, name: str, at: Position, context: Context) -> Anchor | None:
    said = text_at(block, "date")
    if said is None:
        return None
    variable = context.variable(said.value)
    dates = [each.name for each in context.vocabulary.variables.values() if each.kind is Kind.DATE]
    if variable is None:
        context.error("T022", f"Unknown variable `{said.value[:80]}`.", said.at, suggest(said.value, dates))
        return None
    if variable.kind is not Kind.DATE:
        context.error(
            "T070",
            f"`{said.value}` is not a date.",
            said.at,
            "name a variable of kind date, or use `first` or `last`",
        )
        return None
    return Anchor(name, date=variable, at=at)


def _read_fact(block: Block, key: str, name: str, at: Position, context: Context) -> Anchor | None:
    inner = block_at(block, key)
    if inner is None:
        return None
    subject = subject_of(inner, context, frozenset())
    if subject is None:
        return None
    if subject in JOINING:
        message = "An anchor is the day of one fact: it takes a variable and what it must be."
        context.error("T073", message, key_at(inner, subject), "name one variable")
        return None
    _check_no_judging(inner, context)
    check_words(inner, subject, context, frozenset({*JUDGING_WORDS, "no record means"}))
    leaf = read_leaf(inner, context.vocabulary.variables[subject], context, read_window(inner, context))
    return Anchor(name, leaf, key == "last", at=at) if leaf is not None else None


def _check_no_judging(inner: Block, context: Context) -> None:
    for word in (*JUDGING_WORDS, "no record means"):
        if word in inner.entries:
            message = (
                f"`{word}` cannot act in an anchor: it is the day of the first or last fact that matches."
            )
            context.error("T073", message, key_at(inner, word), "leave it out")


def _ordered(anchors: list[Anchor], context: Context) -> tuple[Anchor, ...]:
    """Each anchor after those that it uses. What goes in a circle is reported."""
    done: list[Anchor] = []
    left = list(anchors)
    read = {anchor.name for anchor in anchors}
    while left:
        settled = {anchor.name for anchor in done} | {SCREENING} | (context.anchors - read)
        ready = [anchor for anchor in left if _used(anchor) <= settled]
        if not ready:
            _report_circle(left, context)
            return tuple(done)
        done.extend(ready)
        left = [anchor for anchor in left if anchor not in ready]
    return tuple(done)


def _used(anchor: Anchor) -> frozenset[str]:
    return anchors_in(anchor.leaf) if anchor.leaf is not None else frozenset()


def _report_circle(left: list[Anchor], context: Context) -> None:
    by_name = {anchor.name: anchor for anchor in left}
    circle = [left[0].name]
    while True:
        following = min(_used(by_name[circle[-1]]) & set(by_name))
        if following in circle:
            break
        circle.append(following)
    circle = circle[circle.index(following) :]
    way = " -> ".join(f"`{name}`" for name in [*circle, circle[0]])
    places = [at for name in circle if (at := by_name[name].at) is not None]
    context.error(
        "T071",
        f"Anchors count from each other in a circle: {way}.",
        places[0],
        "let one of them count from something else",
        places[1:],
    )


def _check_no_screening(said: Text, anchors: tuple[Anchor, ...], context: Context) -> None:
    """The screening date cannot count from itself."""
    by_name = {anchor.name: anchor for anchor in anchors}
    reached, left = set(), [said.value]
    while left:
        name = left.pop()
        if name == SCREENING:
            context.error(
                "T071",
                f"`screen as of: {said.value}` counts from the screening date, which it defines.",
                said.at,
                "let the anchor count from something else",
            )
            return
        if name not in reached and name in by_name:
            reached.add(name)
            left.extend(sorted(_used(by_name[name])))
