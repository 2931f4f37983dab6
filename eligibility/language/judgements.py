"""Judgements: what only a person can decide."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eligibility.documents import Block, suggest
from eligibility.language.context import Context, key_at, per_language, text_at, texts_of
from eligibility.language.judging import read_confirmed_by
from eligibility.language.plan import JudgementLeaf, Window
from eligibility.language.windows import counts_half_lives
from eligibility.vocabulary.model import Variable

ANSWERERS = ("rater", "who")  # in what answers may differ: who gave them
NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_judgement(
    block: Block, context: Context, label: Mapping[str, str], window: Window
) -> JudgementLeaf | None:
    """A question to a person, by default the label of the criterion."""
    said, at = text_at(block, "judgement"), key_at(block, "judgement")
    if said is None:
        return None
    if not NAME.fullmatch(said.value):
        message = f"`{said.value[:80]}` cannot name a judgement."
        context.error(
            "T080", message, said.at, "use small letters, digits and `_`, and put the question under `ask`"
        )
        return None
    if counts_half_lives(window):
        context.error(
            "T044", "Half-lives count only for treatments, not for a judgement.", at, "write days or weeks"
        )
    ask = per_language(block.get("ask")) or dict(label)
    _check_asked_once(said.value, ask, block, context)
    confirmed = read_confirmed_by(block, ANSWERERS, context)
    return JudgementLeaf(said.value, ask, _read_show(block, context), window, confirmed, at)


def _check_asked_once(name: str, ask: dict[str, str], block: Block, context: Context) -> None:
    at = key_at(block, "judgement")
    before, place = context.asked.setdefault(name, (ask, at))
    if before != ask:
        message = f"The judgement `{name}` is asked in two ways, but answered once."
        context.error("T082", message, at, "give one of them another name, or both the same `ask`", [place])


def _read_show(block: Block, context: Context) -> tuple[Variable, ...]:
    shown = []
    for said in texts_of(block.get("show")):
        variable = context.variable(said.value)
        if variable is None:
            context.error(
                "T081",
                f"Unknown variable `{said.value[:80]}`.",
                said.at,
                suggest(said.value, context.vocabulary.variables),
            )
        elif variable.kind.is_occurrence:
            context.error(
                "T081",
                f"`{said.value}` is not a reading: it cannot be shown.",
                said.at,
                "name what is measured or assessed",
            )
        else:
            shown.append(variable)
    return tuple(shown)
