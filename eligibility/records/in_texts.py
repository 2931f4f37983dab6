"""Facts from programs that hold what no fact may hold: a data frame's "not a number" for a unit, a list for a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from eligibility.records.facts import Fact, Record
from eligibility.records.statuses import CONFIRMED
from eligibility.records.text_of import text_of

_TEXTS = ("variable", "unit", "status", "id", "code", "written", "limits_from")
_DATES = ("date", "start", "end")


def in_texts(record: Record) -> Record:
    """The record with a text wherever a text belongs, so that it can be read, or reported as what cannot be.

    >>> nameless = Fact("inr", "1.1", unit=float("nan"))
    >>> in_texts(Record("P1", (nameless,))).facts[0].unit
    'nan'
    """
    facts = tuple(_fact(fact) for fact in record.facts)
    return replace(record, patient=str(record.patient), facts=facts, screening=_date(record.screening))


def _fact(fact: Fact) -> Fact:
    said: dict[str, Any] = {name: _text(getattr(fact, name)) for name in _TEXTS}
    said |= {"variable": said["variable"] or "", "status": said["status"] or CONFIRMED}
    said |= {name: _date(getattr(fact, name)) for name in _DATES}
    said |= {name: text_of(getattr(fact, name)) for name in ("value", "lower", "upper")}
    attributes: Any = fact.attributes
    held = attributes.items() if isinstance(attributes, Mapping) else ()
    return replace(fact, **said, attributes={str(name): text_of(each) for name, each in held})


def _text(written: Any) -> str | None:
    return written if written is None or isinstance(written, str) else str(text_of(written))


def _date(written: Any) -> date | str | None:
    return written if isinstance(written, date) else _text(written)
