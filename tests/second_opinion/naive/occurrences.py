"""Leaves that judge events and items: once for every way in which the facts could turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from eligibility.language.plan import ConfirmedBy, Each, FactTest, InTotal, Lasting, OccurrenceLeaf
from eligibility.possible import Truth
from eligibility.records.facts import Occurrence
from eligibility.vocabulary.model import Kind
from tests.second_opinion.naive.absence import Denial, asked, covers, denials_of, established, negatives_of
from tests.second_opinion.naive.items import Item, item_of, judge_scans, scan_forms, scans_of
from tests.second_opinion.naive.judging import Form, judge_forms
from tests.second_opinion.naive.known import Known, Looks, completions, holds, may_come_later
from tests.second_opinion.naive.lasting import Stretch, judge_lasting
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.matching import (
    fits,
    fits_but_for_code,
    happened,
    in_window,
    matches,
    window_days,
)
from tests.second_opinion.naive.readings import interesting_days, tests_of, windows_of
from tests.second_opinion.naive.scene import Scene, anchor_missing, in_future, with_anchors
from tests.second_opinion.naive.spread import ways

Judge = Callable[[Sequence[object], Sequence[Denial]], Truth]
FormOf = Callable[[OccurrenceLeaf, Known, Scene], Sequence[object]]


def occurrence_leaf(leaf: OccurrenceLeaf, scene: Scene) -> Truth:
    """The truth of a leaf on what happened or was found."""
    if anchor_missing(leaf.window, scene):
        return Truth.UNKNOWN
    facts = scene.chart.occurrences.get(leaf.variable.name, ())
    further = further_tests(leaf)
    days = interesting_days(leaf, facts, scene, *further)
    looks = Looks((*tests_of(leaf), *further), _names(leaf), days, facts)
    return settled(
        _completed_truth(leaf, looks, here) for here in with_anchors(scene, windows_of(leaf, *further), days)
    )


def further_tests(leaf: OccurrenceLeaf) -> tuple[FactTest, ...]:
    """The test of `each`, which chooses nothing."""
    return (leaf.judging.test,) if isinstance(leaf.judging, Each) else ()


def _completed_truth(leaf: OccurrenceLeaf, looks: Looks, scene: Scene) -> Truth:
    """The answer on which all completions of the facts agree, where the anchors have the days that are tried now."""
    if in_future(leaf.window, scene):
        return Truth.UNKNOWN
    facts = scene.chart.occurrences.get(leaf.variable.name, ())
    if leaf.variable.kind is Kind.ITEM:
        return _items_truth(leaf, facts, looks, scene)
    written = scene.chart.negatives.get(leaf.variable.name, ())
    negatives = [negatives_of(each, looks.days, scene) for each in written]
    denials = [denials_of(fact, looks.days, scene) for fact in facts if fact.status == "ruled_out"]
    form, judge = _judge_of(leaf, scene)
    forms: list[Sequence[object]] = [_distinct(leaf, fact, looks, scene, form) for fact in facts]
    return settled(
        judge([each for each in chosen[: len(forms)] if each is not None], _denials(chosen[len(forms) :]))
        for chosen in ways([*forms, *denials, *negatives])
    )


def _items_truth(leaf: OccurrenceLeaf, facts: Sequence[Occurrence], looks: Looks, scene: Scene) -> Truth:
    def make(known: Known) -> Item:
        return item_of(leaf, known, scene)

    forms = [scan_forms(leaf, rows, looks, scene, make) for rows in scans_of(facts)]
    return settled(judge_scans(leaf, scans, scene) for scans in ways(forms))


def _denials(chosen: Sequence[object]) -> list[Denial]:
    return [each for each in chosen if isinstance(each, Denial)]


def _judge_of(leaf: OccurrenceLeaf, scene: Scene) -> tuple[FormOf, Judge]:
    """What of a fact matters to this leaf, and who judges it."""
    match leaf.judging:
        case InTotal():
            return _covered_days, partial(_judge_total, leaf, scene)
        case Lasting():
            return _stretches, partial(_judge_lasting, leaf, scene)
        case ConfirmedBy():
            return _voices, partial(_judge_confirmed, leaf, scene)
        case _:
            return _matched, partial(_judge_matched, leaf, scene)


def _distinct(
    leaf: OccurrenceLeaf, fact: Occurrence, looks: Looks, scene: Scene, form: FormOf
) -> Sequence[object]:
    forms: dict[object, None] = {None: None} if may_come_later(fact, scene) else {}
    for known in completions(fact, looks, scene):
        forms.update(dict.fromkeys(form(leaf, known, scene)))
    return list(forms)


# ---- at least one, `count`, `each` -----------------------------------------------------------------------------


def _matched(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> list[Form | None]:
    return [form_of(leaf, known, scene) if chosen else None for chosen in matches(leaf, known, scene)]


def form_of(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> Form:
    """What a chosen fact is to `each`."""
    return Form(holds(leaf.judging.test, known, scene) if isinstance(leaf.judging, Each) else True)


def _judge_matched(
    leaf: OccurrenceLeaf, scene: Scene, forms: Sequence[object], denials: Sequence[Denial]
) -> Truth:
    absent = established(leaf, *window_days(leaf, scene), denials, scene)
    return judge_forms(leaf.judging, [form for form in forms if isinstance(form, Form)], absent)


# ---- `in total` ------------------------------------------------------------------------------------------------


def _covered_days(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> list[Stretch | None]:
    first, last = window_days(leaf, scene)
    covered = Stretch(max(first, known.start), min(last, known.end, scene.today))
    return [covered if chosen else None for chosen in matches(leaf, known, scene)]


def _judge_total(
    leaf: OccurrenceLeaf, scene: Scene, forms: Sequence[object], denials: Sequence[Denial]
) -> Truth:
    total, reached = 0, 0
    for stretch in sorted((each for each in forms if isinstance(each, Stretch)), key=lambda each: each.first):
        total += max(0, stretch.last - max(stretch.first - 1, reached))
        reached = max(reached, stretch.last)
    absent = established(leaf, *window_days(leaf, scene), denials, scene)
    return judge_forms(leaf.judging, [Form()] * total, absent)


# ---- `lasting` -------------------------------------------------------------------------------------------------


def _stretches(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> list[Stretch | None]:
    """Matching facts count over their whole length, so the start of the window does not choose here."""
    assert isinstance(leaf.judging, Lasting)
    _, end = window_days(leaf, scene)
    if known.start > end or not happened(leaf, known, scene):
        return [None]
    alike = tuple(
        known.code if name == known.variable else _alike(known, name) for name in leaf.judging.unchanged
    )
    return [Stretch(known.start, min(known.end, scene.today), alike)]


def _alike(known: Known, name: str) -> object:
    return {"start": known.start, "end": known.end}.get(name, known.attributes.get(name))


def _judge_lasting(
    leaf: OccurrenceLeaf, scene: Scene, forms: Sequence[object], denials: Sequence[Denial]
) -> Truth:
    assert isinstance(leaf.judging, Lasting)
    _, end = window_days(leaf, scene)

    def absent(day: int) -> bool:
        return established(leaf, day, day, denials, scene)

    return judge_lasting(
        leaf.judging, [form for form in forms if isinstance(form, Stretch)], end, scene.today, absent
    )


# ---- `confirmed by` --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Voice:
    """What one source says of a code."""

    group: str
    code: str | None
    yes: bool = True


def _voices(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> list[Voice | None]:
    """A matching fact says yes; one that is ruled out says no, of its own code, if it had been chosen as a confirmed one."""
    assert isinstance(leaf.judging, ConfirmedBy)
    group = str(known.attributes[leaf.judging.different])
    if known.status == "ruled_out":
        asserted = replace(known, status="confirmed")
        concerns = fits(leaf, asserted, scene) or (
            fits_but_for_code(leaf, asserted, scene)
            and any(covers(leaf, known.code, code, scene) for code in asked(leaf))
        )
        return [Voice(group, known.code, yes=False) if concerns and in_window(leaf, known, scene) else None]
    return [Voice(group, known.code) if chosen else None for chosen in matches(leaf, known, scene)]


def _judge_confirmed(
    leaf: OccurrenceLeaf, scene: Scene, forms: Sequence[object], denials: Sequence[Denial]
) -> Truth:
    """Enough say yes and none says no; or none says yes, and all that is asked for was ruled out, or did not happen."""
    assert isinstance(leaf.judging, ConfirmedBy)
    voices = [form for form in forms if isinstance(form, Voice)]
    against = [voice.code for voice in voices if not voice.yes]
    groups = {voice.group for voice in voices if voice.yes}
    if groups:
        return Truth.TRUE if len(groups) >= leaf.judging.number and not against else Truth.UNKNOWN
    absent = established(leaf, *window_days(leaf, scene), denials, scene)
    ruled_out = all(any(covers(leaf, no, code, scene) for no in against) for code in asked(leaf))
    return Truth.FALSE if absent or ruled_out else Truth.UNKNOWN


def _names(leaf: OccurrenceLeaf) -> frozenset[str]:
    """The attributes that judging looks at."""
    match leaf.judging:
        case Lasting(unchanged=unchanged):
            return frozenset(unchanged) - {leaf.variable.name}
        case ConfirmedBy(different=different):
            return frozenset([different])
        case _:
            names: Iterator[str] = (name for name in leaf.variable.attributes if name == "modality")
            return frozenset(names) if leaf.variable.kind is Kind.ITEM else frozenset()
