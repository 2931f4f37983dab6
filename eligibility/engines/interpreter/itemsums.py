"""Sums over sets of items, such as the diameters of the target lesions: of the latest set, the first, the smallest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from eligibility.engines.interpreter.choosing import why_nothing
from eligibility.engines.interpreter.comparing import NO_REASONS, Judged
from eligibility.engines.interpreter.inputs import Derived, whole_domain
from eligibility.engines.interpreter.itemsets import (
    MOST_SETS,
    ItemSet,
    all_sets,
    joined,
    latest_sets,
    widest_scan,
)
from eligibility.engines.interpreter.matching import (
    attribute_of,
    both,
    missing_attribute,
    status_holds,
    test_holds,
)
from eligibility.engines.interpreter.view import SeenOccurrence, View
from eligibility.language.plan import AllOf, AttributeIs, ReadingLeaf
from eligibility.possible import FALSE, TRUE, UNKNOWN, Interval, arithmetic
from eligibility.possible.interval import hull
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Role, Used
from eligibility.vocabulary.model import Accepted, Over, SumItems, Variable

NONE = Interval.exactly(0)
ANY_LENGTH = Interval(Fraction(0), None)


def derive_sum(leaf: ReadingLeaf, rule: SumItems, view: View) -> Derived:
    """The sum over the sets that the rule means; an incomplete list may hide further items."""
    item = view.trial.vocabulary.variables[rule.item]
    sets, sure, stale = _sets(leaf, rule, item, view)
    sums = [_sum(rule, each, item, view) for each in sets]
    widest = [widest_scan(each, sets) for each in sets] if rule.over is Over.SMALLEST else []
    values = list(sums)
    if widest:
        values = _smallest(sets, sums, [_sum(rule, each, item, view) for each in widest])
    if not sure:
        values.append(_domain(leaf.variable))
    open_ = NO_REASONS.union(
        *(each.reasons for each in (*sets, *widest)), *(_open_in(rule, each, item, view) for each in sets)
    )
    reasons = open_ if sets else why_nothing(leaf.window, stale, leaf.variable.judged, view)
    facts = tuple(Used(each.fact, Role.INPUT) for group in sets for each in group.items)
    newest = max((each.days.last for each in sets), default=None)
    missing = () if sets else (rule.item,)
    computed = Computed(leaf.variable.name, hull(values), facts, missing=missing, open=open_)
    return Derived((), tuple(values), sure, newest, computed, open_, NO_REASONS if sure else reasons)


def _sets(
    leaf: ReadingLeaf, rule: SumItems, item: Variable, view: View
) -> tuple[Sequence[ItemSet], bool, bool]:
    """The sets that are meant, whether one of them surely is, and whether only older ones exist."""
    choice = latest_sets(item, leaf.window, view)
    if rule.over is Over.LATEST:
        return choice.candidates, choice.sure, choice.stale
    possible = [each for each in all_sets(item, leaf.window, view) if each.chosen is not FALSE]
    certain = [each for each in possible if each.chosen is TRUE]
    if rule.over is Over.FIRST:
        oldest = min((each.days.last for each in certain), default=None)
        possible = [each for each in possible if oldest is None or each.days.first <= oldest]
        sure = bool(certain) and len(possible) <= MOST_SETS
        return [*possible, *joined(possible[:MOST_SETS])], sure, choice.stale
    return possible, bool(certain), choice.stale


def _smallest(
    sets: Sequence[ItemSet], sums: Sequence[Interval], widest: Sequence[Interval]
) -> list[Interval]:
    """The smallest of all sums. A set that only may count can only lower it.

    A set that surely counts may be of one scan with others, whose items are then added to it.
    """
    everyone = arithmetic.smallest(sums)
    certain = [value for value, each in zip(widest, sets, strict=True) if each.chosen is TRUE]
    return [hull([everyone, arithmetic.smallest(certain)])] if certain else [everyone]


# ---- one set -------------------------------------------------------------------------------------


def _sum(rule: SumItems, items: ItemSet, item: Variable, view: View) -> Interval:
    total = NONE if items.complete else ANY_LENGTH
    for each in items.found:
        total = arithmetic.add(total, _part(rule, each, item, view))
    return total


def _part(rule: SumItems, seen: SeenOccurrence, item: Variable, view: View) -> Interval:
    """What one item adds: nothing, if it may be that it does not count."""
    truth, _ = _meets(rule.where, seen, item, view)
    if truth is FALSE:
        return NONE
    length = hull(_length(name, seen, item) for name in _attributes(rule, seen, item, view))
    return length if truth is TRUE else length.hull(NONE)


def _attributes(rule: SumItems, seen: SeenOccurrence, item: Variable, view: View) -> list[str]:
    """The attribute that is summed; both, while it is open which one is."""
    if not rule.instead:
        return [rule.attribute]
    truth, _ = _meets(rule.instead_where, seen, item, view)
    if truth is UNKNOWN:
        return [rule.attribute, rule.instead]
    return [rule.instead if truth is TRUE else rule.attribute]


def _length(name: str, seen: SeenOccurrence, item: Variable) -> Interval:
    value = attribute_of(seen, name, item)
    if isinstance(value, Interval):
        return value
    return item.attributes[name].plausible or ANY_LENGTH


def _meets(where: Mapping[str, Accepted], seen: SeenOccurrence, item: Variable, view: View) -> Judged:
    test = AllOf(tuple(AttributeIs(name, accepted) for name, accepted in where.items()))
    return both([status_holds(seen), test_holds(test, seen, item, view)])


def _open_in(rule: SumItems, items: ItemSet, item: Variable, view: View) -> frozenset[Reason]:
    """What is open in a set: which items count, what they measure, and whether the list misses some."""
    open_ = NO_REASONS if items.complete else frozenset({Reason.MISSING})
    for each in items.found:
        truth, why = _meets(rule.where, each, item, view)
        if truth is FALSE:
            continue
        open_ = open_ if truth.known else open_ | why
        attributes = _attributes(rule, each, item, view)
        if len(attributes) > 1 or not _length(attributes[0], each, item).is_exact:
            open_ |= missing_attribute(attributes[0], item)[1]
    return open_


def _domain(variable: Variable) -> Interval:
    domain = whole_domain(variable)
    return domain if isinstance(domain, Interval) else ANY_LENGTH
