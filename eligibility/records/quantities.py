"""From a number and its unit as written to possible values in the variable's own unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from eligibility.possible import EVERYTHING, Interval
from eligibility.records.facts import SiteFactor
from eligibility.records.flaws import Flaw
from eligibility.records.numerals import Numeral, read_numeral
from eligibility.records.printed_limits import NO_LIMITS, Limits, read_limits
from eligibility.records.reasons import Reason
from eligibility.records.spelled import says_not_done
from eligibility.units import Conversion, Unit, UnitRefusal, conversion, read_unit
from eligibility.vocabulary.model import Variable

NOTHING_OPEN: frozenset[Reason] = frozenset()
_CENSORED = frozenset({Reason.CENSORED})
_SAME = Conversion(Fraction(1))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A result, understood. `value` None: it was not done, so there is no reading at all."""

    value: Interval | None
    open: frozenset[Reason] = NOTHING_OPEN
    reported: Interval | None = None
    unit: Unit | None = None
    lower: Interval | None = None
    upper: Interval | None = None
    flaws: tuple[Flaw, ...] = ()


class QuantityReader:
    """Reads the results of one variable, at one site."""

    def __init__(self, variable: Variable, factors: Sequence[SiteFactor] = ()) -> None:
        self._variable = variable
        self._whole = variable.plausible or EVERYTHING
        self._code_units = {code.code: code.unit for code in variable.codes}
        self._factors = sorted(factors, key=lambda factor: factor.laboratory is None)
        self.by_laboratory = any(factor.laboratory is not None for factor in factors)
        self.read = lru_cache(maxsize=16384)(self._read)

    def _read(
        self, value: str, unit: str | None, lower: str, upper: str, code: str | None, laboratory: str | None
    ) -> Quantity:
        numeral = read_numeral(value)
        if numeral is None:
            if says_not_done(value):
                return Quantity(None, flaws=(Flaw(Reason.MISSING, "value", "not done"),))
            return self._open(Flaw(Reason.UNKNOWN_CODE, "value", "no number that can be read"))
        read = self._unit(numeral, unit, code)
        if isinstance(read, Flaw):
            return self._open(read)
        way = self._way(read, laboratory)
        return self._converted(
            numeral.numbers, read, way, read_limits(lower, upper, read, self._variable, way)
        )

    def limits(self, lower: str, upper: str, quantity: Quantity) -> Limits:
        """Limits from elsewhere for a result that has been read, in its unit."""
        if quantity.reported is None:
            return NO_LIMITS
        return read_limits(lower, upper, quantity.unit, self._variable, self._way(quantity.unit, None))

    def _open(self, flaw: Flaw, *more: Flaw) -> Quantity:
        """A result that cannot be used: any value of the variable."""
        return Quantity(self._whole, frozenset({flaw.reason}), flaws=(flaw, *more))

    def _converted(
        self, numbers: Interval, unit: Unit | None, way: Conversion | None, limits: Limits
    ) -> Quantity:
        printed = (limits.lower, limits.upper)
        if way is None:
            flaw = Flaw(Reason.INCOMPATIBLE_UNIT, "unit", f"{unit} does not convert to {self._variable.unit}")
            return Quantity(
                self._whole, frozenset({flaw.reason}), numbers, unit, *printed, (flaw, *limits.flaws)
            )
        value = numbers.scaled(way.times, way.plus).meet(self._whole)
        if value is None:
            why = f"outside the plausible range, {self._whole} {self._variable.unit or ''}".strip()
            return self._open(Flaw(Reason.IMPLAUSIBLE, "value", why), *limits.flaws)
        if numbers.is_exact:
            return Quantity(value, NOTHING_OPEN, numbers, unit, *printed, limits.flaws)
        back = way.inverse()
        return Quantity(value, _CENSORED, value.scaled(back.times, back.plus), unit, *printed, limits.flaws)

    def _way(self, unit: Unit | None, laboratory: str | None) -> Conversion | None:
        own = self._variable.unit
        if unit is None or own is None:
            return _SAME if unit is own else None
        stated = [f.factor for f in self._factors if f.laboratory in (None, laboratory)]
        return conversion(unit, own, self._variable.molar_mass, (*stated, *self._variable.factors))

    # ---- the unit --------------------------------------------------------------------------------

    def _unit(self, numeral: Numeral, beside: str | None, code: str | None) -> Unit | Flaw | None:
        units = [self._read_unit(text) for text in (beside, self._inside(numeral)) if text and text.strip()]
        for unit in units:
            if isinstance(unit, Flaw):
                return unit
        if len(units) == 2 and units[0] != units[1]:
            return Flaw(
                Reason.INCOMPATIBLE_UNIT, "unit", "the unit beside the value is not the unit of the row"
            )
        unit = units[0] if units else None
        if unit is None and self._variable.unit is not None:
            return Flaw(Reason.NO_UNIT, "unit", "a value without a unit")
        return self._checked(unit, code)

    def _inside(self, numeral: Numeral) -> str:
        """The unit inside the value; `5.2 L` is a flag, unless the variable is measured in litres."""
        if numeral.unit or numeral.flag != "L" or self._variable.unit is None:
            return numeral.unit
        litre = read_unit("L")
        return "L" if isinstance(litre, Unit) and litre.kind == self._variable.unit.kind else ""

    def _read_unit(self, text: str) -> Unit | Flaw | None:
        own = self._variable.unit
        unit = read_unit(text, like=own.code if own else None)
        if isinstance(unit, UnitRefusal):
            return Flaw(Reason.UNKNOWN_UNIT, "unit", unit.why + _suggestion(unit))
        if own is None and not unit.code:
            return None
        if own is None:
            return Flaw(Reason.INCOMPATIBLE_UNIT, "unit", f"a bare number is expected, not {unit}")
        return unit

    def _checked(self, unit: Unit | Flaw | None, code: str | None) -> Unit | Flaw | None:
        """The unit, unless it contradicts the code under which the result came (a molar result, a mass code)."""
        expected = self._code_units.get(code) if code else None
        if not isinstance(unit, Unit) or expected is None or expected.kind == unit.kind:
            return unit
        return Flaw(Reason.INCOMPATIBLE_UNIT, "unit", f"{code} is reported in {expected}, not in {unit}")


def _suggestion(refusal: UnitRefusal) -> str:
    return f"; did you mean {refusal.suggestion}?" if refusal.suggestion else ""
