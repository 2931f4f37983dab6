"""The whole of it: collect the tests once, see what reaches what, then try one mutant after the other."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutation.log import Log
from tests.mutation.mutants import Mutant
from tests.mutation.reaching import Reach, reach
from tests.mutation.running import Bare
from tests.mutation.trying import Attempt, Fate, attempt

PROFILE = "mutation"
ARGUMENTS = (
    f"--hypothesis-profile={PROFILE}",
    *("--doctest-modules", "--import-mode=importlib", "--assert=plain", "--capture=no", "-qq"),
    *("-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "-p", "no:faulthandler"),
)

OWN = {"engines": "spec"}  # where a layer's own tests are, if not in the folder of its name


class CannotStartError(Exception):
    """The tests fail before anything is changed."""


@dataclass
class Campaign:
    """A pytest plugin that has pytest collect the tests, and then uses them in its own way."""

    mutants: Sequence[Mutant]
    budget: float  # seconds of tests, as they take on the unchanged package, that one mutant is tried on
    log: Log
    jobs: int = 1  # how many mutants are tried at a time
    attempts: list[Attempt] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)  # before anything is changed
    killers: dict[str, Counter[pytest.Item]] = field(default_factory=dict)  # by function and by module

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of the loop that would run the tests."""
        found = reach(session.items, [each for each in self.mutants if not self.log.attempt(each)])
        if found.failing:
            self.failing = found.failing
            return True
        print(
            f"{len(found.seconds)} tests reach them and take {sum(found.seconds.values()):.0f} seconds",
            flush=True,
        )
        gc.collect()
        gc.freeze()  # so that a fork shares what it does not change
        for number, made in enumerate(self._all(found), 1):
            self.attempts.append(made)
            self.log.note(made)
            if number % 100 == 0:
                print(f"{number} of {len(self.mutants)}", flush=True)
        return True

    def _all(self, found: Reach) -> Iterator[Attempt]:
        """Every attempt, as the jobs tell of it: the number of the mutant, its fate, and the test that killed it."""
        reading, writing = os.pipe()
        children = [self._start(first, found, writing) for first in range(self.jobs)]
        os.close(writing)
        tests = {test.nodeid: test for tests in found.tests.values() for test in tests}
        with os.fdopen(reading, encoding="utf-8") as pipe:
            for line in pipe:
                number, fate, by = line.rstrip("\n").split("\t")
                yield Attempt(self.mutants[int(number)], Fate(fate), tests.get(by))
        for child in children:
            os.waitpid(child, 0)

    def _start(self, first: int, found: Reach, writing: int) -> int:
        child = os.fork()
        if child == 0:
            for number in range(first, len(self.mutants), self.jobs):
                made = self._attempt(self.mutants[number], found)
                by = made.by.nodeid if made.by is not None else ""
                os.write(writing, f"{number}\t{made.fate.value}\t{by}\n".encode())
            os._exit(0)
        return child

    def _attempt(self, mutant: Mutant, found: Reach) -> Attempt:
        made = self.log.attempt(mutant) or attempt(mutant, list(self._tests(mutant, found)), found.seconds)
        if made.by is not None:
            for place in (mutant.name, mutant.module):
                self.killers.setdefault(place, Counter())[made.by] += 1
        return made

    def _tests(self, mutant: Mutant, found: Reach) -> Iterator[pytest.Item]:
        """First what has killed mutants of this function or module, then the layer's own tests, then the others."""
        function, module = (self.killers.get(name, Counter()) for name in (mutant.name, mutant.module))
        layer = mutant.module.split(".")[1]
        own = f"/{OWN.get(layer, layer)}/"
        spent = 0.0
        for test in sorted(
            found.tests[mutant.name],  # the quickest first, and the order stays
            key=lambda test: (-function[test], -module[test], own not in test.nodeid),
        ):
            if spent > self.budget:
                return
            spent += found.seconds[test.nodeid]
            yield test


def run(
    mutants: Sequence[Mutant], tests: Sequence[str], budget: float, log: Log, jobs: int = 1
) -> list[Attempt]:
    """Try the mutants on the tests, but for those of which the log says that they were killed."""
    os.environ.pop("ELIGIBILITY_LAWS", None)
    settings.register_profile(
        PROFILE,
        max_examples=30,  # a third of the time; what they miss, the tests by hand must catch
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    campaign = Campaign(mutants, budget, log, jobs)
    code = pytest.main([*ARGUMENTS, *tests], plugins=[campaign, Bare()])
    if campaign.failing or code != pytest.ExitCode.OK:
        raise CannotStartError("\n".join(campaign.failing) or f"pytest ended with {code!r}")
    return campaign.attempts
