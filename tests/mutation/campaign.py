"""The whole of it: collect the tests once, see what reaches what, then try one mutant after the other."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutation.mutants import Mutant
from tests.mutation.reaching import Reach, reach
from tests.mutation.running import Bare
from tests.mutation.trying import Attempt, attempt

PROFILE = "mutation"
ARGUMENTS = (
    f"--hypothesis-profile={PROFILE}",
    *("--doctest-modules", "--import-mode=importlib", "--assert=plain", "--capture=no", "-qq"),
    *("-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "-p", "no:faulthandler"),
)


class CannotStartError(Exception):
    """The tests fail before anything is changed."""


@dataclass
class Campaign:
    """A pytest plugin that has pytest collect the tests, and then uses them in its own way."""

    mutants: Sequence[Mutant]
    budget: float  # seconds of tests, as they take on the unchanged package, that one mutant is tried on
    attempts: list[Attempt] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)  # before anything is changed
    killers: dict[str, Counter[pytest.Item]] = field(default_factory=dict)  # by function and by module

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of the loop that would run the tests."""
        found = reach(session.items, self.mutants)
        if found.failing:
            self.failing = found.failing
            return True
        print(f"{len(session.items)} tests take {sum(found.seconds.values()):.0f} seconds", flush=True)
        gc.collect()
        gc.freeze()  # so that a fork shares what it does not change
        for number, mutant in enumerate(self.mutants, 1):
            self._note(attempt(mutant, list(self._tests(mutant, found)), found.seconds))
            if number % 100 == 0:
                print(f"{number} of {len(self.mutants)}", flush=True)
        return True

    def _note(self, made: Attempt) -> None:
        self.attempts.append(made)
        if made.by is not None:
            for place in (made.mutant.name, made.mutant.module):
                self.killers.setdefault(place, Counter())[made.by] += 1

    def _tests(self, mutant: Mutant, found: Reach) -> Iterator[pytest.Item]:
        """First what has killed mutants of this function or module, then the layer's own tests, then the others."""
        function, module = (self.killers.get(name, Counter()) for name in (mutant.name, mutant.module))
        layer = f"/{mutant.module.split('.')[1]}/"
        spent = 0.0
        for test in sorted(
            found.tests[mutant.name],  # the quickest first, and the order stays
            key=lambda test: (-function[test], -module[test], layer not in test.nodeid),
        ):
            if spent > self.budget:
                return
            spent += found.seconds[test.nodeid]
            yield test


def run(mutants: Sequence[Mutant], tests: Sequence[str], budget: float) -> list[Attempt]:
    """Try the mutants on the tests."""
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
    campaign = Campaign(mutants, budget)
    code = pytest.main([*ARGUMENTS, *tests], plugins=[campaign, Bare()])
    if campaign.failing or code != pytest.ExitCode.OK:
        raise CannotStartError("\n".join(campaign.failing) or f"pytest ended with {code!r}")
    return campaign.attempts
