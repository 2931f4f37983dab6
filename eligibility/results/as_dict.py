"""Results as plain values for JSON. The form is published as `patient_result.schema.json` beside this file."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.language.plan import (
    All,
    AnyMember,
    AtLeast,
    Condition,
    JudgementLeaf,
    Not,
    OccurrenceLeaf,
    ReadingLeaf,
    When,
)
from eligibility.possible import Interval
from eligibility.possible.days import day_text
from eligibility.records.facts import Reading
from eligibility.results.limits import Standing, standing
from eligibility.results.model import (
    Computed,
    CriterionResult,
    Explanation,
    PatientResult,
    ResolvedAnchor,
    Used,
)
from eligibility.results.plain_values import Plain, days, fact, interval, number, value, without_empty
from eligibility.results.text.conditions import condition_text, text_in
from eligibility.results.text.needs import needs_of
from eligibility.results.text.short import one_line
from eligibility.results.text.windows import window_of
from eligibility.results.text.words import reason_codes
from eligibility.vocabulary.model import Range

SCHEMA_VERSION = 1
KINDS: Mapping[type, str] = {
    ReadingLeaf: "reading",
    OccurrenceLeaf: "occurrence",
    JudgementLeaf: "judgement",
    All: "all",
    AnyMember: "any",
    Not: "not",
    AtLeast: "at least",
    When: "when",
}


def patient_result(patient: PatientResult, language: str = "en") -> Plain:
    """A patient's result with the explanation of every criterion, as plain values for JSON."""
    trial = patient.trial
    return without_empty(
        {
            "schema": SCHEMA_VERSION,
            "patient": patient.patient,
            "trial": trial.id,
            "version": trial.version,
            "cohort": patient.cohort,
            "screening": days(patient.screening),
            "outcome": patient.outcome.value,
            "criteria": [criterion_result(one, patient, language) for one in patient.criteria],
            "anchors": {
                name: _anchor(one) for name, one in patient.anchors.items() if one.anchor is not None
            },
            "not_encoded": [{"item": one.item, "why": one.why} for one in trial.not_encoded],
            "hashes": dict(sorted({**trial.hashes, **patient.chart.site.hashes}.items())),
        }
    )


def criterion_result(result: CriterionResult, patient: PatientResult, language: str = "en") -> Plain:
    """The verdict on one criterion, why, and what would settle it."""
    criterion = result.criterion
    return without_empty(
        {
            "id": criterion.id,
            "label": criterion.title(language),
            "section": criterion.section.value,
            "verdict": result.verdict.value,
            "truth": result.truth.value,
            "reasons": reason_codes(result.reasons),
            "because": result.because,
            "summary": one_line(result, patient, language),
            "note": text_in(criterion.note, language),
            "applies_when": _optional(result.applies_when, patient, language),
            "unless": _optional(result.unless, patient, language),
            "condition": explanation(result.condition, patient, language),
            "needs": [
                {"reason": need.reason.value, "subject": need.subject, "text": need.text}
                for need in needs_of(result, patient, language)
            ],
        }
    )


def explanation(part: Explanation, patient: PatientResult, language: str = "en") -> Plain:
    """Why a condition has its truth; `members` are the explanations of what it joins."""
    return without_empty(
        {
            "kind": KINDS[type(part.condition)],
            "asks": condition_text(part.condition, patient.trial.vocabulary, language),
            "truth": part.truth.value,
            "reasons": reason_codes(part.reasons),
            "members": [explanation(child, patient, language) for child in part.children],
            "facts": [_used(used, part.condition) for used in part.used],
            "computed": None if part.computed is None else _computed(part.computed),
            "window": _window(part),
            "absence": part.absence,
            "streak": _streak(part),
            "matching": None if part.numbers is None else {"low": part.numbers[0], "high": part.numbers[1]},
            "assumed": list(part.assumed),
        }
    )


def _optional(part: Explanation | None, patient: PatientResult, language: str) -> Plain | None:
    return None if part is None else explanation(part, patient, language)


def _used(used: Used, condition: Condition | None = None) -> Plain:
    held = {
        "role": used.role.value,
        "truth": None if used.truth is None else used.truth.value,
        "match": used.match.value,
        "limit": _limit(used, condition),
    }
    return fact(used.fact) | without_empty(held)


def _limit(used: Used, condition: Condition | None) -> Plain | None:
    """How a result stands to the limit of a reading leaf, where both are at hand."""
    if not isinstance(condition, ReadingLeaf) or not isinstance(used.fact, Reading):
        return None
    possible = used.fact.value
    if not isinstance(condition.accepted, Range) or not isinstance(possible, Interval):
        return None
    found = standing(condition.accepted, condition.variable, possible, used.fact)
    return None if found is None else _standing(found)


def _standing(found: Standing) -> Plain:
    reference = found.bound.limit.of
    return without_empty(
        {
            "of": None if reference is None else reference.value,
            "included": not found.bound.open,
            "reckoned": [
                {
                    "unit": one.unit.code
                    if one.unit
                    else ""
                    if one.times is None
                    else f"x {one.times.value}",
                    "value": interval(one.value),
                    "limit": number(one.limit),
                    "side": one.side,
                    "distance": number(one.distance),
                }
                for one in found.reckoned
            ],
        }
    )


def _computed(computed: Computed) -> Plain:
    points = {name: {"least": least, "most": most} for name, (least, most) in computed.points.items()}
    return without_empty(
        {
            "variable": computed.variable,
            "value": value(computed.value),
            "approximate": computed.approximate,
            "points": points,
            "inputs": [_used(used) for used in computed.inputs],
            "parts": [_computed(part) for part in computed.parts],
            "missing": list(computed.missing),
            "open": reason_codes(computed.open),
            "recorded": [fact(reading) for reading in computed.recorded],
        }
    )


def _window(part: Explanation) -> Plain | None:
    stated = window_of(part)
    if part.window is None:
        return None
    start, end = part.window
    text = "" if stated is None else stated.text
    return without_empty({"text": text, "start": days(start), "end": days(end)})


def _streak(part: Explanation) -> Plain | None:
    if part.streak is None:
        return None
    due = None if part.streak.due is None else day_text(part.streak.due)
    return without_empty({"counted": part.streak.counted, "needed": part.streak.needed, "due": due})


def _anchor(anchor: ResolvedAnchor) -> Plain:
    return without_empty({"days": days(anchor.days), "facts": [_used(used) for used in anchor.used]})
