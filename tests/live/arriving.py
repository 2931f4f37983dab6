"""Facts as they arrive: late, out of order, vague, dated ahead, repeated, in spellings and in codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from eligibility import Answer, Fact, load_trial
from eligibility.language.plan import JudgementLeaf, ReadingLeaf, Trial
from eligibility.language.walk import leaves_of, variables_of
from eligibility.live.touching import with_inputs
from eligibility.possible.interval import decimal
from eligibility.records.facts import Complete, Site, SiteLimit
from eligibility.vocabulary.model import Bands, Codes, Kind, Points, Range, Variable

HERE = Path(__file__).parent
START = date(2025, 6, 1)
NAMES = (str(HERE / "EVERYTHING.yaml"), "NCT05349331", "CMH-2023-0553")
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
def variables() -> tuple[Variable, ...]:
    """What the trials look at, often asked variables first."""
    found: dict[str, Variable] = {}
    for trial in trials():
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


def days() -> st.SearchStrategy[str]:
    """Around two years, mostly exact, some ahead of the screening date, some vague."""
    near = st.integers(-35, 40).map(lambda n: START + timedelta(days=n))
    far = st.integers(-700, 200).map(lambda n: START + timedelta(days=n))
    exact = (near | far).map(date.isoformat)
    vague = far.map(lambda day: day.isoformat()[:7]) | far.map(lambda day: day.isoformat()[:4])
    return st.one_of(near.map(date.isoformat), exact, exact, vague, st.just("screening"))


def advancing() -> st.SearchStrategy[int]:
    """Days to go on (sometimes back)."""
    return st.sampled_from([1, 1, 2, 7, 28, 31, 90, 365, -10])


def few() -> st.SearchStrategy[list[Variable]]:
    """Some variables, so that the facts of one run have to do with each other."""
    return st.lists(st.sampled_from(variables()), min_size=2, max_size=6, unique_by=lambda each: each.name)


@st.composite
def facts(draw: st.DrawFn, among: list[Variable]) -> Fact:
    """Any fact of some variables."""
    variable = draw(st.sampled_from(among))
    name = draw(st.sampled_from([variable.name] * 8 + [*variable.also[:1]]))
    given: dict[str, Any] = {
        "attributes": draw(_attributes(variable)),
        "id": draw(st.sampled_from([None, None, None, "a", "b", "c"])),
        "status": draw(st.sampled_from(["confirmed"] * 6 + ["suspected", "ruled_out", "absent"])),
    }
    if variable.kind.is_occurrence:
        return Fact(name, draw(_code(variable)), **given, **draw(_lasting()))
    value, unit = draw(_value(variable))
    limit = draw(st.sampled_from([None, "40", "7"])) if variable.kind is Kind.QUANTITY else None
    day = draw(st.none() | days()) if draw(st.integers(0, 9)) == 0 else draw(days())
    given["status"] = "confirmed" if draw(st.integers(0, 9)) else "suspected"
    return Fact(name, value, unit=unit, date=day, upper=limit, **given)


def answers() -> st.SearchStrategy[Answer]:
    asked = [
        (trial.id, leaf.name)
        for trial in trials()
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


@st.composite
def _value(draw: st.DrawFn, variable: Variable) -> tuple[str, str | None]:
    if variable.kind is Kind.DATE:
        return draw(st.sampled_from(["1949-06-01", "1950-06", "2007-06-15", "2012"])), None
    if variable.kind is not Kind.QUANTITY:
        asked = _asked().get(variable.name, ())
        return draw(st.sampled_from([*asked, *variable.values, *variable.values, "rubbish"])), None
    unit = None if variable.unit is None else variable.unit.code
    numbers = _limits().get(variable.name, ()) or (Fraction(40),)
    number = draw(st.sampled_from(numbers)) * draw(
        st.sampled_from([Fraction(n, 10) for n in (10, 10, 9, 11, 400, 70)])
    )
    sign = draw(st.sampled_from([""] * 12 + ["<", ">"]))
    return sign + decimal(number), draw(st.sampled_from([unit] * 12 + [None, "mg/dL"]))


@st.composite
def _code(draw: st.DrawFn, variable: Variable) -> str:
    if variable.kind is Kind.ITEM:
        return draw(st.sampled_from(["any", "liver"]))
    return draw(st.sampled_from([*_asked().get(variable.name, ("stroke",)), "something_else"]))


@st.composite
def _lasting(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        return {"date": draw(days())}
    start, end = draw(days()), draw(st.none() | days())
    return {"start": start, "end": end, "ongoing": end is None and draw(st.booleans())}


@st.composite
def _attributes(draw: st.DrawFn, variable: Variable) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for name, attribute in sorted(variable.attributes.items()):
        if draw(st.integers(0, 3)) == 0:
            continue
        if attribute.values:
            chosen[name] = draw(st.sampled_from(attribute.values))
        elif attribute.kind is Kind.TEXT:
            chosen[name] = draw(st.sampled_from(["A", "B"]))
        elif attribute.kind is Kind.QUANTITY and attribute.unit is not None:
            chosen[name] = f"{draw(st.sampled_from([5, 10, 55]))} {attribute.unit.code}"
    return chosen
