"""Why a single condition is met, not met or open: the facts, the limit, the window, the run, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.plan import JudgementLeaf, OccurrenceLeaf, ReadingLeaf
from eligibility.possible.days import day_text
from eligibility.records.facts import Answer, Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import Explanation, PatientResult, Role, Streak, Used
from eligibility.results.text.conditions import condition_text
from eligibility.results.text.derived import computed_lines
from eligibility.results.text.fact_needs import attributes_named
from eligibility.results.text.facts import place, used_text
from eligibility.results.text.standings import reading_standing
from eligibility.results.text.windows import window_text
from eligibility.results.text.words import TRUTH_WORD, counted, lower_first, reason_words
from eligibility.vocabulary.model import Range

MOST_FACTS = 12


def leaf_lines(leaf: Explanation, patient: PatientResult, language: str = "en") -> list[str]:
    """The lines of a leaf: first its answer and what it asks, then, indented, why."""
    asks = condition_text(leaf.condition, patient.trial.vocabulary, language)
    return [f"{TRUTH_WORD[leaf.truth]}: {asks}", *(f"  {line}" for line in _why(leaf, patient, language))]


def answers_to(leaf: JudgementLeaf, patient: PatientResult) -> tuple[Answer, ...]:
    """What persons answered to a judgement of this trial."""
    own = patient.trial.id
    return tuple(one for one in patient.chart.answers if one.trial == own and one.name == leaf.name)


def answer_text(answer: Answer) -> str:
    """`answered yes by Dr Li on 2026-03-01 (answers.csv row 2)`."""
    who = f" by {answer.who}" if answer.who else ""
    when = f" on {answer.date}" if answer.date is not None else ""
    return f"answered {'yes' if answer.answer else 'no'}{who}{when}{place(answer.source)}"


def streak_text(streak: Streak) -> str:
    """How far the current run has come, and when it could be confirmed."""
    run = f"current run: {streak.counted} of {streak.needed} in a row"
    return run if streak.due is None else f"{run}; could be confirmed from {day_text(streak.due)} on"


def number_text(numbers: tuple[int, int | None]) -> str:
    """How many match: from the sure ones to the possible ones."""
    low, high = numbers
    if high is None:
        return f"{low} or more (further ones are not ruled out)"
    return str(low) if low == high else f"{low} to {high}"


def _why(leaf: Explanation, patient: PatientResult, language: str) -> Iterator[str]:
    if window := window_text(leaf):
        yield f"days looked at: {window}"
    yield from _facts(leaf, patient, language)
    if isinstance(leaf.condition, ReadingLeaf):
        yield from computed_lines(leaf, leaf.condition.accepted, patient, language)
    if isinstance(leaf.condition, JudgementLeaf):
        yield from (answer_text(answer) for answer in answers_to(leaf.condition, patient))
    if leaf.streak is not None:
        yield streak_text(leaf.streak)
    if leaf.numbers is not None:
        yield f"matching: {number_text(leaf.numbers)}"
    if leaf.absence:
        yield f"no other record counts as no: {leaf.absence}"
    yield from (f"taken as given: {assumed}" for assumed in leaf.assumed)
    if leaf.reasons:
        yield f"open because {reason_words(leaf.reasons)}"


def _facts(leaf: Explanation, patient: PatientResult, language: str) -> Iterator[str]:
    if not leaf.used and leaf.computed is None and not isinstance(leaf.condition, JudgementLeaf):
        yield "no record of it" if Reason.MISSING in leaf.reasons or leaf.absence else "no record that counts"
    for used in leaf.used[:MOST_FACTS]:
        yield _fact(used, leaf, patient, language)
    if len(leaf.used) > MOST_FACTS:
        yield f"and {counted(len(leaf.used) - MOST_FACTS, 'further record')}"


def _fact(used: Used, leaf: Explanation, patient: PatientResult, language: str) -> str:
    named = _attributes(leaf)
    text = used_text(used, patient.trial.vocabulary, named, language)
    asks = leaf.condition
    if used.role is Role.SHOWN:
        label = patient.trial.vocabulary.variables[used.fact.variable].title(language)
        return f"{lower_first(label)} {text}"
    if not isinstance(asks, ReadingLeaf) or not isinstance(used.fact, Reading):
        return text
    if not isinstance(asks.accepted, Range) or used.role is Role.STALE:
        return text
    held = reading_standing(used.fact, asks.variable, asks.accepted)
    return f"{text}, {held}".replace(", =", " =").replace(", ≈", " ≈") if held else text


def _attributes(leaf: Explanation) -> tuple[str, ...]:
    asks = leaf.condition
    return attributes_named(asks) if isinstance(asks, ReadingLeaf | OccurrenceLeaf) else ()
