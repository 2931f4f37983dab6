"""Conditions: leaves joined by strong Kleene logic, each with its explanation."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.engines.interpreter.comparing import NO_REASONS
from eligibility.engines.interpreter.judgements import explain_judgement
from eligibility.engines.interpreter.occurrences import explain_occurrence
from eligibility.engines.interpreter.readings import explain_reading
from eligibility.engines.interpreter.view import View
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
from eligibility.possible import TRUE, UNKNOWN, Truth, at_least, conjunction, disjunction
from eligibility.records.reasons import Reason
from eligibility.results.model import Explanation


def explain(condition: Condition, view: View) -> Explanation:
    """The truth of a condition for the patient of a view, and why."""
    match condition:
        case ReadingLeaf():
            return explain_reading(condition, view)
        case OccurrenceLeaf():
            return explain_occurrence(condition, view)
        case JudgementLeaf():
            return explain_judgement(condition, view)
        case Not(member):
            inner = explain(member, view)
            return Explanation(condition, ~inner.truth, inner.reasons, (inner,))
        case When():
            return _explain_when(condition, view)
        case All() | AnyMember() | AtLeast():
            children = tuple([explain(member, view) for member in condition.members])
            truth = _joined(condition, [child.truth for child in children])
            return Explanation(condition, truth, _reasons(truth, children), children)


def _joined(condition: All | AnyMember | AtLeast, truths: Sequence[Truth]) -> Truth:
    match condition:
        case All():
            return conjunction(truths)
        case AnyMember():
            return disjunction(truths)
        case AtLeast(number):
            return at_least(number, truths)


def _explain_when(condition: When, view: View) -> Explanation:
    """While it is open which branch counts: the answer on which both agree."""
    asked, then, otherwise = (
        explain(each, view) for each in (condition.when, condition.then, condition.otherwise)
    )
    children = (asked, then, otherwise)
    if asked.truth is UNKNOWN:
        truth = then.truth if then.truth is otherwise.truth else UNKNOWN
        return Explanation(condition, truth, _reasons(truth, children), children)
    branch = then if asked.truth is TRUE else otherwise
    return Explanation(condition, branch.truth, branch.reasons, children)


def _reasons(truth: Truth, children: Sequence[Explanation]) -> frozenset[Reason]:
    """Of a connective: the union over its unknown members. A known truth has no reasons."""
    if truth.known:
        return NO_REASONS
    return NO_REASONS.union(*(child.reasons for child in children if not child.truth.known))
