"""Facts from programs, with a text wherever a text belongs, so that each can be kept, found again and read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.records.facts import Fact, Record
from eligibility.records.in_texts import in_texts

_TEXT = (str, type(None))
_DATE = (str, date, type(None))
_VALUE = (str, int, float, Decimal, date, type(None))  # a bool is an int


def plain_fact(fact: Fact) -> Fact:
    """The fact itself if it is plain, as nearly all are; else what the batch screening makes of it.

    >>> plain_fact(Fact("inr", "1.1", id=7)).id
    '7'
    """
    return fact if _is_plain(fact) else in_texts(Record("", (fact,))).facts[0]


def _is_plain(fact: Any) -> bool:
    return (
        isinstance(fact.variable, str)
        and isinstance(fact.status, str)
        and isinstance(fact.unit, _TEXT)
        and isinstance(fact.id, _TEXT)
        and isinstance(fact.date, _DATE)
        and isinstance(fact.start, _DATE)
        and isinstance(fact.end, _DATE)
        and isinstance(fact.upper, _VALUE)
        and isinstance(fact.lower, _VALUE)
        and (isinstance(fact.value, _VALUE) or _is_texts(fact.value))
        and isinstance(fact.code, _TEXT)
        and isinstance(fact.written, _TEXT)
        and (not fact.attributes or _are_plain(fact.attributes))
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, str) for each in value)


def _are_plain(attributes: Any) -> bool:
    return isinstance(attributes, Mapping) and all(
        isinstance(name, str) and (isinstance(each, _VALUE) or _is_texts(each))
        for name, each in attributes.items()
    )
