"""Judging words: how the chosen facts are judged. At most one stands beside a variable."""

from __future__ import annotations

import re

from eligibility.documents import Block, Text, suggest
from eligibility.language.context import Context, block_at, text_at
from eligibility.language.plan import ConfirmedBy

READING_WORDS = ("use", "mean of", "consecutive", "confirmed by")
OCCURRENCE_WORDS = ("each", "count", "in total", "lasting", "confirmed by")
JUDGING_WORDS = tuple(dict.fromkeys((*READING_WORDS, *OCCURRENCE_WORDS)))
COMPANIONS = {"apart": "consecutive", "tolerate": "consecutive", "unchanged": "lasting"}
_NUMBER = re.compile(r"[0-9]{1,4}")


def read_number(said: Text, word: str, least: int, context: Context) -> int | None:
    """A whole number of at least `least`."""
    number = int(said.value) if _NUMBER.fullmatch(said.value) else None
    if number is None or number < least:
        message = f"`{word}` needs a whole number of at least {least}, not `{said.value[:80]}`."
        context.error("T060", message, said.at)
        return None
    return number


def read_confirmed_by(block: Block, attributes: tuple[str, ...], context: Context) -> ConfirmedBy | None:
    """`confirmed by: {different: rater, at least: 2}`; `attributes` are those in which facts may differ."""
    inner = block_at(block, "confirmed by")
    if inner is None:
        return None
    different, number = text_at(inner, "different"), text_at(inner, "at least")
    if different is not None and different.value not in attributes:
        message = f"There is no attribute `{different.value[:80]}` in which facts could differ."
        context.error("T066", message, different.at, suggest(different.value, attributes))
        different = None
    least = read_number(number, "at least", 2, context) if number is not None else None
    return ConfirmedBy(different.value, least) if different is not None and least is not None else None
