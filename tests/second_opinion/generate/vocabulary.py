"""A small vocabulary with one variable of every sort."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from eligibility.possible import EVERYTHING, Interval, PeriodUnit
from eligibility.units import Unit, read_unit
from eligibility.vocabulary.implied_attributes import implied_attributes
from eligibility.vocabulary.model import (
    Bands,
    Bound,
    Call,
    Codes,
    Concept,
    CountItems,
    Elapsed,
    Expression,
    Extreme,
    Formula,
    Input,
    Kind,
    Lasts,
    Limit,
    Name,
    Number,
    Points,
    PointsOf,
    Range,
    Reference,
    ShareOfLabelMaximum,
    Together,
    Variable,
    Vocabulary,
)

YES_NO = ("true", "false")


def unit(text: str) -> Unit:
    """A unit of the closed table."""
    read = read_unit(text)
    assert isinstance(read, Unit), text
    return read


def fixed_range(
    low: Fraction | int | str | None = None,
    high: Fraction | int | str | None = None,
    *,
    low_open: bool = False,
    high_open: bool = False,
    of_unit: Unit | None = None,
    restated: Range | None = None,
) -> Range:
    """A range between fixed limits."""
    bounds = []
    if low is not None:
        bounds.append(Bound(Limit(Fraction(low), of_unit), low_open, lower=True))
    if high is not None:
        bounds.append(Bound(Limit(Fraction(high), of_unit), high_open, lower=False))
    interval = Interval(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        low_open and low is not None,
        high_open and high is not None,
    )
    signs = [f"{'>' if each.lower else '<'}{'' if each.open else '='} {each.limit.number}" for each in bounds]
    return Range(" and ".join(signs), tuple(bounds), interval, of_unit, restated)


def limit_range(*bounds: Bound, interval: Interval = EVERYTHING, of_unit: Unit | None = None) -> Range:
    """A range with limits of the laboratory."""
    signs = [f"{'>' if each.lower else '<'}{'' if each.open else '='} {_limit_text(each)}" for each in bounds]
    return Range(" and ".join(signs), bounds, interval, of_unit)


def times_limit(
    number: Fraction | int | str,
    of: Reference,
    *,
    lower: bool,
    is_open: bool = False,
    offset: int = 0,
    of_unit: Unit | None = None,
) -> Bound:
    """So many times ULN or LLN, plus an offset."""
    return Bound(Limit(Fraction(number), of_unit, of, Fraction(offset)), is_open, lower)


def codes(*names: str, asked: tuple[str, ...] | None = None) -> Codes:
    """Accepted codes."""
    return Codes(", ".join(asked or names), frozenset(names), asked or names)


def _limit_text(bound: Bound) -> str:
    limit = bound.limit
    name = limit.of.value if limit.of else ""
    return f"{limit.number} {name}" + (f" + {limit.offset}" if limit.offset else "")


# ---- readings --------------------------------------------------------------------------------------------------


def _reading(name: str, kind: Kind, **keys: object) -> Variable:
    attributes: Mapping[str, Variable] = keys.pop("attributes", {})  # type: ignore[assignment]
    whole = {**implied_attributes(kind, {}), **attributes}
    return Variable(name, kind, attributes=whole, vocabulary="small", **keys)  # type: ignore[arg-type]


def _quantity(name: str, of_unit: str | None, low: int | None, high: int | None, **keys: object) -> Variable:
    plausible = Interval(Fraction(low), Fraction(high)) if low is not None and high is not None else None
    return _reading(name, Kind.QUANTITY, unit=unit(of_unit) if of_unit else None, plausible=plausible, **keys)


def _code(name: str, *values: str, ordered: bool = False, **keys: object) -> Variable:
    return _reading(name, Kind.CODE, values=values, ordered=ordered, **keys)


def _attribute(name: str, kind: Kind, *values: str, **keys: object) -> Variable:
    return Variable(name, kind, values=values or (YES_NO if kind is Kind.BOOLEAN else ()), **keys)  # type: ignore[arg-type]


RATER = _attribute("rater", Kind.TEXT)
METHOD = _attribute("method", Kind.CODE, "imaging", "biopsy", "guess")
BLINDED = _attribute("blinded", Kind.BOOLEAN)
POSITION = _attribute("weight_then", Kind.QUANTITY, plausible=Interval(Fraction(0), Fraction(300)))
ATTRIBUTES = {each.name: each for each in (RATER, METHOD, BLINDED, POSITION)}

READINGS = (
    _quantity("platelets", "10^9/L", 1, 2000, attributes=ATTRIBUTES),
    _quantity("albumin", "g/L", 5, 80, attributes=ATTRIBUTES),
    _quantity("alt", "U/L", 1, 10000),
    _quantity("ast", "U/L", 1, 10000),
    _quantity("marker", "g/L", None, None),
    _quantity("hba1c", "%", 2, 25),
    _quantity("inr", None, 0, 20),
    _quantity("prothrombin", "s", 5, 200),
    _quantity("qt", "ms", 100, 1000),
    _quantity("rr", "s", 0, 5),
    _code("ecog", "0", "1", "2", "3", ordered=True, attributes=ATTRIBUTES),
    _code("response", "CR", "PR", "SD", "PD", "NE", attributes={"rater": RATER, "method": METHOD}),
    _code("resectability", "yes", "maybe", "no", judged=True, attributes={"rater": RATER, "method": METHOD}),
    _code("ascites", "none", "slight", "severe", ordered=True),
    _code("sex", "female", "male", lasts=Lasts.FOREVER),
    _reading("pregnant", Kind.BOOLEAN, values=YES_NO),
    _reading("dialysed", Kind.BOOLEAN, values=YES_NO),
    _reading("birth_date", Kind.DATE, lasts=Lasts.FOREVER),
    _reading("planned_dose", Kind.DATE),
)


# ---- computed variables ----------------------------------------------------------------------------------------


def _call(function: str, *arguments: Expression | str | int) -> Call:
    return Call(function, tuple(_expression(each) for each in arguments))


def _expression(part: Expression | str | int) -> Expression:
    if isinstance(part, str):
        return Name(part) if part[0].isalpha() else Number(Fraction(part))
    return Number(Fraction(part)) if isinstance(part, int) else part


def _three_points(
    variable: str, first: Range | Codes, second: Range | Codes, third: Range | Codes
) -> PointsOf:
    return PointsOf(variable, ((1, first), (2, second), (3, third)))


def _ctcae(variable: str) -> Bands:
    def bound(number: str, *, lower: bool, is_open: bool = False) -> Bound:
        return times_limit(number, Reference.ULN, lower=lower, is_open=is_open)

    return Bands(
        variable,
        (
            ("0", limit_range(bound("1", lower=False))),
            ("1", limit_range(bound("1", lower=True, is_open=True), bound("3", lower=False))),
            ("2", limit_range(bound("3", lower=True, is_open=True))),
        ),
    )


SCORE = Points(
    (
        (
            _three_points(
                "albumin",
                fixed_range(low=35, low_open=True),
                fixed_range(28, 35),
                fixed_range(high=28, high_open=True),
            ),
        ),
        (
            _three_points(
                "inr",
                fixed_range(high="1.7", high_open=True),
                fixed_range("1.7", "2.3"),
                fixed_range(low="2.3", low_open=True),
            ),
            _three_points(
                "prothrombin",
                fixed_range(high=16, high_open=True),
                fixed_range(16, 18),
                fixed_range(low=18, low_open=True),
            ),
        ),
        (_three_points("ascites", codes("none"), codes("slight"), codes("severe")),),
    )
)
CLASSES = Bands("score", (("A", fixed_range(3, 4)), ("B", fixed_range(5, 7)), ("C", fixed_range(8, 9))))
CLEARANCE = Formula(
    (Input("age", unit("years")), Input("albumin", unit("g/dL")), Input("dialysed", None)),
    (("base", _call("*", _call("-", 140, "age"), "f")),),
    _call("if", "dialysed", 4, _call("/", "base", _call("max", "albumin", 1))),
    (("sex", {"female": {"f": Fraction(1, 2)}, "male": {"f": Fraction(1)}}),),
)
ALBI = Formula(
    (Input("marker", unit("g/L")), Input("albumin", unit("g/L"))),
    (),
    _call("-", _call("log10", "marker"), _call("*", "0.1", "albumin")),
    exact=False,
)
QTC = Formula(
    (Input("qt", unit("ms")), Input("rr", unit("s"))),
    (),
    _call("/", "qt", _call("cbrt", "rr")),
    together=Together.SAME_SAMPLE,
    result_unit=unit("ms"),
    exact=False,
)
RATIO = Formula(
    (Input("ast", unit("U/L")), Input("alt", unit("U/L"))),
    (),
    _call("round", _call("/", "ast", "alt"), 1),
    together=Together.SAME_DAY,
)
APRI = Formula(
    (Input("ast", None, over_upper_limit=True), Input("platelets", unit("10^9/L"))),
    (),
    _call("*", 100, _call("/", "ast", "platelets")),
)
DOUBLE = Formula(
    (Input("platelets", unit("10^9/L")),),
    (),
    _call("+", _call("*", 2, "platelets"), 1),
    result_unit=unit("10^9/L"),
)

DERIVED = (
    _quantity("age", "years", None, None, derived=Elapsed("birth_date", PeriodUnit.YEARS)),
    _quantity("score", None, 3, 9, derived=SCORE),
    _code("grade_class", "A", "B", "C", ordered=True, derived=CLASSES),
    _code("ctcae_alt", "0", "1", "2", ordered=True, derived=_ctcae("alt")),
    _quantity("clearance", None, None, None, derived=CLEARANCE),
    _quantity("albi", None, None, None, derived=ALBI),
    _quantity("qtc", "ms", None, None, derived=QTC),
    _quantity("ratio", None, None, None, derived=RATIO),
    _quantity("apri", None, None, None, derived=APRI),
    _quantity("double_platelets", "10^9/L", None, None, derived=DOUBLE),
    _quantity("lesion_count", None, None, None, derived=CountItems("lesion", {"measurable": codes("true")})),
    _quantity("largest_lesion", "mm", None, None, derived=Extreme("lesion", "diameter", highest=True)),
)


# ---- events and items ------------------------------------------------------------------------------------------


def _occurrence(name: str, kind: Kind, *attributes: Variable) -> Variable:
    own = {each.name: each for each in attributes}
    return Variable(name, kind, attributes={**implied_attributes(kind, {}), **own}, vocabulary="small")


DOSE = _attribute("dose", Kind.QUANTITY, unit=unit("mg/day"), plausible=Interval(Fraction(0), Fraction(5000)))
OCCURRENCES = (
    _occurrence(
        "treatment",
        Kind.EVENT,
        DOSE,
        _attribute("share", Kind.QUANTITY, unit=unit("%"), derived=ShareOfLabelMaximum("dose")),
        _attribute("intent", Kind.CODE, "cure", "comfort"),
        _attribute("stop_reason", Kind.CODE, "progression", "toxicity", "done", known_at_end=True),
        _attribute("progressed_on", Kind.DATE),
        _attribute("drugs", Kind.CODE, several=True, concepts_of="treatment"),
        _attribute("modality", Kind.TEXT),
    ),
    _occurrence(
        "diagnosis",
        Kind.EVENT,
        _attribute("serious", Kind.BOOLEAN),
        _attribute("method", Kind.CODE, "imaging", "biopsy", "guess"),
        _attribute("modality", Kind.TEXT),
    ),
    _occurrence(
        "lesion",
        Kind.ITEM,
        _attribute(
            "diameter", Kind.QUANTITY, unit=unit("mm"), plausible=Interval(Fraction(0), Fraction(500))
        ),
        _attribute("measurable", Kind.BOOLEAN),
        _attribute("treated", Kind.BOOLEAN),
    ),
)

CONCEPTS = {
    "treatment": (
        Concept("antitumour", "treatment"),
        Concept("targeted", "treatment", ("antitumour",)),
        Concept(
            "sorafenib",
            "treatment",
            ("targeted",),
            half_life_hours=Fraction(48),
            label_maximum=(Fraction(800), unit("mg/day")),
        ),
        Concept(
            "lenvatinib",
            "treatment",
            ("targeted",),
            half_life_hours=Fraction(28),
            label_maximum=(Fraction(12), unit("mg/day")),
        ),
        Concept("chemo", "treatment", ("antitumour",), half_life_hours=Fraction(20)),
        Concept("tace", "treatment", ("antitumour",), lasts=Lasts.A_DAY),
        Concept("aspirin", "treatment", half_life_hours=Fraction(5)),
    ),
    "diagnosis": (
        Concept("cancer", "diagnosis"),
        Concept("hcc", "diagnosis", ("cancer",)),
        Concept("lung_cancer", "diagnosis", ("cancer",)),
        Concept("cirrhosis", "diagnosis", lasts=Lasts.FOREVER),
        Concept("infarction", "diagnosis", lasts=Lasts.A_DAY),
    ),
}


def members_of(variable: str, code: str) -> frozenset[str]:
    """A code and every code below it."""
    found = {code}
    while True:
        more = {each.name for each in CONCEPTS[variable] if set(each.parents) & found} - found
        if not more:
            return frozenset(found)
        found |= more


SMALL = Vocabulary(
    ("small",),
    {each.name: each for each in (*READINGS, *DERIVED, *OCCURRENCES)},
    {name: {each.name: each for each in concepts} for name, concepts in CONCEPTS.items()},
    {
        name: {each.name: members_of(name, each.name) for each in concepts}
        for name, concepts in CONCEPTS.items()
    },
)


def event_codes(variable: str, *asked: str) -> Codes:
    """The codes that a file names, with all below them."""
    return codes(
        *sorted(frozenset[str]().union(*(members_of(variable, each) for each in asked))), asked=asked
    )
