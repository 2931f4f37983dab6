"""Tries a mutant: in a fork of this process, on the tests that reach its function, until one fails."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

import pytest

from tests.mutation.caches import forget
from tests.mutation.exchanging import prepared
from tests.mutation.mutants import Mutant
from tests.mutation.running import passes

SLOWER = 10  # how many times as long as on the unchanged package a test may take
AT_LEAST = 1.0  # seconds that any test may take
MEMORY = 4 * 1024**3


class Fate(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A mutant's fate, and the test that killed it."""

    mutant: Mutant
    fate: Fate
    by: pytest.Item | None = None


def attempt(mutant: Mutant, tests: Sequence[pytest.Item], seconds: Mapping[str, float]) -> Attempt:
    """Fork, exchange the function there, and run the tests in their order."""
    if not tests:
        return Attempt(mutant, Fate.NOT_REACHED)
    exchange = prepared(mutant)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(mutant.module, exchange, tests, seconds, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    number = int(said.split()[-1]) if said.strip() else 0
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGVTALRM):
        return Attempt(mutant, Fate.TIMED_OUT, tests[number])
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return Attempt(mutant, Fate.SURVIVED)
    return Attempt(mutant, Fate.KILLED, tests[number])


def _run(
    module: str,
    exchange: Callable[[], None],
    tests: Sequence[pytest.Item],
    seconds: Mapping[str, float],
    said: int,
) -> None:
    """In the fork. It ends here, whatever the mutant does."""
    try:
        _confine()
        exchange()
        forget(module)
        for number, (test, following) in enumerate(zip_longest(tests, tests[1:])):
            os.write(said, f"{number} ".encode())
            _allow(max(AT_LEAST, SLOWER * seconds[test.nodeid]))
            if not passes(test, following):
                os._exit(1)
        os._exit(0)
    finally:
        os._exit(2)


def _confine() -> None:
    """Nothing on the screen, and not the memory of the whole machine."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


def _allow(seconds: float) -> None:
    """Processor time, so that a busy machine kills no mutant; and for a test that only waits, ten times that."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 * seconds)
