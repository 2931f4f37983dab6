"""Facts as they arrive: late, out of order, vague, dated ahead, repeated, in spellings and in codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from eligibility import Answer, Fact, load_trial
from eligibility.language.plan import (
    AttributeIn,
    AttributeIs,
    ConfirmedBy,
    JudgementLeaf,
    Lasting,
    OccurrenceLeaf,
    ReadingLeaf,
    Trial,
)
from eligibility.language.walk import leaves_of, tests_of, variables_of
from eligibility.live.touching import with_inputs
from eligibility.possible.interval import decimal
from eligibility.records.facts import Complete, Site, SiteLimit
from eligibility.vocabulary.model import Bands, Codes, Kind, Points, Range, Variable

HERE = Path(__file__).parent
START = date(2025, 6, 1)
SMALL = tuple(str(HERE / f"{name}.yaml") for name in ("EVERYTHING", "JOINED", "AS_OF"))
NAMES = (*SMALL, "NCT05349331", "CMH-2023-0553")
# Which trials a sequence watches, by their places: small ones mostly, so that many sequences can be run.
WATCHED = ((0,), (0,), (1, 2), (1, 2), (0, 1, 2), (3,), (4, 1))
SITES = (
    Site(),
    Site(
        complete=(Complete("diagnosis"), Complete("treatment", "anticoagulant"), Complete("lesion")),
        negatives_stand=28,
        readings_stand=90,
        supplies=frozenset({("diagnosis", None)}),
        limits=(
            SiteLimit("alt", upper="50 U/L", sex="male"),
            SiteLimit("alt", upper="40 U/L", sex="female"),
            SiteLimit("afp", upper="7 ug/L"),
        ),
    ),
)


@cache
def trials() -> tuple[Trial, ...]:
    return tuple(load_trial(name) for name in NAMES)


@cache
def variables(watched: tuple[int, ...]) -> tuple[Variable, ...]:
    """What some trials look at, often asked variables first."""
    found: dict[str, Variable] = {}
    for trial in (trials()[place] for place in watched):
        for variable in variables_of(trial):
            for each in with_inputs(variable, trial.vocabulary):
                found.setdefault(each.name, each)
    return tuple(found.values())


@cache
def _limits() -> dict[str, tuple[Fraction, ...]]:
    """The numbers on which verdicts turn, by variable."""
    found: dict[str, set[Fraction]] = {}
    for trial in trials():
        for _, leaf in leaves_of(trial):
            if isinstance(leaf, ReadingLeaf):
                for variable in with_inputs(leaf.variable, trial.vocabulary):
                    found.setdefault(variable.name, set()).update(_numbers_of(variable))
                found[leaf.variable.name].update(_numbers(leaf.accepted))
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _numbers_of(variable: Variable) -> Iterator[Fraction]:
    derived = variable.derived
    if isinstance(derived, Bands):
        for _, accepted in derived.bands:
            yield from _numbers(accepted)
    if isinstance(derived, Points):
        for line in derived.lines:
            for each in line:
                for _, accepted in each.bands:
                    yield from _numbers(accepted)


def _numbers(accepted: object) -> Iterator[Fraction]:
    if isinstance(accepted, Range):
        yield from (bound.limit.number for bound in accepted.bounds)


@cache
def _asked() -> dict[str, tuple[str, ...]]:
    """The codes on which verdicts turn, by variable, and some that lie beside them."""
    found: dict[str, set[str]] = {}
    for trial in trials():
        for _, leaf in leaves_of(trial):
            if not isinstance(leaf, JudgementLeaf) and isinstance(leaf.accepted, Codes):
                found.setdefault(leaf.variable.name, set()).update(
                    [*leaf.accepted.asked, *sorted(leaf.accepted.codes)[:4]]
                )
    found.setdefault("procedure", {"liver_resection"})
    found.setdefault("lesion", set())
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


@cache
def _attributes_asked() -> dict[str, tuple[str, ...]]:
    """The attributes on which verdicts turn, by variable."""
    found: dict[str, set[str]] = {}
    for trial in trials():
        for _, leaf in leaves_of(trial):
            if not isinstance(leaf, JudgementLeaf):
                found.setdefault(leaf.variable.name, set()).update(_attributes_of(leaf))
    return {name: tuple(sorted(names)) for name, names in found.items()}


def _attributes_of(leaf: ReadingLeaf | OccurrenceLeaf) -> Iterator[str]:
    yield from (test.attribute for test in tests_of(leaf) if isinstance(test, AttributeIs | AttributeIn))
    if isinstance(leaf.judging, ConfirmedBy):
        yield leaf.judging.different
    if isinstance(leaf.judging, Lasting):
        yield from leaf.judging.unchanged


# ---- strategies, each made once: making them is what takes time -----------------------------------


@cache
def one_of(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


@cache
def days() -> st.SearchStrategy[str]:
    """Around two years, mostly exact, some ahead of the screening date, some vague."""
    near = st.integers(-35, 40).map(lambda n: START + timedelta(days=n))
    far = st.integers(-700, 200).map(lambda n: START + timedelta(days=n))
    exact = (near | far).map(date.isoformat)
    vague = far.map(lambda day: day.isoformat()[:7]) | far.map(lambda day: day.isoformat()[:4])
    return st.one_of(near.map(date.isoformat), exact, exact, vague, st.just("screening"))


@cache
def perhaps_days() -> st.SearchStrategy[str | None]:
    return st.none() | days()


def advancing() -> st.SearchStrategy[int]:
    """Days to go on (sometimes back)."""
    return one_of(1, 1, 2, 7, 28, 31, 90, 365, -10)


@cache
def few(watched: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
    """The places of some variables, so that the facts of one run have to do with each other."""
    places = st.integers(0, len(variables(watched)) - 1)
    some = st.lists(places, min_size=2, max_size=6, unique=True).map(tuple)
    families = _families(watched)
    return st.one_of(some, some, st.sampled_from(families)) if families else some


def _families(watched: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The places of computed variables, each with all from which it is computed."""
    places = {variable.name: place for place, variable in enumerate(variables(watched))}
    vocabulary = trials()[watched[0]].vocabulary
    found = [
        tuple(dict.fromkeys(places[each.name] for each in with_inputs(variable, vocabulary)))
        for variable in variables(watched)
        if variable.derived is not None
    ]
    return [family for family in found if len(family) > 2]


@lru_cache(maxsize=256)
def plain(watched: tuple[int, ...], few: tuple[int, ...]) -> st.SearchStrategy[list[Fact]]:
    """One sound recent fact of each: what is computed from them can be computed."""
    return _plain([variables(watched)[place] for place in few])


@st.composite
def _plain(draw: st.DrawFn, among: list[Variable]) -> list[Fact]:
    found = []
    for variable in among:
        if variable.kind.is_occurrence or variable.derived is not None:
            continue
        numbers = _limits().get(variable.name, ()) or (Fraction(40),)
        value = decimal(draw(one_of(*numbers)))
        if variable.kind is Kind.DATE:
            value = "1960-01-01"
        elif variable.kind is not Kind.QUANTITY:
            value = draw(one_of(*_asked().get(variable.name, ()), *variable.values))
        unit = None if variable.unit is None or variable.kind is not Kind.QUANTITY else variable.unit.code
        found.append(Fact(variable.name, value, unit=unit, date="2025-05-28", upper="40" if unit else None))
    return found


@lru_cache(maxsize=256)
def facts(watched: tuple[int, ...], few: tuple[int, ...]) -> st.SearchStrategy[Fact]:
    """Any fact of some variables."""
    return _facts([variables(watched)[place] for place in few])


@lru_cache(maxsize=256)
def several(watched: tuple[int, ...], few: tuple[int, ...]) -> st.SearchStrategy[list[Fact]]:
    """Some facts that come together."""
    return st.lists(facts(watched, few), min_size=2, max_size=6)


@st.composite
def _facts(draw: st.DrawFn, among: list[Variable]) -> Fact:
    variable = among[draw(one_of(*range(len(among))))]
    name = draw(one_of(*[variable.name] * 8, *variable.also[:1]))
    given: dict[str, Any] = {
        "attributes": _attributes(draw, variable),
        "id": draw(one_of(None, None, None, "a", "b", "c")),
        "status": draw(one_of(*["confirmed"] * 6, "suspected", "ruled_out", "absent")),
    }
    if variable.kind.is_occurrence:
        return Fact(name, _code(draw, variable), **given, **_lasting(draw))
    value, unit = _value(draw, variable)
    limit = draw(one_of(None, "40", "7")) if variable.kind is Kind.QUANTITY else None
    day = draw(one_of(True, *[False] * 9)) and draw(one_of(True, False))
    given["status"] = draw(one_of("suspected", *["confirmed"] * 9))
    return Fact(name, value, unit=unit, date=None if day else draw(days()), upper=limit, **given)


def asks(watched: tuple[int, ...]) -> bool:
    """Whether a trial asks a person."""
    return any(isinstance(leaf, JudgementLeaf) for place in watched for _, leaf in leaves_of(trials()[place]))


@cache
def answers(watched: tuple[int, ...]) -> st.SearchStrategy[Answer]:
    asked = [
        (trial.id, leaf.name)
        for trial in (trials()[place] for place in watched)
        for _, leaf in leaves_of(trial)
        if isinstance(leaf, JudgementLeaf)
    ]
    return st.builds(
        lambda about, answer, who, day: Answer(about[0], about[1], answer, who, day),
        st.sampled_from(asked),
        st.booleans(),
        st.sampled_from(["", "Dr A"]),
        st.none() | days().filter(lambda day: day != "screening"),
    )


def _value(draw: st.DrawFn, variable: Variable) -> tuple[str, str | None]:
    if variable.kind is Kind.DATE:
        return draw(one_of("1949-06-01", "1950-06", "2007-06-15", "2012")), None
    if variable.kind is not Kind.QUANTITY:
        asked = _asked().get(variable.name, ())
        return draw(one_of(*asked, *variable.values, *variable.values, "rubbish")), None
    unit = None if variable.unit is None else variable.unit.code
    numbers = _limits().get(variable.name, ()) or (Fraction(40),)
    number = draw(one_of(*numbers)) * draw(one_of(*[Fraction(n, 10) for n in (10, 10, 9, 11, 400, 70)]))
    sign = draw(one_of(*[""] * 12, "<", ">"))
    return sign + decimal(number), draw(one_of(*[unit] * 12, None, "mg/dL"))


def _code(draw: st.DrawFn, variable: Variable) -> str:
    if variable.kind is Kind.ITEM:
        return str(draw(one_of("any", "liver")))
    return str(draw(one_of(*_asked().get(variable.name, ("stroke",)), "something_else")))


def _lasting(draw: st.DrawFn) -> dict[str, Any]:
    if draw(one_of(True, False)):
        return {"date": draw(days())}
    start, end = draw(days()), draw(perhaps_days())
    return {"start": start, "end": end, "ongoing": end is None and draw(one_of(False, True))}


def _attributes(draw: st.DrawFn, variable: Variable) -> dict[str, str]:
    """Most of those that are asked, and one that may not be."""
    chosen: dict[str, str] = {}
    names = _attributes_asked().get(variable.name, ())
    other = [draw(one_of(*sorted(variable.attributes)))] if variable.attributes else []
    for name in dict.fromkeys([*names, *other]):
        attribute = variable.attributes.get(name)
        if attribute is None or draw(one_of(False, True, True, True)) is False:
            continue
        if attribute.values:
            chosen[name] = draw(one_of(*attribute.values))
        elif attribute.kind is Kind.TEXT:
            chosen[name] = draw(one_of("A", "B"))
        elif attribute.kind is Kind.DATE:
            chosen[name] = draw(days())
        elif attribute.kind is Kind.QUANTITY and attribute.unit is not None:
            chosen[name] = f"{draw(one_of(5, 10, 55))} {attribute.unit.code}"
    return chosen
