"""Single words and lists of words, as every text of ours writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from eligibility.possible import Truth
from eligibility.records.reasons import Reason
from eligibility.results.model import Outcome

TRUTH_WORD = {Truth.TRUE: "met", Truth.FALSE: "not met", Truth.UNKNOWN: "open"}

OUTCOME_WORD = {
    Outcome.ELIGIBLE: "every criterion passes",
    Outcome.INELIGIBLE: "at least one criterion fails",
    Outcome.NEEDS_REVIEW: "only judgements are open",
    Outcome.NEEDS_DATA: "something is missing",
}

REASON_WORD = {
    Reason.MISSING: "nothing is recorded",
    Reason.STALE: "recorded before the window only",
    Reason.NO_UNIT: "the value has no unit",
    Reason.UNKNOWN_UNIT: "the unit is not known",
    Reason.INCOMPATIBLE_UNIT: "the unit does not fit the variable",
    Reason.NO_REFERENCE_LIMIT: "the laboratory's limit is not given",
    Reason.CENSORED: "the value is not exact",
    Reason.IMPRECISE_DATE: "the date is not exact",
    Reason.CONFLICTING: "the records disagree",
    Reason.IMPLAUSIBLE: "the value is not plausible",
    Reason.MISSING_ATTRIBUTE: "a detail is not given",
    Reason.UNKNOWN_CODE: "the value or code is not known",
    Reason.ANCHOR_MISSING: "the day it counts from is not known",
    Reason.NOT_YET_DUE: "not yet due",
    Reason.JUDGEMENT: "a person has to judge",
}

AIM = "This is an aid for pre-screening. It does not enrol anybody: the investigator decides."


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listed(["TACE", "HAIC", "surgery"], "or")
    'TACE, HAIC or surgery'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def counted(number: int, word: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "patient"), counted(2, "criterion", "criteria")
    ('1 patient', '2 criteria')
    """
    return f"{number} {word if number == 1 else many or word + 's'}"


@lru_cache(maxsize=1024)
def in_order(reasons: frozenset[Reason]) -> tuple[Reason, ...]:
    """Reasons in the order in which they are defined."""
    return tuple(reason for reason in Reason if reason in reasons)


def reason_words(reasons: Iterable[Reason]) -> str:
    """Reason codes in words, in the order in which the codes are defined."""
    return "; ".join(REASON_WORD[reason] for reason in in_order(frozenset(reasons)))


def reason_codes(reasons: Iterable[Reason]) -> list[str]:
    """The stable codes of reasons, in the order in which they are defined."""
    return [reason.value for reason in in_order(frozenset(reasons))]


def plain(code: str) -> str:
    """A name of the vocabulary as words.

    >>> plain("moderate_or_severe")
    'moderate or severe'
    """
    return code.replace("_", " ")


@lru_cache(maxsize=4096)
def lower_first(text: str) -> str:
    """A label inside a sentence: its capital goes, but not that of an abbreviation.

    >>> lower_first("Total bilirubin"), lower_first("ALT"), lower_first("Child-Pugh class")
    ('total bilirubin', 'ALT', 'Child-Pugh class')
    """
    head = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if head[1:].islower() and text[0].isupper() else text


def not_checked(number: int) -> str:
    """What every result says about the items that are not encoded."""
    if not number:
        return "no item of this trial is listed as not checked by machine"
    verb = "is" if number == 1 else "are"
    return f"{counted(number, 'item')} of this trial {verb} not checked by machine"
