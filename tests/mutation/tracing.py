"""Which functions of the package are called while a test runs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType


@contextmanager
def called() -> Iterator[set[CodeType]]:
    """Collects the code of every function that is called meanwhile, in any thread."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        seen.add(frame.f_code)

    sys.settrace(note)
    threading.settrace(note)
    try:
        yield seen
    finally:
        sys.settrace(None)
        threading.settrace(None)
