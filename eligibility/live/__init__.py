"""Live screening: facts arrive one by one, and changes of outcome are announced when they happen.

>>> from eligibility.live import Monitor
>>> monitor = Monitor("NCT05349331", on="2026-03-20", engine="re-evaluation")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligibility.live.correlating import DurableMissing
    from eligibility.live.ledger import UnknownFact
    from eligibility.live.monitor import Monitor
    from eligibility.live.standing import Cause, Standing, Transition

_HOMES = {
    "Cause": "eligibility.live.standing",
    "DurableMissing": "eligibility.live.correlating",
    "Monitor": "eligibility.live.monitor",
    "Standing": "eligibility.live.standing",
    "Transition": "eligibility.live.standing",
    "UnknownFact": "eligibility.live.ledger",
}

__all__ = ["Cause", "DurableMissing", "Monitor", "Standing", "Transition", "UnknownFact"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'eligibility.live' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
