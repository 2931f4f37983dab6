"""Leaves on computed variables: computed from plain numbers and codes, for every way the inputs could turn out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from eligibility.language.plan import ReadingLeaf, Use, Window
from eligibility.possible import Days, Truth
from eligibility.records.facts import Reading
from eligibility.vocabulary.model import (
    Bands,
    CountItems,
    Elapsed,
    Extreme,
    Formula,
    Points,
    PointsOf,
    Together,
    Variable,
)
from tests.second_opinion.naive.comparing import factor
from tests.second_opinion.naive.elapsed import possible_ages
from tests.second_opinion.naive.formulas import NotDefined, evaluate
from tests.second_opinion.naive.inputs import Exact, accepts, cuts_for, everything, exact_forms
from tests.second_opinion.naive.itemresults import measured_forms, set_results
from tests.second_opinion.naive.items import Scan, scans_of
from tests.second_opinion.naive.known import days_of_start
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.readings import Seen, judge, window_of_input, window_with_site
from tests.second_opinion.naive.scene import Scene, anchor_missing, in_future, with_anchors
from tests.second_opinion.naive.spread import TooMany, days_of, ways

MOST_ALTERNATIVES = 3000


@dataclass(frozen=True)
class Table:
    """The chosen facts of one completion, by variable; and what the leaf asks."""

    scene: Scene
    leaf: ReadingLeaf
    window: Window
    readings: Mapping[str, Sequence[Exact]]
    scans: Mapping[str, Sequence[Scan]]
    ages: Mapping[str, Sequence[Exact]]


def derived_leaf(leaf: ReadingLeaf, scene: Scene) -> Truth:
    """The truth of a leaf on a variable that is computed, recorded, or both."""
    if anchor_missing(leaf.window, scene):
        return Truth.UNKNOWN
    return settled(
        _judge(leaf, table)
        for here in with_anchors(scene, [leaf.window], _days(leaf, scene))
        for table in _tables(leaf, here)
    )


def _judge(leaf: ReadingLeaf, table: Table) -> Truth:
    if in_future(leaf.window, table.scene):
        return Truth.UNKNOWN
    if leaf.judging is Use.LATEST:
        found = results(leaf.variable, table)
        return settled(Truth.of(answer) for each in found for answer in accepts(each, leaf.accepted))
    options = [_seen(leaf, alternatives) for alternatives in _each(leaf.variable, table)]
    return settled(judge(leaf, chosen, table.scene) for chosen in ways(options)) if options else Truth.UNKNOWN


def _seen(leaf: ReadingLeaf, alternatives: Sequence[Exact]) -> list[Seen]:
    return sorted(
        {Seen(each.day or 0, answer) for each in alternatives for answer in accepts(each, leaf.accepted)},
        key=lambda seen: (seen.day, seen.accepted),
    )


# ---- the facts -------------------------------------------------------------------------------------------------


def _tables(leaf: ReadingLeaf, scene: Scene) -> Iterator[Table]:
    window = window_with_site(leaf, scene)
    needed = list(dict.fromkeys(_needed(leaf.variable, scene)))
    plain = [name for name in needed if not isinstance(scene.variable(name).derived, Elapsed)]
    slots: list[tuple[str, Sequence[object]]] = []
    for name in plain:
        variable, cuts = scene.variable(name), cuts_for(name, leaf.accepted, scene)
        for reading in scene.chart.readings.get(name, ()):
            own = window_of_input(variable, leaf, scene)
            slots.append((name, exact_forms(variable, reading, own, cuts, scene)))
        if isinstance(variable.derived, CountItems | Extreme):
            for rows in scans_of(scene.chart.occurrences.get(variable.derived.item, ())):
                forms = measured_forms(variable.derived, rows, leaf.accepted, window, scene)
                slots.append((name, forms))
    ages = {name: _ages(scene.variable(name), leaf, scene) for name in needed if name not in plain}
    for chosen in ways([forms for _, forms in slots]):
        named = [(name, fact) for (name, _), fact in zip(slots, chosen, strict=True)]
        yield Table(
            scene,
            leaf,
            window,
            {name: [fact for at, fact in named if at == name and isinstance(fact, Exact)] for name in plain},
            {name: [fact for at, fact in named if at == name and isinstance(fact, tuple)] for name in plain},
            ages,
        )


def _ages(variable: Variable, leaf: ReadingLeaf, scene: Scene) -> list[Exact]:
    ages = possible_ages(variable, cuts_for(variable.name, leaf.accepted, scene), scene)
    return [Exact(Fraction(age)) for age in sorted(ages)]


def _needed(variable: Variable, scene: Scene) -> Iterator[str]:
    """The variables of which recorded readings count, here and below."""
    yield variable.name
    for name in inputs_of(variable):
        yield from _needed(scene.variable(name), scene)


def inputs_of(variable: Variable) -> list[str]:
    """The variables from which one is computed."""
    match variable.derived:
        case Bands(name):
            return [name]
        case Points(lines):
            return [each.variable for line in lines for each in line]
        case Formula(inputs=inputs, by=by):
            return [each.variable for each in inputs] + [name for name, _ in by]
        case _:
            return []


# ---- computing -------------------------------------------------------------------------------------------------


def results(variable: Variable, table: Table) -> list[Exact]:
    """The values that a variable may have by its latest facts, recorded and computed; empty: no reading."""
    if isinstance(variable.derived, Elapsed):
        return list(table.ages[variable.name])
    recorded = _newest(table.readings[variable.name])
    computed = _computed(variable, table)
    if not recorded or not computed:
        return recorded or computed
    newer = any(each.day is not None and each.day > (recorded[0].day or 0) for each in computed)
    return recorded + computed if newer else recorded


def _newest(entries: Sequence[Exact]) -> list[Exact]:
    last = max((each.day or 0 for each in entries), default=0)
    return [each for each in entries if each.day == last]


def _computed(variable: Variable, table: Table) -> list[Exact]:
    match variable.derived:
        case Bands(name, bands):
            return [
                Exact(code, each.day)
                for each in results(table.scene.variable(name), table)
                for code, accepted in bands
                if True in accepts(each, accepted)
            ]
        case Points(lines):
            return _score(lines, table)
        case Formula():
            return _formula(variable, variable.derived, table)
        case CountItems() | Extreme():
            scans = table.scans[variable.name]
            return set_results(variable.derived, scans, table.leaf.accepted, table.window, table.scene)
        case _:
            return []


def _score(lines: Sequence[Sequence[PointsOf]], table: Table) -> list[Exact]:
    sums: set[tuple[int, int | None]] = {(0, None)}
    for line in lines:
        points = _line(line, table)
        sums = {(one + other, _later(day, at)) for one, day in sums for other, at in points}
    return [Exact(Fraction(total), day) for total, day in sorted(sums, key=str) if day is not None]


def _line(line: Sequence[PointsOf], table: Table) -> set[tuple[int, int | None]]:
    """The points of the first alternative that has a reading; of a missing one, any."""
    for alternative in line:
        found = results(table.scene.variable(alternative.variable), table)
        if found:
            return {
                (number, each.day)
                for each in found
                for number, accepted in alternative.bands
                if True in accepts(each, accepted)
            }
    return {(number, None) for alternative in line for number, _ in alternative.bands}


def _later(one: int | None, other: int | None) -> int | None:
    return max((day for day in (one, other) if day is not None), default=None)


# ---- formulas --------------------------------------------------------------------------------------------------


def _formula(variable: Variable, formula: Formula, table: Table) -> list[Exact]:
    if formula.together is not None:
        groups = _together(formula, table)
        last = max((day for day, _ in groups), default=None)
        found = [entries for day, entries in groups if day == last]
        return [each for entries in found for each in _evaluated(variable, formula, entries, table)]
    found_inputs = [results(table.scene.variable(each.variable), table) for each in formula.inputs]
    if not any(found_inputs):
        return []
    whole = [
        found or everything(table.scene.variable(each.variable), (), table.scene)
        for each, found in zip(formula.inputs, found_inputs, strict=True)
    ]
    return [each for entries in _few(whole) for each in _evaluated(variable, formula, entries, table)]


def _few(options: Sequence[Sequence[Exact]]) -> Iterator[tuple[Exact, ...]]:
    number = 1
    for each in options:
        number *= len(each)
    if number > MOST_ALTERNATIVES:
        raise TooMany
    return product(*options)


def _together(formula: Formula, table: Table) -> list[tuple[int, tuple[Exact, ...]]]:
    """The inputs of each sample or day that has them all, in each way in which results of one day can be paired."""
    entries = [table.readings[each.variable] for each in formula.inputs]
    groups: list[tuple[int, tuple[Exact, ...]]] = []
    for chosen in product(*entries):
        by_sample = formula.together is Together.SAME_SAMPLE
        same = {each.sample if by_sample and each.sample else each.day for each in chosen}
        if len(same) == 1:
            groups.append((max(each.day or 0 for each in chosen), chosen))
    return groups


def _evaluated(
    variable: Variable, formula: Formula, entries: Sequence[Exact], table: Table
) -> Iterator[Exact]:
    newest: int | None = None
    for each in entries:
        newest = _later(newest, each.day)
    named = {}
    for entry, each in zip(formula.inputs, entries, strict=True):
        named[entry.variable] = _entering(
            table.scene.variable(entry.variable), entry.unit, entry.over_upper_limit, each
        )
    if None in named.values():
        yield Exact(None, newest)
        return
    numbers = {name: number for name, number in named.items() if number is not None}
    for constants in _constants(formula, table):
        yield _result(variable, formula, {**numbers, **constants}, newest)


def _result(variable: Variable, formula: Formula, values: Mapping[str, Fraction], day: int | None) -> Exact:
    try:
        number = evaluate(formula, values)
    except NotDefined:
        return Exact(None, day)
    times = factor(formula.result_unit, variable.unit) if formula.result_unit is not None else Fraction(1)
    assert times is not None
    return Exact(number * times, day, rounded=not formula.exact)


def _entering(variable: Variable, unit: object, over_limit: bool, exact: Exact) -> Fraction | None:
    """The number with which an input enters; None: nobody knows."""
    if exact.value in ("true", "false"):
        return Fraction(exact.value == "true")
    assert exact.value is None or isinstance(exact.value, Fraction)
    if over_limit:
        return exact.reported / exact.upper if exact.reported is not None and exact.upper else None
    times = factor(variable.unit, unit) if unit is not None else Fraction(1)  # type: ignore[arg-type]
    assert times is not None
    return None if exact.value is None else exact.value * times


def _constants(formula: Formula, table: Table) -> Iterator[dict[str, Fraction]]:
    """The constants for each code that the variables of `by` may have."""
    options: list[list[Mapping[str, Fraction]]] = []
    for name, by_code in formula.by:
        found = {each.value for each in results(table.scene.variable(name), table)}
        codes = [code for code in by_code if code in found] if found else list(by_code)
        options.append([by_code[code] for code in codes])
    for chosen in product(*options):
        yield {name: number for constants in chosen for name, number in constants.items()}


# ---- other uses than `latest` ----------------------------------------------------------------------------------


def _each(variable: Variable, table: Table) -> list[list[Exact]]:
    """A computed value for each reading of the single input (or each sample, or day); and each recorded value."""
    recorded = [[each] for each in table.readings[variable.name]]
    derived = variable.derived
    if isinstance(derived, Formula) and derived.together is not None:
        together = (entries for _, entries in _together(derived, table))
        return recorded + [list(_evaluated(variable, derived, entries, table)) for entries in together]
    name = inputs_of(variable)[0]
    single = [replace_reading(table, name, entry) for entry in table.readings[name]]
    return recorded + [_computed(variable, one) for one in single]


def replace_reading(table: Table, name: str, entry: Exact) -> Table:
    """The table as if one reading were the only one of its variable."""
    return replace(table, readings={**table.readings, name: [entry]})


# ---- dates as anchors ------------------------------------------------------------------------------------------


def latest_dates(variable: Variable, scene: Scene) -> Days | None:
    """The days that the latest reading of a date may give; None if there is none for sure."""
    found: list[Days] = []
    readings = scene.chart.readings.get(variable.name, ())
    for chosen in ways([_seen_dates(each, scene) for each in readings]):
        sure = [each for each in chosen if each is not None]
        if not sure:
            return None
        found += [value for day, value in sure if day == max(each for each, _ in sure)]
    return Days(min(each.first for each in found), max(each.last for each in found)) if found else None


def _seen_dates(reading: Reading, scene: Scene) -> list[tuple[int, Days] | None]:
    assert isinstance(reading.value, Days)
    realities = [True] if reading.status == "confirmed" else [True, False]
    days = days_of(days_of_start(reading, scene), ())
    return [
        (day, reading.value) if day <= scene.today and real else None for day in days for real in realities
    ]


def _days(leaf: ReadingLeaf, scene: Scene) -> tuple[int, ...]:
    """Days around which the window of a computed variable could change what it holds."""
    facts = [each for name in _needed(leaf.variable, scene) for each in scene.chart.readings.get(name, ())]
    ends = {end for each in facts for end in (each.days.first, each.days.last)}
    return tuple(sorted(ends | {scene.today}))
