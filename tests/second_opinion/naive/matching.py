"""Which facts an occurrence leaf chooses, and its window in days."""

from __future__ import annotations

from eligibility.language.plan import OccurrenceLeaf, Window
from eligibility.possible import EVER_BEFORE
from eligibility.vocabulary.model import AnyCode
from tests.second_opinion.naive.known import Known, asks_status, holds
from tests.second_opinion.naive.scene import Scene, day_of, span, uses_half_lives


def matches(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> list[bool]:
    """Whether a fact of which all is known is chosen; both, where nobody knows its drug's half-life."""
    inside = _in_window(leaf, known, scene)
    chosen = fits(leaf, known, scene) and _happened(leaf, known)
    return sorted({each and chosen for each in inside})


def fits(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> bool:
    """Whether code, `where` and `other than` choose it, whenever it was and whatever became of it."""
    if not isinstance(leaf.accepted, AnyCode) and known.code not in leaf.accepted.codes:
        return False
    return fits_but_for_code(leaf, known, scene)


def fits_but_for_code(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> bool:
    """Whether `where` and `other than` choose it."""
    if leaf.where is not None and not holds(leaf.where, known, scene):
        return False
    return not any(holds(test, known, scene) for test in leaf.other_than)


def _happened(leaf: OccurrenceLeaf, known: Known) -> bool:
    return known.real or asks_status(leaf.where)


def window_days(leaf: OccurrenceLeaf, scene: Scene) -> tuple[int, int]:
    """The days of the window; all days up to the screening date where they differ from drug to drug."""
    last = scene.today
    if leaf.window.end is not None and not uses_half_lives(Window(None, leaf.window.end)):
        day = day_of(leaf.window.end, scene, None)
        last = scene.today if day is None else day
    ends = span(leaf.window, scene)
    return (EVER_BEFORE, last) if ends is None else (ends[0], last)


def _in_window(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> list[bool]:
    """Whether any day of the fact is in the window; what goes on is known up to the screening date, no further (0014)."""
    ends = span(leaf.window, scene, scene.half_life(known.variable, known.code))
    if ends is None:
        return [True, False]
    return [max(known.start, ends[0]) <= min(known.end, ends[1], scene.today)]


def happened(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> bool:
    """Whether it is so, and what was asked for, whenever it was."""
    return fits(leaf, known, scene) and _happened(leaf, known)


def in_window(leaf: OccurrenceLeaf, known: Known, scene: Scene) -> bool:
    """Whether any day of the fact may be in the window."""
    return True in _in_window(leaf, known, scene)
