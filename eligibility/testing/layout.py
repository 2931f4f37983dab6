"""Where the anchors of a trial lie in made-up patients, and with them the ends of its windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from eligibility.language.plan import SCREENING, Point, Trial, Window
from eligibility.possible import EVER_BEFORE, Period, PeriodUnit, shift

_STEP = 60  # days from one anchor to the next


@dataclass(frozen=True)
class Layout:
    """A day for the screening date and for every declared anchor."""

    today: int
    anchors: Mapping[str, int]

    def day(self, point: Point, half_life_hours: Fraction | None = None) -> int:
        """The day that a point means; one that counts half-lives needs that of a drug."""
        day = point.day if point.day is not None else self._anchor(point.anchor)
        period = point.period
        if period is not None and period.unit is PeriodUnit.HALF_LIVES:
            hours = period.count * (half_life_hours or Fraction(24))
            period = Period(ceil(hours / 24), PeriodUnit.DAYS)
        return (day if period is None else shift(day, period, point.sign)) + point.nudge

    def first_day(self, window: Window) -> int:
        """The first day of a window."""
        return EVER_BEFORE if window.start is None else self.day(window.start)

    def last_day(self, window: Window) -> int:
        """The last day of a window, which may lie after the screening date."""
        return self.today if window.end is None else self.day(window.end)

    def _anchor(self, name: str | None) -> int:
        return self.today if name in (None, SCREENING) else self.anchors.get(name or "", self.today)


def lay_out(trial: Trial, on: date) -> Layout:
    """The anchors one after the other before the screening date; planned dates and `screen as of` on it."""
    today = on.toordinal()
    events = [
        each.name for each in trial.anchors if each.leaf is not None and each.name != trial.screen_as_of
    ]
    days = {name: today - _STEP * (len(events) - place) for place, name in enumerate(events)}
    return Layout(today, {each.name: days.get(each.name, today) for each in trial.anchors})
