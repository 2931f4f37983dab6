"""Three truths, joined by looking at every way in which the unknown ones could turn out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligibility.possible import Truth


def settled(answers: Iterable[Truth]) -> Truth:
    """The answer on which all completions agree; without any completion, nobody knows."""
    first: Truth | None = None
    for answer in answers:
        if answer is Truth.UNKNOWN or (first is not None and answer is not first):
            return Truth.UNKNOWN
        first = answer
    return Truth.UNKNOWN if first is None else first


def opposite(truth: Truth) -> Truth:
    """What `not` makes of it."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}[truth]


def at_least(number: int, truths: Sequence[Truth]) -> Truth:
    """`number` of them are surely true; or fewer than that can still be."""
    sure = len([truth for truth in truths if truth is Truth.TRUE])
    possible = len([truth for truth in truths if truth is not Truth.FALSE])
    if sure >= number:
        return Truth.TRUE
    return Truth.FALSE if possible < number else Truth.UNKNOWN


def all_of(truths: Sequence[Truth]) -> Truth:
    """As many as there are."""
    return at_least(len(truths), truths)


def any_of(truths: Sequence[Truth]) -> Truth:
    """At least one."""
    return at_least(1, truths)
