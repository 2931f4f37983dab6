"""Marks functions, so that it is seen which of them are called: much quicker than a tracer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FunctionType

TELLING = "def telling(*args, **named):\n    {seen}.add({name!r})\n    return {plain}(*args, **named)\n"
SEEN = "_seen_by_the_mutation_tests"


@contextmanager
def marked(functions: Iterable[tuple[str, FunctionType]]) -> Iterator[set[str]]:
    """Collects the names of the functions that are called meanwhile; clear it before each test."""
    seen: set[str] = set()
    before = [(each, each.__code__, each.__defaults__, each.__kwdefaults__) for _, each in functions]
    for number, (name, function) in enumerate(functions):
        _mark(function, name, number, seen)
    try:
        yield seen
    finally:
        for function, code, defaults, named in before:
            function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, named


def _mark(function: FunctionType, name: str, number: int, seen: set[str]) -> None:
    plain = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__)
    plain.__kwdefaults__ = function.__kwdefaults__
    held = f"_plain_{number}"
    function.__globals__.update({held: plain, SEEN: seen})
    scope: dict[str, FunctionType] = {}
    exec(TELLING.format(seen=SEEN, name=name, plain=held), {}, scope)
    function.__code__ = scope["telling"].__code__
    function.__defaults__ = function.__kwdefaults__ = None
