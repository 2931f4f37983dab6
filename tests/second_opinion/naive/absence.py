"""Whether a missing record means "no": asked of each code and each day on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eligibility.language.plan import OccurrenceLeaf
from eligibility.possible import EVER_AFTER, EVER_BEFORE
from eligibility.records.facts import Occurrence
from eligibility.vocabulary.model import AnyCode
from tests.second_opinion.naive.known import Looks, completions, may_come_later
from tests.second_opinion.naive.scene import Scene

EVERY_CODE = None


@dataclass(frozen=True)
class Denial:
    """Some source says of these days that nothing with this code (or of its class) happened; None: nothing at all."""

    code: str | None
    first: int
    last: int


def established(leaf: OccurrenceLeaf, first: int, last: int, denials: Sequence[Denial], scene: Scene) -> bool:
    """Whether it is known that nothing asked for happened on any day from `first` to `last`."""
    if last > scene.today:
        return False
    spoken = [*denials, *_complete(leaf, scene), *_no_record_means(leaf, scene)]
    edges = {edge for each in spoken for edge in (each.first, each.last + 1)}
    days = {first, last} | {day for day in edges if first <= day <= last} if first <= last else set()
    return all(
        any(each.first <= day <= each.last and covers(leaf, each.code, code, scene) for each in spoken)
        for code in asked(leaf)
        for day in days
    )


def asked(leaf: OccurrenceLeaf) -> tuple[str | None, ...]:
    """The codes of which absence must be known, each for itself."""
    return (EVERY_CODE,) if isinstance(leaf.accepted, AnyCode) else leaf.accepted.asked


def covers(leaf: OccurrenceLeaf, denied: str | None, code: str | None, scene: Scene) -> bool:
    """Whether a denial of one code speaks of another: of itself and of all below it."""
    if denied is EVERY_CODE or denied == code:
        return True
    return code is not None and code in scene.vocabulary.members_of(leaf.variable.name, denied)


def denials_of(fact: Occurrence, days: tuple[int, ...], scene: Scene) -> list[Denial | None]:
    """What a `ruled_out` fact denies: its own days; of each code that it may mean."""
    if fact.any_code:
        return [None]
    forms: dict[Denial | None, None] = {None: None} if may_come_later(fact, scene) else {}
    codes: list[str | None] = [*sorted(fact.codes)] or [EVERY_CODE]
    for code in codes:
        for known in completions(fact, Looks(days=days), scene):
            forms[Denial(code, known.start, min(known.end, scene.today))] = None
    return list(forms)


def negatives_of(fact: Occurrence, days: tuple[int, ...], scene: Scene) -> list[Denial | None]:
    """What an explicit negative denies: all days up to its date, and those for which the site lets it stand."""
    stands = scene.site.stand_for.get(fact.variable, scene.site.negatives_stand)
    forms: dict[Denial | None, None] = {}
    for denial in denials_of(fact, days, scene):
        if denial is None or denial.first == EVER_BEFORE:
            forms[None] = None
        else:
            forms[Denial(denial.code, EVER_BEFORE, denial.first + stands)] = None
    return list(forms)


def _complete(leaf: OccurrenceLeaf, scene: Scene) -> list[Denial]:
    return [
        Denial(each.code, each.since or EVER_BEFORE, each.until or EVER_AFTER)
        for each in scene.site.complete
        if each.variable == leaf.variable.name
    ]


def _no_record_means(leaf: OccurrenceLeaf, scene: Scene) -> list[Denial]:
    if not leaf.absent_without_record:
        return []
    supplied = [code for variable, code in scene.site.supplies if variable == leaf.variable.name]
    return [Denial(code, EVER_BEFORE, EVER_AFTER) for code in supplied]
