"""A verdict in one line, for tables and summaries."""

from __future__ import annotations

from eligibility.language.plan import JudgementLeaf, OccurrenceLeaf, ReadingLeaf
from eligibility.possible import Truth
from eligibility.records.facts import Reading
from eligibility.results.model import CriterionResult, Explanation, PatientResult, Role, Used, Verdict
from eligibility.results.text.conditions import (
    accepted_text,
    asked,
    codes_asked,
    qualifiers_text,
)
from eligibility.results.text.derived import computed_line
from eligibility.results.text.facts import fact_text, first_day
from eligibility.results.text.inputs import inputs_of, is_empty
from eligibility.results.text.leaves import answer_text, answers_given, numbers_text
from eligibility.results.text.needs import needs_of
from eligibility.results.text.remembering import remembered
from eligibility.results.text.standings import beside, reading_standing
from eligibility.results.text.streaks import streak_text
from eligibility.results.text.words import TRUTH_WORD, lower_first, plain
from eligibility.results.walk import deciding_leaves, part_deciding
from eligibility.vocabulary.model import Range, Vocabulary

MOST = 4
DECIDING = (Role.JUDGED, Role.MAYBE, Role.COUNTED, Role.BROKE)


@remembered(512)
def one_line(result: CriterionResult, patient: PatientResult, language: str = "en") -> str:
    """Why a verdict is what it is, or what would settle it, in one line."""
    if result.verdict is Verdict.UNKNOWN:
        return "Needs: " + _some([need.text for need in needs_of(result, patient, language)])
    said = [leaf_line(leaf, patient, language) for leaf in deciding_leaves(part_deciding(result))]
    prefix = {"exception": "Exception: ", "not applicable": "Does not apply: "}.get(result.because, "")
    return prefix + _some(said)


def evidence_line(result: CriterionResult, patient: PatientResult) -> str:
    """The facts that were looked at, each once, in one line."""
    facts = [used.fact for leaf in _leaves(result.condition) for used in _used(leaf)]
    vocabulary = patient.trial.vocabulary
    said = (f"{_title(fact.variable, vocabulary)} {fact_text(fact, vocabulary)}" for fact in facts)
    return "; ".join(dict.fromkeys(said))


def _title(variable: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.variables.get(variable)
    return plain(variable).capitalize() if known is None else known.title()


def leaf_line(leaf: Explanation, patient: PatientResult, language: str = "en") -> str:
    """A leaf in one line: what was found against what is asked."""
    asks = leaf.condition
    if isinstance(asks, ReadingLeaf):
        return _reading(leaf, asks, patient, language)
    if isinstance(asks, OccurrenceLeaf):
        return _occurrence(leaf, asks, patient, language)
    assert isinstance(asks, JudgementLeaf)
    answers = [answer_text(answer) for answer in answers_given(leaf)]
    return f"{asked(asks, language)} {'; '.join(answers) or TRUTH_WORD[leaf.truth]}"


def _some(said: list[str]) -> str:
    texts = list(dict.fromkeys(said))
    more = len(texts) - MOST
    return "; ".join(texts[:MOST]) + (f"; and {more} more" if more > 0 else "")


def _reading(leaf: Explanation, asks: ReadingLeaf, patient: PatientResult, language: str) -> str:
    vocabulary, label = patient.trial.vocabulary, asks.variable.title(language)
    wanted = f"asked: {accepted_text(asks.accepted, asks.variable)}"
    if leaf.computed is not None and not (leaf.used and is_empty(leaf.computed._replace(recorded=()))):
        return computed_line(leaf.computed, wanted, patient, language)
    facts = [used.fact for used in sorted(leaf.used, key=first_day) if used.role in DECIDING]
    readings = [fact for fact in facts if isinstance(fact, Reading)]
    said = "; ".join(_with_standing(one, asks, fact_text(one, vocabulary)) for one in readings)
    run = f"; {streak_text(leaf.streak)}" if leaf.streak is not None else ""
    return f"{label} {said or TRUTH_WORD[leaf.truth]} ({wanted}){run}"


def _with_standing(reading: Reading, asks: ReadingLeaf, said: str) -> str:
    if not isinstance(asks.accepted, Range):
        return said
    held = reading_standing(reading, asks.variable, asks.accepted, brief=True)
    return beside(said, held)


def _occurrence(leaf: Explanation, asks: OccurrenceLeaf, patient: PatientResult, language: str) -> str:
    vocabulary = patient.trial.vocabulary
    matching = [
        used.fact for used in leaf.used if used.match is not Truth.FALSE and used.role is not Role.EXCEPTED
    ]
    number = f" ({numbers_text(leaf, leaf.numbers)})" if leaf.numbers is not None else ""
    label = asks.variable.title(language)
    if matching:
        said = [lower_first(fact_text(fact, vocabulary, (), language)) for fact in matching[:MOST]]
        return f"{label}: {'; '.join(said)}{number}"
    tests = qualifiers_text(asks, vocabulary, language)
    codes = codes_asked(asks, vocabulary, language).removeprefix("any ") + (f", {tests}" if tests else "")
    basis = f" ({leaf.absence})" if leaf.absence else ""
    return f"{label}: no {codes}{basis}{number}"


def _leaves(part: Explanation) -> list[Explanation]:
    return [leaf for child in part.children for leaf in _leaves(child)] if part.children else [part]


def _used(leaf: Explanation) -> list[Used]:
    computed = [] if leaf.computed is None else inputs_of(leaf.computed)
    return [*leaf.used, *computed]
