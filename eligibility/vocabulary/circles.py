"""Circles among derived variables."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.vocabulary.model import (
    Bands,
    CountItems,
    Derivation,
    Elapsed,
    Extreme,
    Formula,
    Points,
    ShareOfLabelMaximum,
    SumItems,
)


def inputs_of(derivation: Derivation) -> tuple[str, ...]:
    """The variables from which a derivation computes, in the order in which it names them."""
    match derivation:
        case Elapsed():
            return (derivation.since,)
        case Points():
            return tuple(dict.fromkeys(each.variable for line in derivation.lines for each in line))
        case Bands():
            return (derivation.variable,)
        case Formula():
            names = [each.variable for each in derivation.inputs] + [name for name, _ in derivation.by]
            return tuple(dict.fromkeys(names))
        case CountItems() | Extreme() | SumItems():
            return (derivation.item,)
        case ShareOfLabelMaximum():
            return ()


def circles(needs: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each circle once, as the names on it.

    >>> circles({"a": ("b",), "b": ("a", "c"), "c": ()})
    [('a', 'b')]
    """
    open_names = {name: set(inputs) for name, inputs in needs.items()}
    while ready := [name for name, inputs in open_names.items() if not inputs & open_names.keys()]:
        for name in ready:
            del open_names[name]
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in sorted(open_names):
        circle = _walk(start, open_names)
        if not seen & set(circle):
            found.append(circle)
        seen.update(circle)
    return found


def _walk(start: str, needs: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Follows the inputs until a name comes again; from there on it is a circle."""
    path = [start]
    while True:
        following = min(needs[path[-1]] & needs.keys())
        if following in path:
            return tuple(path[path.index(following) :])
        path.append(following)
