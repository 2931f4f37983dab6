"""What one input may cost, and what it may raise."""

from __future__ import annotations

import resource
import time
import traceback
from dataclasses import dataclass

from tests.fuzzing.targets import Target

SECONDS = 10.0  # of the process's own time; a plain input takes some hundredths
MEGABYTES = 300


class TooSlow(Exception):
    """The input took too long."""


class TooLarge(Exception):
    """The input took too much memory."""


@dataclass(frozen=True)
class Finding:
    """What must not happen: the kind of error and its place. Two inputs with the same ones are one finding."""

    kind: str
    place: str

    def __str__(self) -> str:
        return f"{self.kind} at {self.place}"


def watched(target: Target, data: bytes) -> None:
    """One input; raises what the target raises, TooSlow or TooLarge."""
    began, held = time.process_time(), _peak()
    target.once(data)
    if time.process_time() - began > SECONDS:
        raise TooSlow
    if _peak() - held > MEGABYTES:
        raise TooLarge


def finding(target: Target, data: bytes) -> Finding | None:
    """The finding that an input is, if it is one."""
    try:
        watched(target, data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not be raised
        frames = traceback.extract_tb(error.__traceback__)
        ours = [each for each in frames if "eligibility" in each.filename or "fuzzing" in each.filename]
        last = (ours or frames)[-1]
        return Finding(type(error).__name__, f"{'/'.join(last.filename.split('/')[-3:])}:{last.lineno}")
    return None


def _peak() -> float:
    """The most memory that the process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
