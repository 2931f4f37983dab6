"""Ways through an explanation: what decided it, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.plan import All, AnyMember, When
from eligibility.possible import Truth
from eligibility.results.model import CriterionResult, Explanation, Verdict


def open_leaves(explanation: Explanation) -> Iterator[Explanation]:
    """The leaves that leave an unknown condition open; none if its truth is known."""
    if explanation.truth is Truth.UNKNOWN:
        yield from deciding_leaves(explanation)


def deciding_leaves(explanation: Explanation) -> Iterator[Explanation]:
    """The leaves by which a condition has its truth.

    Of `all` that is not met, those not met; of `all` that is met, every one; of `any` the other way round; of an
    unknown, the unknown ones; of `when` also what chose the branch.
    """
    if not explanation.children:
        yield explanation
        return
    for child in _deciding(explanation):
        yield from deciding_leaves(child)


def parts_open(result: CriterionResult) -> tuple[Explanation, ...]:
    """The parts of a criterion (its exception and scope included) that leave its verdict unknown."""
    if result.verdict is not Verdict.UNKNOWN:
        return ()
    parts = (result.applies_when, result.unless, result.condition)
    return tuple(part for part in parts if part is not None and part.truth is Truth.UNKNOWN)


def part_deciding(result: CriterionResult) -> Explanation:
    """The part of a criterion by which its verdict is known."""
    if result.because == "not applicable" and result.applies_when is not None:
        return result.applies_when
    if result.because == "exception" and result.unless is not None:
        return result.unless
    return result.condition


def _deciding(explanation: Explanation) -> tuple[Explanation, ...]:
    children, truth = explanation.children, explanation.truth
    match explanation.condition:
        case All() | AnyMember():
            same = tuple(child for child in children if child.truth is truth)
            return same or children
        case When():
            return _of_when(children, truth)
        case _:
            return _of_number(children, truth)


def _of_when(children: tuple[Explanation, ...], truth: Truth) -> tuple[Explanation, ...]:
    when, then, otherwise = children
    if when.truth is Truth.TRUE:
        return (when, then) if truth is not Truth.UNKNOWN else (then,)
    if when.truth is Truth.FALSE:
        return (when, otherwise) if truth is not Truth.UNKNOWN else (otherwise,)
    if truth is not Truth.UNKNOWN:
        return (then, otherwise)
    return (when, *(child for child in (then, otherwise) if child.truth is Truth.UNKNOWN))


def _of_number(children: tuple[Explanation, ...], truth: Truth) -> tuple[Explanation, ...]:
    """Of `not` its member; of `at least` the members that count towards the answer."""
    if len(children) == 1:
        return children
    return tuple(child for child in children if child.truth is truth) or children
