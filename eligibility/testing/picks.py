"""Choosing at random, by Hypothesis, or every way there is: what writes records and trials only asks for a pick."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Protocol, TypeVar

T = TypeVar("T")


class Pick(Protocol):
    """Chooses one of some options, of which there is at least one. The first is the simplest."""

    def __call__(self, options: Sequence[T], /) -> T:
        """One of the options."""


def at_random(seed: int) -> Pick:
    """Picks at random, the same for the same seed.

    >>> at_random(7)("abc") == at_random(7)("abc")
    True
    """
    return Random(seed).choice


def every_way(write: Callable[[Pick], T]) -> Iterator[T]:
    """What a function gives for every series of picks that it can make.

    >>> [*every_way(lambda pick: pick("ab") + pick("xy"))]
    ['ax', 'ay', 'bx', 'by']
    """
    path: list[tuple[int, int]] = []  # which option, of how many
    while True:
        replayed = _Replay(path)
        yield write(replayed)
        path = replayed.path[: replayed.depth]
        while path and path[-1][0] + 1 == path[-1][1]:
            path.pop()
        if not path:
            return
        path[-1] = (path[-1][0] + 1, path[-1][1])


class _Replay:
    """Picks as a path says, and the first option where it has ended."""

    def __init__(self, path: list[tuple[int, int]]) -> None:
        self.path = list(path)
        self.depth = 0

    def __call__(self, options: Sequence[T], /) -> T:
        if self.depth == len(self.path):
            self.path.append((0, len(options)))
        place, _ = self.path[self.depth]
        self.depth += 1
        return options[place]


def subset(options: Sequence[T], most: int, pick: Pick) -> list[T]:
    """Up to so many of the options, none twice."""
    left, chosen = list(options), []
    for _ in range(pick(range(min(most, len(left)) + 1))):
        chosen.append(left.pop(pick(range(len(left)))))
    return chosen
