"""Results of a laboratory around the limits of a trial: in every unit, with and without the laboratory's own limits."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from eligibility.possible import EVERYTHING, Interval
from eligibility.records.facts import Fact
from eligibility.testing.interests import Interests
from eligibility.testing.picks import Pick
from eligibility.testing.written_numbers import exact_text, in_unit, last_digit, near_text, units_of
from eligibility.units import Unit, conversion
from eligibility.vocabulary.model import Limit, Reference, Variable

_OPEN = ("censored", "no unit", "unknown unit", "implausible", "rubbish", "not done", "range")
_WAYS = ("limit", "limit", "limit", "reference", "reference", "plain", *_OPEN)


def numbers_near(limit: Fraction, plausible: Interval) -> list[Fraction]:
    """The limit, one printed step on either side of it, and far from it; only what is plausible."""
    step = last_digit(limit)
    numbers = [limit, limit - step, limit + step, limit - step / 10, limit + step / 10, limit / 2, limit * 2]
    return [each for each in numbers if plausible.holds(each)] or [typical(plausible)]


def typical(plausible: Interval) -> Fraction:
    """Some number of a plausible range, with few digits.

    >>> typical(Interval(Fraction(1), Fraction(3000)))
    Fraction(54, 1)
    """
    low = plausible.low if plausible.low is not None else Fraction(-100)
    high = plausible.high if plausible.high is not None else max(low, Fraction(0)) + 100
    if low > 0:
        return max(low, min(high, Fraction(isqrt(int(low * high * 10000)) // 100)))
    return Fraction(int(high / 50)) if high >= 50 else (low + high) / 2


class QuantityWriter:
    """Writes results; the day is somebody else's."""

    def __init__(self, interests: Interests, pick: Pick, *, sure: bool = False) -> None:
        self._interests = interests
        self._pick = pick
        self._sure = sure

    def fact(self, variable: Variable) -> Fact:
        """One result."""
        match self._pick(_WAYS[:6] if self._sure else _WAYS):
            case "reference" if variable.name in self._interests.references:
                return self._against_reference(variable)
            case "censored":
                return self._written(variable, sign=self._pick(("<", ">", "<=", ">=")))
            case "range":
                return self._range(variable)
            case "no unit":
                return Fact(variable.name, near_text(self._number(variable)))
            case "unknown unit":
                return Fact(variable.name, near_text(self._number(variable)), unit="smoots")
            case "implausible":
                return self._implausible(variable)
            case "rubbish":
                return Fact(variable.name, "see report", unit=_text(variable.unit))
            case "not done":
                return Fact(variable.name, "not done")
            case _:
                return self._written(variable)

    def _number(self, variable: Variable) -> Fraction:
        """A number in the variable's own unit."""
        plausible = variable.plausible or EVERYTHING
        limits = self._interests.numbers.get(variable.name, ())
        if limits:
            return self._pick(numbers_near(self._pick(limits), plausible))
        return self._pick(numbers_near(typical(plausible), plausible))

    def _written(self, variable: Variable, sign: str = "") -> Fact:
        unit = self._unit(variable)
        number = in_unit(self._number(variable), variable, unit)
        lower, upper = self._printed_limits(variable, unit)
        return Fact(variable.name, sign + near_text(number), unit=_text(unit), lower=lower, upper=upper)

    def _range(self, variable: Variable) -> Fact:
        number = self._number(variable)
        more = number + last_digit(number) * self._pick((1, 2, 10))
        return Fact(variable.name, f"{near_text(number)}-{near_text(more)}", unit=_text(variable.unit))

    def _implausible(self, variable: Variable) -> Fact:
        plausible = variable.plausible or EVERYTHING
        number = (plausible.high + 1) if plausible.high is not None else Fraction(1)
        return Fact(variable.name, near_text(number), unit=_text(variable.unit))

    def _unit(self, variable: Variable) -> Unit | None:
        units = units_of(variable)
        if not units:
            return None
        return self._pick((units[0], self._pick(units)))

    # ---- the limits of the laboratory ------------------------------------------------------------

    def _against_reference(self, variable: Variable) -> Fact:
        """A value on a multiple of the printed limit, or a step beside it."""
        limit = self._pick(self._interests.references[variable.name])
        unit = self._unit(variable)
        printed = _round(in_unit(typical(variable.plausible or EVERYTHING), variable, unit))
        number = limit.number * printed + _offset(limit, unit, variable)
        number += last_digit(number) * self._pick((0, 0, 1, -1))
        text = exact_text(number) or near_text(number)
        sign = "" if self._sure else self._pick(("", "", "", "", "<", ">"))
        upper, lower = near_text(printed), None
        if limit.of is Reference.LLN:
            upper, lower = near_text(printed * 3), near_text(printed)
        elif self._pick((True, False)):
            lower = near_text(printed / 4)
        return Fact(variable.name, sign + text, unit=_text(unit), lower=lower, upper=upper)

    def _printed_limits(self, variable: Variable, unit: Unit | None) -> tuple[str | None, str | None]:
        if variable.name not in self._interests.references or self._pick((False, True)):
            return None, None
        printed = _round(in_unit(typical(variable.plausible or EVERYTHING), variable, unit))
        return self._pick(((None, near_text(printed)), (near_text(printed / 4), near_text(printed))))


def _offset(limit: Limit, unit: Unit | None, variable: Variable) -> Fraction:
    if limit.unit is None or unit is None:
        return limit.offset
    change = conversion(limit.unit, unit, variable.molar_mass, variable.factors)
    return limit.offset if change is None else limit.offset * change.times


def _round(number: Fraction) -> Fraction:
    """Cut to two significant digits, as limits are printed."""
    scale = Fraction(1)
    while number and abs(number) * scale < 10:
        scale *= 10
    while abs(number) * scale >= 100:
        scale /= 10
    return int(number * scale) / scale


def _text(unit: Unit | None) -> str | None:
    return None if unit is None else unit.code
