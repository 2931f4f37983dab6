"""Items come in sets: those of one date and modality. The latest set inside the window is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eligibility.language.plan import Each, OccurrenceLeaf
from eligibility.possible import Truth
from eligibility.records.facts import Occurrence
from tests.second_opinion.naive.absence import Denial, established
from tests.second_opinion.naive.judging import Form, judge_forms
from tests.second_opinion.naive.known import Known, Looks, completions, holds, may_come_later
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.matching import happened, in_window, window_days
from tests.second_opinion.naive.scene import Scene


@dataclass(frozen=True)
class Item:
    """An item of a set in the window: whether it is chosen, and what it denies if it is ruled out."""

    day: int
    modality: str
    form: Form | None
    denial: Denial | None = None


def item_forms(leaf: OccurrenceLeaf, fact: Occurrence, looks: Looks, scene: Scene) -> Sequence[Item | None]:
    """What one item could turn out to be; an item that is ruled out still tells of a scan."""
    forms: dict[Item | None, None] = {None: None} if may_come_later(fact, scene) else {}
    for known in completions(fact, looks, scene):
        forms[item_of(leaf, fact, known, scene) if in_window(leaf, known, scene) else None] = None
    return list(forms)


def item_of(leaf: OccurrenceLeaf, fact: Occurrence, known: Known, scene: Scene) -> Item:
    denial = None
    if known.status == "ruled_out" and not fact.any_code:
        denial = Denial(known.code, known.start, known.start)
    chosen = happened(leaf, known, scene)
    passes = not isinstance(leaf.judging, Each) or holds(leaf.judging.test, known, scene)
    return Item(
        known.start, str(known.attributes.get("modality", "")), Form(passes) if chosen else None, denial
    )


def judge_items(
    leaf: OccurrenceLeaf, items: Sequence[Item], denials: Sequence[Denial], scene: Scene
) -> Truth:
    """Judge each set that may be called the latest; without any set, only absence can be known."""
    if not items:
        return judge_forms(leaf.judging, [], established(leaf, *window_days(leaf, scene), denials, scene))
    day = max(item.day for item in items)
    modalities = {item.modality for item in items if item.day == day}
    sets = [
        [item for item in items if (item.day, item.modality) == (day, each)] for each in sorted(modalities)
    ]
    return settled(_judge_set(leaf, each, denials, scene) for each in sets)


def _judge_set(leaf: OccurrenceLeaf, items: Sequence[Item], denials: Sequence[Denial], scene: Scene) -> Truth:
    ruled_out = [item.denial for item in items if item.denial is not None]
    absent = established(leaf, items[0].day, items[0].day, [*denials, *ruled_out], scene)
    return judge_forms(leaf.judging, [item.form for item in items if item.form is not None], absent)
