"""Texts that are asked for several times (for a table, for JSON, for a count) are made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class _Same:
    """A key that is equal for the same object only: plans and results are large, and never copied."""

    __slots__ = ("what",)

    def __init__(self, what: object) -> None:
        self.what = what

    def __hash__(self) -> int:
        return id(self.what)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.what is other.what


def remembered(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keep the latest answers of a pure function whose arguments are frozen values or texts."""

    def of(function: Callable[..., Answer]) -> Callable[Asked, Answer]:
        @lru_cache(maxsize=most)
        def by_key(*keys: object) -> Answer:
            return function(*(key.what if isinstance(key, _Same) else key for key in keys))

        @wraps(function)
        def asked(*arguments: Asked.args, **named: Asked.kwargs) -> Answer:
            assert not named
            return by_key(*(each if isinstance(each, str) else _Same(each) for each in arguments))

        return asked

    return of
