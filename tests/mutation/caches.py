"""Forgets what the package has remembered, so that a mutant is not hidden behind an answer of the original."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper

# Loading the shipped vocabulary takes a second; what reads vocabularies is tried on small ones.
KEPT = "eligibility.vocabulary.loading"


def forget(package: str) -> None:
    """Empty the caches of the package's functions."""
    for clear in _caches(package):
        clear()


def _caches(package: str) -> Iterator[Callable[[], None]]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package and name != KEPT:
            for held in list(vars(module).values()):
                if isinstance(held, _lru_cache_wrapper):
                    yield held.cache_clear
