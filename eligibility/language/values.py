"""What is accepted: comparisons, codes and `any`, read against a variable."""

from __future__ import annotations

import re
from fractions import Fraction

from eligibility.documents import Listing, Node, Text
from eligibility.language.context import Context, texts_of
from eligibility.possible import Interval
from eligibility.vocabulary.comparisons import read_accepted
from eligibility.vocabulary.mistakes import Mistake
from eligibility.vocabulary.model import Accepted, AnyCode, Kind, Range, Variable

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
    read = read_accepted(written, variable, context.vocabulary)
    if isinstance(read, Mistake):
        context.found.append(read.diagnostic("T", context.loaded, _blamed(node, variable, context)))
        return None
    if isinstance(read, AnyCode) and not variable.kind.is_occurrence:
        message = f"`any` says nothing about `{variable.name}`: a reading needs something that it must be."
        context.error("T034", message, node.at, "write what is accepted")
        return None
    return read


def read_number_range(said: Text, context: Context) -> Interval | None:
    """The accepted numbers of `count`."""
    read = read_accepted(said.value, _BARE, context.vocabulary)
    if isinstance(read, Range) and not read.needs_reference and read.restated is None:
        return read.interval
    context.error("T065", f"`{said.value[:80]}` is not a number of facts.", said.at, 'write for example `">= 2"` or `"2 to 3"`')
    return None


def read_days(said: Text, context: Context) -> Interval | None:
    """The accepted numbers of days of `in total`."""
    match = _DAYS.fullmatch(said.value)
    read = read_accepted(match[1], _BARE, context.vocabulary) if match is not None else None
    if match is None or not isinstance(read, Range) or read.needs_reference or read.restated is not None:
        context.error("T065", f"`{said.value[:80]}` is not a number of days.", said.at, 'write for example `"> 7 days"`')
        return None
    return read.interval.scaled(Fraction(7 if match[2].startswith("week") else 1))


def _blamed(node: Node, variable: Variable, context: Context) -> Node:
    """Of a list, the entry that is wrong by itself; else the node."""
    for said in texts_of(node) if isinstance(node, Listing) else ():
        if isinstance(read_accepted([said.value], variable, context.vocabulary), Mistake):
            return said
    return node
