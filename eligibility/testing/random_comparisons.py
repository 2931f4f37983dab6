"""Comparisons, codes and windows in the words of a trial file, made up over a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from eligibility.possible import EVERYTHING
from eligibility.testing.picks import Pick, subset
from eligibility.testing.random_quantities import typical
from eligibility.testing.written_numbers import exact_text, in_unit, near_text, units_of
from eligibility.units import Unit
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

Words = dict[str, Any]
SIGNS = ("<", "<=", ">=", ">")
_PERIODS = ("12 months", "28 days", "1 months", "4 weeks", "3 years", "0 days")


class ComparisonWriter:
    """Writes what a variable or attribute must be."""

    def __init__(self, vocabulary: Vocabulary, pick: Pick) -> None:
        self._vocabulary = vocabulary
        self._pick = pick

    def accepted(self, variable: Variable, *, printed: bool = True) -> str | list[str]:
        """An accepted range or accepted codes; `printed` if results come with the limits of a laboratory."""
        match variable.kind:
            case Kind.QUANTITY:
                return self._range(variable, printed)
            case Kind.BOOLEAN:
                return self._pick(("true", "false"))
            case Kind.CODE if not variable.concepts_of:
                return self._values(variable)
            case _:
                return self.codes(variable)

    def codes(self, variable: Variable) -> str | list[str]:
        """Codes of an event."""
        known = sorted(self._vocabulary.concepts.get(variable.concepts_of or variable.name, {}))
        if not known:
            return "any"
        chosen = subset(known, 3, self._pick)
        return "any" if not chosen and not variable.concepts_of else chosen or known[0]

    # ---- numbers ---------------------------------------------------------------------------------

    def _range(self, variable: Variable, printed: bool) -> str:
        with_reference = printed and variable.derived is None and variable.unit is not None
        match self._pick(("bound", "bound", "range", "between", "reference", "offset", "normal")):
            case "reference" if with_reference:
                return f"{self._pick(SIGNS)} {self._pick(('ULN', '1.5 ULN', '3 ULN', 'LLN', '0.9 LLN'))}"
            case "offset" if with_reference:
                return f"{self._pick(SIGNS)} ULN + {self._pick(('2', '0.5'))} {variable.unit}"
            case "normal" if with_reference:
                return "LLN to ULN"
            case kind:
                return self._fixed(variable, kind)

    def _fixed(self, variable: Variable, kind: str) -> str:
        unit = self._pick((None, *units_of(variable)[:4])) or (units_of(variable) or (None,))[0]
        low, high = self._limits(variable, unit)
        said = "" if unit is None else f" {unit}"
        if kind == "range":
            return f"{low} to {high}{said}"
        if kind == "between":
            signs = self._pick(((">=", "<"), (">", "<="), (">=", "<=")))
            return f"{signs[0]} {low} and {signs[1]} {high}{said}"
        return f"{self._pick(SIGNS)} {low}{said}"

    def _limits(self, variable: Variable, unit: Unit | None) -> tuple[str, str]:
        plausible = variable.plausible or EVERYTHING
        low = typical(plausible) * self._pick((Fraction(1), Fraction(1, 2), Fraction(3, 4)))
        if not plausible.holds(low):
            low = typical(plausible)
        step = max(Fraction(1), abs(low)) * self._pick((1, 2))
        numbers = [in_unit(each, variable, unit) for each in (low, low + step)]
        return _short(numbers[0]), _short(numbers[1])

    def _values(self, variable: Variable) -> str | list[str]:
        values = variable.values
        place = self._pick(range(len(values)))
        form = self._pick(("one", "some", "order", "up to") if variable.ordered else ("one", "some"))
        if form == "up to":
            return f"{self._pick(('<=', '>='))} {values[place]}"
        if form == "order" and place + 1 < len(values):
            return f"{values[place]} to {values[self._pick(range(place + 1, len(values)))]}"
        return list(dict.fromkeys((values[place], self._pick(values)))) if form == "some" else values[place]


class WindowWriter:
    """Writes windows that count from screening or from an anchor."""

    def __init__(self, anchors: Sequence[str], pick: Pick) -> None:
        self._anchors = ("screening", *anchors)
        self._pick = pick

    def window(self) -> Words:
        """No window, or one of the words for it."""
        anchor, period = self._pick(self._anchors), self._pick(_PERIODS)
        side = self._pick(("before", "after")) if anchor != "screening" else "before"
        ways: tuple[Mapping[str, str], ...] = (
            {},
            {},
            {"within": f"{period} {side} {anchor}"},
            {"within": f"{period} {side} {anchor}"},
            {"before": anchor},
            {"after": f"{period} before {anchor}"},
            {"more than": f"{period} before {anchor}"},
            {"before": f"{period} before {anchor}"},
            {"at": anchor},
            {"after": f"{period} before {anchor}", "before": anchor},
        )
        return dict(self._pick(ways))


def _short(number: Fraction) -> str:
    """A number with at most three significant digits that ends, so that it is a limit as trials print them."""
    text = exact_text(number)
    if text is not None and len(text.strip("-0.")) <= 6:
        return text
    return near_text(number, 3) if abs(number) < 1000 else near_text(Fraction(int(number)))
