"""What a trial looks at, and where its answers change: limits, days, codes, attributes, questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from eligibility.language.plan import (
    AttributeIn,
    AttributeIs,
    CodeIs,
    Consecutive,
    FactTest,
    JudgementLeaf,
    Lasting,
    Leaf,
    OccurrenceLeaf,
    ReadingLeaf,
    Trial,
    Window,
)
from eligibility.language.walk import leaves_of, tests_of, variables_of, windows_of
from eligibility.possible import Interval, Period, PeriodUnit, shift
from eligibility.records.identity import Same
from eligibility.testing.layout import Layout, lay_out
from eligibility.testing.written_numbers import units_of
from eligibility.units import conversion
from eligibility.vocabulary.model import (
    Accepted,
    Bands,
    Codes,
    CountItems,
    Elapsed,
    Extreme,
    Formula,
    Limit,
    Points,
    Range,
    Reference,
    Variable,
)

STATUS = "status"


@dataclass(frozen=True)
class Interests:
    """Where the answers of a trial change.

    `numbers` are fixed limits in the variable's own unit, `restated` ranges in a unit that does not convert to it,
    `references` the limits in ULN or LLN, `codes` the codes
    asked for, `attributes` the names of attributes asked for: each by the variable, and numbers and codes also by
    `variable.attribute`. `days` are the ends of windows with a day on either side, as the anchors are laid out.
    """

    trial: Trial
    layout: Layout
    variables: tuple[Variable, ...]
    numbers: Mapping[str, tuple[Fraction, ...]]
    restated: Mapping[str, tuple[Range, ...]]
    references: Mapping[str, tuple[Limit, ...]]
    codes: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, tuple[int, ...]]
    days: tuple[int, ...]
    steps: Mapping[str, tuple[Period, ...]]
    questions: tuple[str, ...]


def interests_of(trial: Trial, on: date) -> Interests:
    """Where the answers of a trial change for patients who are screened on a day."""
    return _interests(Same(trial), on)


@lru_cache(maxsize=64)
def _interests(key: Same[Trial], on: date) -> Interests:
    return _Gatherer(key.what, lay_out(key.what, on)).gather()


class _Gatherer:
    """Goes through a plan once."""

    def __init__(self, trial: Trial, layout: Layout) -> None:
        self._trial = trial
        self._layout = layout
        self._numbers: defaultdict[str, dict[Fraction, None]] = defaultdict(dict)
        self._restated: defaultdict[str, dict[Range, None]] = defaultdict(dict)
        self._references: defaultdict[str, dict[Limit, None]] = defaultdict(dict)
        self._codes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._attributes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._dates: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._steps: defaultdict[str, dict[Period, None]] = defaultdict(dict)
        self._days: dict[int, None] = dict.fromkeys([layout.today, *layout.anchors.values()])

    def gather(self) -> Interests:
        leaves = [*self._leaves()]
        for leaf in leaves:
            self._leaf(leaf)
        variables = self._with_items(variables_of(self._trial))
        for variable in variables:
            self._derived(variable)
        questions = [leaf.name for leaf in leaves if isinstance(leaf, JudgementLeaf)]
        today = self._layout.today
        days = sorted({day + nudge for day in self._days for nudge in (-1, 0, 1)} | {today - 1500})
        return Interests(
            self._trial,
            self._layout,
            variables,
            {name: tuple(sorted(each)) for name, each in self._numbers.items() if each},
            {name: tuple(each) for name, each in self._restated.items()},
            {name: tuple(each) for name, each in self._references.items() if each},
            {name: tuple(each) for name, each in self._codes.items() if each},
            {name: tuple(each) for name, each in self._attributes.items() if each},
            {name: tuple(each) for name, each in self._dates.items() if each},
            tuple(days),
            {name: tuple(each) for name, each in self._steps.items() if each},
            tuple(dict.fromkeys(questions)),
        )

    def _leaves(self) -> Iterator[Leaf]:
        for anchor in self._trial.anchors:
            if anchor.leaf is not None:
                yield anchor.leaf
        for _, leaf in leaves_of(self._trial):
            yield leaf

    def _leaf(self, leaf: Leaf) -> None:
        for window in windows_of(leaf):
            self._days.update(dict.fromkeys(self._ends(window, leaf)))
        if isinstance(leaf, JudgementLeaf):
            return
        self._accepted(leaf.variable.name, leaf.variable, leaf.accepted)
        for test in tests_of(leaf):
            self._test(leaf.variable, test)
        if isinstance(leaf, ReadingLeaf) and isinstance(leaf.judging, Consecutive) and leaf.judging.apart:
            self._steps[leaf.variable.name][leaf.judging.apart] = None
        if isinstance(leaf, OccurrenceLeaf) and isinstance(leaf.judging, Lasting):
            end = self._layout.last_day(leaf.window)
            self._days[shift(end, leaf.judging.least, -1)] = None
            for name in leaf.judging.unchanged:
                self._asked(leaf.variable, name)
        different = getattr(leaf.judging, "different", None)
        if isinstance(different, str):
            self._asked(leaf.variable, different)

    def _ends(self, window: Window, leaf: Leaf) -> Iterator[int]:
        for point in (window.start, window.end):
            if point is None:
                continue
            if point.period is not None and point.period.unit is PeriodUnit.HALF_LIVES:
                for hours in self._half_lives(leaf):
                    yield self._layout.day(point, hours)
            else:
                yield self._layout.day(point)

    def _half_lives(self, leaf: Leaf) -> set[Fraction]:
        assert not isinstance(leaf, JudgementLeaf)
        concepts = self._trial.vocabulary.concepts.get(leaf.variable.name, {}).values()
        return {each.half_life_hours for each in concepts if each.half_life_hours is not None}

    def _test(self, variable: Variable, test: FactTest) -> None:
        match test:
            case AttributeIs(attribute, accepted):
                self._asked(variable, attribute)
                self._accepted(f"{variable.name}.{attribute}", variable.attributes[attribute], accepted)
            case AttributeIn(attribute):
                self._asked(variable, attribute)
            case CodeIs(codes):
                self._accepted(variable.name, variable, codes)
            case _:
                pass

    def _asked(self, variable: Variable, attribute: str) -> None:
        if attribute in variable.attributes or attribute == STATUS:
            self._attributes[variable.name][attribute] = None

    def _accepted(self, name: str, variable: Variable, accepted: Accepted) -> None:
        match accepted:
            case Range():
                self._range(name, variable, accepted)
            case Codes(asked=asked):
                self._codes[name].update(dict.fromkeys(asked))
            case _:
                pass

    def _range(self, name: str, variable: Variable, accepted: Range) -> None:
        ends = [end for end in _ends_of(accepted.interval) if end is not None]
        self._numbers[name].update(dict.fromkeys(ends))
        limits = [bound.limit for bound in accepted.bounds if bound.limit.of is not None]
        self._references[name].update(dict.fromkeys(limits))
        if isinstance(variable.derived, Elapsed):
            self._since(variable.derived, ends)
        restated = accepted.restated
        if restated is not None and restated.unit is not None and variable.unit is not None:
            way = conversion(restated.unit, variable.unit, variable.molar_mass, variable.factors)
            if way is None:
                self._restated[name][restated] = None
            else:
                known = [way.apply(end) for end in _ends_of(restated.interval) if end is not None]
                self._numbers[name].update(dict.fromkeys(known))

    def _since(self, rule: Elapsed, limits: Iterable[Fraction]) -> None:
        for limit in limits:
            for count in (int(limit), int(limit) + 1):
                day = shift(self._layout.today, Period(count, rule.unit), -1)
                self._dates[rule.since].update(dict.fromkeys([day - 1, day, day + 1]))

    def _derived(self, variable: Variable) -> None:
        known = self._trial.vocabulary.variables
        match variable.derived:
            case Points(lines=lines):
                for each in (each for line in lines for each in line):
                    self._bands(known[each.variable], each.bands)
            case Bands(variable=name, bands=bands):
                self._bands(known[name], bands)
            case CountItems(item=item, where=where):
                self._items(known[item], where)
            case Extreme(item=item, attribute=attribute, where=where):
                self._asked(known[item], attribute)
                self._items(known[item], where)
            case Formula() as formula:
                self._formula(formula)
            case _:
                pass

    def _bands(self, variable: Variable, bands: Iterable[tuple[object, Accepted]]) -> None:
        for _, accepted in bands:
            self._accepted(variable.name, variable, accepted)

    def _formula(self, formula: Formula) -> None:
        for each in formula.inputs:
            if each.over_upper_limit:
                self._references[each.variable][Limit(Fraction(1), of=Reference.ULN)] = None

    def _items(self, item: Variable, where: Mapping[str, Accepted]) -> None:
        for attribute, accepted in where.items():
            self._test(item, AttributeIs(attribute, accepted))

    def _with_items(self, variables: tuple[Variable, ...]) -> tuple[Variable, ...]:
        return tuple({variable.name: variable for variable in variables}.values())


def _ends_of(interval: Interval) -> tuple[Fraction | None, Fraction | None]:
    return interval.low, interval.high


__all__ = ["STATUS", "Interests", "interests_of", "units_of"]
