"""Windows, and the days on which something could change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from eligibility.language.plan import EVER, SCREENING, Point, Window
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, Period, PeriodUnit
from tests.second_opinion.generate.dice import Dice
from tests.second_opinion.naive.calendar import moved

TODAYS = tuple(
    date(*parts).toordinal()
    for parts in ((2025, 5, 15), (2025, 3, 31), (2024, 2, 29), (2025, 1, 1), (2025, 8, 31))
)
LENGTHS = {
    PeriodUnit.DAYS: (0, 1, 2, 3, 7, 10),
    PeriodUnit.WEEKS: (1, 2, 4),
    PeriodUnit.MONTHS: (1, 2, 6),
    PeriodUnit.YEARS: (1, 2),
    PeriodUnit.HALF_LIVES: (1, 2, 5),
}
CALENDAR = (PeriodUnit.DAYS, PeriodUnit.DAYS, PeriodUnit.WEEKS, PeriodUnit.MONTHS, PeriodUnit.YEARS)


@dataclass
class Times:
    """The day of screening, days near which anchors will be, and days on which something could change."""

    today: int
    anchors: dict[str, int] = field(default_factory=dict)
    hot: list[int] = field(default_factory=list)

    def remember(self, window: Window) -> None:
        """Add the ends of a window, where its anchors are on the days meant for them."""
        for point in (window.start, window.end):
            base = self._base(point) if point is not None else None
            if point is None or base is None:
                continue
            period = point.period
            if period is None:
                self.hot.append(moved(base, point.nudge, PeriodUnit.DAYS))
            elif period.unit is PeriodUnit.HALF_LIVES:
                self.hot += [base + point.sign * days * period.count for days in (1, 2)]
            else:
                self.hot.append(moved(base, point.sign * period.count, period.unit) + point.nudge)

    def _base(self, point: Point) -> int | None:
        if point.anchor is None:
            return point.day
        return self.today if point.anchor == SCREENING else self.anchors.get(point.anchor)


def window(dice: Dice, times: Times, *, half_lives: bool = False, future: bool = True) -> Window:
    """A window as the words of a trial make it."""
    made = _made(dice, times, half_lives, future)
    times.remember(made)
    return made


def _made(dice: Dice, times: Times, half_lives: bool, future: bool) -> Window:
    word = dice.pick(("ever", "within", "before", "after", "at", "more than", "between", "within", "within"))
    base = Point(anchor=dice.pick((SCREENING, SCREENING, *times.anchors)))
    if dice.chance(8):
        base = Point(day=times.today - dice.pick((0, 3, 10, 40)))
    sign = 1 if not half_lives and dice.chance(25 if future else 0) else -1
    far = Point(base.anchor, base.day, period(dice, half_lives=half_lives), sign)
    match word:
        case "within":
            ends = (far, base) if sign < 0 else (base, far)
            return Window(*ends, "within")
        case "more than":
            beyond = Point(far.anchor, far.day, far.period, sign, sign)
            return Window(None, beyond, "more than") if sign < 0 else Window(beyond, None, "more than")
        case "before":
            return Window(None, dice.pick((base, far)), "before")
        case "after":
            return Window(dice.pick((base, far)), None, "after")
        case "between":
            return Window(far if sign < 0 else base, Point(anchor=SCREENING), "between")
        case "at":
            return Window(base, base, "at")
        case _:
            return EVER


def period(dice: Dice, *, half_lives: bool = False) -> Period:
    """A length of time, short enough that facts fall on its end."""
    unit = PeriodUnit.HALF_LIVES if half_lives and dice.chance(40) else dice.pick(CALENDAR)
    return Period(dice.pick(LENGTHS[unit]), unit)


def some_day(dice: Dice, times: Times) -> int:
    """A day: on the end of a window, just beside it, near the screening date, after it."""
    sort = dice.pick(("hot", "hot", "hot", "near", "near", "far", "later"))
    if sort == "hot" and times.hot:
        return dice.pick(times.hot) + dice.pick((0, 0, -1, 1))
    if sort == "far":
        return times.today - dice.pick((50, 90, 200, 400))
    if sort == "later":
        return times.today + dice.pick((1, 2, 10))
    return times.today - dice.pick(range(13))


def days(dice: Dice, times: Times, *, vague: int = 25) -> Days:
    """A date as precise as records have it."""
    day = some_day(dice, times)
    if not dice.chance(vague):
        return Days(day, day)
    sort = dice.pick(("few", "few", "month", "undated", "year", "up to"))
    if sort == "few":
        return Days(day - dice.pick((0, 1, 2)), day + dice.pick((1, 2)))
    if sort == "undated":
        return Days()
    if sort == "up to":
        return Days(EVER_BEFORE, day)
    text = date.fromordinal(day).isoformat()
    return Days.read(text[:7] if sort == "month" else text[:4]) or Days()


def end_of(dice: Dice, times: Times, start: Days) -> Days:
    """The end of something that lasts: known, vague, not recorded, or never."""
    sort = dice.pick(("known", "known", "vague", "not recorded", "never"))
    if sort == "never":
        return Days(EVER_AFTER, EVER_AFTER)
    if sort == "not recorded":
        return Days(start.first, EVER_AFTER)
    end = days(dice, times, vague=0 if sort == "known" else 100)
    if start.last != EVER_AFTER and end.last < start.last:
        end = Days(start.last, start.last + dice.pick((0, 1, 5, 30)))
    return Days(max(end.first, start.first), end.last)
