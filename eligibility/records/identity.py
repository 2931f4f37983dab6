"""Keys for what is kept of a large frozen object: plans, vocabularies and results are never copied or compared."""

from __future__ import annotations

from typing import Generic, TypeVar

What = TypeVar("What")


class Same(Generic[What]):
    """A key that is equal for the same object only.

    >>> one, other = ["a"], ["a"]
    >>> Same(one) == Same(one), Same(one) == Same(other)
    (True, False)
    """

    __slots__ = ("what",)

    def __init__(self, what: What) -> None:
        self.what = what

    def __hash__(self) -> int:
        return id(self.what)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.what is other.what
