"""What would settle a fact that is there but leaves its leaf open: its unit, its date, a detail, a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.language.plan import InTotal, Lasting, OccurrenceLeaf, ReadingLeaf
from eligibility.possible import Truth
from eligibility.records.facts import Occurrence, Reading
from eligibility.records.reasons import Reason
from eligibility.results.limits import reference_of, references_needed
from eligibility.results.model import Explanation, PatientResult, Role, Used
from eligibility.results.text.asked_attributes import attributes_named
from eligibility.results.text.derived import value_of
from eligibility.results.text.facts import fact_text
from eligibility.results.text.standings import LIMIT_WORD
from eligibility.results.text.words import in_order, lower_first
from eligibility.vocabulary.model import Codes, Kind, Range, Reference

OF_A_FACT = {
    Reason.NO_UNIT: "the unit of {}",
    Reason.UNKNOWN_UNIT: "the unit of {}, in a form that is known",
    Reason.INCOMPATIBLE_UNIT: "a unit that fits, or the site's factor, for {}",
    Reason.CENSORED: "an exact value instead of {}",
    Reason.IMPRECISE_DATE: "the exact date of {}",
    Reason.IMPLAUSIBLE: "a check of {}",
    Reason.UNKNOWN_CODE: "what exactly is meant by {}",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that would help to settle a criterion.

    `subject` is the variable, judgement or anchor that it is about, in words that hold no patient's value; `text` is
    the request for this patient.
    """

    reason: Reason
    subject: str
    text: str


def needs_of_facts(
    leaf: Explanation, asks: ReadingLeaf | OccurrenceLeaf, patient: PatientResult, language: str
) -> Iterator[Need]:
    """What would settle the facts of a leaf that are or may be chosen."""
    judged = [used for used in leaf.used if used.role not in (Role.STALE, Role.SHOWN, Role.EXCEPTED)]
    for used in judged:
        yield from needs_of_fact(used, _open(used, asks, patient) & leaf.reasons, patient, language)
        if Truth.UNKNOWN in (used.truth, used.match):
            yield from _of_attributes(used, asks, leaf.reasons, patient, language)
            yield from _of_limits(used, asks, leaf.reasons, language)
    if Reason.CONFLICTING in leaf.reasons:
        said = [fact_text(used.fact, patient.trial.vocabulary, (), language) for used in judged]
        said += [] if leaf.computed is None else [f"{value_of(leaf.computed, patient, language)} (computed)"]
        if len(said) > 1:
            label = asks.variable.title(language)
            yield Need(Reason.CONFLICTING, label, f"which of these holds: {'; '.join(said)}")


def _open(used: Used, asks: ReadingLeaf | OccurrenceLeaf, patient: PatientResult) -> frozenset[Reason]:
    """What is open in a fact, and in its place in the window or its code where these are not sure."""
    fact, found = used.fact, set(used.fact.open)
    if isinstance(fact, Reading):
        return used.fact.open if fact.days.is_exact else used.fact.open | {Reason.IMPRECISE_DATE}
    if used.match is Truth.UNKNOWN or isinstance(asks.judging, InTotal | Lasting):
        found |= set() if fact.start.is_exact and fact.end.is_exact else {Reason.IMPRECISE_DATE}
    if isinstance(asks.accepted, Codes):
        vocabulary, accepted = patient.trial.vocabulary, asks.accepted.codes
        matches = {vocabulary.matches(fact.variable, code, accepted) for code in fact.codes}
        found |= set() if matches == {Truth.TRUE} else {Reason.UNKNOWN_CODE}
    return frozenset(found)


def needs_of_fact(
    used: Used, reasons: frozenset[Reason], patient: PatientResult, language: str
) -> Iterator[Need]:
    """What would settle one fact, for those of its open inputs that matter."""
    vocabulary = patient.trial.vocabulary
    variable = vocabulary.variables[used.fact.variable]
    label = variable.title(language)
    said = lower_first(fact_text(used.fact, vocabulary, (), language))
    if variable.kind is Kind.DATE and Reason.IMPRECISE_DATE in reasons:
        yield Need(Reason.IMPRECISE_DATE, label, f"the exact {lower_first(label)} (now: {said})")
        return
    if isinstance(used.fact, Reading):
        said = f"{lower_first(label)} {said}"
    ends_open = isinstance(used.fact, Occurrence) and used.fact.start.is_exact
    for reason in in_order(reasons.intersection(OF_A_FACT)):
        is_end = reason is Reason.IMPRECISE_DATE and ends_open
        wanted = "the day on which this ended, or that it goes on: {}" if is_end else OF_A_FACT[reason]
        yield Need(reason, label, wanted.format(said))


def _of_attributes(
    used: Used,
    asks: ReadingLeaf | OccurrenceLeaf,
    reasons: frozenset[Reason],
    patient: PatientResult,
    language: str,
) -> Iterator[Need]:
    reason = next((r for r in (Reason.MISSING_ATTRIBUTE, Reason.JUDGEMENT) if r in reasons), None)
    if reason is None or used.match is not Truth.UNKNOWN:
        return
    said = lower_first(fact_text(used.fact, patient.trial.vocabulary, (), language))
    label = asks.variable.title(language)
    if used.fact.status == "suspected":
        yield Need(reason, label, f"whether this is confirmed: {said}")
    for name in attributes_named(asks):
        held = asks.variable.attributes.get(name)
        if held is not None and name not in used.fact.attributes:
            yield Need(
                reason,
                f"{label}: {lower_first(held.title(language))}",
                f"{lower_first(held.title(language))} of {said}",
            )


def _of_limits(
    used: Used, asks: ReadingLeaf | OccurrenceLeaf, reasons: frozenset[Reason], language: str
) -> Iterator[Need]:
    if Reason.NO_REFERENCE_LIMIT not in reasons or not isinstance(used.fact, Reading):
        return
    if not isinstance(asks.accepted, Range):
        return
    label = asks.variable.title(language)
    for reference in references_needed(asks.accepted):
        if reference_of(used.fact, reference) is None:
            yield Need(Reason.NO_REFERENCE_LIMIT, label, limit_wanted(reference, label, used.fact))


def limit_wanted(reference: Reference, label: str, reading: Reading) -> str:
    """The request for a limit of the laboratory that was not printed with a result."""
    when = str(reading.days)
    of = "" if when == "undated" else f" of {when}"
    return f"the laboratory's {LIMIT_WORD[reference]} for {lower_first(label)}{of}"
