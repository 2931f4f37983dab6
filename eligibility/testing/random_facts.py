"""Facts that a trial finds hard: on its limits and beside them, at the ends of its windows, open in every way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from eligibility.possible import EVER_BEFORE, EVERYTHING, shift
from eligibility.records.facts import Fact, Written
from eligibility.testing.interests import STATUS, Interests
from eligibility.testing.picks import Pick
from eligibility.testing.random_quantities import QuantityWriter, numbers_near
from eligibility.testing.written_numbers import near_text
from eligibility.vocabulary.model import Kind, Variable

RATERS = ("Dr A", "Dr B", "Dr C")
NO_SUCH_CODE = "code without meaning"
BUILT_IN = frozenset({STATUS, "date", "start", "end"})  # said of every fact without being an attribute of it
_WRITTEN_DAYS = ("day", "day", "day", "day", "month", "year", "range", "undated", "from", "up to")


class FactWriter:
    """Writes facts of the variables that a trial looks at."""

    def __init__(self, interests: Interests, pick: Pick, *, sure: bool = False) -> None:
        self._interests = interests
        self._pick = pick
        self._sure = sure  # nothing is left open
        self._quantities = QuantityWriter(interests, pick, sure=sure)

    def facts(self, variable: Variable) -> list[Fact]:
        """A few facts of one variable; often of the same day, sometimes in a regular series."""
        return [self.fact(variable, day) for day in self._days_of(variable)]

    def fact(self, variable: Variable, day: int) -> Fact:
        """One fact, on or about a day."""
        if variable.kind.is_occurrence:
            return self._occurrence(variable, day)
        if variable.kind is Kind.QUANTITY:
            fact = self._quantities.fact(variable)
        else:
            fact = Fact(variable.name, self._answer(variable))
        return self._dated(fact, day, self._attributes(variable), self._reading_status(variable))

    # ---- days ------------------------------------------------------------------------------------

    def _days_of(self, variable: Variable) -> list[int]:
        steps = self._interests.steps.get(variable.name)
        if steps and self._pick((True, False)):
            return self._series(variable)
        number = self._pick((1, 1, 1, 2, 2, 3))
        days = [self._day()]
        for _ in range(number - 1):
            days.append(days[-1] if self._pick((True, False)) else self._day())
        return days

    def _series(self, variable: Variable) -> list[int]:
        """Assessments as far apart as is asked for, or a day more or less."""
        apart = self._pick(self._interests.steps[variable.name])
        day = self._interests.layout.today - self._pick((0, 1, 5))
        days = [day]
        for _ in range(self._pick((1, 1, 2, 3))):
            day = shift(day, apart, -1) - self._pick((0, 0, 1, -1, 3))
            days.append(day)
        return days

    def _day(self) -> int:
        return self._pick((self._interests.layout.today, *self._interests.days))

    def _written_day(self, day: int) -> str | None:
        """The day, or something less precise that holds it."""
        iso = date.fromordinal(max(day, EVER_BEFORE)).isoformat()
        match "day" if self._sure else self._pick(_WRITTEN_DAYS):
            case "month":
                return iso[:7]
            case "year":
                return iso[:4]
            case "range":
                return f"{iso}/{date.fromordinal(day + self._pick((1, 5, 40))).isoformat()}"
            case "undated":
                return None
            case "from":
                return f"{iso}/"
            case "up to":
                return f"/{iso}"
            case _:
                return iso

    def _dated(self, fact: Fact, day: int, attributes: Mapping[str, Written], status: str) -> Fact:
        return Fact(
            fact.variable,
            fact.value,
            fact.unit,
            self._written_day(day),
            lower=fact.lower,
            upper=fact.upper,
            status=status,
            attributes=attributes,
        )

    # ---- answers ---------------------------------------------------------------------------------

    def _answer(self, variable: Variable) -> str | tuple[str, ...]:
        if variable.kind is Kind.DATE:
            days = self._interests.dates.get(variable.name) or self._interests.days
            return self._written_day(self._pick(days)) or "unknown"
        kind = (
            "sure" if self._sure else self._pick(("sure", "sure", "sure", "several", "rubbish", "not done"))
        )
        if kind == "several" and len(variable.values) > 1:
            return tuple(dict.fromkeys((self._pick(variable.values), self._pick(variable.values))))
        if kind == "rubbish":
            return NO_SUCH_CODE
        return "not done" if kind == "not done" else self._pick(self._values_of(variable))

    def _values_of(self, variable: Variable) -> Sequence[str]:
        """Every value, those asked for more often."""
        asked = [code for code in self._interests.codes.get(variable.name, ()) if code in variable.values]
        return (*asked, *variable.values)

    def _reading_status(self, variable: Variable) -> str:
        return "confirmed" if self._sure else self._pick(("confirmed",) * 8 + ("suspected", "ruled_out"))

    # ---- events and items ------------------------------------------------------------------------

    def _occurrence(self, variable: Variable, day: int) -> Fact:
        code = None if self._has_no_codes(variable) else self._code(variable)
        status = self._pick(("confirmed",) if self._sure else _STATUSES)
        attributes = self._attributes(variable)
        if status == "absent" or variable.kind is Kind.ITEM:
            return Fact(
                variable.name, code, date=self._written_day(day), status=status, attributes=attributes
            )
        days = self._stretch(day)
        return Fact(variable.name, code, status=status, attributes=attributes, **days)  # type: ignore[arg-type]

    def _has_no_codes(self, variable: Variable) -> bool:
        return not self._interests.trial.vocabulary.concepts.get(variable.concepts_of or variable.name)

    def _stretch(self, day: int) -> dict[str, str | bool | None]:
        """A day, or a start with or without an end."""
        match self._pick(("date", "date", "start and end", "ongoing", "start")):
            case "date":
                return {"date": self._written_day(day)}
            case "start and end":
                start = day - self._pick((0, 1, 10, 40, 100))
                return {"start": self._written_day(start), "end": self._written_day(day)}
            case "ongoing":
                return {"start": self._written_day(day), "ongoing": True}
            case _:
                return {"start": self._written_day(day)}

    def _code(self, variable: Variable) -> str | tuple[str, ...]:
        vocabulary = self._interests.trial.vocabulary
        name = variable.concepts_of or variable.name
        known = sorted(vocabulary.concepts.get(name, {}))
        asked = [code for code in self._interests.codes.get(variable.name, ()) if code in known] or known[:3]
        code = self._pick(asked)
        match self._pick(("asked", "asked", "asked", "member", "class", "other", "unknown", "several")):
            case "member":
                return self._pick(sorted(vocabulary.members_of(name, code)))
            case "class":
                return self._pick(sorted(vocabulary.classes_of(name, code)))
            case "other":
                return self._pick(known)
            case "unknown" if not self._sure:
                return NO_SUCH_CODE
            case "several" if not self._sure:
                return tuple(dict.fromkeys((code, self._pick(known))))
            case _:
                return code

    # ---- attributes ------------------------------------------------------------------------------

    def _attributes(self, variable: Variable) -> dict[str, Written]:
        written: dict[str, Written] = {}
        for name in self._interests.attributes.get(variable.name, ()):
            declared = variable.attributes.get(name)
            if declared is None or name in BUILT_IN:
                continue
            if self._sure or self._pick((True, True, True, False)):
                written[name] = self._attribute(variable.name, declared)
        if "modality" in variable.attributes and variable.kind is Kind.ITEM:
            written.setdefault("modality", self._attribute(variable.name, variable.attributes["modality"]))
        return written

    def _attribute(self, owner: str, declared: Variable) -> str:
        name = f"{owner}.{declared.name}"
        match declared.kind:
            case Kind.QUANTITY:
                limits = self._interests.numbers.get(name, ()) or (Fraction(10),)
                number = self._pick(numbers_near(self._pick(limits), declared.plausible or EVERYTHING))
                unit = "" if declared.unit is None else f" {declared.unit}"
                sign = "" if self._sure else self._pick(("", "", "", "<", ">="))
                return f"{sign}{near_text(number)}{unit}"
            case Kind.DATE:
                return self._written_day(self._day()) or ""
            case Kind.TEXT:
                return self._pick(RATERS)
            case _:
                return self._attribute_code(name, declared)

    def _attribute_code(self, name: str, declared: Variable) -> str:
        asked = list(self._interests.codes.get(name, ()))
        vocabulary = self._interests.trial.vocabulary
        if declared.concepts_of:
            known = sorted(vocabulary.concepts.get(declared.concepts_of, {}))
            members = [
                member for code in asked for member in vocabulary.members_of(declared.concepts_of, code)
            ]
            return self._pick((*asked, *sorted(members), *known))
        return self._pick((*(code for code in asked if code in declared.values), *declared.values))


_STATUSES = ("confirmed",) * 7 + ("suspected", "ruled_out", "absent")

__all__ = ["RATERS", "FactWriter"]
