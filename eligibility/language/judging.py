"""Judging words: how the chosen facts are judged. At most one stands beside a variable."""

from __future__ import annotations

import re
from collections.abc import Callable

from eligibility.documents import Block, Position, Text, suggest
from eligibility.language.context import Context, block_at, key_at, text_at, texts_of
from eligibility.language.plan import (
    ConfirmedBy,
    Consecutive,
    Count,
    Each,
    InTotal,
    Lasting,
    MeanOf,
    OccurrenceJudging,
    ReadingJudging,
    Use,
)
from eligibility.language.sets import read_set
from eligibility.language.streams import is_one_stream
from eligibility.language.values import read_days, read_number_range
from eligibility.language.windows import read_period
from eligibility.possible import Period, PeriodUnit
from eligibility.vocabulary.model import AnyCode, Codes, Kind, Range, Variable

READING_WORDS = ("use", "mean of", "consecutive", "confirmed by")
OCCURRENCE_WORDS = ("each", "count", "in total", "lasting", "confirmed by")
JUDGING_WORDS = ("use", "mean of", "consecutive", "confirmed by", "each", "count", "in total", "lasting")
COMPANIONS = {"apart": "consecutive", "tolerate": "consecutive", "unchanged": "lasting"}
_LATEST = re.compile(r"(?:mean of )?latest ([0-9]{1,4})")
_NUMBER = re.compile(r"[0-9]{1,4}")
_LASTING = re.compile(r"(>=|>) (.+)")


def read_number(said: Text, word: str, least: int, context: Context) -> int | None:
    """A whole number of at least `least`."""
    number = int(said.value) if _NUMBER.fullmatch(said.value) else None
    if number is None or number < least:
        message = f"`{word}` needs a whole number of at least {least}, not `{said.value[:80]}`."
        context.error("T060", message, said.at)
        return None
    return number


def read_reading_judging(
    block: Block, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> ReadingJudging:
    """How readings are judged; without a word: the latest."""
    word = next((word for word in READING_WORDS if word in block.entries), None)
    if word is None:
        return Use.LATEST
    judging = _READERS[word](block, variable, accepted, context)
    if judging is None:
        return Use.LATEST
    if judging is not Use.LATEST and not isinstance(judging, ConfirmedBy):
        _check_one_stream(word, block, variable, context)
    return judging


def read_occurrence_judging(block: Block, variable: Variable, context: Context) -> OccurrenceJudging | None:
    """How events and items are judged; without a word: at least one is chosen."""
    for word, reader in _OCCURRENCE_READERS.items():
        if word in block.entries:
            return reader(block, variable, context)
    return None


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


def _check_one_stream(word: str, block: Block, variable: Variable, context: Context) -> None:
    if is_one_stream(variable, context.vocabulary):
        return
    context.error(
        "T067",
        f"`{word}` cannot act on `{variable.name}`: its inputs need not belong to one day.",
        key_at(block, word),
        "leave it out, or ask for the readings themselves",
    )


# ---- readings ------------------------------------------------------------------------------------


def _read_use(
    block: Block, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> ReadingJudging | None:
    said = text_at(block, "use")
    if said is None:
        return None
    known = {use.value: use for use in Use}
    if said.value in known:
        return known[said.value]
    if said.value.startswith("mean of"):
        return _mean(said, variable, accepted, context)
    remedy = suggest(said.value, [*known, "mean of latest 3"])
    context.error("T061", f"`use` does not know `{said.value[:80]}`.", said.at, remedy)
    return None


def _read_mean(
    block: Block, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> ReadingJudging | None:
    said = text_at(block, "mean of")
    return _mean(said, variable, accepted, context) if said is not None else None


def _mean(
    said: Text, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> MeanOf | None:
    match = _LATEST.fullmatch(said.value)
    if match is None or int(match[1]) < 2:
        context.error(
            "T062", f"`{said.value[:80]}` is not a mean.", said.at, "write for example `mean of latest 3`"
        )
        return None
    if variable.kind is not Kind.QUANTITY:
        context.error(
            "T062", f"`{variable.name}` is not a quantity: it has no mean.", said.at, "leave it out"
        )
        return None
    if isinstance(accepted, Range) and accepted.needs_reference:
        message = "A mean cannot be held to ULN or LLN: each result has its own limit."
        context.error("T062", message, said.at, "write the limit as a number, or judge the latest")
        return None
    return MeanOf(int(match[1]))


def _read_consecutive(
    block: Block, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> Consecutive | None:
    said = text_at(block, "consecutive")
    number = read_number(said, "consecutive", 2, context) if said is not None else None
    apart = _read_apart(block, context)
    tolerate = _read_tolerate(block, variable, accepted, context)
    return Consecutive(number, apart, tolerate) if number is not None else None


def _read_apart(block: Block, context: Context) -> Period | None:
    said = text_at(block, "apart")
    period = read_period(said.value) if said is not None else None
    if said is None or (period is not None and period.unit is not PeriodUnit.HALF_LIVES):
        return period
    message = f"`{said.value[:80]}` is not a length of time in days, weeks, months or years."
    context.error("T063", message, said.at, "write for example `28 days`")
    return None


def _read_tolerate(
    block: Block, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> frozenset[str]:
    tolerated = texts_of(block.get("tolerate"))
    if tolerated and variable.kind is not Kind.CODE:
        context.error(
            "T064", f"`{variable.name}` has no codes to tolerate.", key_at(block, "tolerate"), "leave it out"
        )
        return frozenset()
    for said in tolerated:
        if said.value not in variable.domain:
            message = f"`{said.value[:80]}` is not a code of `{variable.name}`."
            context.error("T064", message, said.at, suggest(said.value, variable.domain))
        elif isinstance(accepted, Codes) and said.value in accepted.codes:
            context.error(
                "T064", f"`{said.value}` is both accepted and tolerated.", said.at, "keep it in one place"
            )
    return frozenset(said.value for said in tolerated) & variable.domain


def _read_raters(
    block: Block, variable: Variable, accepted: Range | Codes | AnyCode | None, context: Context
) -> ConfirmedBy | None:
    return _read_different(block, variable, context)


_READERS: dict[
    str, Callable[[Block, Variable, Range | Codes | AnyCode | None, Context], ReadingJudging | None]
] = {
    "use": _read_use,
    "mean of": _read_mean,
    "consecutive": _read_consecutive,
    "confirmed by": _read_raters,
}


# ---- occurrences ---------------------------------------------------------------------------------


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
