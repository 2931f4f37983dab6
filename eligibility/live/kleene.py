"""Verdicts from the truths of leaves alone: the second opinion that holds rules and reference engine together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eligibility.engines.interpreter.verdicts import plain_verdict
from eligibility.language.plan import All, AnyMember, AtLeast, Condition, Criterion, Not, When
from eligibility.possible import Truth, at_least, conjunction, disjunction
from eligibility.results.model import Verdict


def verdict_of(criterion: Criterion, truths: Sequence[Truth]) -> Verdict:
    """The verdict, from the truths of the criterion's leaves in the order of `applies when`, `unless`, condition."""
    given = iter(truths)
    applies = Truth.TRUE if criterion.applies_when is None else truth_of(criterion.applies_when, given)
    lifted = Truth.FALSE if criterion.unless is None else truth_of(criterion.unless, given)
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE
    if lifted is Truth.TRUE:
        return Verdict.PASS
    verdict = plain_verdict(criterion.section, truth_of(criterion.condition, given))
    settled = applies.known and lifted.known
    return verdict if settled or verdict is Verdict.PASS else Verdict.UNKNOWN


def truth_of(condition: Condition, truths: Iterator[Truth]) -> Truth:
    """Strong Kleene logic over the leaves, which are taken in the order of the plan."""
    match condition:
        case All(members):
            return conjunction([truth_of(each, truths) for each in members])
        case AnyMember(members):
            return disjunction([truth_of(each, truths) for each in members])
        case AtLeast(number, members):
            return at_least(number, [truth_of(each, truths) for each in members])
        case Not(member):
            return ~truth_of(member, truths)
        case When(when, then, otherwise):
            asked, yes, no = (truth_of(each, truths) for each in (when, then, otherwise))
            if asked is Truth.UNKNOWN:
                return yes if yes is no else Truth.UNKNOWN
            return yes if asked is Truth.TRUE else no
        case _:
            return next(truths)
