"""Lines of NDJSON: a fact, an answer, a correction, a withdrawal, a date, or the end of a patient.

    {"patient": "P1", "platelets": "74 10^9/L", "date": "2026-03-19", "id": "L17"}
    {"patient": "P1", "judgement": "normal_coagulation", "answer": true, "who": "Dr A", "date": "2026-03-19"}
    {"patient": "P1", "correct": {"platelets": "174 10^9/L", "date": "2026-03-19", "id": "L17"}}
    {"patient": "P1", "retract": {"platelets": "74 10^9/L", "date": "2026-03-19", "id": "L17"}}
    {"patient": "P1", "close": true}
    {"advance": "2026-03-20"}

A correction of a fact without an id names the old one under `instead of`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eligibility.documents import DataError
from eligibility.language.plan import JudgementLeaf, Trial
from eligibility.language.walk import leaves_of
from eligibility.live.ledger import UnknownFact
from eligibility.live.monitor import Monitor
from eligibility.live.standing import Transition
from eligibility.records.dict_facts import Mistakes
from eligibility.records.facts import Answer, Fact
from eligibility.records.from_python import fact_from_dict, read_answer
from eligibility.vocabulary.model import Variable, Vocabulary

WORDS = ("correct", "retract", "close", "advance", "instead of")


class BadLine(ValueError):
    """A line that cannot be used. The message holds names of keys, but no patient and no value."""


@dataclass(frozen=True)
class Line:
    """A line that was read: what it does, and to whom."""

    does: str  # add, correct, retract, close, advance
    patient: str = ""
    facts: tuple[Fact | Answer, ...] = ()
    instead_of: Fact | None = None
    day: str = ""


class LineReader:
    """Reads lines against the words of the trials."""

    def __init__(self, trials: tuple[Trial, ...]) -> None:
        variables: dict[str, Variable] = {}
        for trial in trials:
            variables = {**trial.vocabulary.variables, **variables}
        self._vocabulary = Vocabulary((), variables, {}, {})
        self._asked: dict[str, list[str]] = {}
        for trial in trials:
            for name in {leaf.name for _, leaf in leaves_of(trial) if isinstance(leaf, JudgementLeaf)}:
                self._asked.setdefault(name, []).append(trial.id)

    def read(self, text: str) -> Line:
        """One line. Raises BadLine."""
        given = _object(text)
        if set(given) == {"advance"}:
            return Line("advance", day=_text(given["advance"], "advance"))
        patient = given.pop("patient", None)
        if not isinstance(patient, str | int) or isinstance(patient, bool) or not str(patient).strip():
            raise BadLine("a line needs the id of its patient under `patient`")
        try:
            return self._about(str(patient), given)
        except DataError as error:
            raise BadLine("; ".join(each.message for each in error.diagnostics)) from None

    def _about(self, patient: str, given: dict[str, Any]) -> Line:
        if given == {"close": True}:
            return Line("close", patient)
        if "retract" in given and len(given) == 1:
            return Line("retract", patient, self._said(given["retract"]))
        if "correct" in given and set(given) <= {"correct", "instead of"}:
            old = given.get("instead of")
            (fact,) = self._said(given["correct"])
            return Line("correct", patient, (fact,), None if old is None else self._fact(old))
        if set(given) & set(WORDS):
            raise BadLine(f"one of {', '.join(WORDS)} stands alone beside `patient`")
        return Line("add", patient, self._said(given))

    def _said(self, given: Any) -> tuple[Fact | Answer, ...]:
        if isinstance(given, Mapping) and "judgement" in given:
            return self._answers(given)
        return (self._fact(given),)

    def _fact(self, given: Any) -> Fact:
        if not isinstance(given, Mapping):
            raise BadLine("a fact is a mapping with a variable and its value")
        return fact_from_dict(given, self._vocabulary)

    def _answers(self, given: Mapping[str, Any]) -> tuple[Answer, ...]:
        """The answer, for the trial that it names, or for each that asks."""
        mistakes = Mistakes()
        answer = read_answer(given, mistakes, "answer")
        mistakes.refuse()
        asking = self._asked.get(answer.name, [])
        named = [trial for trial in asking if answer.trial in ("", trial)]
        if not named:
            raise BadLine("no trial that is watched asks this judgement")
        return tuple(
            Answer(trial, answer.name, answer.answer, answer.who, answer.date, answer.source)
            for trial in named
        )


def apply(line: Line, monitor: Monitor) -> list[Transition]:
    """Carry a line out. Raises BadLine if what it means to change is not known."""
    try:
        match line.does:
            case "advance":
                return list(monitor.advance(line.day))
            case "close":
                monitor.close(line.patient)
                return []
            case "correct":
                (fact,) = line.facts
                if not isinstance(fact, Fact):
                    raise BadLine("an answer is retracted and given anew")
                return list(monitor.correct(line.patient, fact, line.instead_of))
            case "retract":
                return [each for fact in line.facts for each in monitor.retract(line.patient, fact)]
            case _:
                return [each for fact in line.facts for each in monitor.add(line.patient, fact)]
    except UnknownFact:
        raise BadLine("what is to be corrected or retracted is not known") from None


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise BadLine("this is no JSON") from None
    if "\\ud" in text.lower() and not _is_text(given):
        raise BadLine("it holds half of a character (a lone surrogate)")
    if not isinstance(given, dict):
        raise BadLine("a line is a mapping, {...}")
    return given


def _is_text(given: object) -> bool:
    """Whether what JSON escapes can make is text that can be stored and written."""
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(value: object, name: str) -> str:
    from eligibility.records.written_days import read_days

    days = read_days(value) if isinstance(value, str) else None
    if days is None or not days.is_exact:
        raise BadLine(f"`{name}` is a day such as 2026-03-20")
    return str(value)
