"""Reference limits as printed: `40`, `<40`, `3.5-5.5`, `(3.5 - 5.5 g/L)`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from eligibility.possible import Interval
from eligibility.records.flaws import Flaw
from eligibility.records.numerals import read_numeral
from eligibility.records.reasons import Reason
from eligibility.records.spelled import says_not_done
from eligibility.units import Conversion, Unit, conversion, read_unit
from eligibility.vocabulary.model import Variable

_BRACKETS = "()[]{}（）【】 \t"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a result, in the unit in which it came, and what is wrong with them."""

    lower: Interval | None = None
    upper: Interval | None = None
    flaws: tuple[Flaw, ...] = ()


NO_LIMITS = Limits()
_Sides = tuple[Fraction | None, Fraction | None]


def read_limits(
    lower: str, upper: str, unit: Unit | None, variable: Variable, way: Conversion | None
) -> Limits:
    """The limits of a result that came in `unit`; `way` leads from there to the variable's own unit, if one does.

    A range in either text gives both limits. A limit that cannot be a limit of this variable is not used.
    """
    if not lower and not upper:
        return NO_LIMITS
    one, one_flaw = _sides(lower, "lower", unit, variable)
    other, other_flaw = _sides(upper, "upper", unit, variable)
    low = one[0] if one[0] is not None else other[0]
    high = other[1] if other[1] is not None else one[1]
    found = [flaw for flaw in (one_flaw, other_flaw, _impossible(low, high, variable, way)) if flaw]
    if any(flaw.reason is Reason.IMPLAUSIBLE for flaw in found):
        low = high = None
    return Limits(_exactly(low), _exactly(high), tuple(found))


def _sides(text: str, part: str, unit: Unit | None, variable: Variable) -> tuple[_Sides, Flaw | None]:
    """The lower and the upper limit that one text gives."""
    text = text.strip(_BRACKETS)
    if not text or says_not_done(text):
        return (None, None), None
    numeral = read_numeral(text)
    if numeral is None:
        return (None, None), Flaw(Reason.UNKNOWN_CODE, part, "no limit that can be read")
    numbers = _in_unit(numeral.numbers, numeral.unit.strip(_BRACKETS), unit, variable)
    if numbers is None:
        return (None, None), Flaw(
            Reason.INCOMPATIBLE_UNIT, part, "the limit is in another unit than the result"
        )
    if numbers.is_exact:
        return ((numbers.low, None) if part == "lower" else (None, numbers.high)), None
    return (numbers.low, numbers.high), None


def _in_unit(numbers: Interval, text: str, unit: Unit | None, variable: Variable) -> Interval | None:
    """The numbers in the unit of the result; None if they do not convert."""
    if not text:
        return numbers
    own = read_unit(text, like=unit.code if unit else None)
    if not isinstance(own, Unit):
        return None
    if own == unit or (unit is None and not own.code):
        return numbers
    way = conversion(own, unit, variable.molar_mass, variable.factors) if unit else None
    return None if way is None else numbers.scaled(way.times, way.plus)


def _impossible(
    low: Fraction | None, high: Fraction | None, variable: Variable, way: Conversion | None
) -> Flaw | None:
    if low is not None and high is not None and low > high:
        return Flaw(Reason.IMPLAUSIBLE, "lower", "the lower limit lies above the upper one")
    if high is not None and high <= 0 and (low is None or low >= 0):
        return Flaw(Reason.IMPLAUSIBLE, "upper", "an upper limit of nothing")
    if way is None or variable.plausible is None:
        return None
    for number, part in ((low, "lower"), (high, "upper")):
        if number is not None and _out_of_range(way.apply(number), variable.plausible, part):
            return Flaw(
                Reason.IMPLAUSIBLE, part, "the limit lies outside the plausible range of the variable"
            )
    return None


def _out_of_range(number: Fraction, plausible: Interval, part: str) -> bool:
    """A lower limit may be printed as 0 where no result is that low."""
    if part == "lower" and plausible.low is not None and 0 <= number < plausible.low:
        return False
    return not Interval.exactly(number).within(plausible)


def _exactly(number: Fraction | None) -> Interval | None:
    return None if number is None else Interval.exactly(number)
