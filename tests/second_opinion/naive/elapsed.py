"""Completed years (months, ...) since a date, from recorded dates and recorded ages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from eligibility.possible import EVER_BEFORE, Days, Interval, PeriodUnit
from eligibility.records.facts import Reading
from eligibility.vocabulary.model import Elapsed, Variable
from tests.second_opinion.naive.calendar import moved, whole_units
from tests.second_opinion.naive.known import days_of_start
from tests.second_opinion.naive.scene import Scene
from tests.second_opinion.naive.spread import days_of, ways

Recorded = tuple[int, Interval]  # a recorded age: the day, and the possible numbers


def possible_ages(variable: Variable, cuts: list[Fraction], scene: Scene) -> set[int]:
    """How many units may have passed by the screening date; empty if nothing is recorded or nothing is left."""
    derived = variable.derived
    assert isinstance(derived, Elapsed)
    ages = [_recorded(each, derived, scene) for each in scene.chart.readings.get(variable.name, ())]
    found: set[int] = set()
    for chosen in ways(ages):
        recorded = [each for each in chosen if each is not None]
        turns = sorted(
            turn for turn in set(_turns(recorded, cuts, derived.unit, scene)) if turn > EVER_BEFORE
        )
        for starts in _starts(derived.since, turns, scene):
            if not recorded and not starts:
                return set()
            for start in starts or turns:
                if all(_agrees(_age(start, day, derived), number) for day, number in recorded):
                    found.add(_age(start, scene.today, derived))
    return found


def _agrees(age: int, recorded: Interval) -> bool:
    """Whether a recorded number may be written of somebody of so many completed units: 75 and a half is over 75."""
    if recorded.low is not None and recorded.low >= age + 1:
        return False
    return recorded.high is None or recorded.high > age or (recorded.high == age and not recorded.high_open)


def _age(start: int, day: int, derived: Elapsed) -> int:
    return whole_units(start, day, derived.unit)


def _recorded(reading: Reading, derived: Elapsed, scene: Scene) -> list[Recorded | None]:
    assert isinstance(reading.value, Interval)
    days = days_of(days_of_start(reading, scene), _birthdays(reading.value, derived, scene))
    return [(day, reading.value) if day <= scene.today else None for day in days]


def _birthdays(number: Interval, derived: Elapsed, scene: Scene) -> Iterator[int]:
    """Days on which a recorded number begins or ends to be true."""
    counts = [int(end) + more for end in (number.low, number.high) if end is not None for more in (0, 1)]
    for since in scene.chart.readings.get(derived.since, ()):
        assert isinstance(since.value, Days)
        for start in (since.value.first, since.value.last):
            yield from (moved(start, count, derived.unit) for count in counts)
    for name, variable in scene.vocabulary.variables.items():
        for other in scene.chart.readings.get(name, ()) if variable.derived == derived else ():
            yield from (day for count in counts for day in _when(count, other, derived))


def _when(count: int, other: Reading, derived: Elapsed) -> Iterator[int]:
    """Days on which somebody had so many completed units, by another recorded number."""
    assert isinstance(other.value, Interval)
    if other.value.low is not None:
        born = moved(other.days.last, -int(other.value.low), derived.unit)
        yield moved(born, count, derived.unit)


def _starts(since: str, turns: list[int], scene: Scene) -> Iterator[list[int]]:
    """Possible days of the date, by the latest readings of it; none where there is none."""
    readings = scene.chart.readings.get(since, ())
    for chosen in ways([_dated(each, turns, scene) for each in readings]):
        sure = [each for each in chosen if each is not None]
        yield [start for day, start in sure if day == max(each for each, _ in sure)]


def _dated(reading: Reading, turns: list[int], scene: Scene) -> list[tuple[int, int] | None]:
    assert isinstance(reading.value, Days)
    values = days_of(reading.value, turns)
    others = [days_of_start(each, scene) for each in scene.chart.readings.get(reading.variable, ())]
    edges = [edge for each in others for edge in (each.first, each.last)]
    seen = days_of(days_of_start(reading, scene), [*edges, scene.today])
    sure = [(day, value) if day <= scene.today else None for day in seen for value in values]
    return sure if reading.status == "confirmed" else [*sure, None]


def _turns(recorded: list[Recorded], cuts: list[Fraction], unit: PeriodUnit, scene: Scene) -> Iterator[int]:
    """Days around which an age changes: a limit counted back from today, a recorded age from its day."""
    for day, number in [(scene.today, None), *recorded]:
        ends = cuts if number is None else [end for end in (number.low, number.high) if end is not None]
        for end in ends:
            for years in (int(end) - 1, int(end), int(end) + 1, int(end) + 2):
                yield from (moved(day, -years, unit) + step for step in (-1, 0, 1))
