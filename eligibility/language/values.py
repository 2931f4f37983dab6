"""What is accepted: comparisons, codes and `any`, read against a variable."""

from __future__ import annotations

import re
from fractions import Fraction

from eligibility.documents import Listing, Node, Text
from eligibility.language.context import Context, texts_of
from eligibility.possible import Interval
from eligibility.vocabulary.comparisons import read_accepted
from eligibility.vocabulary.model import Accepted, Kind, Range, Variable

_BARE = Variable("number", Kind.QUANTITY)
_DAYS = re.compile(r"(.+) (day|days|week|weeks)")


def read_value(node: Node, variable: Variable, context: Context) -> Accepted | None:
    """What a variable or an attribute must be; None if it cannot be read, and then a finding says why."""
    if isinstance(node, Text):
        written: str | list[str] = node.value
    elif isinstance(node, Listing) and node.items and len(texts_of(node)) == len(node.items):
        written = [said.value for said in texts_of(node)]
    else:
        return None
    accepted, mistakes = read_accepted(written, variable, context.vocabulary)
    for mistake in mistakes:
        place = _blamed(node, variable, context) if accepted is None else node
        context.found.append(mistake.diagnostic("T", context.loaded, place))
    return accepted


def read_number_range(said: Text, context: Context) -> Interval | None:
    """The accepted numbers of `count`."""
    interval = _bare_numbers(said.value)
    if interval is not None:
        return interval
    context.error(
        "T065",
        f"`{said.value[:80]}` is not a number of facts.",
        said.at,
        'write for example `">= 2"` or `"2 to 3"`',
    )
    return None


def read_days(said: Text, context: Context) -> Interval | None:
    """The accepted numbers of days of `in total`."""
    match = _DAYS.fullmatch(said.value)
    interval = _bare_numbers(match[1]) if match is not None else None
    if match is None or interval is None:
        context.error(
            "T065", f"`{said.value[:80]}` is not a number of days.", said.at, 'write for example `"> 7 days"`'
        )
        return None
    return interval.scaled(Fraction(7 if match[2].startswith("week") else 1))


def _bare_numbers(text: str) -> Interval | None:
    accepted = read_accepted(text, _BARE).accepted
    usable = isinstance(accepted, Range) and not accepted.needs_reference and accepted.restated is None
    return accepted.interval if usable and isinstance(accepted, Range) else None


def _blamed(node: Node, variable: Variable, context: Context) -> Node:
    """Of a list, the entry that is wrong by itself; else the node."""
    for said in texts_of(node) if isinstance(node, Listing) else ():
        if read_accepted([said.value], variable, context.vocabulary).accepted is None:
            return said
    return node
