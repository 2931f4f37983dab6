"""Every form of what is computed, as `good/derivations.yaml` writes it, and what is made of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from eligibility.possible import Interval, PeriodUnit
from eligibility.units import Unit, read_unit
from eligibility.vocabulary import check_vocabulary, load_vocabulary
from eligibility.vocabulary.circles import inputs_of
from eligibility.vocabulary.formulas import read_formula
from eligibility.vocabulary.mistakes import Mistake
from eligibility.vocabulary.model import (
    Accepted,
    Bands,
    Codes,
    CountItems,
    Derivation,
    Elapsed,
    Expression,
    Extreme,
    Formula,
    Input,
    Over,
    Points,
    PointsOf,
    Range,
    ShareOfLabelMaximum,
    SumItems,
    Together,
)

HERE = Path(__file__).parent


def derived(name: str) -> Derivation | None:
    return load_vocabulary(["good/derivations.yaml"], HERE).variables[name].derived


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert isinstance(found, Unit)
    return found


def expression(text: str, *names: str, conditions: tuple[str, ...] = ()) -> Expression:
    found = read_formula(text, set(names), set(conditions))
    assert not isinstance(found, Mistake)
    return found


def codes(*names: str) -> Codes:
    return Codes(names[0], frozenset(names), names)


def interval(accepted: Accepted) -> Interval:
    assert isinstance(accepted, Range)
    return accepted.interval


def test_a_band_may_lie_beside_what_is_plausible() -> None:
    assert check_vocabulary(["good/derivations.yaml"], HERE)[1] == ()


@pytest.mark.parametrize("word", ["days", "weeks", "months"])
def test_elapsed(word: str) -> None:
    assert derived(f"age_in_{word}") == Elapsed("birth_date", PeriodUnit(word))


def test_points() -> None:
    found = derived("points")
    assert isinstance(found, Points)
    first, (weight,) = found.lines
    assert first == (
        PointsOf("sex", ((-2, codes("female")), (0, codes("male")))),
        PointsOf("smoker", ((-1, codes("true")), (1, codes("false")))),
    )
    assert weight.variable == "weight"
    assert [(points, interval(accepted)) for points, accepted in weight.bands] == [
        (0, Interval(None, Fraction(60), high_open=True)),
        (1, Interval(Fraction(60), Fraction(900), high_open=True)),
        (12, Interval(Fraction(900), None)),
    ]


def test_bands() -> None:
    found = derived("bands")
    assert isinstance(found, Bands)
    assert found.variable == "weight"
    assert [(value, interval(accepted)) for value, accepted in found.bands] == [
        ("true", Interval(None, Fraction(60), high_open=True)),
        ("false", Interval(Fraction(60), None)),
    ]


def test_formulas() -> None:
    names = ("weight", "creatinine", "afp", "ast", "index", "k", "m")
    assert derived("formula") == Formula(
        inputs=(
            Input("weight", unit("g")),
            Input("creatinine", unit("mg/dL")),
            Input("afp", unit("IU/mL")),
            Input("ast", None, over_upper_limit=True),
            Input("index", None),
            Input("smoker", None),
        ),
        steps=(
            ("twice", expression("weight * 2", *names)),
            ("half", expression("creatinine / twice", *names, "twice")),
        ),
        expression=expression(
            "if(smoker, half, afp * ast) + k * m * index", *names, "half", conditions=("smoker",)
        ),
        by=(
            (
                "sex",
                {
                    "female": {"k": Fraction(1, 2), "m": Fraction(-1)},
                    "male": {"k": Fraction(2), "m": Fraction(3)},
                },
            ),
        ),
        together=Together.SAME_DAY,
        result_unit=unit("mg/L"),
        exact=True,
    )


def test_a_root_in_the_formula_or_in_a_step_is_not_exact() -> None:
    assert derived("rooted") == Formula(
        (Input("ast", unit("U/L")),),  # IU/L of an enzyme in U/L are the same units
        (),
        expression("sqrt(ast)", "ast"),
        exact=False,
    )
    assert derived("rooted_step") == Formula(
        (Input("weight", unit("kg")),),
        (("root", expression("sqrt(weight)", "weight")),),
        expression("root + 1", "root"),
        together=Together.SAME_SAMPLE,
        exact=False,
    )


def test_items() -> None:
    untreated = {"treated": codes("false")}
    assert derived("number") == CountItems("lesion", {"site": codes("liver"), **untreated})
    drugs = Codes("drug", frozenset(("drug", "sorafenib")), ("drug",))
    assert derived("caused") == CountItems("lesion", {"caused_by": drugs})
    assert derived("highest") == Extreme("lesion", "diameter", True, {"treated": codes("true")})
    assert derived("lowest") == Extreme("lesion", "site", False, {})
    assert derived("sum") == SumItems("lesion", "diameter", Over.LATEST, {"site": codes("lung")})
    assert derived("smallest_sum") == SumItems(
        "lesion", "diameter", Over.SMALLEST, untreated, "axis", {"site": codes("lung")}
    )


def test_the_share_of_a_dose() -> None:
    treatment = load_vocabulary(["good/derivations.yaml"], HERE).variables["treatment"]
    assert treatment.attributes["share"].derived == ShareOfLabelMaximum("dose")


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("age_in_days", "birth_date"),
        ("points", "sex smoker weight"),
        ("bands", "weight"),
        ("formula", "weight creatinine afp ast index smoker sex"),
        ("number", "lesion"),
        ("highest", "lesion"),
        ("sum", "lesion"),
    ],
)
def test_what_a_variable_is_computed_from(name: str, inputs: str) -> None:
    form = derived(name)
    assert form is not None
    assert inputs_of(form) == tuple(inputs.split())


def test_the_share_of_a_dose_needs_no_variable() -> None:
    assert inputs_of(ShareOfLabelMaximum("dose")) == ()  # the dose is an attribute, like the share itself
