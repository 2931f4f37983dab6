"""How far a value is from its limit, in words."""

from __future__ import annotations

from fractions import Fraction

from eligibility.possible import Interval
from eligibility.possible.interval import decimal
from eligibility.records.facts import Reading
from eligibility.records.reasons import Reason
from eligibility.results.limits import Reckoned, Standing, references_needed, standing
from eligibility.results.text.values import interval_text, number_text
from eligibility.units import Unit
from eligibility.vocabulary.model import Range, Reference, Variable

UNUSABLE = frozenset(
    {
        Reason.NO_UNIT,
        Reason.UNKNOWN_UNIT,
        Reason.INCOMPATIBLE_UNIT,
        Reason.IMPLAUSIBLE,
        Reason.UNKNOWN_CODE,
    }
)
LIMIT_WORD = {Reference.ULN: "upper limit", Reference.LLN: "lower limit"}


def reading_standing(reading: Reading, variable: Variable, accepted: Range, *, brief: bool = False) -> str:
    """What a result is in the unit of the criterion, and how it stands to the limit; nothing if that is open.

    If `brief`, in that unit only.
    """
    if not isinstance(reading.value, Interval) or reading.open & UNUSABLE:
        return ""
    found = standing(accepted, variable, reading.value, reading)
    if found is not None:
        return standing_text(found, reading.unit, brief=brief)
    absent = [LIMIT_WORD[reference] for reference in references_needed(accepted)]
    return f"the laboratory's {' and '.join(absent)} is not given" if absent else ""


def beside(said: str, held: str) -> str:
    """A value with how it stands to its limit.

    >>> beside("3.2 g/dL", "= 32 g/L, 2 g/L over the limit of 30 g/L")
    '3.2 g/dL = 32 g/L, 2 g/L over the limit of 30 g/L'
    """
    if not held:
        return said
    return f"{said} {held}" if held[0] in "=≈" else f"{said}, {held}"


def standing_text(found: Standing, written_in: Unit | None = None, *, brief: bool = False) -> str:
    """`= 30 g/L, 2 g/L under the limit of 32 g/L (in g/dL: 0.2 under 3.2)`."""
    main = found.main
    parts = [] if main.unit == written_in else [f"{_sign(main)} {interval_text(main.value, main.unit)}"]
    others = [other for other in found.reckoned[1:] if other.limit != main.limit and not brief]
    parts.append(_against(found, main) + "".join(_also(other) for other in others))
    return ", ".join(parts)


def _against(found: Standing, main: Reckoned) -> str:
    limit = f"the limit of {_limit_text(found, main)}"
    if main.side == "on":
        return f"exactly on {limit}, which {'does not count' if found.bound.open else 'counts'}"
    if main.side == "around":
        return f"{_around(main)} {limit}"
    if not main.distance:
        return f"{main.side} {limit}"
    least = "" if main.value.is_exact else "at least "
    return f"{least}{number_text(main.distance, main.unit)} {main.side} {limit}"


def _around(main: Reckoned) -> str:
    if main.value.low == main.limit:
        return "on or over"
    return "on or under" if main.value.high == main.limit else "under or over"


def _limit_text(found: Standing, main: Reckoned) -> str:
    number = number_text(main.limit, main.unit)
    reference = found.bound.limit.of
    if reference is None or found.reference is None:
        return number
    said = reference_text(found, reference)
    if said == reference.value:
        return f"{number} ({said}{_from(found.limits_from)})"
    limit = interval_text(found.reference, main.unit)
    return f"{number} ({said}; {reference.value}: {limit}{_from(found.limits_from)})"


def reference_text(found: Standing, reference: Reference) -> str:
    """`1.5 x ULN`, `ULN + 6 s`."""
    limit = found.bound.limit
    times = "" if limit.number == 1 else f"{decimal(limit.number)} x "
    if not limit.offset:
        return f"{times}{reference.value}"
    sign = "+" if limit.offset > 0 else "-"
    return f"{times}{reference.value} {sign} {number_text(abs(limit.offset), limit.unit)}"


def _from(limits_from: str) -> str:
    return f", {limits_from}" if limits_from else ""


def _also(other: Reckoned) -> str:
    """The same in another unit: value and limit, so that the distance can be seen."""
    unit = f"in {other.unit if other.times is None else other.times.value}"
    side = _around(other) if other.side == "around" else other.side
    distance = f"{decimal(other.distance)} " if other.distance else ""
    return f" ({unit}: {distance}{side} {decimal(other.limit)})"


def _sign(main: Reckoned) -> str:
    ends = [end for end in (main.value.low, main.value.high) if end is not None]
    return "=" if all(_ends(end) for end in ends) else "≈"


def _ends(number: Fraction) -> bool:
    """Whether `decimal` prints the number exactly."""
    return Fraction(decimal(number)) == number
