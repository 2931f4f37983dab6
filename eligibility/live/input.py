"""Lines of standard input or of a growing file, with the position after each; ends when it is told to."""

from __future__ import annotations

import os
import select
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PAUSE = 0.2
CHUNK = 1 << 16
LONGEST = 1 << 20  # bytes of a line; of a longer one only so much, and one byte more, is kept


class Lines:
    """Whole lines as they come. Positions count in regular files only: a pipe cannot be read again."""

    def __init__(
        self, descriptor: int, *, follow: bool, ended: Callable[[], bool], idle: Callable[[], None]
    ) -> None:
        self._descriptor = descriptor
        self.regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        self._follow = follow
        self._ended = ended
        self._idle = idle
        self.position = 0

    @staticmethod
    def of_file(path: Path, ended: Callable[[], bool], idle: Callable[[], None]) -> Lines:
        """The lines of a file that grows."""
        return Lines(os.open(path, os.O_RDONLY), follow=True, ended=ended, idle=idle)

    def begin_at(self, position: int) -> None:
        """Go on where an earlier watch has stopped; in a file that has become shorter, from its beginning."""
        if self.regular and position <= os.fstat(self._descriptor).st_size:
            self.position = os.lseek(self._descriptor, position, os.SEEK_SET)

    def __iter__(self) -> Iterator[bytes]:
        rest, dropped = b"", 0
        while not self._ended():
            chunk = self._read()
            if chunk is None:
                continue
            if not chunk:
                if not self._follow:
                    break
                self._idle()
                time.sleep(PAUSE)
                continue
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                if self._ended():
                    return
                self.position += len(line) + dropped + 1
                dropped = 0
                yield line
            kept = rest[: LONGEST + 1]
            dropped, rest = dropped + len(rest) - len(kept), kept
        if rest and not self._follow and not self._ended():
            self.position += len(rest) + dropped
            yield rest

    def _read(self) -> bytes | None:
        """What is there; nothing at the end; None while a pipe is silent."""
        if not self.regular and not select.select([self._descriptor], [], [], PAUSE)[0]:
            self._idle()
            return None
        return os.read(self._descriptor, CHUNK)
