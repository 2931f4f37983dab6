"""In which encoding a file is written."""

from __future__ import annotations

import codecs
from pathlib import Path

HEAD = 65_536
# The codecs of Python that read the bytes of a file as text, and nothing else (not base64, not escapes).
_OF_TEXT = (
    "utf-8", "utf-16", "utf-32", "ascii", "iso8859", "iso2022", "cp", "gb", "big5", "hz", "euc_", "shift_jis",
    "johab", "koi8", "mac-", "tis-620", "kz1048", "ptcp154", "hp-roman8",
)  # fmt: skip
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def likely_encoding(path: Path) -> str | None:
    """The encoding in which the beginning of a file that is not UTF-8 reads as text, if one does."""
    try:
        with path.open("rb") as file:
            return other_encoding(file.read(HEAD)) or None
    except OSError:
        return None


def named_encoding(text: str) -> str | None:
    """The encoding of a name; None if no encoding of text files has it.

    >>> named_encoding("GBK"), named_encoding("base64")
    ('gbk', None)
    """
    try:
        name = codecs.lookup(text).name
    except (LookupError, ValueError):
        return None
    return name if name.startswith(_OF_TEXT) else None


def encoding_of(head: bytes) -> str:
    """The encoding that a mark at the beginning says; else UTF-8."""
    return next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), "utf-8")


def other_encoding(head: bytes) -> str:
    """An encoding in which the head reads as text."""
    for encoding in ("gb18030", "latin-1"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head, final=False)
        except UnicodeDecodeError:
            continue
        if all(character.isprintable() or character in "\t\r\n" for character in text[:5000]):
            return encoding
    return ""


def spoken(encoding: str) -> str:
    """An encoding as people name it."""
    return "UTF-8" if encoding.replace("_", "-").startswith("utf-8") else encoding
