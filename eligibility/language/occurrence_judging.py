"""How events and items are judged: `each`, `count`, `in total`, `lasting`, `confirmed by`."""

from __future__ import annotations

import re
from collections.abc import Callable

from eligibility.documents import Block, Position, suggest
from eligibility.language.context import Context, block_at, text_at, texts_of
from eligibility.language.judging import read_confirmed_by
from eligibility.language.plan import ConfirmedBy, Count, Each, InTotal, Lasting, OccurrenceJudging
from eligibility.language.sets import read_set
from eligibility.language.values import read_days, read_number_range
from eligibility.language.windows import read_period
from eligibility.possible import PeriodUnit
from eligibility.vocabulary.model import Kind, Variable

_LASTING = re.compile(r"(>=|>) (.+)")


def read_occurrence_judging(block: Block, variable: Variable, context: Context) -> OccurrenceJudging | None:
    """How events and items are judged; without a word: at least one is chosen."""
    for word, reader in _OCCURRENCE_READERS.items():
        if word in block.entries:
            return reader(block, variable, context)
    return None


def _read_different(block: Block, variable: Variable, context: Context) -> ConfirmedBy | None:
    return read_confirmed_by(block, tuple(sorted(variable.attributes)), context)


def _read_each(block: Block, variable: Variable, context: Context) -> Each | None:
    inner = block_at(block, "each")
    test = read_set(inner, variable, context) if inner is not None else None
    return Each(test) if test is not None else None


def _read_count(block: Block, variable: Variable, context: Context) -> Count | None:
    said = text_at(block, "count")
    interval = read_number_range(said, context) if said is not None else None
    return Count(interval, said.value) if said is not None and interval is not None else None


def _read_in_total(block: Block, variable: Variable, context: Context) -> InTotal | None:
    said = text_at(block, "in total")
    interval = read_days(said, context) if said is not None else None
    if said is None or interval is None or not _can_last(variable, "in total", said.at, context):
        return None
    return InTotal(interval, said.value)


def _read_lasting(block: Block, variable: Variable, context: Context) -> Lasting | None:
    said = text_at(block, "lasting")
    unchanged = _read_unchanged(block, variable, context)
    if said is None or not _can_last(variable, "lasting", said.at, context):
        return None
    match = _LASTING.fullmatch(said.value)
    least = read_period(match[2]) if match is not None else None
    if match is None or least is None or least.unit is PeriodUnit.HALF_LIVES:
        context.error(
            "T065",
            f"`lasting: {said.value[:80]}` cannot be read.",
            said.at,
            'write for example `">= 90 days"`',
        )
        return None
    return Lasting(least, match[1] == ">", unchanged, said.value)


def _can_last(variable: Variable, word: str, at: Position, context: Context) -> bool:
    if variable.kind is Kind.ITEM:
        context.error(
            "T024",
            f"`{word}` cannot act on `{variable.name}`: a finding of one day does not last.",
            at,
            "leave it out",
        )
        return False
    return True


def _read_unchanged(block: Block, variable: Variable, context: Context) -> tuple[str, ...]:
    known = {variable.name, *variable.attributes}
    for said in texts_of(block.get("unchanged")):
        if said.value not in known:
            message = f"`{variable.name}` has no attribute `{said.value[:80]}`."
            context.error("T050", message, said.at, suggest(said.value, known))
    return tuple(said.value for said in texts_of(block.get("unchanged")) if said.value in known)


_OCCURRENCE_READERS: dict[str, Callable[[Block, Variable, Context], OccurrenceJudging | None]] = {
    "each": _read_each,
    "count": _read_count,
    "in total": _read_in_total,
    "lasting": _read_lasting,
    "confirmed by": _read_different,
}
