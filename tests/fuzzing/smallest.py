"""The smallest input that is still the same finding: pieces are cut out as long as it stays one."""

from __future__ import annotations

from collections.abc import Callable


def smallest(data: bytes, shows: Callable[[bytes], bool]) -> bytes:
    """Shorten an input that shows something.

    >>> smallest(b"a long text with an x in it", lambda data: b"x" in data)
    b'x'
    """
    size = max(1, len(data) // 2)
    while size:
        shorter = _without_pieces(data, size, shows)
        size = size if len(shorter) < len(data) and size > 1 else size // 2
        data = shorter
    return data


def _without_pieces(data: bytes, size: int, shows: Callable[[bytes], bool]) -> bytes:
    place = 0
    while place < len(data):
        shorter = data[:place] + data[place + size :]
        if shows(shorter):
            data = shorter
        else:
            place += size
    return data
