"""Sets of items, such as the lesions of one scan: always the latest set inside the window is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from eligibility.engines.interpreter.choosing import effective_window, why_nothing
from eligibility.engines.interpreter.comparing import NO_REASONS, Judged
from eligibility.engines.interpreter.inputs import Derived, whole_domain
from eligibility.engines.interpreter.matching import (
    IMPRECISE,
    attribute_of,
    both,
    missing_attribute,
    status_holds,
    test_holds,
)
from eligibility.engines.interpreter.view import SeenOccurrence, View
from eligibility.engines.interpreter.windows import day_within, span_of
from eligibility.language.plan import EVER, AllOf, AttributeIs, ReadingLeaf, Window
from eligibility.possible import (
    EVER_AFTER,
    EVER_BEFORE,
    FALSE,
    TRUE,
    UNKNOWN,
    Days,
    Interval,
    Truth,
    arithmetic,
)
from eligibility.possible.interval import hull
from eligibility.records.facts import Complete
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, Role, Used
from eligibility.vocabulary.model import CountItems, Extreme, Variable

MOST_SETS = 5  # that may be the latest; of more it is not said which is


@dataclass(frozen=True, slots=True)
class ItemSet:
    """The items of one date and modality. `empty` ones are scans on which nothing was found."""

    items: tuple[SeenOccurrence, ...]
    days: Days
    chosen: Truth
    reasons: frozenset[Reason]
    complete: bool

    @property
    def found(self) -> tuple[SeenOccurrence, ...]:
        """The items themselves, without the mark that a scan was empty."""
        return tuple(item for item in self.items if item.fact.status != "ruled_out")


@dataclass(frozen=True, slots=True)
class SetChoice:
    """The sets that may be the latest; `sure` if one is surely chosen; `stale` if only older ones exist."""

    candidates: tuple[ItemSet, ...]
    sure: bool
    stale: bool


def latest_sets(variable: Variable, window: Window, view: View) -> SetChoice:
    """The sets that could be the latest inside a window."""
    sets = all_sets(variable, window, view)
    possible = [each for each in sets if each.chosen is not FALSE]
    newest = max((each.days.first for each in possible if each.chosen is TRUE), default=None)
    candidates = tuple(each for each in possible if newest is None or each.days.last >= newest)
    start = span_of(window, view).start.last
    stale = not possible and any(each.days.first < start for each in sets)
    sure = newest is not None and len(candidates) <= MOST_SETS
    return SetChoice((*candidates, *joined(candidates[:MOST_SETS])), sure, stale)


def all_sets(variable: Variable, window: Window, view: View) -> list[ItemSet]:
    """Every set, also those that the window leaves out."""
    return [_item_set(items, variable, window, view) for items in _scans(view.occurrences(variable.name))]


def widest_scan(one: ItemSet, sets: Sequence[ItemSet]) -> ItemSet:
    """A set with every other one that may turn out to be of the same scan."""
    others = [each for each in sets if each is not one and _may_be_one_scan((one, each))]
    if not others:
        return one
    everyone = [one, *others]
    items = tuple(item for each in everyone for item in each.items)
    return ItemSet(
        items, one.days, one.chosen, _why_joined(everyone), all(each.complete for each in everyone)
    )


def _may_be_one_scan(sets: Sequence[ItemSet]) -> bool:
    return _common_days(sets) is not None and _alike_in_modality(sets)


def _why_joined(sets: Sequence[ItemSet]) -> frozenset[Reason]:
    """Vague dates, or a modality that is not given, leave open which items are of one scan."""
    vague = any(not each.days.is_exact for each in sets)
    why = IMPRECISE[1] if vague else frozenset({Reason.MISSING_ATTRIBUTE})
    return why.union(*(each.reasons for each in sets))


def joined(sets: Sequence[ItemSet]) -> Iterator[ItemSet]:
    """Sets with vague dates, or no modality, may turn out to be one and the same scan."""
    for number in range(2, len(sets) + 1):
        for group in combinations(sets, number):
            days = _common_days(group)
            if days is not None and _alike_in_modality(group):
                yield ItemSet(
                    tuple(item for each in group for item in each.items),
                    days,
                    UNKNOWN,
                    _why_joined(group),
                    all(each.complete for each in group),
                )


def _common_days(sets: Sequence[ItemSet]) -> Days | None:
    common: Days | None = Days()
    for each in sets:
        common = None if common is None else common.meet(each.days)
    return common


def _alike_in_modality(sets: Sequence[ItemSet]) -> bool:
    """Whether all may be of one modality."""
    known = [_modality(each.items[0]) for each in sets]
    named = [each for each in known if isinstance(each, frozenset)]
    return not named or bool(frozenset.intersection(*named))


def _scans(items: Sequence[SeenOccurrence]) -> list[list[SeenOccurrence]]:
    scans: dict[object, list[SeenOccurrence]] = {}
    for item in items:
        scans.setdefault((item.fact.start, _modality(item)), []).append(item)
    return list(scans.values())


def _modality(item: SeenOccurrence) -> object:
    return item.fact.attributes.get("modality")


def _item_set(items: Sequence[SeenOccurrence], variable: Variable, window: Window, view: View) -> ItemSet:
    span = span_of(window, view)
    inside = day_within(items[0].start, span)
    why = frozenset({Reason.ANCHOR_MISSING}) if span.missing else IMPRECISE[1]
    chosen, reasons = both([(inside, why), *((item.exists, IMPRECISE[1]) for item in items)])
    empty = all(item.fact.status == "ruled_out" for item in items)
    return ItemSet(
        tuple(items),
        items[0].start,
        chosen,
        reasons,
        empty or is_complete(variable.name, items[0].start, view),
    )


def is_complete(variable: str, days: Days, view: View) -> bool:
    """Whether the site says that its list of items misses none, of whichever day the set is."""
    return any(
        each.variable == variable and each.code is None and _speaks_of(each, days)
        for each in view.chart.site.complete
    )


def _speaks_of(complete: Complete, days: Days) -> bool:
    since = EVER_BEFORE if complete.since is None else complete.since
    until = EVER_AFTER if complete.until is None else complete.until
    return since <= days.first and days.last <= until


# ---- variables derived from sets -----------------------------------------------------------------


def derive_over_items(leaf: ReadingLeaf, rule: CountItems | Extreme, view: View) -> Derived:
    """A count, or the highest or lowest of an attribute, over every set that may be the latest."""
    item = view.trial.vocabulary.variables[rule.item]
    choice = latest_sets(item, effective_window(leaf, view), view)
    known = [
        value for each in choice.candidates if (value := _of_set(rule, each, item, leaf, view)) is not None
    ]
    facts = tuple(Used(each.fact, Role.INPUT) for group in choice.candidates for each in group.items)
    newest = max((each.days.last for each in choice.candidates), default=None)
    sure = choice.sure and len(known) == len(choice.candidates)
    open_ = NO_REASONS.union(*(each.reasons for each in choice.candidates))
    open_ = open_.union(*(_open_in(rule, each, item, view) for each in choice.candidates))
    values = tuple(known) if sure else (*known, _domain(leaf.variable))
    reasons = open_ if known or open_ else why_nothing(leaf.window, choice.stale, leaf.variable.judged, view)
    missing = () if known else (rule.item,)
    computed = Computed(leaf.variable.name, hull(values), facts, missing=missing, open=open_)
    return Derived((), values, sure, newest, computed, open_, NO_REASONS if sure else reasons)


def _domain(variable: Variable) -> Interval:
    domain = whole_domain(variable)
    assert isinstance(domain, Interval)
    return domain


def _of_set(
    rule: CountItems | Extreme, items: ItemSet, variable: Variable, leaf: ReadingLeaf, view: View
) -> Interval | None:
    matches = [(item, _counts(rule, item, variable, view)) for item in items.found]
    sure = [item for item, (truth, _) in matches if truth is TRUE]
    possible = [item for item, (truth, _) in matches if truth is not FALSE]
    if isinstance(rule, CountItems):
        return Interval(Fraction(len(sure)), Fraction(len(possible)) if items.complete else None)
    return _extreme(rule, sure, possible, items.complete, variable, leaf.variable)


def _open_in(rule: CountItems | Extreme, items: ItemSet, variable: Variable, view: View) -> frozenset[Reason]:
    """What is open in a set: whether items count, their attribute, and whether the list misses some."""
    answers = [(item, *_counts(rule, item, variable, view)) for item in items.found]
    open_ = NO_REASONS.union(*(why for _, truth, why in answers if not truth.known))
    if isinstance(rule, Extreme):
        counted = (item for item, truth, _ in answers if truth is not FALSE)
        open_ = open_.union(*(_open_attribute(item, rule.attribute, variable) for item in counted))
    return open_ if items.complete else open_ | {Reason.MISSING}


def _open_attribute(item: SeenOccurrence, name: str, variable: Variable) -> frozenset[Reason]:
    value = attribute_of(item, name, variable)
    exact = isinstance(value, Interval) and value.is_exact
    return NO_REASONS if exact else missing_attribute(name, variable)[1]


def _counts(rule: CountItems | Extreme, item: SeenOccurrence, variable: Variable, view: View) -> Judged:
    test = AllOf(tuple(AttributeIs(name, accepted) for name, accepted in rule.where.items()))
    return both([status_holds(item), test_holds(test, item, variable, view)])


def _extreme(
    rule: Extreme,
    sure: Sequence[SeenOccurrence],
    possible: Sequence[SeenOccurrence],
    complete: bool,
    variable: Variable,
    derived: Variable,
) -> Interval | None:
    """The extreme over all items that are there, and any that may be: an incomplete list may hide a further one.

    None where it may be that no item counts at all.
    """
    if not sure:
        return None
    domain = _domain(derived)
    values = [_number(attribute_of(item, rule.attribute, variable), domain) for item in possible]
    pick = arithmetic.largest if rule.highest else arithmetic.smallest
    everyone = values if complete else [*values, domain]
    certain = [value for value, item in zip(values, possible, strict=True) if item in sure]
    answer = pick(everyone)
    return answer if len(certain) == len(everyone) else hull([pick(certain), answer])


def _number(value: object, domain: Interval) -> Interval:
    return value if isinstance(value, Interval) else domain


__all__ = ["EVER", "ItemSet", "SetChoice", "all_sets", "derive_over_items", "is_complete", "latest_sets"]
