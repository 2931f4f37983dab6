"""What was written, as text: a number from a program is read from the decimals that it prints."""

from __future__ import annotations

from datetime import date
from typing import Any

LONGEST_WHOLE = 200  # bits; a larger whole number is no result, and slow to print


def text_of(written: Any) -> str | tuple[str, ...]:
    """A text for everything that a fact may hold; alternatives stay a tuple.

    >>> text_of(0.1), text_of(True), text_of(None), text_of(("1", 2))
    ('0.1', 'true', '', ('1', '2'))
    """
    if isinstance(written, str):
        return written
    if isinstance(written, (tuple, list, set, frozenset)):
        parts = [_scalar(part) for part in written]
        return tuple(sorted(parts) if isinstance(written, (set, frozenset)) else parts)
    return _scalar(written)


def _scalar(written: Any) -> str:
    if written is None:
        return ""
    if isinstance(written, bool):
        return "true" if written else "false"
    if isinstance(written, int) and written.bit_length() > LONGEST_WHOLE:
        return "a whole number of more digits than any result has"
    if isinstance(written, date):
        return _date_text(written)
    try:
        return str(written)
    except RecursionError:
        return "something nested too deeply"


def _date_text(written: date) -> str:
    try:
        return date.fromordinal(written.toordinal()).isoformat()
    except (ValueError, TypeError):  # a data frame's "not a time"
        return ""
