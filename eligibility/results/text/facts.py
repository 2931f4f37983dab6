"""A fact as it was written, with its day and its place in the source."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.possible import EVER_AFTER, Days
from eligibility.records.facts import Attribute, Occurrence, Reading, Source
from eligibility.results.model import Role, Used
from eligibility.results.text.values import concept_text, value_text
from eligibility.results.text.words import listed, lower_first, plain, reason_words
from eligibility.vocabulary.model import Kind, Lasts, Variable, Vocabulary

UNDATED = "undated"
NO_START = "start not known"
ROLE_WORD = {
    Role.MAYBE: "may be the one that counts",
    Role.STALE: "outside the window",
    Role.SHOWN: "shown for the judgement",
    Role.COUNTED: "counts",
    Role.BROKE: "breaks the run",
    Role.SKIPPED: "neither counts nor breaks",
    Role.EXCEPTED: "excepted",
}


def role_text(used: Used) -> str:
    """What a fact did, to stand behind it; nothing where it was simply judged."""
    role = ROLE_WORD.get(used.role, "")
    return f": {role}" if role else ""


def doubt_text(fact: Reading | Occurrence) -> str:
    """Why a fact is open, to stand behind it."""
    return f" [{reason_words(fact.open)}]" if fact.open else ""


def fact_text(
    fact: Reading | Occurrence, vocabulary: Vocabulary, attributes: Sequence[str] = (), language: str = "en"
) -> str:
    """`74 10^9/L on 2026-02-20 (labs.csv row 12, PLT)`."""
    variable = vocabulary.variables.get(fact.variable) or Variable(fact.variable, Kind.TEXT)
    what = (
        reading_value(fact, variable)
        if isinstance(fact, Reading)
        else _occurrence(fact, vocabulary, language)
    )
    when = _when(fact, variable)
    details = [text for name in attributes if (text := _attribute(fact, variable, name, language))]
    details += [] if fact.status == "confirmed" else [plain(fact.status)]
    extra = f", {', '.join(details)}" if details else ""
    return f"{what}{when}{extra}{place(fact.source)}"


def _when(fact: Reading | Occurrence, variable: Variable) -> str:
    if _timeless(variable):
        return ""
    when = when_text(fact)
    return f", {when}" if when.startswith((UNDATED, NO_START)) else f" {when}"


def reading_value(reading: Reading, variable: Variable) -> str:
    """A quantity as written; a code or a date as understood, with what was written where that differs."""
    written = reading.written.strip()
    if variable.kind in (Kind.QUANTITY, Kind.TEXT) and written:
        return written
    said = value_text(reading.value, variable)
    plainly = {said.casefold(), *(reading.value if isinstance(reading.value, frozenset) else ())}
    return (
        said
        if not written or plain(written.casefold()) in plainly or written in plainly
        else f"{said} (written {written})"
    )


def when_text(fact: Reading | Occurrence) -> str:
    """On which day a reading was taken, or from when to when an occurrence lasted."""
    if isinstance(fact, Reading):
        return day_phrase(fact.days)
    if fact.one_day or fact.start == fact.end:
        return day_phrase(fact.start)
    return f"{_began(fact.start)}, {_ended(fact)}"


def day_phrase(days: Days) -> str:
    """A day in a sentence: `on 2026-02-20`, `in 2026-02`, `undated`."""
    text = str(days)
    if days.is_exact:
        return f"on {text}"
    if text == "undated" or text.startswith(("up to", "from")):
        return text
    return f"between {text.replace(' to ', ' and ')}" if " to " in text else f"in {text}"


def place(source: Source) -> str:
    """Where a fact was found, in brackets; nothing where that is not known."""
    text = str(source)
    return f" ({text})" if text else ""


def first_day(used: Used) -> tuple[int, int]:
    """By which facts are put in order of time; undated ones come first."""
    days = fact_days(used.fact)
    return (days.first, days.last)


def fact_days(fact: Reading | Occurrence) -> Days:
    """The day of a reading, the first day of an occurrence."""
    return fact.days if isinstance(fact, Reading) else fact.start


def _timeless(variable: Variable) -> bool:
    """Whether nobody would ask on which day it was: sex, date of birth."""
    return variable.kind is Kind.DATE or (variable.lasts is Lasts.FOREVER and not variable.kind.is_occurrence)


def attribute_value(value: Attribute, held: Variable) -> str:
    """The value of an attribute; of several codes: all of them."""
    if isinstance(value, tuple):
        return listed([attribute_value(one, held) for one in value])
    return value_text(value, held)


def _occurrence(fact: Occurrence, vocabulary: Vocabulary, language: str) -> str:
    if not vocabulary.concepts.get(fact.variable):  # lesions and the like have no codes
        return vocabulary.variables[fact.variable].title(language)
    if fact.any_code or not fact.codes:
        return f"{fact.written or 'a code'} (not in the vocabulary)"
    names = [concept_text(vocabulary, fact.variable, code, language) for code in sorted(fact.codes)]
    said = listed(names, "or")
    written = fact.written.strip()
    known = {written.casefold()} & (
        {code.casefold() for code in fact.codes} | {name.casefold() for name in names}
    )
    return said if not written or known else f"{said} (written {written})"


def _began(start: Days) -> str:
    text = str(start)
    return NO_START if text == "undated" else f"from {text.removeprefix('from ')}"


def _ended(fact: Occurrence) -> str:
    if fact.goes_on:
        return "going on"
    if fact.end.last == EVER_AFTER:
        return "end not recorded"
    return f"to {str(fact.end).removeprefix('up to ')}"


def _attribute(fact: Reading | Occurrence, variable: Variable, name: str, language: str) -> str:
    value, held = fact.attributes.get(name), variable.attributes.get(name)
    if value is None or held is None:
        return ""
    return f"{lower_first(held.title(language))} {attribute_value(value, held)}"
