"""Yes and no, as people write them in answers and flags."""

from __future__ import annotations

from eligibility.records.spelled import fold
from eligibility.records.text_of import text_of

_YES = frozenset({"true", "yes", "y", "1", "x", "t", "是", "有", "对", "阳性"})
_NO = frozenset({"false", "no", "n", "0", "f", "否", "无", "没有", "不是", "阴性"})


def read_yes_no(written: object) -> bool | None:
    """Yes or no; None if the text says neither.

    >>> read_yes_no("Yes"), read_yes_no("否"), read_yes_no("maybe")
    (True, False, None)
    """
    if isinstance(written, bool):
        return written
    said = str(text_of(written))
    text = fold(said) if len(said) < 20 else ""
    return True if text in _YES else False if text in _NO else None
