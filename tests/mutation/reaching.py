"""Runs every test once on the unchanged package: how long it takes, and which functions it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from time import process_time
from types import CodeType

import pytest

from tests.mutation.caches import forget
from tests.mutation.exchanging import function_of
from tests.mutation.mutants import Mutant
from tests.mutation.running import passes
from tests.mutation.tracing import called


@dataclass
class Reach:
    """What the tests do to the functions that have mutants."""

    seconds: dict[str, float] = field(default_factory=dict)  # by test
    tests: dict[str, list[pytest.Item]] = field(default_factory=dict)  # by function, quickest first
    failing: list[str] = field(default_factory=list)


def reach(tests: Sequence[pytest.Item], mutants: Sequence[Mutant]) -> Reach:
    """Run the tests under a tracer."""
    names = {function_of(each.module, each.function).__code__: each.name for each in mutants}
    found = Reach(tests={name: [] for name in names.values()})
    packages = {each.package for each in mutants}
    for test, following in zip_longest(tests, tests[1:]):
        for package in packages:
            forget(package)
        started = process_time()
        with called() as seen:
            passed = passes(test, following)
        found.seconds[test.nodeid] = process_time() - started
        if passed:
            _note(test, seen, names, found)
        else:
            found.failing.append(test.nodeid)
    for reaching in found.tests.values():
        reaching.sort(key=lambda test: found.seconds[test.nodeid])
    return found


def _note(test: pytest.Item, seen: set[CodeType], names: dict[CodeType, str], found: Reach) -> None:
    for code in seen & names.keys():
        found.tests[names[code]].append(test)
