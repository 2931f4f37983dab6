"""How many facts there are, and whether that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from eligibility.language.plan import Count, Each, InTotal, OccurrenceJudging
from eligibility.possible import Interval, Truth
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.spread import holds_number


@dataclass(frozen=True)
class Form:
    """A chosen fact (or day); whether it passes the test of `each`."""

    passes: bool = True


def judge_forms(judging: OccurrenceJudging | None, forms: Sequence[Form], absent: bool) -> Truth:
    """Judge the chosen facts; `absent` says that there are no others."""
    if isinstance(judging, Count | InTotal):
        return counted(len(forms), judging.accepted, absent)
    if isinstance(judging, Each):
        if any(not form.passes for form in forms):
            return Truth.FALSE
        return Truth.TRUE if absent else Truth.UNKNOWN
    if forms:
        return Truth.TRUE
    return Truth.FALSE if absent else Truth.UNKNOWN


def counted(number: int, accepted: Interval, absent: bool) -> Truth:
    """Whether the number is accepted; where more may be missing, whether it is, however many."""
    limits = [end for end in (accepted.low, accepted.high) if end is not None]
    most = number if absent else max([Fraction(number), *limits]) + 2
    return settled(Truth.of(holds_number(accepted, Fraction(each))) for each in range(number, int(most) + 1))
