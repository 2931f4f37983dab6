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
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.documents import suggest
from eligibility.records.dict_facts import Mistakes, as_text, read_date, read_fact, read_source
from eligibility.records.facts import NO_SITE, Answer, Fact, Record, Site, Source
from eligibility.records.text_of import LONGEST_WHOLE, text_of
from eligibility.records.words import read_yes_no
from eligibility.vocabulary.model import Vocabulary

_RECORD = ("patient", "facts", "answers", "screening")
_ANSWER = ("trial", "judgement", "answer", "who", "date", "source")


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


# ---- records -------------------------------------------------------------------------------------


def _record(given: Any, mistakes: Mistakes, site: Site) -> Record:
    if not isinstance(given, Mapping):
        mistakes.add("record", "a record is a mapping with `patient` and `facts`")
        return Record("")
    for key in given.keys() - set(_RECORD):
        mistakes.add(as_text(key), "unknown key of a record", suggest(as_text(key), _RECORD))
    patient = given.get("patient")
    if patient is None or isinstance(patient, (Mapping, list)) or not as_text(patient).strip():
        mistakes.add("patient", "a record needs the id of its patient")
    facts = [
        read_fact(each, mistakes, f"facts[{n}]") for n, each in enumerate(_listed(given, "facts", mistakes))
    ]
    answers = [
        read_answer(each, mistakes, f"answers[{n}]")
        for n, each in enumerate(_listed(given, "answers", mistakes))
    ]
    return Record(
        as_text(patient),
        tuple(facts),
        tuple(answers),
        read_date(given.get("screening"), mistakes, "screening"),
        site,
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
        mistakes.add(f"{place}.{key}", "unknown key of an answer", suggest(as_text(key), _ANSWER))
    answer = read_yes_no(given.get("answer"))
    if answer is None:
        mistakes.add(f"{place}.answer", "an answer is true or false")
    if not given.get("judgement"):
        mistakes.add(f"{place}.judgement", "which judgement is answered?")
    day = read_date(given.get("date"), mistakes, f"{place}.date")
    source = read_source(given.get("source"), mistakes, place)
    return Answer(
        as_text(given.get("trial") or trial),
        as_text(given.get("judgement")),
        bool(answer),
        as_text(given.get("who") or ""),
        day,
        source,
    )


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
    return text_of(value) if isinstance(value, Decimal) or _is_endless(value) else value


def _is_endless(value: Any) -> bool:
    return isinstance(value, int) and value.bit_length() > LONGEST_WHOLE
