"""Where choices come from: a seeded generator (fast), or Hypothesis (shrinks)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    """Makes every choice of a generated case."""

    def pick(self, options: Sequence[T]) -> T:
        """One of several; the first is the simplest."""

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred."""


class SeededDice:
    """Choices of a seeded generator: the same seed gives the same case."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self._random.random() * len(options))]

    def chance(self, percent: int) -> bool:
        return self._random.random() * 100 < percent


class DrawnDice:
    """Choices that Hypothesis makes, so that it can shrink a case that fails."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return self._draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        return self._draw(st.integers(0, 99)) >= 100 - percent


def several(dice: Dice, options: Sequence[T], most: int) -> list[T]:
    """Some of the options, at least one, in their order."""
    chosen = {dice.pick(range(len(options))) for _ in range(dice.pick(range(1, most + 1)))}
    return [options[index] for index in sorted(chosen)]
