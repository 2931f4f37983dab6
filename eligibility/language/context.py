"""What the reading of one trial file shares: the vocabulary, the declared names, and what was found wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eligibility.documents import Block, Diagnostic, Listing, Loaded, Node, Position, Severity, Text
from eligibility.vocabulary.model import Variable, Vocabulary


@dataclass
class Context:
    """Collects every finding, so that one run reports them all.

    `asked` remembers for each judgement the question and where it was asked first.
    """

    loaded: Loaded
    vocabulary: Vocabulary
    anchors: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    found: list[Diagnostic] = field(default_factory=list)
    asked: dict[str, tuple[dict[str, str], Position]] = field(default_factory=dict)

    def error(
        self, code: str, message: str, at: Position, remedy: str = "", also: Iterable[Position] = ()
    ) -> None:
        """Notes a mistake."""
        self.found.append(self.loaded.diagnostic(code, message, at, remedy, also=tuple(also)))

    def warn(
        self, code: str, message: str, at: Position, remedy: str = "", also: Iterable[Position] = ()
    ) -> None:
        """Notes something doubtful that does not stop the use of the file."""
        self.found.append(
            self.loaded.diagnostic(code, message, at, remedy, severity=Severity.WARNING, also=tuple(also))
        )

    def variable(self, name: str) -> Variable | None:
        """A variable of the vocabulary."""
        return self.vocabulary.variables.get(name)


# The form of the file has been checked before (`documents.py`), and what is amiss reported: here it is passed over.


def text_at(block: Block, key: str) -> Text | None:
    """The text under a key, if there is one."""
    node = block.get(key)
    return node if isinstance(node, Text) else None


def block_at(block: Block, key: str) -> Block | None:
    """The mapping under a key, if there is one."""
    node = block.get(key)
    return node if isinstance(node, Block) else None


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The entries of a list; of anything else: none."""
    return node.items if isinstance(node, Listing) else ()


def texts_of(node: Node | None) -> tuple[Text, ...]:
    """A text, or the texts of a list."""
    if isinstance(node, Text):
        return (node,)
    return tuple(item for item in items_of(node) if isinstance(item, Text))


def blocks_of(node: Node | None) -> tuple[Block, ...]:
    """The mappings of a list."""
    return tuple(item for item in items_of(node) if isinstance(item, Block))


def per_language(node: Node | None) -> dict[str, str]:
    """A text (taken as English), or a text for each language."""
    if isinstance(node, Text):
        return {"en": node.value}
    if isinstance(node, Block):
        return {
            key: entry.value.value for key, entry in node.entries.items() if isinstance(entry.value, Text)
        }
    return {}


def key_at(block: Block, key: str) -> Position:
    """Where a key stands; of a key that is not there: where the mapping begins."""
    entry = block.entries.get(key)
    return block.at if entry is None else entry.key.at
