"""From a code, a yes or a no as written to the set of values that it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from eligibility.records.flaws import Flaw
from eligibility.records.numerals import read_number, straightened
from eligibility.records.reasons import Reason
from eligibility.records.spelled import fold, says_not_done, values_by_spelling
from eligibility.vocabulary.model import Variable

_OR = re.compile(r"\s+or\s+|\s*或\s*|\s*/\s*", re.IGNORECASE)
_RANGE = re.compile(r"(?P<low>[\w+]+)\s*(?:-|~|\bto\b|至|到)\s*(?P<high>[\w+]+)")
_AT = re.compile(r"(?P<sign><=|>=|<|>|≤|≥)\s*(?P<value>.+)")
_MOST_ALTERNATIVES = 20
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer, understood. `values` None: nothing was assessed, so there is no reading at all."""

    values: frozenset[str] | None
    open: frozenset[Reason] = frozenset()
    flaws: tuple[Flaw, ...] = ()


class ChoiceReader:
    """Reads the answers of one code or yes/no variable, or attribute."""

    def __init__(self, variable: Variable) -> None:
        self._values = variable.values
        self._domain = variable.domain
        self._ordered = variable.ordered
        self._spelled = values_by_spelling(variable)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, written: str | tuple[str, ...]) -> Choice:
        possible = self.possible(written)
        if possible is not None:
            return Choice(possible, frozenset({Reason.CENSORED}) if len(possible) > 1 else frozenset())
        if isinstance(written, str) and says_not_done(written):
            return Choice(None, flaws=(Flaw(Reason.MISSING, "value", "not done"),))
        flaw = Flaw(Reason.UNKNOWN_CODE, "value", f"none of {_shortened(self._values)}")
        return Choice(self._domain, frozenset({flaw.reason}), (flaw,))

    def possible(self, written: str | tuple[str, ...]) -> frozenset[str] | None:
        """The values that are meant; None if one cannot be read."""
        if isinstance(written, tuple):
            return self._all_of(written) if written else None
        if len(written) > _LONGEST:
            return None
        text = straightened(written)
        one = self._one(text)
        if one is not None:
            return frozenset({one})
        return self._some_of(text) or self._by_order(text)

    def _one(self, text: str) -> str | None:
        """The value with this spelling; `1.0`, as data frames write it, is the value `1`."""
        found = self._spelled.get(fold(text))
        if found is not None or not text[:1].isdigit():
            return found
        number = read_number(text)
        return self._spelled.get(str(number)) if number is not None else None

    def _all_of(self, parts: tuple[str, ...]) -> frozenset[str] | None:
        if len(parts) > _MOST_ALTERNATIVES:
            return None
        values = [self._one(straightened(part)) for part in parts]
        return None if None in values else frozenset(value for value in values if value is not None)

    def _some_of(self, text: str) -> frozenset[str] | None:
        """`1 or 2`, `CR/PR`."""
        parts = tuple(_OR.split(text))
        return self._all_of(parts) if len(parts) > 1 and all(fold(part).isalnum() for part in parts) else None

    def _by_order(self, text: str) -> frozenset[str] | None:
        """`0-1` and `>= 2`, of values that have an order."""
        if not self._ordered:
            return None
        if match := _RANGE.fullmatch(text):
            return self._between(self._one(match["low"]), self._one(match["high"]))
        if match := _AT.fullmatch(text):
            return self._on_side(match["sign"], self._one(match["value"]))
        return None

    def _between(self, low: str | None, high: str | None) -> frozenset[str] | None:
        if low is None or high is None:
            return None
        first, last = self._values.index(low), self._values.index(high)
        return frozenset(self._values[first : last + 1]) or None

    def _on_side(self, sign: str, value: str | None) -> frozenset[str] | None:
        if value is None:
            return None
        place = self._values.index(value)
        if sign in ("<", ">"):
            place += 1 if sign == ">" else -1
        side = self._values[max(place, 0) :] if sign in (">", ">=", "≥") else self._values[: place + 1]
        return frozenset(side) or None


def _shortened(values: tuple[str, ...]) -> str:
    return ", ".join(values[:8]) + (", ..." if len(values) > 8 else "")
