"""Whether a limit that is stated in two units says the same twice."""

from __future__ import annotations

import re
from fractions import Fraction

from eligibility.documents import Severity
from eligibility.units import Conversion, conversion
from eligibility.vocabulary.mistakes import Mistake, refuse, shortened
from eligibility.vocabulary.model import Bound, Range, Variable

_DECIMALS = re.compile(r"(?<![\w^])-?[0-9]+(?:\.([0-9]+))?(?![\w^])")


def disagreement(
    main: Range, restated: Range, main_text: str, restated_text: str, variable: Variable
) -> tuple[Mistake, ...]:
    """A warning if the two do not agree within what rounding of both explains; an error if they differ in form.

    7.0 % and 53 mmol/mol agree: 53 mmol/mol is 7.0004 %.
    """
    if [(bound.open, bound.lower) for bound in main.bounds] != [(b.open, b.lower) for b in restated.bounds]:
        raise refuse(
            "213",
            f"`{shortened(restated_text)}` has another form than the limit before it.",
            "use the same signs",
        )
    way = _way(main, restated, variable)
    if way is None or main.needs_reference:
        return ()
    tolerance = _half_step(main_text) + _half_step(restated_text) * abs(way.times)
    pairs = zip(main.bounds, restated.bounds, strict=True)
    if all(abs(_difference(one, other, way)) <= tolerance for one, other in pairs):
        return ()
    message = f"`{shortened(main_text)}` and `{shortened(restated_text)}` do not agree within their rounding."
    return (Mistake("214", message, "check both against the protocol", Severity.WARNING),)


def _way(main: Range, restated: Range, variable: Variable) -> Conversion | None:
    if main.unit is None or restated.unit is None:
        return None
    return conversion(restated.unit, main.unit, variable.molar_mass, variable.factors)


def _difference(main: Bound, restated: Bound, way: Conversion) -> Fraction:
    return way.apply(restated.limit.number) - main.limit.number


def _half_step(text: str) -> Fraction:
    """Half of the last printed place; of several numbers the finest counts."""
    decimals = [len(match[1] or "") for match in _DECIMALS.finditer(text)]
    return Fraction(1, 2 * 10 ** max(decimals, default=0))
