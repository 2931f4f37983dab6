"""A file as texts, lists and blocks, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eligibility.documents.position import Position

Path = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, always as its text. `quoted`: written in quotes; `block`: written after `|` or `>`."""

    value: str
    at: Position
    quoted: bool = False
    block: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a block."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping, in the order of the file. Its keys are unique."""

    entries: Mapping[str, Entry]
    at: Position

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value


Node = Text | Listing | Block


def plain(node: Node) -> Any:
    """The same as dicts, lists and strings.

    >>> here = Position("a.yaml")
    >>> plain(Listing((Text("yes", here),), here))
    ['yes']
    """
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def find(node: Node, path: Path) -> Node:
    """What stands at a path of keys and indexes; what the file does not have: the nearest node above it."""
    for step in path:
        below = _below(node, step)
        if below is None:
            return node
        node = below
    return node


def place(node: Node, path: Path) -> Position:
    """The position of what stands at a path: of a key where the path ends with one, else of the node itself.

    What the file does not have has the place of the nearest thing above it.
    """
    at = node.at
    for step in path:
        below = _below(node, step)
        if below is None:
            return at
        at = node.entries[str(step)].key.at if isinstance(node, Block) else below.at
        node = below
    return at


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Block):
        return node.get(str(step))
    if isinstance(node, Listing) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
