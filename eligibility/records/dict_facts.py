"""One fact as a dict: every mistake with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.documents import DataError, Diagnostic, suggest
from eligibility.records.facts import Fact, Source, Written
from eligibility.records.text_of import text_of
from eligibility.records.words import read_yes_no
from eligibility.vocabulary.model import Vocabulary

RESERVED = frozenset(each.name for each in fields(Fact)) - {"variable"}
_DATES = ("date", "start", "end")
_TEXTS = ("unit", "status", "id", "code", "written", "limits_from")
_LONGEST_ROW = 9  # digits
_NUMBERS = (str, int, float, Decimal, bool, date)


class Mistakes:
    """Collects what is wrong, so that everything is said at once."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary
        self.found: list[Diagnostic] = []

    def add(self, place: str, message: str, remedy: str = "") -> None:
        """One more mistake, at a place such as `facts[3].date`."""
        self.found.append(Diagnostic("D201", f"{place}: {message}", remedy=remedy))

    def refuse(self) -> None:
        """Raise what was found, if anything was."""
        if self.found:
            raise DataError(self.found)


def read_fact(given: Any, mistakes: Mistakes, place: str) -> Fact:
    """A fact in either form; what is wrong goes to `mistakes`."""
    if not isinstance(given, Mapping) or not given:
        mistakes.add(place, "a fact is a mapping with a variable and its value")
        return Fact("")
    explicit = "variable" in given
    variable = as_text(given["variable"]) if explicit else _subject(given, mistakes, place)
    _check_variable(variable, mistakes, place)
    value = given.get("value") if explicit else given.get(variable)
    code = _text(given, "code", mistakes, place)
    if explicit and "value" not in given:
        value, code = code, None
    source = read_source(given.get("source"), mistakes, place)
    fact = Fact(
        variable,
        _value(value, mistakes, place),
        ongoing=_flag(given, mistakes, place),
        code=code,
        source=source,
    )
    said: dict[str, Any] = {name: _text(given, name, mistakes, place) for name in _TEXTS if name != "code"}
    said |= {name: read_date(given.get(name), mistakes, f"{place}.{name}") for name in _DATES}
    said |= {name: _scalar(given.get(name), mistakes, f"{place}.{name}") for name in ("lower", "upper")}
    attributes = _attributes(given, variable, mistakes, place)
    return replace(
        fact, attributes=attributes, **{name: each for name, each in said.items() if each is not None}
    )


def _subject(given: Mapping[str, Any], mistakes: Mistakes, place: str) -> str:
    """The one variable of the short form: of several candidates the first, as it is written first."""
    free = [as_text(key) for key in given if key not in RESERVED]
    if not free:
        mistakes.add(place, "no variable", "write for example {platelets: 74 10^9/L, date: 2025-05-01}")
        return ""
    if mistakes.vocabulary is None or free[0] in mistakes.vocabulary.variables:
        return free[0]
    return next((key for key in free if key in mistakes.vocabulary.variables), free[0])


def _check_variable(variable: str, mistakes: Mistakes, place: str) -> None:
    known = mistakes.vocabulary
    if known is not None and variable and variable not in known.variables:
        mistakes.add(place, f"unknown variable `{variable}`", suggest(variable, known.variables))


def _attributes(
    given: Mapping[str, Any], variable: str, mistakes: Mistakes, place: str
) -> dict[str, Written | tuple[str, ...]]:
    others = {
        as_text(key): value
        for key, value in given.items()
        if key not in RESERVED and key not in (variable, "variable")
    }
    nested = given.get("attributes") or {}
    if isinstance(nested, Mapping):
        others |= {as_text(key): value for key, value in nested.items()}
    else:
        mistakes.add(f"{place}.attributes", "a mapping is expected")
    _check_attributes(others, variable, mistakes, place)
    return {
        name: _value(value, mistakes, f"{place}.{name}")
        for name, value in others.items()
        if value is not None
    }


def _check_attributes(others: Mapping[str, Any], variable: str, mistakes: Mistakes, place: str) -> None:
    declared = mistakes.vocabulary.variables.get(variable) if mistakes.vocabulary else None
    if declared is None:
        return
    known = {*declared.attributes, "laboratory", "sample"}
    for name in others.keys() - known:
        mistakes.add(f"{place}.{name}", f"`{variable}` has no attribute `{name}`", suggest(name, known))


def _value(written: Any, mistakes: Mistakes, place: str) -> Written | tuple[str, ...]:
    if isinstance(written, (list, tuple)):
        if all(isinstance(part, _NUMBERS) for part in written):
            return tuple(
                as_text(part).lower() if isinstance(part, bool) else as_text(part) for part in written
            )
        mistakes.add(place, "a list of several possible codes holds texts only")
        return None
    return _scalar(written, mistakes, place)


def _scalar(written: Any, mistakes: Mistakes, place: str) -> Written:
    if written is None or isinstance(written, _NUMBERS):
        return written
    if hasattr(written, "item"):  # a number of numpy
        return _scalar(written.item(), mistakes, place)
    mistakes.add(place, f"a text or a number is expected, not a {type(written).__name__}")
    return None


def _text(given: Mapping[str, Any], name: str, mistakes: Mistakes, place: str) -> str | None:
    written = _scalar(given.get(name), mistakes, f"{place}.{name}")
    return None if written is None else as_text(written)


def read_date(written: Any, mistakes: Mistakes, place: str) -> date | str | None:
    """A date as text, a Python date, or a year."""
    if written is None or isinstance(written, (str, date)):
        return written
    if isinstance(written, int) and not isinstance(written, bool) and 1000 <= written <= 9999:
        return as_text(written)  # a year
    mistakes.add(place, "a date is a text such as 2025-05-01, 2025-05 or 2025, or a Python date")
    return None


def _flag(given: Mapping[str, Any], mistakes: Mistakes, place: str) -> bool:
    if given.get("ongoing") is None:
        return False
    flag = read_yes_no(given["ongoing"])
    if flag is None:
        mistakes.add(f"{place}.ongoing", "true or false is expected")
    return bool(flag)


def read_source(given: Any, mistakes: Mistakes, place: str) -> Source:
    """Where a fact or an answer was found: a text, or its parts."""
    if given is None:
        return Source()
    if isinstance(given, str):
        return Source(note=given)
    if isinstance(given, Mapping) and not given.keys() - {"file", "row", "column", "note"}:
        row = given.get("row")
        if row is None or (as_text(row).isdecimal() and len(as_text(row)) <= _LONGEST_ROW):
            texts = {
                key: as_text(given[key]) for key in ("file", "column", "note") if given.get(key) is not None
            }
            return Source(row=None if row is None else int(as_text(row)), **texts)
    mistakes.add(f"{place}.source", "a text, or a mapping with file, row, column and note")
    return Source()


def as_text(written: Any) -> str:
    """Whatever a dict holds, as text; never slow, however large a number is."""
    return str(text_of(written))
