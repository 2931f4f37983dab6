"""Texts for a terminal or a page, without what could move the cursor, turn the direction or colour the screen."""

from __future__ import annotations


def visible(text: str) -> str:
    """The text with a blank for each character that is not to be seen; its lines stay.

    >>> visible("P1\\x1b[2J\\u202e")
    'P1 [2J '
    """
    return "\n".join(line if line.isprintable() else one_line(line) for line in text.split("\n"))


def one_line(line: str) -> str:
    """The same of a text that is one line: its ends of lines become blanks too."""
    return "".join(character if character.isprintable() else " " for character in line)


def encodable(text: str) -> str:
    """The text with an escape for each half surrogate, which no encoding can write.

    >>> encodable("P\\ud800")
    'P\\\\ud800'
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
