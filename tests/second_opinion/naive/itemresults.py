"""Numbers from sets of items: how many there are, and the highest or lowest of an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from eligibility.language.plan import AllOf, AttributeIs, FactTest, OccurrenceLeaf, Window
from eligibility.possible import Interval
from eligibility.records.facts import Occurrence
from eligibility.vocabulary.model import Accepted, AnyCode, CountItems, Extreme, Kind
from tests.second_opinion.naive.absence import established
from tests.second_opinion.naive.comparing import cuts_of
from tests.second_opinion.naive.inputs import Exact
from tests.second_opinion.naive.items import Item, item_of
from tests.second_opinion.naive.known import Looks, completions, may_come_later
from tests.second_opinion.naive.matching import in_window
from tests.second_opinion.naive.readings import interesting_days
from tests.second_opinion.naive.scene import Scene
from tests.second_opinion.naive.spread import numbers_of

Words = CountItems | Extreme


@dataclass(frozen=True)
class Measured:
    """An item, and the attribute that is compared."""

    item: Item
    number: Fraction | None = None


def leaf_of(words: Words, window: Window, scene: Scene) -> OccurrenceLeaf:
    """The items that are meant, in the window of the derived variable."""
    tests: tuple[FactTest, ...] = tuple(AttributeIs(name, accepted) for name, accepted in words.where.items())
    where = AllOf(tests) if tests else None
    return OccurrenceLeaf(scene.variable(words.item), AnyCode(), window, where)


def measured_forms(
    words: Words, fact: Occurrence, accepted: Accepted, window: Window, scene: Scene
) -> list[Measured | None]:
    """What one item could turn out to be; None: not there, or outside the window."""
    leaf = leaf_of(words, window, scene)
    looks = _looks(words, leaf, accepted, scene)
    forms: dict[Measured | None, None] = {None: None} if may_come_later(fact, scene) else {}
    for known in completions(fact, looks, scene):
        number = known.attributes.get(words.attribute) if isinstance(words, Extreme) else None
        assert number is None or isinstance(number, Fraction)
        inside = in_window(leaf, known, scene)
        forms[Measured(item_of(leaf, fact, known, scene), number) if inside else None] = None
    return list(forms)


def set_results(
    words: Words, measured: Sequence[Measured], accepted: Accepted, window: Window, scene: Scene
) -> list[Exact]:
    """The possible numbers, by each set that may be called the latest; events are one set."""
    if scene.variable(words.item).kind is not Kind.ITEM or not measured:
        return []
    day = max(each.item.day for each in measured)
    newest = [each for each in measured if each.item.day == day]
    leaf = leaf_of(words, window, scene)
    results: list[Exact] = []
    for modality in sorted({each.item.modality for each in newest}):
        members = [each for each in newest if each.item.modality == modality]
        denials = [each.item.denial for each in members if each.item.denial is not None]
        complete = established(leaf, day, day, denials, scene)
        numbers = _numbers(
            words, [each for each in members if each.item.form is not None], accepted, complete
        )
        results += [Exact(number, day) for number in numbers]
    return results


def _numbers(
    words: Words, members: Sequence[Measured], accepted: Accepted, complete: bool
) -> list[Fraction] | list[None]:
    limits = cuts_of(accepted)
    if isinstance(words, CountItems):
        most = len(members) if complete else max([len(members), *map(int, limits)]) + 2
        return [Fraction(number) for number in range(len(members), most + 1)]
    known = [each.number for each in members if each.number is not None]
    if not known:
        return [None]
    end = max(known) if words.highest else min(known)
    if complete:
        return [end]
    return numbers_of(Interval(end, None) if words.highest else Interval(None, end), limits)


def _looks(words: Words, leaf: OccurrenceLeaf, accepted: Accepted, scene: Scene) -> Looks:
    facts = scene.chart.occurrences.get(words.item, ())
    names = {"modality"} & set(leaf.variable.attributes)
    tests: tuple[FactTest, ...] = (leaf.where,) if leaf.where is not None else ()
    if isinstance(words, Extreme):
        names.add(words.attribute)
        tests += (AttributeIs(words.attribute, accepted),)
    return Looks(tests, frozenset(names), interesting_days(leaf, facts, scene), facts)
