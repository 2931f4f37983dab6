"""Comparisons: the grammar, units, conversion, what is refused and what is said instead."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.possible import Interval
from eligibility.units import StatedFactor, Unit, read_unit
from eligibility.vocabulary import Kind, Mistake, Variable, Vocabulary, read_accepted
from eligibility.vocabulary.model import AnyCode, Codes, Concept, Limit, Range, Reference
from tests.vocabulary.comparison_printing import exact_decimal, printed


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert isinstance(found, Unit)
    return found


def quantity(name: str, own: str | None, plausible: tuple[int, int] | None = None) -> Variable:
    range_ = Interval(Fraction(plausible[0]), Fraction(plausible[1])) if plausible else None
    return Variable(name, Kind.QUANTITY, unit=unit(own) if own else None, plausible=range_)


ALBUMIN = quantity("albumin", "g/L")
AGE = quantity("age", "years")
INR = quantity("inr", None)
PT = quantity("prothrombin_time", "s")
PLATELETS = quantity("platelets", "10^9/L")
LIFE = quantity("life_expectancy", "months")
AFP = quantity("afp", "ug/L")
CREATININE = replace(quantity("creatinine", "umol/L"), molar_mass=Fraction("113.12"))
# HbA1c: % (NGSP) = 0.09148 x mmol/mol (IFCC) + 2.152, the master equation of the NGSP.
HBA1C = replace(
    quantity("hba1c", "mmol/mol"),
    factors=(StatedFactor(unit("mmol/mol"), unit("%"), Fraction("0.09148"), "NGSP", Fraction("2.152")),),
)
ECOG = Variable("ecog", Kind.CODE, values=("0", "1", "2", "3", "4", "5"), ordered=True)
DIPSTICK = Variable(
    "urine_protein", Kind.CODE, values=("negative", "trace", "1+", "2+", "3+", "4+"), ordered=True
)
TEST = Variable(
    "pregnancy_test",
    Kind.CODE,
    values=("negative", "indeterminate", "positive"),
    spellings={"阴性": "negative"},
)
PREGNANT = Variable("pregnant", Kind.BOOLEAN, values=("true", "false"))
TREATMENT = Variable("treatment", Kind.EVENT)
LESION = Variable("lesion", Kind.ITEM)
BIRTH = Variable("birth_date", Kind.DATE)
RATER = Variable("rater", Kind.TEXT)
PARTNERS = Variable("partners", Kind.CODE, concepts_of="treatment", several=True)
DRUGS = Vocabulary(
    ("test",),
    {},
    {
        "treatment": {
            "targeted_therapy": Concept("targeted_therapy", "treatment"),
            "sorafenib": Concept("sorafenib", "treatment", ("targeted_therapy",), also=("Nexavar", "多吉美")),
            "lenvatinib": Concept("lenvatinib", "treatment", ("targeted_therapy",)),
        }
    },
    {
        "treatment": {
            "targeted_therapy": frozenset({"targeted_therapy", "sorafenib", "lenvatinib"}),
            "sorafenib": frozenset({"sorafenib"}),
            "lenvatinib": frozenset({"lenvatinib"}),
        }
    },
)


def range_of(text: str, variable: Variable) -> Range:
    accepted, mistakes = read_accepted(text, variable)
    assert isinstance(accepted, Range), mistakes
    assert not mistakes
    return accepted


def codes_of(written: str | list[str], variable: Variable) -> set[str]:
    accepted, mistakes = read_accepted(written, variable, DRUGS)
    assert isinstance(accepted, Codes), mistakes
    return set(accepted.codes)


def mistake_of(written: str | list[str], variable: Variable) -> Mistake:
    accepted, mistakes = read_accepted(written, variable, DRUGS)
    assert accepted is None
    (mistake,) = mistakes
    return mistake


@pytest.mark.parametrize(
    ("text", "variable", "interval"),
    [
        (">= 30 g/L", ALBUMIN, Interval.above(Fraction(30), included=True)),
        ("> 3.5 g/dL", ALBUMIN, Interval.above(Fraction(35))),
        ("< 28 g/L", ALBUMIN, Interval.below(Fraction(28))),
        ("<= 2.0", INR, Interval.below(Fraction(2), included=True)),
        ("= 1", INR, Interval.exactly(1)),
        ("> -1.39", INR, Interval.above(Fraction("-1.39"))),
        ("18 to 75 years", AGE, Interval(Fraction(18), Fraction(75))),
        ("-2.60 to -1.39", INR, Interval(Fraction("-2.6"), Fraction("-1.39"))),
        (">= 18 and < 75 years", AGE, Interval(Fraction(18), Fraction(75), False, True)),
        ("> 75000 /uL", PLATELETS, Interval.above(Fraction(75))),
        ("> 75 10^9/L", PLATELETS, Interval.above(Fraction(75))),
        ("> 7.5 万/uL", PLATELETS, Interval.above(Fraction(75))),
        (">= 400 ng/mL", AFP, Interval.above(Fraction(400), included=True)),
        # 1.5 mg/dL x 10 dL/L / 113.12 g/mol = 132.6 umol/L
        ("<= 1.5 mg/dL", CREATININE, Interval.below(Fraction(15000) / Fraction("113.12"), included=True)),
        ("> 3 months", LIFE, Interval.above(Fraction(3))),
        ("> 1 years", LIFE, Interval.above(Fraction(12))),
        ("> 5 g/L and <= 8 g/dL", ALBUMIN, Interval(Fraction(5), Fraction(80), True, False)),
    ],
)  # fmt: skip
def test_ranges_are_in_the_own_unit_of_the_variable(
    text: str, variable: Variable, interval: Interval
) -> None:
    assert range_of(text, variable).interval == interval


def test_limits_of_the_laboratory() -> None:
    accepted = range_of("<= 1.5 ULN", ALBUMIN)
    (bound,) = accepted.bounds
    assert (bound.limit.number, bound.limit.of, bound.open, bound.lower) == (
        Fraction(3, 2),
        Reference.ULN,
        False,
        False,
    )
    assert accepted.needs_reference
    assert accepted.interval.is_everything


def test_an_offset_to_a_limit() -> None:
    (bound,) = range_of("<= ULN + 5 s", PT).bounds
    assert bound.limit == Limit(Fraction(1), unit("s"), Reference.ULN, Fraction(5))
    (bound,) = range_of("> LLN - 0.5 s", PT).bounds
    assert (bound.limit.of, bound.limit.offset, bound.open) == (Reference.LLN, Fraction(-1, 2), True)


def test_between_the_limits() -> None:
    low, high = range_of("LLN to ULN", ALBUMIN).bounds
    assert (low.limit.of, low.lower, low.open) == (Reference.LLN, True, False)
    assert (high.limit.of, high.lower, high.open) == (Reference.ULN, False, False)


def test_a_printed_limit_and_a_number_together() -> None:
    accepted = range_of(">= LLN and >= 75 10^9/L", PLATELETS)
    assert accepted.interval == Interval.above(Fraction(75), included=True)
    assert accepted.needs_reference


def test_a_restated_limit_is_kept_in_its_own_unit() -> None:
    accepted = range_of("7.0 to 10.0 % (53 to 86 mmol/mol)", HBA1C)
    assert accepted.restated is not None
    assert accepted.restated.unit == unit("mmol/mol")
    assert accepted.restated.interval == Interval(Fraction(53), Fraction(86))
    assert accepted.unit == unit("%")
    # (7.0 - 2.152) / 0.09148 = 52.996 mmol/mol
    assert accepted.interval.low == (Fraction(7) - Fraction("2.152")) / Fraction("0.09148")


def test_a_restated_limit_that_disagrees_is_a_warning() -> None:
    accepted, mistakes = read_accepted("7.0 to 10.0 % (53 to 90 mmol/mol)", HBA1C)
    assert accepted is not None
    assert [mistake.code for mistake in mistakes] == ["214"]


def test_a_restated_limit_may_be_in_a_unit_that_does_not_convert() -> None:
    accepted = range_of(">= 400 ug/L (>= 330 IU/mL)", AFP)
    assert accepted.restated is not None
    assert accepted.restated.interval == Interval.above(Fraction(330), included=True)


@pytest.mark.parametrize(
    ("text", "variable", "code", "remedy"),
    [
        ("≥ 30 g/L", ALBUMIN, "201", 'write ">= 30 g/L"'),
        ("＞3 g/L", ALBUMIN, "201", 'write "> 3 g/L"'),
        (">=30 g/L", ALBUMIN, "201", 'write ">= 30 g/L"'),
        (">  30 g/L", ALBUMIN, "201", 'write "> 30 g/L"'),
        ("> 75,000 /uL", PLATELETS, "201", 'write "> 75000 /uL"'),
        ("> 1e3 /uL", PLATELETS, "201", 'write "> 1000 /uL"'),
        ("18-75 years", AGE, "201", 'write "18 to 75 years"'),
        ("<= 1.5x ULN", ALBUMIN, "201", 'write "<= 1.5 ULN"'),
        ("<= 1.5 times the ULN", ALBUMIN, "204", 'write "<= 1.5 ULN"'),
        ("> 10%", quantity("share", "%"), "201", 'write "> 10 %"'),
        ("at least 30 g/L", ALBUMIN, "201", 'write ">= 30 g/L"'),
        ("> .5", INR, "201", 'write "> 0.5"'),
        ("normal", ALBUMIN, "201", 'write for example'),
        ("30 g/L", ALBUMIN, "201", 'write for example'),
        (">= 30", ALBUMIN, "202", 'write the unit at the end, for example ">= 30 g/L"'),
        ("18 years to 75", AGE, "202", "write the unit at the end"),
        ("<= ULN + 5", PT, "202", "write the unit at the end"),
        (">= 1.5 g/L", INR, "203", 'write it without "g/L"'),
        (">= 30 g/Lx", ALBUMIN, "204", "did you mean"),
        (">= 400 IU/mL", AFP, "205", "write the limit in ug/L"),
        ("> 90 days", LIFE, "205", "write the limit in months"),
        ("<= 132 umol/L", ALBUMIN, "205", "g/L"),
        ("75 to 18 years", AGE, "206", "check the order"),
        ("> 5 and < 5 g/L", ALBUMIN, "206", "check the order"),
        ("> 3 ULN and <= 1 ULN", ALBUMIN, "206", "check the order"),
        ("", ALBUMIN, "218", ""),
        ("any", ALBUMIN, "211", ""),
        ("7.0 to 10.0 % (<= 86 mmol/mol)", HBA1C, "213", "same signs"),
        ("7.0 to 10.0 % (1 ULN to 2 ULN)", HBA1C, "213", "other unit"),
        ("2019-06-30", BIRTH, "212", "window"),
        ("5", ECOG, "", ""),
        ("6", ECOG, "207", "known are 0, 1, 2, 3, 4, 5"),
        ("0-1", ECOG, "207", 'write "0 to 1"'),
        ("0–1", ECOG, "207", 'write "0 to 1"'),
        ("<=1", ECOG, "201", 'write "<= 1"'),
        ("≤ 1", ECOG, "201", 'write "<= 1"'),
        ("< 0", ECOG, "206", "the order is 0, 1, 2, 3, 4, 5"),
        ("<= 1 ULN", ECOG, "207", "known are"),
        (">= negative", TEST, "208", "list the codes"),
        ("negativ", TEST, "207", "did you mean `negative`?"),
        ("阴性", TEST, "207", "did you mean `negative`?"),
        ("yes", PREGNANT, "210", "write `true`"),
        ("no", PREGNANT, "210", "write `false`"),
        ("maybe", PREGNANT, "210", "write `true` or `false`"),
        ("sorafenb", TREATMENT, "207", "did you mean `sorafenib`?"),
        ("Nexavar", TREATMENT, "207", "did you mean `sorafenib`?"),
        ("多吉美", PARTNERS, "207", "did you mean `sorafenib`?"),
        ("sorafenib or lenvatinib", TREATMENT, "201", "several are a list"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, variable: Variable, code: str, remedy: str) -> None:
    if not code:
        assert read_accepted(text, variable).accepted is not None
        return
    mistake = mistake_of(text, variable)
    assert mistake.code == code
    assert remedy in mistake.remedy


def test_a_list_is_for_codes() -> None:
    assert mistake_of([">= 3 g/L"], ALBUMIN).code == "209"
    assert mistake_of([], ECOG).code == "218"


@pytest.mark.parametrize(
    ("written", "variable", "codes"),
    [
        ("0 to 1", ECOG, {"0", "1"}),
        ("< 2", ECOG, {"0", "1"}),
        ("> 0 and <= 2", ECOG, {"1", "2"}),
        ("= 2", ECOG, {"2"}),
        ("2", ECOG, {"2"}),
        (["0", "2"], ECOG, {"0", "2"}),
        ("<= 1+", DIPSTICK, {"negative", "trace", "1+"}),
        (">= 2+", DIPSTICK, {"2+", "3+", "4+"}),
        ("true", PREGNANT, {"true"}),
        ("false", PREGNANT, {"false"}),
        ("sorafenib", TREATMENT, {"sorafenib"}),
        ("targeted_therapy", TREATMENT, {"targeted_therapy", "sorafenib", "lenvatinib"}),
        (["sorafenib", "lenvatinib"], PARTNERS, {"sorafenib", "lenvatinib"}),
        ("Dr Li", RATER, {"Dr Li"}),
    ],
)
def test_codes(written: str | list[str], variable: Variable, codes: set[str]) -> None:
    assert codes_of(written, variable) == codes


def test_what_was_asked_is_kept() -> None:
    accepted = read_accepted(["targeted_therapy"], TREATMENT, DRUGS).accepted
    assert isinstance(accepted, Codes)
    assert accepted.asked == ("targeted_therapy",)


def test_any() -> None:
    assert isinstance(read_accepted("any", LESION).accepted, AnyCode)
    assert isinstance(read_accepted("any", TREATMENT).accepted, AnyCode)
    assert mistake_of("any", TEST).code == "211"


def test_a_code_that_stands_twice_is_a_warning() -> None:
    accepted, mistakes = read_accepted(["0", "1", "0"], ECOG)
    assert accepted is not None
    assert [mistake.code for mistake in mistakes] == ["217"]


@pytest.mark.parametrize(("text", "code"), [("> 9 g/dL", "215"), (">= 6 g/L", "216"), ("> 6 g/L", None)])
def test_a_limit_beside_what_is_plausible_is_a_warning(text: str, code: str | None) -> None:
    albumin = quantity("albumin", "g/L", (6, 80))
    accepted, mistakes = read_accepted(text, albumin)
    assert accepted is not None
    assert [mistake.code for mistake in mistakes] == ([code] if code else [])


@pytest.mark.parametrize(
    ("number", "text"),
    [("0", "0"), ("-0.0415", "-0.0415"), ("12.50", "12.5"), ("1200", "1200"), ("0.001", "0.001")],
)
def test_exact_decimals(number: str, text: str) -> None:
    assert exact_decimal(Fraction(number)) == text


NUMBERS = st.decimals(-10_000, 10_000, places=3, allow_nan=False).map(lambda number: f"{number:f}")
POSITIVE = st.decimals("0.001", 10_000, places=3, allow_nan=False).map(lambda number: f"{number:f}")
SIGNS = st.sampled_from(["<", "<=", "=", ">=", ">"])
UNITS = st.sampled_from(["g/L", "g/dL", "mg/mL", "mg/dL"])
FIXED = st.builds("{} {}".format, NUMBERS, UNITS)
OF_LIMIT = st.one_of(
    st.sampled_from(["ULN", "LLN"]),
    st.builds("{} {}".format, POSITIVE, st.sampled_from(["ULN", "LLN"])),
    st.builds("{} {} {} {}".format, st.sampled_from(["ULN", "LLN"]), st.sampled_from("+-"), POSITIVE, UNITS),
)
LIMITS = FIXED | OF_LIMIT
BOUNDS = st.builds("{} {}".format, SIGNS, LIMITS)
COMPARISONS = st.one_of(
    BOUNDS, st.builds("{} and {}".format, BOUNDS, BOUNDS), st.builds("{} to {}".format, LIMITS, LIMITS)
)


@settings(deadline=None)
@given(COMPARISONS)
def test_what_is_printed_reads_back_as_the_same(text: str) -> None:
    accepted, mistakes = read_accepted(text, ALBUMIN)
    if accepted is None:
        assert [mistake.code for mistake in mistakes] == ["206"]
        return
    assert isinstance(accepted, Range)
    written = printed(accepted)
    again = read_accepted(written, ALBUMIN).accepted
    assert isinstance(again, Range)
    assert (set(again.bounds), again.interval, again.unit) == (
        set(accepted.bounds),
        accepted.interval,
        accepted.unit,
    )
    assert printed(again) == written


@settings(deadline=None)
@given(
    st.text() | st.text(alphabet="<>=≥＞ .,-0123456789ULNandto()g/L%x×") | COMPARISONS | st.lists(st.text(), max_size=3),
    st.sampled_from([ALBUMIN, INR, HBA1C, ECOG, TEST, PREGNANT, TREATMENT, LESION, BIRTH, RATER, PARTNERS]),
)  # fmt: skip
def test_nothing_raises(written: str | list[str], variable: Variable) -> None:
    accepted, mistakes = read_accepted(written, variable, DRUGS)
    assert (accepted is None) == any(mistake.severity.value == "error" for mistake in mistakes)


@given(SIGNS, NUMBERS, NUMBERS)
def test_a_sign_means_what_it_means_in_arithmetic(sign: str, limit: str, value: str) -> None:
    interval = range_of(f"{sign} {limit}", INR).interval
    exact, other = Fraction(value), Fraction(limit)
    expected = {
        "<": exact < other,
        "<=": exact <= other,
        "=": exact == other,
        ">=": exact >= other,
        ">": exact > other,
    }
    assert Interval.exactly(exact).within(interval) is expected[sign]
