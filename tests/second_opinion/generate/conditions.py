"""Random conditions: every form of leaf and every judging word of the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from eligibility.language.plan import (
    EVER,
    All,
    AllOf,
    AnyMember,
    AnyOf,
    AtLeast,
    AttributeIn,
    AttributeIs,
    CodeIs,
    Condition,
    ConfirmedBy,
    Consecutive,
    Count,
    Each,
    FactTest,
    InTotal,
    JudgementLeaf,
    Lasting,
    MeanOf,
    Not,
    NotOf,
    OccurrenceJudging,
    OccurrenceLeaf,
    ReadingJudging,
    ReadingLeaf,
    Use,
    When,
    Window,
)
from eligibility.possible import Interval
from eligibility.vocabulary.model import Accepted, AnyCode, Codes, Kind, Range, Reference, Variable
from tests.second_opinion.generate.dice import Dice, several
from tests.second_opinion.generate.vocabulary import (
    SMALL,
    codes,
    event_codes,
    fixed_range,
    limit_range,
    times_limit,
    unit,
)
from tests.second_opinion.generate.windows import Times, period, window

CODED = ("ecog", "ecog", "response", "pregnant", "resectability", "ascites")
MEASURED = ("platelets", "platelets", "albumin", "alt", "marker", "hba1c", "inr")
COMPUTED = (
    "age",
    "score",
    "grade_class",
    "ctcae_alt",
    "clearance",
    "albi",
    "qtc",
    "ratio",
    "apri",
    "double_platelets",
    "lesion_count",
    "largest_lesion",
)
ONE_INPUT = ("ctcae_alt", "double_platelets", "qtc", "ratio")
LIMITS = {
    "platelets": ("75", "100"),
    "albumin": ("28", "35"),
    "alt": ("40", "120"),
    "marker": ("1", "10"),
    "hba1c": ("7", "10"),
    "inr": ("1.7", "2.3"),
    "age": ("18", "75"),
    "score": ("4", "6"),
    "clearance": ("4", "30"),
    "albi": ("-3.5", "-2.8"),
    "qtc": ("450", "470"),
    "ratio": ("1.0", "2.3"),
    "apri": ("1", "1.5"),
    "double_platelets": ("151", "201"),
    "lesion_count": ("1", "2"),
    "largest_lesion": ("10", "30"),
    "dose": ("400", "800"),
    "share": ("50", "100"),
    "diameter": ("10", "30"),
    "weight_then": ("60", "100"),
}


@dataclass
class Maker:
    """Makes conditions; remembers the limits and judgements of which charts should speak."""

    dice: Dice
    times: Times
    names: set[str] = field(default_factory=set)  # variables that conditions look at
    judgements: set[str] = field(default_factory=set)

    # ---- joining ---------------------------------------------------------------------------------

    def condition(self, depth: int = 1) -> Condition:
        """A leaf, or leaves joined."""
        if depth == 0 or self.dice.chance(75):
            return self.leaf()
        members = tuple(self.condition(depth - 1) for _ in range(self.dice.pick((2, 2, 3))))
        sort = self.dice.pick(("all", "any", "not", "at least", "when"))
        match sort:
            case "all":
                return All(members)
            case "any":
                return AnyMember(members)
            case "not":
                return Not(members[0])
            case "at least":
                return AtLeast(self.dice.pick((1, 2)), members)
            case _:
                return When(members[0], members[1], members[-1])

    def leaf(self) -> Condition:
        """A leaf of any form."""
        makers: tuple[Callable[[], Condition], ...] = (
            self.coded,
            self.measured,
            self.measured,
            self.event,
            self.event,
            self.event,
            self.items,
            self.computed,
            self.judgement,
        )
        return self.dice.pick(makers)()

    # ---- readings --------------------------------------------------------------------------------

    def coded(self) -> ReadingLeaf:
        """A leaf on codes."""
        variable = self._variable(CODED)
        accepted = codes(*several(self.dice, variable.values, 2))
        return self._reading(variable, accepted, mean=False)

    def measured(self) -> ReadingLeaf:
        """A leaf on a quantity."""
        variable = self._variable(MEASURED)
        return self._reading(variable, self._range(variable), mean=True)

    def _reading(self, variable: Variable, accepted: Accepted, *, mean: bool) -> ReadingLeaf:
        judging = self._reading_judging(variable, mean and not _needs_limits(accepted))
        where, other = self._choosing(variable)
        return ReadingLeaf(variable, accepted, self._window(), where, other, judging)

    def _reading_judging(self, variable: Variable, mean: bool) -> ReadingJudging:
        sort = self.dice.pick(("latest", "latest", "use", "use", "mean", "consecutive", "confirmed"))
        if sort == "use":
            return self.dice.pick((Use.EARLIEST, Use.ANY, Use.EVERY))
        if sort == "mean" and mean:
            return MeanOf(self.dice.pick((2, 3)))
        if sort == "consecutive":
            tolerate = (
                frozenset({"NE"})
                if variable.name == "response" and self.dice.chance(60)
                else frozenset[str]()
            )
            apart = period(self.dice) if self.dice.chance(70) else None
            return Consecutive(self.dice.pick((2, 2, 3)), apart, tolerate)
        if sort == "confirmed" and "rater" in variable.attributes:
            return ConfirmedBy("rater", 2)
        return Use.LATEST

    def _range(self, variable: Variable) -> Range:
        low, high = LIMITS[variable.name]
        sort = self.dice.pick(("low", "high", "between", "limit", "limit"))
        opens = self.dice.chance(50)
        if variable.name == "hba1c":
            restated = fixed_range(53, 86, of_unit=unit("mmol/mol"))
            return fixed_range(
                low, high, of_unit=variable.unit, restated=restated if self.dice.chance(70) else None
            )
        if sort == "limit" and variable.name in ("alt", "marker", "platelets", "albumin"):
            return self._limit_range(variable, opens)
        if sort == "low":
            return fixed_range(low=low, low_open=opens, of_unit=variable.unit)
        if sort == "high":
            return fixed_range(high=high, high_open=opens, of_unit=variable.unit)
        return fixed_range(low, high, high_open=opens, of_unit=variable.unit)

    def _limit_range(self, variable: Variable, opens: bool) -> Range:
        low = Fraction(LIMITS[variable.name][0])
        sort = self.dice.pick(("upper", "lower", "both", "offset", "fixed too", "grade"))
        upper = times_limit(self.dice.pick(("1", "1.5")), Reference.ULN, lower=False, is_open=opens)
        match sort:
            case "lower":
                return limit_range(times_limit("1", Reference.LLN, lower=True, is_open=opens))
            case "both":
                return limit_range(
                    times_limit("1", Reference.LLN, lower=True), times_limit("1", Reference.ULN, lower=False)
                )
            case "offset":
                return limit_range(
                    times_limit("1", Reference.ULN, lower=False, offset=5, of_unit=variable.unit),
                    of_unit=variable.unit,
                )
            case "fixed too":
                fixed = fixed_range(low=low, of_unit=variable.unit)
                return limit_range(upper, *fixed.bounds, interval=Interval(low), of_unit=variable.unit)
            case "grade":
                above = times_limit("1", Reference.ULN, lower=True, is_open=True)
                return limit_range(above, times_limit("1.5", Reference.ULN, lower=False))
        return limit_range(upper)

    def computed(self) -> ReadingLeaf:
        """A leaf on a computed variable."""
        variable = self._variable(COMPUTED)
        low, high = LIMITS.get(variable.name, ("0", "1"))
        accepted: Accepted
        if variable.kind is Kind.CODE:
            accepted = codes(*several(self.dice, variable.values, 2))
        elif self.dice.chance(40):
            accepted = fixed_range(low, high, of_unit=variable.unit)
        elif self.dice.chance(50):
            accepted = fixed_range(low=low, low_open=self.dice.chance(40), of_unit=variable.unit)
        else:
            accepted = fixed_range(high=high, high_open=self.dice.chance(40), of_unit=variable.unit)
        judging: ReadingJudging = Use.LATEST
        if variable.name in ONE_INPUT and self.dice.chance(40):
            streak: ReadingJudging = Consecutive(2, period(self.dice))
            judging = self.dice.pick((Use.ANY, Use.EVERY, Use.EARLIEST, streak))
        where = EVER if variable.name == "age" else self._window()
        return ReadingLeaf(variable, accepted, where, judging=judging)

    # ---- events and items ------------------------------------------------------------------------

    def event(self) -> OccurrenceLeaf:
        """A leaf on what happened."""
        variable = self._variable(("treatment", "treatment", "diagnosis"))
        judging = self._event_judging(variable)
        half_lives = variable.name == "treatment" and not isinstance(judging, InTotal | Lasting)
        where, other = self._choosing(variable)
        return OccurrenceLeaf(
            variable,
            self._event_codes(variable),
            self._window(half_lives=half_lives),
            where,
            other,
            judging,
            judging is None and self.dice.chance(15),
        )

    def items(self) -> OccurrenceLeaf:
        """A leaf on sets of items."""
        variable = self._variable(("lesion",))
        where, other = self._choosing(variable)
        judging: OccurrenceJudging | None = self.dice.pick(
            (None, None, self._count(), Each(self._test(variable)))
        )
        no_record = judging is None and self.dice.chance(15)
        return OccurrenceLeaf(variable, AnyCode(), self._window(), where, other, judging, no_record)

    def _event_codes(self, variable: Variable) -> Codes | AnyCode:
        if self.dice.chance(8):
            return AnyCode()
        return event_codes(variable.name, *several(self.dice, sorted(SMALL.concepts[variable.name]), 2))

    def _event_judging(self, variable: Variable) -> OccurrenceJudging | None:
        match self.dice.pick(
            ("none", "none", "none", "count", "count", "each", "total", "lasting", "confirmed")
        ):
            case "count":
                return self._count()
            case "each":
                return Each(self._test(variable))
            case "total":
                number = Fraction(self.dice.pick((1, 3, 8)))
                accepted = self.dice.pick(
                    (Interval(number), Interval(number, low_open=True), Interval(None, number))
                )
                return InTotal(accepted, "in total")
            case "lasting":
                unchanged = (
                    tuple(several(self.dice, ("treatment", "dose", "intent"), 2))
                    if self.dice.chance(40)
                    else ()
                )
                if variable.name == "diagnosis":
                    unchanged = ()
                return Lasting(period(self.dice), self.dice.chance(30), unchanged, "lasting")
            case "confirmed":
                return ConfirmedBy("modality", 2)
        return None

    def _count(self) -> Count:
        low, high = self.dice.pick(((2, None), (1, None), (None, 1), (0, 0), (1, 1), (2, 3), (None, 2)))
        made = Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
        return Count(made, str(made))

    def judgement(self) -> JudgementLeaf:
        """A question to a person."""
        name = self.dice.pick(("unsuitable", "life_expectancy"))
        self.judgements.add(name)
        made = self._window() if self.dice.chance(30) else EVER
        confirmed = ConfirmedBy("rater", 2) if self.dice.chance(25) else None
        return JudgementLeaf(name, {"en": name}, (), made, confirmed)

    # ---- choosing --------------------------------------------------------------------------------

    def _choosing(self, variable: Variable) -> tuple[FactTest | None, tuple[FactTest, ...]]:
        where = self._where(variable) if self.dice.chance(30) else None
        other = (self._exception(variable),) if self.dice.chance(20) else ()
        return where, other

    def _where(self, variable: Variable) -> FactTest:
        if self.dice.chance(80):
            return self._tests(variable)
        asked = AttributeIs("status", codes("confirmed", "suspected"))
        return asked if self.dice.chance(60) else AllOf((asked, self._test(variable)))

    def _exception(self, variable: Variable) -> FactTest:
        if variable.name in SMALL.concepts and self.dice.chance(60):
            excepted = CodeIs(
                event_codes(variable.name, self.dice.pick(sorted(SMALL.concepts[variable.name])))
            )
            return excepted if self.dice.chance(70) else AllOf((excepted, self._test(variable)))
        return self._tests(variable)

    def _tests(self, variable: Variable) -> FactTest:
        first = self._test(variable)
        if self.dice.chance(65):
            return first
        second = self._test(variable)
        joined: tuple[FactTest, ...] = (
            AllOf((first, second)),
            AnyOf((first, second)),
            NotOf(first),
            AllOf((first, NotOf(second))),
        )
        return self.dice.pick(joined)

    def _test(self, variable: Variable) -> FactTest:
        own = [each for each in variable.attributes.values() if each.name not in ("status", "laboratory")]
        dated = [each for each in own if each.kind is Kind.DATE]
        plain = [each for each in own if each.kind not in (Kind.DATE, Kind.TEXT)]
        if plain and not self.dice.chance(30):
            attribute = self.dice.pick(plain)
            return AttributeIs(attribute.name, self._accepted(attribute))
        return AttributeIn(self.dice.pick(dated).name, self._stated())

    def _accepted(self, attribute: Variable) -> Accepted:
        if attribute.kind is Kind.QUANTITY:
            low, high = LIMITS[attribute.name]
            return self.dice.pick((fixed_range(low=low), fixed_range(high=high, high_open=True)))
        if attribute.concepts_of:
            return event_codes(
                attribute.concepts_of, self.dice.pick(sorted(SMALL.concepts[attribute.concepts_of]))
            )
        return codes(self.dice.pick(attribute.values))

    def _stated(self) -> Window:
        made = EVER
        while not made.stated:
            made = window(self.dice, self.times)
        return made

    def _window(self, *, half_lives: bool = False) -> Window:
        return window(self.dice, self.times, half_lives=half_lives)

    def _variable(self, names: tuple[str, ...]) -> Variable:
        name = self.dice.pick(names)
        self.names.add(name)
        return SMALL.variables[name]


def _needs_limits(accepted: Accepted) -> bool:
    return isinstance(accepted, Range) and accepted.needs_reference
