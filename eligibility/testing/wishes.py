"""Facts with which a condition of a trial is surely true, or surely false."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice, product

from eligibility.language.plan import (
    All,
    AnyMember,
    AtLeast,
    Condition,
    Criterion,
    Leaf,
    Not,
    Section,
    When,
)
from eligibility.language.walk import anchors_in, leaves
from eligibility.records.facts import Complete, Fact, Record, Site
from eligibility.records.identity import Same
from eligibility.testing.interests import Interests
from eligibility.testing.wish import MOST_WAYS, Wish
from eligibility.testing.wished_facts import LeafWishes


class Wishes:
    """Wishes for the patients of one trial; the anchors are where the layout puts them."""

    def __init__(self, interests: Interests, anchor_way: int = 0) -> None:
        self.interests = interests
        self._way = anchor_way  # which of the ways to give each anchor

    def record(self, wish: Wish, name: str = "P1") -> Record:
        """A patient with these facts, of a site whose records are complete."""
        on = date.fromordinal(self.interests.layout.today).isoformat()
        return Record(name, wish.facts, wish.answers, on, complete_site(self.interests))

    # ---- criteria --------------------------------------------------------------------------------

    def passing(self, criterion: Criterion) -> Iterator[Wish]:
        """Ways in which a criterion passes."""
        return self.verdict(criterion, criterion.section is Section.INCLUSION)

    def failing(self, criterion: Criterion) -> Iterator[Wish]:
        """Ways in which a criterion fails."""
        return self.verdict(criterion, criterion.section is not Section.INCLUSION)

    def verdict(self, criterion: Criterion, truth: bool) -> Iterator[Wish]:
        """Ways in which a criterion counts, and its condition is true, or is false."""
        parts: list[Iterator[Wish]] = [self.condition(criterion.condition, truth)]
        if criterion.applies_when is not None:
            parts.append(self.condition(criterion.applies_when, True))
        if criterion.unless is not None:
            parts.append(self.condition(criterion.unless, False))
        return _joined(parts)

    def anchors(self, *conditions: Condition | None) -> Wish:
        """The facts that give every anchor from which conditions count."""
        named = {
            name
            for each in conditions
            if each is not None
            for leaf in leaves(each)
            for name in anchors_in(leaf)
        }
        return self.anchor_facts(named)

    def anchor_facts(self, named: set[str]) -> Wish:
        """The facts that give these anchors, and those from which they count themselves."""
        needed = set(named)
        for anchor in reversed(self.interests.trial.anchors):
            if anchor.name in needed and anchor.leaf is not None:
                needed |= anchors_in(anchor.leaf)
        wish = Wish()
        for anchor in self.interests.trial.anchors:
            if anchor.name in needed:
                wish = wish.plus(self._anchor(anchor.name))
        return wish

    def _anchor(self, name: str) -> Wish:
        anchor = next(each for each in self.interests.trial.anchors if each.name == name)
        day = self.interests.layout.anchors[name]
        iso = date.fromordinal(day).isoformat()
        if anchor.date is not None:
            return Wish((Fact(anchor.date.name, iso, date=iso),))
        assert anchor.leaf is not None
        ways = list(islice(LeafWishes(self.interests).on_day(anchor.leaf, day), MOST_WAYS))
        return ways[self._way % len(ways)] if ways else Wish()

    # ---- conditions ------------------------------------------------------------------------------

    def condition(self, condition: Condition, truth: bool) -> Iterator[Wish]:
        """Ways in which a condition is true, or is false."""
        match condition:
            case Not(member=member):
                yield from self.condition(member, not truth)
            case When(when=when, then=then, otherwise=otherwise):
                yield from _joined([self.condition(when, True), self.condition(then, truth)])
                yield from _joined([self.condition(when, False), self.condition(otherwise, truth)])
            case All(members=members) | AnyMember(members=members):
                yield from self._group(members, truth, every=truth is isinstance(condition, All))
            case AtLeast(number=number, members=members):
                yield from self._at_least(members, number, truth)
            case _:
                yield from self.leaf(condition, truth)

    def _group(self, members: Sequence[Condition], truth: bool, *, every: bool) -> Iterator[Wish]:
        if every:
            yield from _joined([self.condition(each, truth) for each in members])
            return
        for each in members:
            yield from self.condition(each, truth)

    def _at_least(self, members: Sequence[Condition], number: int, truth: bool) -> Iterator[Wish]:
        true = number if truth else number - 1
        yield from _joined([self.condition(each, place < true) for place, each in enumerate(members)])

    def leaf(self, leaf: Leaf, truth: bool) -> Iterator[Wish]:
        """Ways in which a leaf is true, or is false."""
        return LeafWishes(self.interests).leaf(leaf, truth)


def complete_site(interests: Interests) -> Site:
    """A site at which no record of an event means that it did not happen."""
    return _complete_site(Same(interests))


@lru_cache(maxsize=64)
def _complete_site(key: Same[Interests]) -> Site:
    """One and the same each time: records of one site are read by the same readers."""
    events = [each.name for each in key.what.variables if each.kind.is_occurrence]
    return Site(
        complete=tuple(Complete(name) for name in events), supplies=frozenset((name, None) for name in events)
    )


def _joined(parts: Sequence[Iterator[Wish]]) -> Iterator[Wish]:
    """One way of each part, all together."""
    ways = [list(islice(part, MOST_WAYS)) for part in parts]
    for chosen in islice(product(*ways), MOST_WAYS * MOST_WAYS):
        wish = Wish()
        for each in chosen:
            wish = wish.plus(each)
        yield wish
