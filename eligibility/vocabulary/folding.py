"""When two spellings are the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
_JOINTS = str.maketrans("", "", "-_")


@lru_cache(maxsize=16384)
def fold_value(text: str) -> str:
    """A value as it is looked up: without regard to case, width and blanks.

    >>> fold_value("Ｇrade  3"), fold_value("Ⅳ")
    ('grade3', 'iv')
    """
    folded = unicodedata.normalize("NFKC", text).casefold() if not text.isascii() else text.lower()
    return "".join(folded.split()).translate(_MINUS)


@lru_cache(maxsize=16384)
def fold_name(text: str) -> str:
    """A name as it is looked up: hyphens and underscores do not count either.

    >>> fold_name("T-Bil") == fold_name("t_bil")
    True
    """
    folded = fold_value(text)
    return folded.translate(_JOINTS) or folded
