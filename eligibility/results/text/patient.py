"""A patient on a trial, in words: the outcome, what it counts from, and every criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eligibility.documents.visible import visible
from eligibility.results.model import CriterionResult, PatientResult, ResolvedAnchor, Used, Verdict
from eligibility.results.text.conditions import text_in
from eligibility.results.text.facts import fact_days, fact_text, place
from eligibility.results.text.tree import criterion_lines
from eligibility.results.text.words import AIM, OUTCOME_WORD, counted, not_checked, plain


def patient_text(patient: PatientResult, criteria: Sequence[str] | None = None, language: str = "en") -> str:
    """The explanation of a patient's result: of all criteria, or of those named."""
    chosen = [one for one in patient.criteria if criteria is None or one.criterion.id in criteria]
    blocks = ["\n".join(_head(patient, language))]
    blocks += ["\n".join(criterion_lines(one, patient, language)) for one in chosen]
    if patient.chart.problems and criteria is None:
        blocks.append("\n".join(_problems(patient)))
    return visible("\n\n".join([*blocks, "\n".join(_foot(patient))])) + "\n"


def _head(patient: PatientResult, language: str) -> Iterator[str]:
    trial = patient.trial
    cohort = f", {trial.cohorts.get(patient.cohort, patient.cohort)}" if patient.cohort else ""
    day = "screening date not known" if patient.screening is None else f"as of {patient.screening}"
    outcome = f"{patient.outcome.value}, {OUTCOME_WORD[patient.outcome]}"
    yield f"Patient {patient.patient} on {trial.id}{cohort}, {day}: {outcome}"
    title = text_in(trial.title, language)
    yield f"{title}{f'; version {trial.version}' if trial.version else ''}"
    yield _tally(patient.criteria)
    for anchor in patient.anchors.values():
        if anchor.anchor is not None:
            yield _anchor(anchor, patient, language)


def _tally(results: Sequence[CriterionResult]) -> str:
    parts = []
    for verdict, word in ((Verdict.FAIL, "fails"), (Verdict.UNKNOWN, "open"), (Verdict.PASS, "passes")):
        ids = [one.criterion.id for one in results if one.verdict is verdict]
        named = f" ({', '.join(ids)})" if ids and verdict is not Verdict.PASS else ""
        parts.append(f"{word}: {len(ids)}{named}")
    apart = sum(one.verdict is Verdict.NOT_APPLICABLE for one in results)
    return f"Of {counted(len(results), 'criterion', 'criteria')}: {'; '.join(parts)}" + (
        f"; not applicable: {apart}" if apart else ""
    )


def _anchor(anchor: ResolvedAnchor, patient: PatientResult, language: str) -> str:
    vocabulary = patient.trial.vocabulary
    facts = "; ".join(
        fact_text(used.fact, vocabulary, (), language) for used in anchor.used if _gave(used, anchor)
    )
    day = "not known" if anchor.days is None else str(anchor.days)
    return f"{plain(anchor.name).capitalize()}: {day}{f' ({facts})' if facts else ''}"


def _gave(used: Used, anchor: ResolvedAnchor) -> bool:
    """Whether a fact can be the one that gave the day."""
    if anchor.days is None or anchor.anchor is None or anchor.anchor.date is not None:
        return True
    return fact_days(used.fact).meet(anchor.days) is not None


def _problems(patient: PatientResult) -> Iterator[str]:
    yield "What could not be used as written:"
    for one in patient.chart.problems:
        yield f"  - {one.variable} {one.written}, {one.part}: {one.why}{place(one.source)}"


def _foot(patient: PatientResult) -> Iterator[str]:
    said = not_checked(len(patient.trial.not_encoded))
    yield f"{said[0].upper()}{said[1:]}{':' if patient.trial.not_encoded else '.'}"
    yield from (f"  - {one.item}: {one.why}" for one in patient.trial.not_encoded)
    yield AIM
