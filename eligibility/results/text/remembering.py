"""Texts that are asked for several times (for a table, for JSON, for a count) are made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from eligibility.records.identity import Same

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keep the latest answers of a pure function whose arguments are frozen values or texts."""

    def of(function: Callable[..., Answer]) -> Callable[Asked, Answer]:
        @lru_cache(maxsize=most)
        def by_key(*keys: object) -> Answer:
            return function(*(key.what if isinstance(key, Same) else key for key in keys))

        @wraps(function)
        def asked(*arguments: Asked.args, **named: Asked.kwargs) -> Answer:
            assert not named
            return by_key(*(each if isinstance(each, str) else Same(each) for each in arguments))

        return asked

    return of
