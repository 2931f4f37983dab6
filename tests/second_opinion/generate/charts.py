"""Random charts in which everything that a trial looks at is likely, on, beside and between its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from eligibility.possible import EVER_AFTER, EVER_BEFORE, EVERYTHING, Days, Interval
from eligibility.records.facts import (
    Answer,
    Attribute,
    Chart,
    Complete,
    Occurrence,
    PossibleValue,
    Reading,
    Site,
)
from eligibility.records.reasons import Reason
from eligibility.units import Unit
from eligibility.vocabulary.model import Kind, Lasts, Variable
from tests.second_opinion.generate.conditions import LIMITS
from tests.second_opinion.generate.dice import Dice, several
from tests.second_opinion.generate.vocabulary import SMALL, unit
from tests.second_opinion.generate.windows import Times, days, end_of, some_day
from tests.second_opinion.naive.derived import inputs_of

PEOPLE = ("Dr Li", "Dr Wu", "Dr Xu")
PER_CENT = Fraction("0.09148"), Fraction("2.152")  # HbA1c: mmol/mol to %


@dataclass
class ChartMaker:
    """Makes the chart of one patient."""

    dice: Dice
    times: Times
    names: set[str]
    judgements: set[str]

    def chart(self) -> Chart:
        """A chart that speaks of the variables in `names`."""
        readings: dict[str, tuple[Reading, ...]] = {}
        occurrences: dict[str, tuple[Occurrence, ...]] = {}
        negatives: dict[str, tuple[Occurrence, ...]] = {}
        for name in sorted(_needed(self.names)):
            variable = SMALL.variables[name]
            if not variable.kind.is_occurrence:
                readings[name] = tuple(self.reading(variable) for _ in range(self._number(variable)))
            else:
                occurrences[name] = tuple(self._occurrences(variable))
                negatives[name] = tuple(
                    self.negative(variable) for _ in range(self.dice.pick((0, 0, 0, 1, 2)))
                )
        answers = tuple(
            self.answer(name) for name in sorted(self.judgements) for _ in range(self.dice.pick((0, 1, 2)))
        )
        return Chart("P1", SMALL, readings, occurrences, negatives, answers, None, self.site())

    def _number(self, variable: Variable) -> int:
        if variable.derived is not None:
            return self.dice.pick((0, 0, 0, 1, 1, 2))
        if len(self.names) == 1 and variable.name in self.names:
            return self.dice.pick((1, 2, 3, 4, 0))
        return self.dice.pick((1, 1, 2, 0))

    # ---- readings --------------------------------------------------------------------------------

    def reading(self, variable: Variable) -> Reading:
        """A reading, with or without limits, censored, unusable, vague, suspected."""
        status = "suspected" if variable.derived is None and self.dice.chance(5) else "confirmed"
        dated = days(self.dice, self.times, vague=20)
        attributes = self.attributes(variable, ("rater", "method", "blinded", "weight_then"))
        if self.dice.chance(80):
            attributes["sample"] = frozenset({f"{self.dice.pick('AB')} of {dated.first}"})
        if variable.kind is not Kind.QUANTITY:
            return Reading(variable.name, self._value(variable), dated, status=status, attributes=attributes)
        value, reported, of_unit = self._quantity(variable)
        lower, upper = self._limits(variable) if reported is not None else (None, None)
        return Reading(
            variable.name,
            value,
            dated,
            frozenset() if value.is_exact else frozenset({Reason.CENSORED}),
            reported,
            of_unit,
            lower,
            upper,
            status=status,
            attributes=attributes,
        )

    def _value(self, variable: Variable) -> PossibleValue:
        if variable.kind is Kind.DATE:
            return self._birth() if variable.name == "birth_date" else days(self.dice, self.times, vague=30)
        if self.dice.chance(70):
            return frozenset({self.dice.pick(variable.values)})
        return variable.domain if self.dice.chance(30) else frozenset(several(self.dice, variable.values, 2))

    def _birth(self) -> Days:
        today = date.fromordinal(self.times.today)
        day = date(today.year - self.dice.pick((18, 75, 76, 40)), today.month, min(today.day, 28)).toordinal()
        day += self.dice.pick((0, 0, 1, -1, 40))
        text = date.fromordinal(day).isoformat()
        written = text if self.dice.chance(70) else self.dice.pick((text[:7], text[:4]))
        return Days.read(written) or Days()

    def _quantity(self, variable: Variable) -> tuple[Interval, Interval | None, Unit | None]:
        """The possible values, and the same as reported with its unit."""
        whole = variable.plausible or EVERYTHING
        sort = self.dice.pick(("number", "number", "number", "number", "censored", "unusable", "other unit"))
        number = self._number_near(variable)
        if sort == "unusable":
            return whole, None, None
        if sort == "other unit" and variable.name in ("albumin", "hba1c", "marker"):
            return self._in_other_unit(variable, number)
        if sort == "censored":
            opens = self.dice.chance(50)
            half = self.dice.pick((Interval(number, None, opens), Interval(None, number, False, opens)))
            value = half.meet(whole) or whole
            return value, value, variable.unit
        return Interval.exactly(number), Interval.exactly(number), variable.unit

    def _in_other_unit(
        self, variable: Variable, number: Fraction
    ) -> tuple[Interval, Interval | None, Unit | None]:
        if variable.name == "albumin":
            return Interval.exactly(number), Interval.exactly(number / 10), unit("g/dL")
        if variable.name == "marker":  # an arbitrary unit: it has its own limit, and does not convert
            return EVERYTHING, Interval.exactly(number), unit("[IU]/mL")
        printed = Fraction(self.dice.pick((52, 53, 86, 87, 60)))
        return (
            Interval.exactly(printed * PER_CENT[0] + PER_CENT[1]),
            Interval.exactly(printed),
            unit("mmol/mol"),
        )

    def _number_near(self, variable: Variable) -> Fraction:
        limits = [
            Fraction(each) for each in LIMITS.get(variable.name, OTHER_NUMBERS.get(variable.name, ("1",)))
        ]
        number = self.dice.pick(limits) + Fraction(self.dice.pick(("0", "0", "0.1", "-0.1", "5")))
        if (variable.derived is not None and variable.unit is None) or variable.name == "age":
            number = Fraction(int(number))
        if variable.plausible is not None and not Interval.exactly(number).within(variable.plausible):
            return limits[0]
        return number

    def _limits(self, variable: Variable) -> tuple[Interval | None, Interval | None]:
        if variable.derived is not None or variable.name in ("hba1c", "inr", "qt", "rr", "prothrombin"):
            return None, None
        low, high = (Fraction(each) for each in LIMITS.get(variable.name, ("20", "40")))
        uppers = (high, high, max(low, high * 2 / 3), None, Interval(low, high), Interval(high - 5, high + 5))
        upper, lower = self.dice.pick(uppers), self.dice.pick((low, low, None))
        return _as_interval(lower), _as_interval(upper)

    # ---- events and items ------------------------------------------------------------------------

    def _occurrences(self, variable: Variable) -> list[Occurrence]:
        if variable.kind is Kind.ITEM:
            return self._scans(variable)
        return [self.occurrence(variable) for _ in range(self.dice.pick((0, 1, 1, 2, 3)))]

    def occurrence(self, variable: Variable) -> Occurrence:
        """An event: a day or a stretch of days; its codes known, several, a class, or not in the vocabulary."""
        named = frozenset(
            several(self.dice, sorted(SMALL.concepts[variable.name]), 1 if self.dice.chance(85) else 2)
        )
        unknown = self.dice.chance(6)
        start = days(self.dice, self.times)
        lasts = {SMALL.concepts[variable.name][code].lasts for code in named}
        one_day = Lasts.A_DAY in lasts or self.dice.chance(35)
        if one_day:
            end = start
        elif Lasts.FOREVER in lasts:
            end = Days(EVER_AFTER, EVER_AFTER)
        else:
            end = end_of(self.dice, self.times, start)
        codes = frozenset[str]() if unknown else named
        attributes = self.attributes(variable, sorted(variable.attributes))
        return Occurrence(
            variable.name,
            codes,
            unknown,
            start,
            end,
            one_day,
            status=self._status(),
            attributes={**attributes, **self._share(codes, attributes.get("dose"))},
        )

    def _scans(self, variable: Variable) -> list[Occurrence]:
        """Items of up to three scans; a scan without any is an item that is ruled out."""
        items: list[Occurrence] = []
        for _ in range(self.dice.pick((0, 1, 1, 2, 3))):
            day = days(self.dice, self.times, vague=12)
            modality = self.dice.pick(({"modality": frozenset({"CT"})}, {"modality": frozenset({"MR"})}, {}))
            number = self.dice.pick((0, 1, 1, 2))
            for _ in range(number or 1):
                own = self.attributes(variable, ("diameter", "measurable", "treated"))
                status = "ruled_out" if number == 0 else self.dice.pick(("confirmed",) * 9 + ("suspected",))
                items.append(
                    Occurrence(
                        variable.name,
                        frozenset(),
                        False,
                        day,
                        day,
                        True,
                        status=status,
                        attributes={**modality, **own},
                    )
                )
        return items

    def negative(self, variable: Variable) -> Occurrence:
        """An explicit "never, up to its date"."""
        concepts = sorted(SMALL.concepts.get(variable.name, ()))
        named = frozenset({self.dice.pick(concepts)}) if concepts else frozenset[str]()
        day = self.dice.pick((Days(self.times.today, self.times.today), days(self.dice, self.times)))
        return Occurrence(variable.name, named, False, day, day, True, status="absent")

    def _status(self) -> str:
        return self.dice.pick(("confirmed",) * 7 + ("suspected", "suspected", "ruled_out"))

    # ---- attributes ------------------------------------------------------------------------------

    def attributes(self, variable: Variable, names: Sequence[str]) -> dict[str, Attribute]:
        """Attributes that are given, some of them open."""
        given: dict[str, Attribute] = {}
        for name in names:
            attribute = variable.attributes.get(name)
            if attribute is None or attribute.derived or name in BUILT_IN or self.dice.chance(20):
                continue
            given[name] = self._attribute(attribute)
        return given

    def _share(self, codes: frozenset[str], dose: Attribute | None) -> dict[str, Attribute]:
        """The share of the label maximum, as it is worked out when a fact is understood."""
        concept = SMALL.concepts["treatment"].get(next(iter(codes))) if len(codes) == 1 else None
        if concept is None or concept.label_maximum is None or not isinstance(dose, Interval):
            return {}
        return {"share": dose.scaled(100 / concept.label_maximum[0])}

    def _attribute(self, attribute: Variable) -> Attribute:
        if attribute.kind is Kind.DATE:
            return days(self.dice, self.times, vague=20)
        if attribute.kind is Kind.QUANTITY:
            number = Fraction(self.dice.pick(LIMITS[attribute.name])) + self.dice.pick((0, 0, 1, -1))
            return Interval.exactly(number) if self.dice.chance(85) else Interval(number, None, True)
        options = (
            TEXTS.get(attribute.name) or attribute.values or sorted(SMALL.concepts[attribute.concepts_of])
        )
        if attribute.several:
            return tuple(frozenset({self.dice.pick(options)}) for _ in range(self.dice.pick((1, 2))))
        return frozenset(several(self.dice, options, 2 if self.dice.chance(10) else 1))

    # ---- answers and the site --------------------------------------------------------------------

    def answer(self, name: str) -> Answer:
        """What a person answered, when, and who."""
        day = date.fromordinal(some_day(self.dice, self.times))
        written = self.dice.pick((day, day, day.isoformat(), day.isoformat()[:7], None))
        return Answer(
            self.dice.pick(("T1", "T1", "T1", "T2")),
            name,
            self.dice.chance(60),
            self.dice.pick((*PEOPLE, "")),
            written,
        )

    def site(self) -> Site:
        """Declarations of every kind."""
        complete = tuple(self._complete() for _ in range(self.dice.pick((0, 1, 1, 2))))
        stand_for = {}
        if self.names and self.dice.chance(20):
            stand_for[self.dice.pick(sorted(self.names))] = self.dice.pick((0, 7, 28))
        supplies = frozenset[tuple[str, str | None]](
            (name, self.dice.pick((None, *sorted(SMALL.concepts.get(name, ())))))
            for name in ("treatment", "diagnosis", "lesion")
            if self.dice.chance(80)
        )
        return Site(
            "small",
            complete,
            self.dice.pick((0, 0, 7, 28)),
            self.dice.pick((None, None, None, 7, 90)),
            stand_for,
            supplies,
        )

    def _complete(self) -> Complete:
        name = self.dice.pick(("treatment", "diagnosis", "lesion", "treatment"))
        code = self.dice.pick((None, None, *sorted(SMALL.concepts.get(name, ()))))
        since = some_day(self.dice, self.times) - 20 if self.dice.chance(30) else None
        until = some_day(self.dice, self.times) if self.dice.chance(30) else None
        return Complete(name, code, since, until)


BUILT_IN = ("start", "end", "date", "status", "laboratory")
TEXTS = {"rater": PEOPLE, "modality": ("CT", "MR")}
OTHER_NUMBERS = {
    "ast": ("40", "80"),
    "prothrombin": ("16", "18"),
    "qt": ("400", "450"),
    "rr": ("1", "0.729"),
}
NOWHERE = Days(EVER_BEFORE, EVER_AFTER)


def _as_interval(limit: Fraction | Interval | None) -> Interval | None:
    return Interval.exactly(limit) if isinstance(limit, Fraction) else limit


def _needed(names: set[str]) -> set[str]:
    """The variables, what they are computed from, and what that is computed from."""
    needed = set(names)
    for name in names:
        variable = SMALL.variables[name]
        below = set(inputs_of(variable))
        derived = variable.derived
        below |= {each for each in (getattr(derived, "item", None), getattr(derived, "since", None)) if each}
        needed |= _needed(below)
    return needed
