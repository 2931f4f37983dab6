"""Verdicts from the truths of leaves alone.

With reasons: the verdict after one leaf was judged again. Without: the second opinion that holds the rules engine to
the reference engine. Both say what the reference engine says of the whole criterion; tests compare them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eligibility.engines.interpreter.verdicts import plain_verdict
from eligibility.language.plan import All, AnyMember, AtLeast, Condition, Criterion, Not, When
from eligibility.live.standing import Judged, LeafJudged
from eligibility.possible import Truth, at_least, conjunction, disjunction
from eligibility.records.reasons import Reason
from eligibility.results.model import Verdict

NO_REASONS: frozenset[Reason] = frozenset()


def judged_of(criterion: Criterion, leaves: Sequence[LeafJudged]) -> Judged:
    """The verdict and its reasons, from the criterion's leaves in the order of `applies when`, `unless`, condition."""
    given = iter(leaves)
    stated = (criterion.applies_when, criterion.unless, criterion.condition)
    parts = [None if each is None else _joined(each, given) for each in stated]
    verdict = _verdict(criterion, *(None if part is None else part.truth for part in parts))
    if verdict is not Verdict.UNKNOWN:
        return Judged(verdict, NO_REASONS)
    return Judged(verdict, _reasons([part for part in parts if part is not None]))


def verdict_of(criterion: Criterion, truths: Sequence[Truth]) -> Verdict:
    """The verdict alone, from the truths of the criterion's leaves in the same order."""
    return judged_of(criterion, [LeafJudged(truth, NO_REASONS) for truth in truths]).verdict


def _verdict(
    criterion: Criterion, applies: Truth | None, lifted: Truth | None, condition: Truth | None
) -> Verdict:
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE
    if lifted is Truth.TRUE:
        return Verdict.PASS
    assert condition is not None
    verdict = plain_verdict(criterion.section, condition)
    settled = applies is not Truth.UNKNOWN and lifted is not Truth.UNKNOWN
    return verdict if settled or verdict is Verdict.PASS else Verdict.UNKNOWN


def _joined(condition: Condition, leaves: Iterator[LeafJudged]) -> LeafJudged:
    """Strong Kleene logic over the leaves, which are taken in the order of the plan."""
    match condition:
        case All(members) | AnyMember(members) | AtLeast(_, members):
            parts = [_joined(each, leaves) for each in members]
            truth = _truth(condition, [part.truth for part in parts])
            return LeafJudged(truth, NO_REASONS if truth.known else _reasons(parts))
        case Not(member):
            inner = _joined(member, leaves)
            return LeafJudged(~inner.truth, inner.reasons)
        case When(when, then, otherwise):
            return _branch([_joined(each, leaves) for each in (when, then, otherwise)])
        case _:
            return next(leaves)


def _truth(condition: All | AnyMember | AtLeast, truths: Sequence[Truth]) -> Truth:
    match condition:
        case All():
            return conjunction(truths)
        case AnyMember():
            return disjunction(truths)
        case AtLeast(number):
            return at_least(number, truths)


def _branch(parts: list[LeafJudged]) -> LeafJudged:
    asked, yes, no = parts
    if asked.truth.known:
        return yes if asked.truth is Truth.TRUE else no
    if yes.truth is no.truth and yes.truth.known:
        return LeafJudged(yes.truth, NO_REASONS)
    return LeafJudged(Truth.UNKNOWN, _reasons(parts))


def _reasons(parts: Sequence[LeafJudged]) -> frozenset[Reason]:
    return NO_REASONS.union(*(part.reasons for part in parts if not part.truth.known))
