"""What would settle a fact that is there but leaves its leaf open: its unit, its date, a detail, a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.language.plan import (
    AllOf,
    AnyOf,
    AttributeIn,
    AttributeIs,
    ConfirmedBy,
    Each,
    FactTest,
    NotOf,
    OccurrenceLeaf,
    ReadingLeaf,
)
from eligibility.possible import Truth
from eligibility.records.facts import Occurrence, Reading
from eligibility.records.reasons import Reason
from eligibility.results.limits import reference_of, references_needed
from eligibility.results.model import Explanation, PatientResult, Role, Used
from eligibility.results.text.facts import fact_text
from eligibility.results.text.standings import LIMIT_WORD
from eligibility.results.text.words import in_order, lower_first
from eligibility.vocabulary.model import Range, Reference

OF_A_FACT = {
    Reason.NO_UNIT: "the unit of {}",
    Reason.UNKNOWN_UNIT: "the unit of {}, in a form that is known",
    Reason.INCOMPATIBLE_UNIT: "a unit that fits, or the site's factor, for {}",
    Reason.CENSORED: "an exact value instead of {}",
    Reason.IMPRECISE_DATE: "the exact date of {}",
    Reason.IMPLAUSIBLE: "a check of {}",
    Reason.UNKNOWN_CODE: "what is meant by {}",
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
        if used.truth is Truth.UNKNOWN or used.match is Truth.UNKNOWN or used.fact.open & leaf.reasons:
            yield from needs_of_fact(used, _open(used) & leaf.reasons, patient, language)
            yield from _of_attributes(used, asks, leaf.reasons, patient, language)
            yield from _of_limits(used, asks, leaf.reasons, language)
    if Reason.CONFLICTING in leaf.reasons and len(judged) > 1:
        said = [fact_text(used.fact, patient.trial.vocabulary, (), language) for used in judged]
        yield Need(
            Reason.CONFLICTING, asks.variable.title(language), f"which of these holds: {'; '.join(said)}"
        )


def _open(used: Used) -> frozenset[Reason]:
    """What is open in a fact; its date is also where only its place in the window is not sure."""
    days = used.fact.days if isinstance(used.fact, Reading) else used.fact.start
    vague = not days.is_exact or (isinstance(used.fact, Occurrence) and not used.fact.end.is_exact)
    return used.fact.open | {Reason.IMPRECISE_DATE} if vague else used.fact.open


def needs_of_fact(
    used: Used, reasons: frozenset[Reason], patient: PatientResult, language: str
) -> Iterator[Need]:
    """What would settle one fact, for those of its open inputs that matter."""
    vocabulary = patient.trial.vocabulary
    label = vocabulary.variables[used.fact.variable].title(language)
    said = lower_first(fact_text(used.fact, vocabulary, (), language))
    if isinstance(used.fact, Reading):
        said = f"{lower_first(label)} {said}"
    for reason in in_order(reasons):
        if reason in OF_A_FACT:
            wanted = OF_A_FACT[reason]
            if (
                reason is Reason.IMPRECISE_DATE
                and isinstance(used.fact, Occurrence)
                and used.fact.start.is_exact
            ):
                wanted = "the day on which this ended, or that it goes on: {}"
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
    said = fact_text(used.fact, patient.trial.vocabulary, (), language)
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


def attributes_named(asks: ReadingLeaf | OccurrenceLeaf) -> tuple[str, ...]:
    """The attributes that a leaf asks about, each once."""
    return tuple(dict.fromkeys(_attributes(asks)))


def _attributes(asks: ReadingLeaf | OccurrenceLeaf) -> Iterator[str]:
    tests = ([] if asks.where is None else [asks.where]) + list(asks.other_than)
    if isinstance(asks.judging, Each):
        tests.append(asks.judging.test)
    if isinstance(asks.judging, ConfirmedBy):
        yield asks.judging.different
    for test in tests:
        yield from _of_test(test)


def _of_test(test: FactTest) -> Iterator[str]:
    match test:
        case AttributeIs(attribute=attribute) | AttributeIn(attribute=attribute):
            yield attribute
        case NotOf(test=inner):
            yield from _of_test(inner)
        case AllOf(tests=tests) | AnyOf(tests=tests):
            for one in tests:
                yield from _of_test(one)
        case _:
            return
