"""Items come in sets: those of one date and modality. The latest set inside the window is judged.

Rows that say the same date and modality are of one scan, however vague the date: they are completed together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from eligibility.language.plan import Each, OccurrenceLeaf
from eligibility.possible import Truth
from eligibility.records.facts import Occurrence
from tests.second_opinion.naive.absence import Denial, established
from tests.second_opinion.naive.judging import Form, judge_forms
from tests.second_opinion.naive.known import Known, Looks, completions, holds, may_come_later
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.matching import happened, in_window
from tests.second_opinion.naive.scene import Scene


@dataclass(frozen=True)
class Item:
    """An item of a set in the window: whether it is chosen, whether it says that the scan was empty."""

    day: int
    modality: str
    form: Form | None
    nothing_found: bool = False
    number: Fraction | None = None


Scan = tuple[Item, ...]  # empty: not in the window, or not yet there
MakeItem = Callable[[Known], Item]


def scans_of(facts: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """The rows of each scan."""
    scans: dict[object, list[Occurrence]] = {}
    for fact in facts:
        scans.setdefault((fact.start, fact.attributes.get("modality")), []).append(fact)
    return list(scans.values())


def scan_forms(
    leaf: OccurrenceLeaf, rows: Sequence[Occurrence], looks: Looks, scene: Scene, make: MakeItem
) -> Sequence[Scan]:
    """What one scan could turn out to be: its day and modality once, then each of its items."""
    forms: dict[Scan, None] = {(): None} if may_come_later(rows[0], scene) else {}
    places: dict[tuple[int, str], list[dict[Item, None]]] = {}
    for index, row in enumerate(rows):
        for known in completions(row, looks, scene):
            if not in_window(leaf, known, scene):
                forms[()] = None
                continue
            item = make(known)
            places.setdefault((item.day, item.modality), [{} for _ in rows])[index][item] = None
    for options in places.values():
        forms.update(dict.fromkeys(product(*options)))
    return list(forms)


def item_of(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> Item:
    """What one item is to a leaf."""
    passes = not isinstance(leaf.judging, Each) or holds(leaf.judging.test, known, scene)
    form = Form(passes) if happened(leaf, known, scene) else None
    return Item(known.start, modality_of(known), form, known.status == "ruled_out")


def modality_of(known: Known) -> str:
    """The modality of the scan on which an item was found."""
    return str(known.attributes.get("modality", ""))


def latest_sets(scans: Sequence[Scan]) -> list[list[Item]]:
    """Each set that may be called the latest: those of the last day, by modality."""
    items = [item for scan in scans for item in scan]
    newest = [item for item in items if item.day == max(each.day for each in items)]
    modalities = sorted({item.modality for item in newest})
    return [[item for item in newest if item.modality == each] for each in modalities]


def is_complete(leaf: OccurrenceLeaf, items: Sequence[Item], scene: Scene) -> bool:
    """Whether a set misses nothing: the site says so, or it is a scan on which nothing was found."""
    day = items[0].day
    empty = all(item.nothing_found for item in items)
    return established(leaf, day, day, [Denial(None, day, day)] if empty else [], scene)


def judge_scans(leaf: OccurrenceLeaf, scans: Sequence[Scan], scene: Scene) -> Truth:
    """Judge each set that may be called the latest; without any scan nobody knows."""
    return settled(
        judge_forms(
            leaf.judging,
            [item.form for item in items if item.form is not None],
            is_complete(leaf, items, scene),
        )
        for items in latest_sets(scans)
    )
