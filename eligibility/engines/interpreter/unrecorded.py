"""Leaves of which nothing is recorded: the patients of one day and one site share their explanations.

Most leaves of a trial ask for what most patients do not have. What is answered then depends on the leaf, the
day and the site's declarations only, so it is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from eligibility.engines.interpreter.view import View
from eligibility.language.plan import OccurrenceLeaf, ReadingLeaf
from eligibility.results.model import Explanation

AnyLeaf = TypeVar("AnyLeaf", ReadingLeaf, OccurrenceLeaf)


def explain_unrecorded(
    leaf: AnyLeaf, view: View, explain: Callable[[AnyLeaf, View], Explanation]
) -> Explanation:
    """The explanation of a leaf of which nothing is recorded, worked out for the first patient who needs it."""
    known = view.unrecorded.get(id(leaf))
    if known is None or known.condition is not leaf:
        known = view.unrecorded[id(leaf)] = explain(leaf, view)
    return known


def is_unread(leaf: ReadingLeaf, view: View) -> bool:
    """Whether nothing of the patient enters a leaf on a variable that is measured or assessed."""
    if leaf.variable.derived is not None or not leaf.window.same_for_all:
        return False
    return leaf.variable.name not in view.chart.readings


def is_silent(leaf: OccurrenceLeaf, view: View) -> bool:
    """Whether nothing of the patient enters a leaf on an event of which no fact has a code asked for.

    A fact that rules out one of the codes has that code, or a class above it: it would be among the facts.
    """
    return leaf.window.same_for_all and leaf.variable.name not in view.chart.negatives
