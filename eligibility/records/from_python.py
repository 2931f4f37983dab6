"""Facts and records from dicts, and back: for programs, NDJSON and files of cases.

A fact has one subject and is written like a condition, or in the explicit form:

    {"platelets": "74 10^9/L", "date": "2025-05-01", "upper": "300", "laboratory": "central"}
    {"treatment": "sorafenib", "start": "2024-01-10", "end": "2024-06", "intent": "therapeutic"}
    {"diagnosis": "hiv_infection", "status": "absent", "date": "2025-05-01"}
    {"variable": "platelets", "value": 74, "unit": "10^9/L", "attributes": {"laboratory": "central"}}

Every other key is an attribute of the fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.documents import DataError, Diagnostic, suggest
from eligibility.records.facts import NO_SITE, Answer, Fact, Record, Site, Source, Written
from eligibility.records.words import read_yes_no
from eligibility.vocabulary.model import Vocabulary

RESERVED = frozenset(each.name for each in fields(Fact)) - {"variable"}
_DATES = ("date", "start", "end")
_TEXTS = ("unit", "status", "id", "code", "written", "limits_from")
_RECORD = ("patient", "facts", "answers", "screening")
_ANSWER = ("trial", "judgement", "answer", "who", "date", "source")
_NUMBERS = (str, int, float, Decimal, bool, date)


def record_from_dict(
    given: Mapping[str, Any], vocabulary: Vocabulary | None = None, site: Site = NO_SITE
) -> Record:
    """A record of one patient.

    With a vocabulary the names of variables and attributes are checked as well. Raises `DataError` with all mistakes.

    >>> record = record_from_dict({"patient": "P1", "facts": [{"inr": 1.1, "date": "2025-05-01"}]})
    >>> record.facts[0].variable, record.facts[0].value
    ('inr', 1.1)
    """
    mistakes = Mistakes(vocabulary)
    record = _record(given, mistakes, site)
    mistakes.refuse()
    return record


def fact_from_dict(given: Mapping[str, Any], vocabulary: Vocabulary | None = None) -> Fact:
    """One fact. Raises `DataError` with all mistakes.

    >>> fact_from_dict({"diagnosis": "stroke", "date": "2024-03"}).value
    'stroke'
    """
    mistakes = Mistakes(vocabulary)
    fact = read_fact(given, mistakes, "fact")
    mistakes.refuse()
    return fact


def record_to_dict(record: Record) -> dict[str, Any]:
    """The same as a dict that JSON can hold, in the explicit form. The site is not part of it."""
    answers = [
        {key: value for key, value in _answer_dict(answer).items() if value} for answer in record.answers
    ]
    screening = {} if record.screening is None else {"screening": _plain(record.screening)}
    facts = [fact_to_dict(fact) for fact in record.facts]
    return {
        "patient": record.patient,
        **screening,
        "facts": facts,
        **({"answers": answers} if answers else {}),
    }


def fact_to_dict(fact: Fact) -> dict[str, Any]:
    """The explicit form of a fact: only what it says.

    >>> fact_to_dict(Fact("inr", "1.1", date="2025-05-01"))
    {'variable': 'inr', 'value': '1.1', 'date': '2025-05-01'}
    """
    return {
        each.name: _plain(getattr(fact, each.name))
        for each in fields(Fact)
        if getattr(fact, each.name) != _UNSAID[each.name]
    }


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


# ---- records -------------------------------------------------------------------------------------


def _record(given: Any, mistakes: Mistakes, site: Site) -> Record:
    if not isinstance(given, Mapping):
        mistakes.add("record", "a record is a mapping with `patient` and `facts`")
        return Record("")
    for key in given.keys() - set(_RECORD):
        mistakes.add(str(key), "unknown key of a record", suggest(str(key), _RECORD))
    patient = given.get("patient")
    if patient is None or isinstance(patient, (Mapping, list)) or not str(patient).strip():
        mistakes.add("patient", "a record needs the id of its patient")
    facts = [
        read_fact(each, mistakes, f"facts[{n}]") for n, each in enumerate(_listed(given, "facts", mistakes))
    ]
    answers = [
        read_answer(each, mistakes, f"answers[{n}]")
        for n, each in enumerate(_listed(given, "answers", mistakes))
    ]
    return Record(
        str(patient), tuple(facts), tuple(answers), _date(given.get("screening"), mistakes, "screening"), site
    )


def _listed(given: Mapping[str, Any], key: str, mistakes: Mistakes) -> Iterable[Any]:
    listed = given.get(key, ())
    if isinstance(listed, (list, tuple)):
        return listed
    mistakes.add(key, "a list is expected")
    return ()


def read_answer(given: Any, mistakes: Mistakes, place: str, trial: str = "") -> Answer:
    """An answer to a judgement, `{judgement: ..., answer: true, who: ..., date: ...}`; of `trial` if it names none."""
    if not isinstance(given, Mapping):
        mistakes.add(place, "an answer is a mapping with `judgement` and `answer`")
        return Answer(trial, "", False)
    for key in given.keys() - set(_ANSWER):
        mistakes.add(f"{place}.{key}", "unknown key of an answer", suggest(str(key), _ANSWER))
    answer = read_yes_no(given.get("answer"))
    if answer is None:
        mistakes.add(f"{place}.answer", "an answer is true or false")
    if not given.get("judgement"):
        mistakes.add(f"{place}.judgement", "which judgement is answered?")
    day = _date(given.get("date"), mistakes, f"{place}.date")
    source = _source(given.get("source"), mistakes, place)
    return Answer(
        str(given.get("trial") or trial),
        str(given.get("judgement")),
        bool(answer),
        str(given.get("who") or ""),
        day,
        source,
    )


# ---- facts ---------------------------------------------------------------------------------------


def read_fact(given: Any, mistakes: Mistakes, place: str) -> Fact:
    """A fact in either form; what is wrong goes to `mistakes`."""
    if not isinstance(given, Mapping) or not given:
        mistakes.add(place, "a fact is a mapping with a variable and its value")
        return Fact("")
    explicit = "variable" in given
    variable = str(given["variable"]) if explicit else _subject(given, mistakes, place)
    _check_variable(variable, mistakes, place)
    value = given.get("value") if explicit else given.get(variable)
    code = _text(given, "code", mistakes, place)
    if explicit and "value" not in given:
        value, code = code, None
    source = _source(given.get("source"), mistakes, place)
    fact = Fact(
        variable,
        _value(value, mistakes, place),
        ongoing=_flag(given, mistakes, place),
        code=code,
        source=source,
    )
    said: dict[str, Any] = {name: _text(given, name, mistakes, place) for name in _TEXTS if name != "code"}
    said |= {name: _date(given.get(name), mistakes, f"{place}.{name}") for name in _DATES}
    said |= {name: _scalar(given.get(name), mistakes, f"{place}.{name}") for name in ("lower", "upper")}
    attributes = _attributes(given, variable, mistakes, place)
    return replace(
        fact, attributes=attributes, **{name: each for name, each in said.items() if each is not None}
    )


def _subject(given: Mapping[str, Any], mistakes: Mistakes, place: str) -> str:
    """The one variable of the short form: of several candidates the first, as it is written first."""
    free = [str(key) for key in given if key not in RESERVED]
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
        str(key): value
        for key, value in given.items()
        if key not in RESERVED and key not in (variable, "variable")
    }
    nested = given.get("attributes") or {}
    if isinstance(nested, Mapping):
        others |= {str(key): value for key, value in nested.items()}
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
            return tuple(str(part).lower() if isinstance(part, bool) else str(part) for part in written)
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
    return None if written is None else str(written)


def _date(written: Any, mistakes: Mistakes, place: str) -> date | str | None:
    if written is None or isinstance(written, (str, date)):
        return written
    if isinstance(written, int) and not isinstance(written, bool) and 1000 <= written <= 9999:
        return str(written)  # a year
    mistakes.add(place, "a date is a text such as 2025-05-01, 2025-05 or 2025, or a Python date")
    return None


def _flag(given: Mapping[str, Any], mistakes: Mistakes, place: str) -> bool:
    if given.get("ongoing") is None:
        return False
    flag = read_yes_no(given["ongoing"])
    if flag is None:
        mistakes.add(f"{place}.ongoing", "true or false is expected")
    return bool(flag)


def _source(given: Any, mistakes: Mistakes, place: str) -> Source:
    if given is None:
        return Source()
    if isinstance(given, str):
        return Source(note=given)
    if isinstance(given, Mapping) and not given.keys() - {"file", "row", "column", "note"}:
        row = given.get("row")
        if row is None or str(row).isdecimal():
            texts = {key: str(given[key]) for key in ("file", "column", "note") if given.get(key) is not None}
            return Source(row=None if row is None else int(row), **texts)
    mistakes.add(f"{place}.source", "a text, or a mapping with file, row, column and note")
    return Source()


# ---- back ----------------------------------------------------------------------------------------

_UNSAID = {each.name: getattr(Fact(""), each.name) for each in fields(Fact)}


def _answer_dict(answer: Answer) -> dict[str, Any]:
    return {
        "trial": answer.trial,
        "judgement": answer.name,
        "answer": "true" if answer.answer else "false",
        "who": answer.who,
        "date": _plain(answer.date),
        "source": _plain(answer.source) if answer.source != Source() else None,
    }


def _plain(value: Any) -> Any:
    """A value that JSON can hold and that reads back as the same."""
    if isinstance(value, Source):
        return {
            each.name: said
            for each in fields(Source)
            if (said := getattr(value, each.name)) not in ("", None)
        }
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, Decimal) else value
