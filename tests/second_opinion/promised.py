"""Where `design.md` promises that the answer is as sharp as enumeration.

It promises it for a comparison under `latest`, `earliest`, `any`, `every`, for occurrences without a judging word and for
`count`. The match of a fact is said to be the Kleene AND of its parts; so nothing is promised where two parts hang
on one and the same open thing, nor where several facts hang on one open anchor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from eligibility.language.plan import (
    SCREENING,
    AttributeIs,
    CodeIs,
    Count,
    JudgementLeaf,
    OccurrenceLeaf,
    ReadingLeaf,
    Use,
)
from eligibility.possible import Days, Interval
from eligibility.records.facts import Attribute, Occurrence, Reading
from eligibility.vocabulary.model import Codes, Kind
from tests.second_opinion.naive.known import leaves_of
from tests.second_opinion.naive.readings import tests_of, windows_of
from tests.second_opinion.naive.scene import Scene, anchors_of, uses_half_lives

Leaf = ReadingLeaf | OccurrenceLeaf | JudgementLeaf


def is_sharp(leaf: Leaf, scene: Scene) -> bool:
    """Whether the engine must be as sharp as enumeration on this leaf and chart."""
    if isinstance(leaf, JudgementLeaf) or not _judging_is_sharp(leaf):
        return False
    facts = _facts(leaf, scene)
    twice = {part for part, number in Counter(_parts(leaf)).items() if number > 1}
    if any(_is_open(part, fact, scene) for part in twice for fact in facts):
        return False
    if _open_anchor(leaf, scene) and (len(facts) > 1 or twice):
        return False
    return leaf.variable.kind is not Kind.ITEM or all(_scan_is_known(fact) for fact in facts)


def _judging_is_sharp(leaf: ReadingLeaf | OccurrenceLeaf) -> bool:
    if isinstance(leaf, ReadingLeaf):
        return leaf.variable.derived is None and isinstance(leaf.judging, Use)
    return leaf.judging is None or isinstance(leaf.judging, Count)


def _facts(leaf: ReadingLeaf | OccurrenceLeaf, scene: Scene) -> Sequence[Reading | Occurrence]:
    """The facts of the leaf, with those that say "no"."""
    name = leaf.variable.name
    if isinstance(leaf, ReadingLeaf):
        return scene.chart.readings.get(name, ())
    return (*scene.chart.occurrences.get(name, ()), *scene.chart.negatives.get(name, ()))


def _parts(leaf: ReadingLeaf | OccurrenceLeaf) -> Iterator[str]:
    """What the parts of the match look at, as often as they do."""
    if isinstance(leaf.accepted, Codes) and isinstance(leaf, OccurrenceLeaf):
        yield "code"
    if leaf.window.stated:
        yield from ("start", "end")
    if uses_half_lives(leaf.window):
        yield "code"
    for test in leaves_of(tests_of(leaf)):
        if isinstance(test, CodeIs):
            yield "code"
        elif isinstance(test, AttributeIs):
            yield from _attribute_parts(leaf, test.attribute)
        else:
            yield from _attribute_parts(leaf, test.attribute)
            yield from ("code",) if uses_half_lives(test.window) else ()


def _attribute_parts(leaf: ReadingLeaf | OccurrenceLeaf, name: str) -> Iterator[str]:
    attribute = leaf.variable.attributes[name]
    if name == "date":
        name = "start"
    yield name
    if attribute.known_at_end and name != "end":
        yield "end"


def _is_open(part: str, fact: Reading | Occurrence, scene: Scene) -> bool:
    if part == "code":
        return isinstance(fact, Occurrence) and _code_is_open(fact, scene)
    if part == "status":
        return fact.status == "suspected"
    if part == "start" or (part == "end" and (isinstance(fact, Reading) or fact.one_day)):
        days = fact.start if isinstance(fact, Occurrence) else fact.days
        return not days.is_exact
    if part == "end" and isinstance(fact, Occurrence):
        return not fact.end.is_exact or fact.end.last > scene.today
    return _value_is_open(fact.attributes.get(part), part, fact, scene)


def _code_is_open(fact: Occurrence, scene: Scene) -> bool:
    if fact.any_code or len(fact.codes) != 1:
        return bool(fact.any_code or fact.codes)
    return len(scene.members(fact.variable, next(iter(fact.codes)))) > 1


def _value_is_open(value: Attribute | None, name: str, fact: Reading | Occurrence, scene: Scene) -> bool:
    if isinstance(fact, Occurrence) and scene.variable(fact.variable).attributes[name].known_at_end:
        return True
    if isinstance(value, Interval | Days):
        return not value.is_exact
    return not (isinstance(value, frozenset) and len(value) == 1)


def _open_anchor(leaf: ReadingLeaf | OccurrenceLeaf, scene: Scene) -> bool:
    names = {name for window in windows_of(leaf) for name in anchors_of(window)} - {SCREENING}
    days = [scene.anchors.get(name) for name in names]
    return any(each is not None and not each.is_exact for each in days)


def _scan_is_known(fact: Reading | Occurrence) -> bool:
    modality = fact.attributes.get("modality")
    return (
        isinstance(fact, Occurrence)
        and fact.start.is_exact
        and isinstance(modality, frozenset)
        and len(modality) == 1
    )
