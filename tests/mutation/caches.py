"""Forgets what the package has remembered, so that a mutant is not hidden behind an answer of the original."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper

from eligibility.language.plan import Trial

# Loading the shipped vocabulary takes a second: it is kept unless what reads vocabularies is what is changed.
VOCABULARIES = "eligibility.vocabulary."
KEPT = f"{VOCABULARIES}loading"
# What tests of the engines have prepared with the layers below, and keep while a mutant is above these.
PREPARING = ("tests.spec.running", "tests.second_opinion.compare", "tests.second_opinion.test_agreement")
ENGINES = "eligibility.engines."


def forget(module: str) -> None:
    """Empty the caches of the functions of the package of this module, and of tests that it has a part in."""
    package = module.partition(".")[0]
    for name, found in list(sys.modules.items()):
        inside = name.partition(".")[0] == package and (name != KEPT or module.startswith(VOCABULARIES))
        if inside or (name in PREPARING and not module.startswith(ENGINES)):
            for clear in _caches(found):
                clear()


def forget_plans() -> None:
    """Empty what engines keep with a trial's plan, for all plans that tests have loaded."""
    for held in gc.get_objects():
        if isinstance(held, Trial):
            held.kept.clear()


def _caches(module: object) -> Iterator[Callable[[], None]]:
    for held in list(vars(module).values()):
        if isinstance(held, _lru_cache_wrapper):
            yield held.cache_clear
