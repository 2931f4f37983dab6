"""Why a single condition is met, not met or open: the facts, the limit, the window, the run, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.plan import ConfirmedBy, InTotal, JudgementLeaf, MeanOf, OccurrenceLeaf, ReadingLeaf
from eligibility.possible import Interval
from eligibility.records.facts import Reading
from eligibility.results.limits import standing
from eligibility.results.model import Explanation, PatientResult, Role, Used
from eligibility.results.text.asked_attributes import attributes_named
from eligibility.results.text.conditions import condition_text
from eligibility.results.text.derived import computed_lines
from eligibility.results.text.facts import day_phrase, doubt_text, fact_text, first_day, place, role_text
from eligibility.results.text.standings import beside, reading_standing, standing_text
from eligibility.results.text.streaks import place_in_run, streak_text
from eligibility.results.text.values import value_text
from eligibility.results.text.windows import window_text
from eligibility.results.text.words import TRUTH_WORD, counted, listed, lower_first, reason_words
from eligibility.vocabulary.model import Range

MOST_FACTS = 12


def leaf_lines(leaf: Explanation, patient: PatientResult, language: str = "en") -> list[str]:
    """The lines of a leaf: first its answer and what it asks, then, indented, why."""
    asks = condition_text(leaf.condition, patient.trial.vocabulary, language)
    return [f"{TRUTH_WORD[leaf.truth]}: {asks}", *(f"  {line}" for line in _why(leaf, patient, language))]


def answers_given(leaf: Explanation) -> tuple[Reading, ...]:
    """The answers of persons by which a judgement was decided."""
    given = [used.fact for used in leaf.used if used.role is not Role.SHOWN]
    return tuple(fact for fact in given if isinstance(fact, Reading))


def answer_text(answer: Reading) -> str:
    """`answered yes by Dr Li on 2026-03-01 (answers.csv row 2)`."""
    who = answer.attributes.get("who")
    by = f" by {listed(sorted(who), 'or')}" if isinstance(who, frozenset) else ""
    return f"answered {answer.written}{by} {day_phrase(answer.days)}{place(answer.source)}"


def numbers_text(leaf: Explanation, numbers: tuple[int, int | None]) -> str:
    """How many confirm of how many that are needed, or how many match (or days are covered)."""
    judging = leaf.condition.judging if isinstance(leaf.condition, ReadingLeaf | OccurrenceLeaf) else None
    if isinstance(judging, ConfirmedBy):
        return f"confirmed by {numbers[0]} of {judging.number}"
    return f"{'days covered' if isinstance(judging, InTotal) else 'matching'}: {_from_to(numbers)}"


def _from_to(numbers: tuple[int, int | None]) -> str:
    """From the sure ones to the possible ones."""
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
        yield from (answer_text(answer) for answer in answers_given(leaf))
    if leaf.streak is not None:
        yield streak_text(leaf.streak)
    if leaf.numbers is not None:
        yield numbers_text(leaf, leaf.numbers)
    if leaf.absence:
        yield f"a missing record counts as no: {leaf.absence}"
    yield from (f"taken as given: {assumed}" for assumed in leaf.assumed)
    if leaf.reasons:
        yield f"open because {reason_words(leaf.reasons)}"


def _facts(leaf: Explanation, patient: PatientResult, language: str) -> Iterator[str]:
    if not leaf.used and leaf.computed is None and leaf.truth.known:
        yield "no record of it"
    answers = answers_given(leaf) if isinstance(leaf.condition, JudgementLeaf) else ()
    facts = sorted((used for used in leaf.used if used.fact not in answers), key=first_day)
    for used in facts[:MOST_FACTS]:
        yield _fact(used, leaf, patient, language)
    if len(facts) > MOST_FACTS:
        yield f"and {counted(len(facts) - MOST_FACTS, 'further record')}"


def _fact(used: Used, leaf: Explanation, patient: PatientResult, language: str) -> str:
    if _is_mean(used, leaf):
        return f"{used.fact.written}: {_mean(used, leaf)}"
    vocabulary = patient.trial.vocabulary
    said = fact_text(used.fact, vocabulary, _attributes(leaf), language) + doubt_text(used.fact)
    return f"{_before(used, leaf, patient, language)}{beside(said, _held(used, leaf))}{_role(used, leaf)}"


def _role(used: Used, leaf: Explanation) -> str:
    place = place_in_run(used, leaf)
    return f": {place}" if place else role_text(used)


def _before(used: Used, leaf: Explanation, patient: PatientResult, language: str) -> str:
    """What a fact is, where that is not plain from what is asked."""
    if used.role is Role.SHOWN:
        title = patient.trial.vocabulary.variables[used.fact.variable].title(language)
        return f"{lower_first(title)} "
    return "as recorded: " if leaf.computed is not None else ""


def _held(used: Used, leaf: Explanation) -> str:
    """How a result stands to the limit that is asked, where it is held to it."""
    asks = leaf.condition
    if not isinstance(asks, ReadingLeaf) or not isinstance(used.fact, Reading):
        return ""
    if not isinstance(asks.accepted, Range) or used.role is Role.STALE:
        return ""
    return reading_standing(used.fact, asks.variable, asks.accepted)


def _is_mean(used: Used, leaf: Explanation) -> bool:
    """Whether a fact is no record but the mean of some."""
    judging = leaf.condition.judging if isinstance(leaf.condition, ReadingLeaf) else None
    return isinstance(judging, MeanOf) and used.role is Role.JUDGED


def _mean(used: Used, leaf: Explanation) -> str:
    asks, fact = leaf.condition, used.fact
    assert isinstance(asks, ReadingLeaf) and isinstance(fact, Reading)
    value = value_text(fact.value, asks.variable)
    assert isinstance(asks.accepted, Range) and isinstance(
        fact.value, Interval
    )  # only quantities have a mean
    found = standing(asks.accepted, asks.variable, fact.value)
    return value if found is None else f"{value}, {standing_text(found, asks.variable.unit)}"


def _attributes(leaf: Explanation) -> tuple[str, ...]:
    asks = leaf.condition
    return attributes_named(asks) if isinstance(asks, ReadingLeaf | OccurrenceLeaf) else ()
