"""Possible values: what a record leaves open, and what a trial accepts.

Pure values only: no files, no units, no patients.
"""

from eligibility.possible.days import EVER_AFTER, EVER_BEFORE, Days
from eligibility.possible.interval import EVERYTHING, Interval
from eligibility.possible.periods import Period, PeriodUnit, completed, shift
from eligibility.possible.truth import FALSE, TRUE, UNKNOWN, Truth, at_least, conjunction, disjunction

__all__ = [
    "EVERYTHING",
    "EVER_AFTER",
    "EVER_BEFORE",
    "FALSE",
    "TRUE",
    "UNKNOWN",
    "Days",
    "Interval",
    "Period",
    "PeriodUnit",
    "Truth",
    "at_least",
    "completed",
    "conjunction",
    "disjunction",
    "shift",
]
