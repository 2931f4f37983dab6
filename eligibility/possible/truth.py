"""The three truths of a condition, joined by strong Kleene logic."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final


class Truth(Enum):
    """TRUE, FALSE or UNKNOWN.

    `&`, `|` and `~` are strong Kleene (Kleene 1952, section 64): an operand that is not known
    matters only if the other one leaves the answer open.

    >>> Truth.FALSE & Truth.UNKNOWN
    <Truth.FALSE: 'false'>
    >>> ~Truth.UNKNOWN
    <Truth.UNKNOWN: 'unknown'>
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    __hash__ = object.__hash__  # members are single objects; the hash of Enum is slow

    def __and__(self, other: Truth) -> Truth:
        if self is FALSE or other is FALSE:
            return FALSE
        return self if other is TRUE else other

    def __or__(self, other: Truth) -> Truth:
        if self is TRUE or other is TRUE:
            return TRUE
        return self if other is FALSE else other

    def __invert__(self) -> Truth:
        if self is UNKNOWN:
            return self
        return FALSE if self is TRUE else TRUE

    def __init__(self, text: str) -> None:
        self.known: bool = text != "unknown"
        """Whether the answer is settled."""

    def __bool__(self) -> bool:
        raise TypeError("A truth may be unknown: compare it with `is Truth.TRUE`.")

    @staticmethod
    def of(answer: bool) -> Truth:
        """The truth of a Python yes or no.

        >>> Truth.of(2 > 1)
        <Truth.TRUE: 'true'>
        """
        return TRUE if answer else FALSE


TRUE: Final = Truth.TRUE  # on Python 3.11 a member costs six times as much to look up as a name
FALSE: Final = Truth.FALSE
UNKNOWN: Final = Truth.UNKNOWN


def conjunction(truths: Iterable[Truth]) -> Truth:
    """TRUE if all are, FALSE if one is; of nothing: TRUE.

    >>> conjunction([Truth.TRUE, Truth.UNKNOWN])
    <Truth.UNKNOWN: 'unknown'>
    """
    answer = TRUE
    for truth in truths:
        if truth is FALSE:
            return truth
        if truth is UNKNOWN:
            answer = truth
    return answer


def disjunction(truths: Iterable[Truth]) -> Truth:
    """TRUE if one is, FALSE if none can be; of nothing: FALSE.

    >>> disjunction([Truth.FALSE, Truth.UNKNOWN, Truth.TRUE])
    <Truth.TRUE: 'true'>
    """
    answer = FALSE
    for truth in truths:
        if truth is TRUE:
            return truth
        if truth is UNKNOWN:
            answer = truth
    return answer


def at_least(number: int, truths: Iterable[Truth]) -> Truth:
    """TRUE if `number` are surely true, FALSE if fewer than that can still be.

    >>> at_least(2, [Truth.TRUE, Truth.UNKNOWN, Truth.FALSE])
    <Truth.UNKNOWN: 'unknown'>
    """
    members = list(truths)
    if sum(truth is TRUE for truth in members) >= number:
        return TRUE
    if sum(truth is not FALSE for truth in members) < number:
        return FALSE
    return UNKNOWN
