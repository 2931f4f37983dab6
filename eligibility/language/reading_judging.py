"""How readings are judged: `use`, `mean of`, `consecutive`, `confirmed by`."""

from __future__ import annotations

import re
from collections.abc import Callable

from eligibility.documents import Block, Text, suggest
from eligibility.language.context import Context, key_at, text_at, texts_of
from eligibility.language.judging import READING_WORDS, read_confirmed_by, read_number
from eligibility.language.plan import ConfirmedBy, Consecutive, MeanOf, ReadingJudging, Use
from eligibility.language.streams import is_one_stream
from eligibility.language.windows import read_period
from eligibility.possible import Period, PeriodUnit
from eligibility.vocabulary.model import Accepted, Codes, Kind, Range, Variable

_LATEST = re.compile(r"(?:mean of )?latest ([0-9]{1,4})")


def read_reading_judging(
    block: Block, variable: Variable, accepted: Accepted | None, context: Context
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


def _check_one_stream(word: str, block: Block, variable: Variable, context: Context) -> None:
    if is_one_stream(variable, context.vocabulary):
        return
    context.error(
        "T067",
        f"`{word}` cannot act on `{variable.name}`: its inputs need not belong to one day.",
        key_at(block, word),
        "leave it out, or ask for the readings themselves",
    )


def _read_use(
    block: Block, variable: Variable, accepted: Accepted | None, context: Context
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
    block: Block, variable: Variable, accepted: Accepted | None, context: Context
) -> ReadingJudging | None:
    said = text_at(block, "mean of")
    return _mean(said, variable, accepted, context) if said is not None else None


def _mean(said: Text, variable: Variable, accepted: Accepted | None, context: Context) -> MeanOf | None:
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
    block: Block, variable: Variable, accepted: Accepted | None, context: Context
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
    block: Block, variable: Variable, accepted: Accepted | None, context: Context
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
    block: Block, variable: Variable, accepted: Accepted | None, context: Context
) -> ConfirmedBy | None:
    return read_confirmed_by(block, tuple(sorted(variable.attributes)), context)


_READERS: dict[str, Callable[[Block, Variable, Accepted | None, Context], ReadingJudging | None]] = {
    "use": _read_use,
    "mean of": _read_mean,
    "consecutive": _read_consecutive,
    "confirmed by": _read_raters,
}
