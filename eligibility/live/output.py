"""Transitions on standard output, each written once, also over a kill.

A file that is appended to (`>> transitions.ndjson`) knows how far it is: what is missing from it after a kill is
written, and nothing else. A pipe knows nothing: there the last line may come twice, with the same `number`.
"""

from __future__ import annotations

import fcntl
import os
import stat


class Output:
    """Standard output, with its position where it has one."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        appended = bool(fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_APPEND)
        self.regular = stat.S_ISREG(os.fstat(descriptor).st_mode) and appended
        self.position = os.fstat(descriptor).st_size if self.regular else 0

    def write(self, left: bytes) -> None:
        """Write all of it."""
        while left:
            number = os.write(self._descriptor, left)
            self.position += number
            left = left[number:]

    def resume(self, waiting: list[tuple[str, int]], marked: int) -> None:
        """Write what an earlier watch has taken in but not written; `marked` is how far a pipe had come."""
        come = self.position if self.regular else marked
        for text, ends in waiting:
            missing = ends - come
            if missing > 0:
                encoded = text.encode()
                self.write(encoded[-missing:] if self.regular and missing < len(encoded) else encoded)
                come = ends
        if not self.regular:
            self.position = max(come, marked)
