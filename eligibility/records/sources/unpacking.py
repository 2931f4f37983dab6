"""What a gzip file holds, as long as it is not made to fill the memory or the disk."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable

LARGEST_UNPACKED = 200_000_000_000  # bytes of what a gzip file holds
LARGEST_RATIO = 200  # deflate packs zeros 1000 times; a table perhaps 20 times
FREE = 50_000_000  # bytes that a gzip file may hold at any ratio


class Unpacked(io.RawIOBase):
    """What a gzip file holds, as long as it is not made to fill the memory or the disk."""

    def __init__(self, packed: io.BufferedReader, refusal: Callable[[str, str], Exception]) -> None:
        self._packed = packed
        self._unpacked = gzip.GzipFile(fileobj=packed)
        self._refusal = refusal
        self._size = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer, counting."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._unpacked.read(len(view))
        except (OSError, EOFError, zlib.error):
            raise self._refusal("The gzip file is damaged.", "pack it again") from None
        self._size += len(data)
        if self._size > LARGEST_UNPACKED or self._size > FREE + LARGEST_RATIO * self._packed.tell():
            raise self._refusal("The gzip file unpacks to more than a table holds.", "unpack it first")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close both."""
        if not self.closed:
            self._unpacked.close()
            self._packed.close()
        super().close()
