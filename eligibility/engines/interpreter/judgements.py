"""Judgements: what only a person can decide is unknown until the record carries the answer."""

from __future__ import annotations

from functools import lru_cache

from eligibility.engines.interpreter.readings import explain_reading
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import ConfirmedBy, JudgementLeaf, ReadingLeaf, Use, Window
from eligibility.possible import Days
from eligibility.records.facts import Answer, Reading
from eligibility.records.written_days import read_days
from eligibility.results.model import Explanation, Role, Used
from eligibility.vocabulary.model import Codes, Kind, Variable

WHO = Variable("who", Kind.TEXT)
YES = Codes("true", frozenset({"true"}), ("true",))


def explain_judgement(leaf: JudgementLeaf, view: View) -> Explanation:
    """The answer that was given for this trial, patient and question; the variables to show laid beside it."""
    answered = explain_reading(_as_reading(leaf.name, leaf.window, leaf.confirmed_by), view)
    facts = (*answered.used, *_shown(leaf, view))
    return Explanation(leaf, answered.truth, answered.reasons, used=facts, window=answered.window)


@lru_cache(maxsize=1024)
def _as_reading(name: str, window: Window, confirmed_by: ConfirmedBy | None) -> ReadingLeaf:
    """The question as a condition on a yes/no variable of its own."""
    variable = Variable(
        _answer_key(name), Kind.BOOLEAN, values=("true", "false"), judged=True, attributes={"who": WHO}
    )
    return ReadingLeaf(variable, YES, window, judging=confirmed_by or Use.LATEST)


def answers_as_readings(answers: tuple[Answer, ...], trial: str) -> dict[str, tuple[Reading, ...]]:
    """The answers of one trial as readings of yes or no."""
    readings: dict[str, list[Reading]] = {}
    for answer in answers:
        if answer.trial == trial:
            readings.setdefault(_answer_key(answer.name), []).append(_reading(answer))
    return {name: tuple(given) for name, given in readings.items()}


def _answer_key(name: str) -> str:
    """Apart from every variable: those have no space in their names."""
    return f"judgement {name}"


def _reading(answer: Answer) -> Reading:
    return Reading(
        _answer_key(answer.name),
        frozenset({"true" if answer.answer else "false"}),
        read_days(answer.date) or Days(),
        attributes={"who": frozenset({answer.who})} if answer.who else {},
        written="yes" if answer.answer else "no",
        source=answer.source,
    )


def _shown(leaf: JudgementLeaf, view: View) -> tuple[Used, ...]:
    """The newest reading of each variable that is laid beside the question."""
    shown = []
    for variable in leaf.show:
        readings = view.readings(variable.name)
        if readings:
            newest = max(readings, key=lambda seen: seen.days.last)
            shown.append(Used(newest.fact, Role.SHOWN))
    return tuple(shown)
