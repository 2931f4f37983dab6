"""What is wrong with a comparison or a formula, before it is known in which file it stands."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.documents import Block, Diagnostic, Listing, Loaded, Node, Position, Severity


@dataclass(frozen=True, slots=True)
class Mistake:
    """One fault of a text. `code` has three digits, to which a file's letter comes; `at` counts characters from 0."""

    code: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    at: int = 0

    def diagnostic(self, letter: str, loaded: Loaded, node: Node) -> Diagnostic:
        """The same, at a place in a file: the node that holds the text."""
        code = letter + self.code
        return loaded.diagnostic(code, self.message, self._place(node), self.remedy, severity=self.severity)

    def _place(self, node: Node) -> Position:
        if isinstance(node, (Block, Listing)) or not self.at or node.block:
            return node.at
        return Position(node.at.file, node.at.line, node.at.column + self.at + node.quoted)


def shortened(text: str) -> str:
    """A text from a file, as a message shows it."""
    printable = "".join(character if character.isprintable() else " " for character in text[:80])
    return printable + ("..." if len(text) > 80 else "")


class Refused(Exception):
    """Carries one mistake out of a parser; never leaves this layer."""

    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake
        super().__init__(mistake.message)


def refuse(code: str, message: str, remedy: str = "", at: int = 0) -> Refused:
    """The exception for an error."""
    return Refused(Mistake(code, message, remedy, at=at))
