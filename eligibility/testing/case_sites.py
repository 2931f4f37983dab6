"""What the site of a case declares: `complete`, `supplies` and `stand for`, in the words of the mapping file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from eligibility.records.facts import Complete, Site
from eligibility.testing.case_documents import CaseForm


class CompleteWords(CaseForm):
    """For a variable, or a class of its codes, a missing record means "no"."""

    variable: str = Field(description="The variable.")
    code: str | None = Field(default=None, description="The class of codes; without it, all.")
    since: date | None = Field(default=None, description="The first day of which it speaks.")
    until: date | None = Field(default=None, description="The last day of which it speaks.")


class SuppliesWords(CaseForm):
    """What the source could deliver, for `no record means: absent`."""

    variable: str = Field(description="The variable.")
    code: str | None = Field(default=None, description="The code; without it, all.")


class SiteWords(CaseForm):
    """What a site declares about its data."""

    model_config = ConfigDict(populate_by_name=True)

    complete: list[CompleteWords] = Field(
        default=[], description='Variables for which a missing record means "no".'
    )
    supplies: list[SuppliesWords] = Field(
        default=[], description="Variables that the source could deliver even where it is not complete."
    )
    stand_for: dict[str, str] = Field(
        default={},
        alias="stand for",
        description="For how many days a negative, a reading, or a variable speaks after its date.",
    )


def site_of(words: Mapping[str, Any]) -> Site:
    """The site that a case describes. Raises pydantic's ValidationError, or ValueError for a period.

    >>> site_of({"complete": [{"variable": "diagnosis"}], "stand for": {"negatives": "28 days"}}).negatives_stand
    28
    """
    said = SiteWords.model_validate(words)
    days = {name: _days(text) for name, text in said.stand_for.items()}
    return Site(
        complete=tuple(_complete(each) for each in said.complete),
        negatives_stand=days.pop("negatives", 0),
        readings_stand=days.pop("readings", None),
        stand_for=days,
        supplies=frozenset((each.variable, each.code) for each in said.supplies),
    )


def _complete(words: CompleteWords) -> Complete:
    since, until = (None if day is None else day.toordinal() for day in (words.since, words.until))
    return Complete(words.variable, words.code, since, until)


def _days(text: str) -> int:
    number, _, unit = text.partition(" ")
    if not number.isdecimal() or unit not in ("day", "days"):
        raise ValueError(f"`{text[:40]}` is no number of days; write for example `28 days`.")
    return int(number)
