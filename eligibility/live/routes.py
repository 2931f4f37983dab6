"""How a leaf reaches the rules: as normalised facts, or (outside the safe subset) as a verdict that we computed.

A route turns the evidence of the reference engine (which reading was chosen, which assessments counted) into facts that
the rules judge for themselves: exact numbers whose order survives as floats, days as whole numbers, codes as texts.
None means: it cannot be said so; the leaf's truth is asserted instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from eligibility.live.safety import UnsafeRule, safe_number
from eligibility.possible import Interval, Truth
from eligibility.records.facts import Occurrence, Reading
from eligibility.results.model import Explanation, Role, Used

Payload = tuple[tuple[str, float | str], ...]  # one fact: property and value; the first names its place
Facts = frozenset[Payload]
MOST_ASSESSMENTS = 24  # pairs fire for each two: fine for images, not for series of hundreds


class Route(Protocol):
    """The way of one leaf."""

    def facts(self, explanation: Explanation) -> Facts | None:
        """The facts from which the rules find the leaf's truth; None if they could not."""


@dataclass(frozen=True, slots=True)
class NumberRoute:
    """A measured number against fixed limits."""

    slot: str
    limits: tuple[Fraction, ...]

    def facts(self, explanation: Explanation) -> Facts | None:
        """The one chosen value."""
        reading = only_reading(explanation.used)
        if reading is None or not isinstance(reading.value, Interval):
            return None
        value = canonical(reading.value, self.limits)
        return None if value is None else frozenset({((self.slot, value),)})


@dataclass(frozen=True, slots=True)
class RatioRoute:
    """A measured number against multiples of the limit printed with it; without the limit, an explicit gap."""

    slot: str
    ratio: str
    upper: bool
    limits: tuple[Fraction, ...]

    def facts(self, explanation: Explanation) -> Facts | None:
        """How many times the limit, and that there is a value."""
        reading = only_reading(explanation.used)
        if reading is None or reading.reported is None or not reading.reported.is_exact:
            return None
        printed = reading.upper if self.upper else reading.lower
        if printed is None:
            return frozenset({((self.slot, 1.0),)})
        assert reading.reported.low is not None
        if not printed.is_exact or not printed.low or printed.low <= 0:
            return None
        value = canonical(Interval.exactly(reading.reported.low / printed.low), self.limits)
        return None if value is None else frozenset({((self.slot, 1.0), (self.ratio, value))})


@dataclass(frozen=True, slots=True)
class CodeRoute:
    """An assessed code."""

    slot: str
    domain: frozenset[str]

    def facts(self, explanation: Explanation) -> Facts | None:
        """The one chosen code."""
        reading = only_reading(explanation.used)
        code = None if reading is None else only_code(reading, self.domain)
        return None if code is None else frozenset({((self.slot, code),)})


@dataclass(frozen=True, slots=True)
class StreakRoute:
    """Two accepted assessments in a row, far enough apart: the current run, or the day that broke it."""

    run: str
    broke: str

    def facts(self, explanation: Explanation) -> Facts | None:
        """The days of the current run; a truth that the run does not show (its window has ended) is not theirs."""
        marks = _marks(explanation.used)
        if marks is None or not marks:
            return None
        last_break = max((day for day, role in marks if role is Role.BROKE), default=None)
        run = sorted(
            day for day, role in marks if role is Role.COUNTED and (last_break is None or day > last_break)
        )
        if not run:
            return None if last_break is None else frozenset({((self.broke, float(last_break)),)})
        if explanation.truth is Truth.FALSE or len(run) > MOST_ASSESSMENTS:
            return None
        return frozenset(((self.run, float(day)),) for day in run)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One variable of a line of a score: the place of its fact, and what is needed to write it."""

    variable: str
    slot: str
    limits: tuple[Fraction, ...]
    domain: frozenset[str]


@dataclass(frozen=True, slots=True)
class ScoreRoute:
    """A score from its components (Child-Pugh): points, sum and class follow by rules."""

    lines: tuple[tuple[Alternative, ...], ...]
    in_class: bool

    def facts(self, explanation: Explanation) -> Facts | None:
        """The components, each from its one reading; None if one is not, or a recorded score takes part."""
        computed = explanation.computed
        if computed is not None and self.in_class:
            if computed.recorded or len(computed.parts) != 1:
                return None
            computed = computed.parts[0]
        if computed is None or computed.recorded or computed.parts:
            return None
        facts = [self._component(line, computed.inputs) for line in self.lines]
        return None if None in facts else frozenset(each for each in facts if each is not None)

    def _component(self, line: Sequence[Alternative], inputs: Iterable[Used]) -> Payload | None:
        names = {each.variable: each for each in line}
        found = [used for used in inputs if used.fact.variable in names]
        if len(found) != 1 or found[0].match is not Truth.TRUE or not isinstance(found[0].fact, Reading):
            return None
        return _written(names[found[0].fact.variable], found[0].fact)


def _written(alternative: Alternative, reading: Reading) -> Payload | None:
    value: float | str | None
    if isinstance(reading.value, Interval):
        value = canonical(reading.value, alternative.limits)
    else:
        value = only_code(reading, alternative.domain)
    return None if value is None else ((alternative.slot, value),)


# ---- evidence ------------------------------------------------------------------------------------


def only_reading(used: Iterable[Used]) -> Reading | None:
    """The reading that was judged, if it is surely the one."""
    judged = [each for each in used if each.role in (Role.JUDGED, Role.MAYBE)]
    if len(judged) != 1 or judged[0].match is not Truth.TRUE or not isinstance(judged[0].fact, Reading):
        return None
    return judged[0].fact


def only_code(reading: Reading, domain: frozenset[str]) -> str | None:
    """The code of a reading, if it is one."""
    value = reading.value
    if not isinstance(value, frozenset) or len(value) != 1 or not value <= domain:
        return None
    return next(iter(value))


def canonical(value: Interval, limits: Iterable[Fraction]) -> float | None:
    """The number as a float, if it is one number, the engine can read it, and it keeps its place among the limits."""
    if not value.is_exact:
        return None
    exact = value.low
    assert exact is not None
    number = float(exact)
    try:
        safe_number(number)
    except UnsafeRule:
        return None
    kept = all(
        (exact < limit, exact == limit) == (number < float(limit), number == float(limit)) for limit in limits
    )
    return number if kept else None


def _marks(used: Iterable[Used]) -> list[tuple[int, Role]] | None:
    """Each day's mark; None if a reading, its day or its mark is open, or a day has two."""
    found: dict[int, Role] = {}
    for each in used:
        if isinstance(each.fact, Occurrence) or each.match is not Truth.TRUE or not each.fact.days.is_exact:
            return None
        if each.role is Role.SKIPPED:
            continue
        if each.role not in (Role.COUNTED, Role.BROKE):
            return None
        if found.setdefault(each.fact.days.first, each.role) is not each.role:
            return None
    return list(found.items())
