"""Numbers from sets of items: how many there are, and the highest or lowest of an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eligibility.language.plan import AllOf, AttributeIs, FactTest, OccurrenceLeaf, Window
from eligibility.possible import Interval
from eligibility.records.facts import Occurrence
from eligibility.vocabulary.model import Accepted, AnyCode, CountItems, Extreme
from tests.second_opinion.naive.comparing import cuts_of
from tests.second_opinion.naive.inputs import Exact
from tests.second_opinion.naive.items import Item, Scan, is_complete, latest_sets, modality_of, scan_forms
from tests.second_opinion.naive.judging import Form
from tests.second_opinion.naive.known import Known, Looks
from tests.second_opinion.naive.matching import happened
from tests.second_opinion.naive.readings import interesting_days
from tests.second_opinion.naive.scene import Scene
from tests.second_opinion.naive.spread import numbers_of

Words = CountItems | Extreme


def measured_forms(
    words: Words, rows: Sequence[Occurrence], accepted: Accepted, window: Window, scene: Scene
) -> Sequence[Scan]:
    """What one scan could turn out to be, with the attribute that is compared."""
    leaf = leaf_of(words, window, scene)

    def make(known: Known) -> Item:
        number = known.attributes.get(words.attribute) if isinstance(words, Extreme) else None
        assert number is None or isinstance(number, Fraction)
        form = Form() if happened(leaf, known, scene) else None
        return Item(known.start, modality_of(known), form, known.status == "ruled_out", number)

    return scan_forms(leaf, rows, _looks(words, leaf, accepted, scene), scene, make)


def leaf_of(words: Words, window: Window, scene: Scene) -> OccurrenceLeaf:
    """The items that are meant, in the window of the derived variable."""
    tests: tuple[FactTest, ...] = tuple(AttributeIs(name, accepted) for name, accepted in words.where.items())
    where = AllOf(tests) if tests else None
    return OccurrenceLeaf(scene.variable(words.item), AnyCode(), window, where)


def set_results(
    words: Words, scans: Sequence[Scan], accepted: Accepted, window: Window, scene: Scene
) -> list[Exact]:
    """The possible numbers, by each set that may be called the latest."""
    leaf = leaf_of(words, window, scene)
    return [
        Exact(number, items[0].day)
        for items in latest_sets(scans)
        for number in _numbers(words, items, accepted, is_complete(leaf, items, scene))
    ]


def _numbers(
    words: Words, items: Sequence[Item], accepted: Accepted, complete: bool
) -> Sequence[Fraction | None]:
    counted = [item for item in items if item.form is not None]
    limits = cuts_of(accepted)
    if isinstance(words, CountItems):
        most = len(counted) if complete else max([len(counted), *map(int, limits)]) + 2
        return [Fraction(number) for number in range(len(counted), most + 1)]
    known = [item.number for item in counted if item.number is not None]
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
