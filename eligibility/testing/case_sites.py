"""What the site of a case declares: `complete`, `supplies` and `stand for`, in the words of the mapping file."""

from __future__ import annotations

from eligibility.records.facts import Complete, Site
from eligibility.testing.case_documents import CompleteWords, SiteWords


def site_of(words: SiteWords) -> Site:
    """The site that a case describes. Raises ValueError for a period that is none.

    >>> site_of(SiteWords.model_validate({"stand for": {"negatives": "28 days"}})).negatives_stand
    28
    """
    days = {name: _days(text) for name, text in words.stand_for.items()}
    return Site(
        complete=tuple(_complete(each) for each in words.complete),
        negatives_stand=days.pop("negatives", 0),
        readings_stand=days.pop("readings", None),
        stand_for=days,
        supplies=frozenset((each.variable, each.code) for each in words.supplies),
    )


def _complete(words: CompleteWords) -> Complete:
    since, until = (None if day is None else day.toordinal() for day in (words.since, words.until))
    return Complete(words.variable, words.code, since, until)


def _days(text: str) -> int:
    number, _, unit = text.partition(" ")
    if not number.isdecimal() or unit not in ("day", "days"):
        raise ValueError(f"`{text[:40]}` is no number of days; write for example `28 days`.")
    return int(number)
