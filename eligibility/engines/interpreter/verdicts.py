"""Verdicts and outcomes: what the truths mean for the patient."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.engines.interpreter.comparing import NO_REASONS
from eligibility.engines.interpreter.conditions import explain
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import Criterion, Section
from eligibility.possible import FALSE, TRUE, UNKNOWN, Truth
from eligibility.records.reasons import Reason
from eligibility.results.model import CriterionResult, Explanation, Outcome, Verdict

INCLUDED = {TRUE: Verdict.PASS, FALSE: Verdict.FAIL, UNKNOWN: Verdict.UNKNOWN}
EXCLUDED = {TRUE: Verdict.FAIL, FALSE: Verdict.PASS, UNKNOWN: Verdict.UNKNOWN}
JUDGEMENT_ONLY = frozenset({Reason.JUDGEMENT})


def judge_criterion(criterion: Criterion, view: View) -> CriterionResult:
    """First `applies when`, then `unless`, then the condition."""
    if criterion.applies_when is None and criterion.unless is None:
        plain = explain(criterion.condition, view)
        verdict = plain_verdict(criterion.section, plain.truth)
        return CriterionResult(criterion, verdict, plain.truth, plain.reasons, plain)
    applies = None if criterion.applies_when is None else explain(criterion.applies_when, view)
    lifted = None if criterion.unless is None else explain(criterion.unless, view)
    condition = explain(criterion.condition, view)
    verdict, because = _verdict(criterion, applies, lifted, condition)
    reasons = _reasons(applies, lifted, condition) if verdict is Verdict.UNKNOWN else NO_REASONS
    return CriterionResult(criterion, verdict, condition.truth, reasons, condition, applies, lifted, because)


def _verdict(
    criterion: Criterion, applies: Explanation | None, lifted: Explanation | None, condition: Explanation
) -> tuple[Verdict, str]:
    if applies is not None and applies.truth is FALSE:
        return Verdict.NOT_APPLICABLE, "not applicable"
    if lifted is not None and lifted.truth is TRUE:
        return Verdict.PASS, "exception"
    verdict = plain_verdict(criterion.section, condition.truth)
    settled = (applies is None or applies.truth.known) and (lifted is None or lifted.truth.known)
    if settled or verdict is Verdict.PASS:
        return verdict, ""
    return Verdict.UNKNOWN, ""


def plain_verdict(section: Section, truth: Truth) -> Verdict:
    """Each inclusion criterion must be true, no exclusion criterion may be.

    >>> plain_verdict(Section.EXCLUSION, Truth.TRUE)
    <Verdict.FAIL: 'FAIL'>
    """
    return (INCLUDED if section is Section.INCLUSION else EXCLUDED)[truth]


def _reasons(*explanations: Explanation | None) -> frozenset[Reason]:
    return NO_REASONS.union(
        *(each.reasons for each in explanations if each is not None and not each.truth.known)
    )


def outcome_of(results: Iterable[CriterionResult]) -> Outcome:
    """INELIGIBLE with one FAIL; ELIGIBLE if all pass; NEEDS_REVIEW if only judgements are open; else NEEDS_DATA."""
    judged = list(results)
    verdicts = [result.verdict for result in judged]
    if Verdict.FAIL in verdicts:
        return Outcome.INELIGIBLE
    if Verdict.UNKNOWN not in verdicts:
        return Outcome.ELIGIBLE
    open_ = NO_REASONS.union(*(result.reasons for result in judged if result.verdict is Verdict.UNKNOWN))
    return Outcome.NEEDS_REVIEW if open_ == JUDGEMENT_ONLY else Outcome.NEEDS_DATA
