"""Forgets what the package has remembered, so that a mutant is not hidden behind an answer of the original."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper

# To load the shipped vocabulary takes a second. It is kept unless what reads vocabularies is what is changed.
VOCABULARIES = "eligibility.vocabulary.loading"


def forget(changed: str) -> None:
    """Empty the caches of the functions of the package that the changed module is of."""
    package, _, below = changed.partition(".")
    kept = "" if below.startswith("vocabulary") else VOCABULARIES
    for clear in _caches(package, kept):
        clear()


def _caches(package: str, kept: str) -> Iterator[Callable[[], None]]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package and name != kept:
            for held in list(vars(module).values()):
                if isinstance(held, _lru_cache_wrapper):
                    yield held.cache_clear
