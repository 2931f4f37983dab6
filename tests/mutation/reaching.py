"""Runs every test on the unchanged package: which functions it reaches, and how long it takes the second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from time import process_time

import pytest

from tests.mutation.caches import forget, forget_plans
from tests.mutation.exchanging import function_of
from tests.mutation.marking import marked
from tests.mutation.mutants import Mutant
from tests.mutation.running import passes


@dataclass
class Reach:
    """What the tests do to the functions that have mutants."""

    seconds: dict[str, float] = field(default_factory=dict)  # by test
    tests: dict[str, list[pytest.Item]] = field(default_factory=dict)  # by function, quickest first
    failing: list[str] = field(default_factory=list)


def reach(tests: Sequence[pytest.Item], mutants: Sequence[Mutant]) -> Reach:
    """Run the tests with these functions marked."""
    functions = {each.name: function_of(each.module, each.function) for each in mutants}
    found = Reach(tests={name: [] for name in functions})
    modules = {each.module.rpartition(".")[0]: each.module for each in mutants}.values()
    with marked(list(functions.items())) as seen:
        for test, following in zip_longest(tests, tests[1:]):
            for module in modules:
                forget(module)
            seen.clear()
            if not passes(test, following):
                found.failing.append(test.nodeid)
            elif seen:
                _note(test, following, set(seen), found)
    forget_plans()
    for reaching in found.tests.values():
        reaching.sort(key=lambda test: found.seconds[test.nodeid])
    return found


def _note(test: pytest.Item, following: pytest.Item | None, seen: set[str], found: Reach) -> None:
    """Once more, for the time that it takes."""
    started = process_time()
    passes(test, following)
    found.seconds[test.nodeid] = process_time() - started
    for name in seen:
        found.tests[name].append(test)
