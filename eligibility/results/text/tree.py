"""The whole explanation of a criterion as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.plan import Section, When
from eligibility.possible import Truth
from eligibility.results.model import CriterionResult, Explanation, PatientResult, Verdict
from eligibility.results.text.conditions import condition_text, text_in
from eligibility.results.text.leaves import leaf_lines
from eligibility.results.text.needs import needs_of
from eligibility.results.text.words import TRUTH_WORD

STEP = "  "
BECAUSE = {
    "exception": "The exception holds, so the criterion does not count against the patient.",
    "not applicable": "The criterion does not apply to this patient.",
}


def criterion_lines(result: CriterionResult, patient: PatientResult, language: str = "en") -> list[str]:
    """A criterion with its verdict, and then why."""
    return [
        criterion_head(result, language),
        *(f"{STEP * 2}{line}" for line in _body(result, patient, language)),
    ]


def criterion_head(result: CriterionResult, language: str = "en") -> str:
    """`FAIL  I7  Blood counts`; of an exclusion it is said that it must not be met."""
    criterion = result.criterion
    section = " (exclusion: must not be met)" if criterion.section is Section.EXCLUSION else ""
    return f"{result.verdict.value}  {criterion.id}  {criterion.title(language)}{section}"


def explanation_lines(part: Explanation, patient: PatientResult, language: str = "en") -> list[str]:
    """A condition and its members, each with its answer."""
    if not part.children:
        return leaf_lines(part, patient, language)
    asks = condition_text(part.condition, patient.trial.vocabulary, language)
    lines = [f"{TRUTH_WORD[part.truth]}: {asks}"]
    for word, child in _members(part):
        first, *rest = explanation_lines(child, patient, language)
        lines += [f"{STEP}{word}{first}", *(f"{STEP}{line}" for line in rest)]
    return lines


def _members(part: Explanation) -> Iterator[tuple[str, Explanation]]:
    """The members of a condition; of `when` without the branch that does not count."""
    if not isinstance(part.condition, When):
        yield from (("", child) for child in part.children)
        return
    asked, then, otherwise = part.children
    yield "if: ", asked
    if asked.truth is not Truth.FALSE:
        yield "then: ", then
    if asked.truth is not Truth.TRUE:
        yield "else: ", otherwise


def _body(result: CriterionResult, patient: PatientResult, language: str) -> Iterator[str]:
    for title, part in (("Applies when", result.applies_when), ("Exception", result.unless)):
        if part is not None:
            yield f"{title}:"
            yield from (f"{STEP}{line}" for line in explanation_lines(part, patient, language))
    if result.because:
        yield BECAUSE[result.because]
    yield from explanation_lines(result.condition, patient, language)
    if note := text_in(result.criterion.note, language):
        yield f"How the protocol was read: {note}"
    if result.verdict is Verdict.UNKNOWN:
        yield "To settle it:"
        yield from (f"{STEP}- {need.text}" for need in needs_of(result, patient, language))
