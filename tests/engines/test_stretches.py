"""Stretches of days, on lists that can be read off."""

from __future__ import annotations

import pytest

from eligibility.engines.interpreter.counting import Stretch, gaps, meeting, merged, stretch_at, total
from eligibility.possible import EVER_AFTER, EVER_BEFORE


@pytest.mark.parametrize(
    ("stretches", "joined"),
    [
        ([], []),
        ([(5, 5)], [(5, 5)]),
        ([(5, 4)], []),  # no day at all
        ([(4, 5), (1, 3)], [(1, 5)]),  # adjoining
        ([(5, 6), (1, 3)], [(1, 3), (5, 6)]),
        ([(1, 9), (2, 3)], [(1, 9)]),
    ],
)
def test_stretches_that_touch_are_one(stretches: list[Stretch], joined: list[Stretch]) -> None:
    assert merged(stretches) == joined
    assert total(stretches) == sum(last - first + 1 for first, last in joined)


@pytest.mark.parametrize(
    ("stretches", "uncovered"),
    [
        ([], [(EVER_BEFORE, EVER_AFTER)]),
        ([(3, 5)], [(EVER_BEFORE, 2), (6, EVER_AFTER)]),
        ([(3, 5), (7, 9)], [(EVER_BEFORE, 2), (6, 6), (10, EVER_AFTER)]),
        ([(3, 5), (6, 9)], [(EVER_BEFORE, 2), (10, EVER_AFTER)]),
        ([(EVER_BEFORE, 5)], [(6, EVER_AFTER)]),
        ([(EVER_BEFORE + 1, 5)], [(EVER_BEFORE, EVER_BEFORE), (6, EVER_AFTER)]),
        ([(3, EVER_AFTER)], [(EVER_BEFORE, 2)]),
        ([(EVER_BEFORE, EVER_AFTER)], []),
    ],
)
def test_what_no_stretch_covers(stretches: list[Stretch], uncovered: list[Stretch]) -> None:
    assert gaps(stretches) == uncovered


def test_what_all_of_several_lists_cover() -> None:
    assert meeting([]) == []
    assert meeting([[(1, 3), (5, 9)]]) == [(1, 3), (5, 9)]
    assert meeting([[(1, 9)], [(2, 4), (6, 8)], [(3, 7)]]) == [(3, 4), (6, 7)]


@pytest.mark.parametrize(
    ("day", "stretch"), [(2, None), (3, (3, 6)), (4, (3, 6)), (6, (3, 6)), (7, None), (8, (8, 8))]
)
def test_the_stretch_that_holds_a_day(day: int, stretch: Stretch | None) -> None:
    assert stretch_at([(3, 4), (5, 6), (8, 8)], day) == stretch
