"""Facts as written become possible values, days and reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.possible import EVER_AFTER, Days, Interval
from eligibility.records import Fact, Reason, Record, Site, SiteFactor, SiteLimit, understand
from eligibility.records.facts import Written
from eligibility.units import StatedFactor
from tests.records.small import SMALL, chart, occurrence, reading, unit

CENSORED = frozenset({Reason.CENSORED})
UNREAD = frozenset({Reason.UNKNOWN_CODE})
NOTHING: frozenset[Reason] = frozenset()
NO_CODES: frozenset[str] = frozenset()


# ---- quantities ----------------------------------------------------------------------------------


def test_a_result_converts_with_its_limits() -> None:
    # 1 mg/dL of bilirubin is 10000 / 584.66 umol/L.
    found = reading(Fact("bilirubin", "2", unit="mg/dL", upper="1.2", date="2025-05-01"))
    assert found.value == Interval.exactly(Fraction(20000) / Fraction("584.66"))
    assert (str(found.reported), str(found.unit), str(found.upper)) == ("2", "mg/dL", "1.2")
    assert found.limits_from == "printed with the result"
    assert found.open == frozenset()


def test_a_unit_inside_the_value() -> None:
    assert str(reading(Fact("platelets", "74 K/uL")).value) == "74"
    assert str(reading(Fact("platelets", "74×10^9/L", unit="10^9/L")).value) == "74"
    assert reading(Fact("platelets", "74 /uL", unit="10^9/L")).open == {Reason.INCOMPATIBLE_UNIT}


def test_a_flag_is_no_litre_and_a_litre_is_no_flag() -> None:
    assert str(reading(Fact("platelets", "74 L", unit="10^9/L")).value) == "74"
    assert str(reading(Fact("fev1", "2.1 L")).value) == "2.1"


def test_censored_values_are_cut_to_the_plausible_range() -> None:
    low = reading(Fact("bilirubin", "<3", unit="umol/L"))
    assert (str(low.value), low.open) == ("0.5 to < 3", CENSORED)
    high = reading(Fact("platelets", ">5000", unit="10^9/L"))
    assert high.open == {Reason.IMPLAUSIBLE}
    assert high.value == SMALL.variables["platelets"].plausible


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (Fact("platelets", "74"), Reason.NO_UNIT),
        (Fact("platelets", "74", unit="apples"), Reason.UNKNOWN_UNIT),
        (Fact("platelets", "74", unit="mm"), Reason.INCOMPATIBLE_UNIT),
        (Fact("platelets", "74000", unit="10^9/L"), Reason.IMPLAUSIBLE),
        (Fact("platelets", "-1", unit="10^9/L"), Reason.IMPLAUSIBLE),
        (Fact("platelets", "neg", unit="10^9/L"), Reason.UNKNOWN_CODE),
        (Fact("platelets", "ND", unit="10^9/L"), Reason.UNKNOWN_CODE),
        (Fact("platelets", "1e400", unit="10^9/L"), Reason.UNKNOWN_CODE),
        (Fact("inr", "1.1", unit="s"), Reason.INCOMPATIBLE_UNIT),
        (Fact("bilirubin", "17", unit="umol/L", code="1975-2"), Reason.INCOMPATIBLE_UNIT),
    ],
)
def test_a_result_that_cannot_be_used_may_be_anything(fact: Fact, reason: Reason) -> None:
    found = reading(fact)
    assert found.value == SMALL.variables[fact.variable].plausible
    assert found.open == {reason}
    assert [problem.reason for problem in chart(fact).problems] == [reason]


@pytest.mark.parametrize("text", ["", "NA", "N/A", "未检", "not done", "Not Available", "不详", "/"])
def test_not_done_is_no_reading_but_counted(text: str) -> None:
    read = chart(Fact("platelets", text, unit="10^9/L"), Fact("ecog", text), Fact("birth_date", text))
    assert read.readings == {}
    assert [problem.reason for problem in read.problems] == [Reason.MISSING] * 3


def test_a_marker_in_arbitrary_units_keeps_what_was_reported() -> None:
    found = reading(Fact("afp", "12", unit="IU/mL", upper="7"))
    assert (str(found.reported), str(found.upper), found.open) == (
        "12",
        "7",
        frozenset({Reason.INCOMPATIBLE_UNIT}),
    )
    factor = SiteFactor(
        StatedFactor(unit("IU/mL"), unit("ng/mL"), Fraction("1.21"), "assay sheet"), "central"
    )
    site = Site(factors={"afp": (factor,)})
    elsewhere = reading(Fact("afp", "12", unit="IU/mL"), site)
    here = reading(Fact("afp", "12", unit="IU/mL", attributes={"laboratory": "central"}), site)
    assert elsewhere.open == {Reason.INCOMPATIBLE_UNIT}
    assert (str(here.value), here.open) == ("14.52", frozenset())


@pytest.mark.parametrize("value", [74, 74.0, Decimal("74.0"), "74", "７４"])
def test_numbers_of_python(value: Written) -> None:
    assert reading(Fact("platelets", value, unit="10^9/L")).value == Interval.exactly(74)


def test_floats_are_the_decimals_that_they_print() -> None:
    assert reading(Fact("inr", 1.1)).value == Interval.exactly(Fraction("1.1"))
    for rubbish in (float("inf"), True, 10**10000):
        assert reading(Fact("inr", rubbish)).open == {Reason.UNKNOWN_CODE}
    assert "inr" not in chart(Fact("inr", float("nan")), Fact("inr", None)).readings


def test_bare_numbers() -> None:
    for text in (None, "", "1", "{INR}"):
        assert reading(Fact("inr", "1.1", unit=text)).open == frozenset()


# ---- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (None, "40", (None, "40")),
        ("9", "40", ("9", "40")),
        (None, "9-40", ("9", "40")),
        (None, "(9 - 40 U/L)", ("9", "40")),
        (None, "<40", (None, "40")),
        (None, "≤40", (None, "40")),
        (">9", None, ("9", None)),
        ("-", "", (None, None)),
        (None, "neg", (None, None)),
        (None, "0", (None, None)),
        ("50", "40", (None, None)),
        (None, "0.04 kU/L", (None, "40")),
        (None, "40 mg/dL", (None, None)),
        (None, "400000", (None, None)),  # no limit of ALT: beyond every plausible value
        (9, 40.0, ("9", "40")),
    ],
)
def test_limits_as_printed(lower: Written, upper: Written, expected: tuple[str | None, str | None]) -> None:
    found = reading(Fact("alt", "30", unit="U/L", lower=lower, upper=upper))
    assert tuple(None if limit is None else str(limit) for limit in (found.lower, found.upper)) == expected
    assert found.value == Interval.exactly(30)


def test_limits_of_the_site_by_laboratory_sex_and_date() -> None:
    site = Site(
        limits=(
            SiteLimit("alt", upper="40 U/L"),
            SiteLimit("alt", upper="50 U/L", sex="male"),
            SiteLimit(
                "alt", upper="60 U/L", sex="male", laboratory="central", since=date(2021, 1, 1).toordinal()
            ),
        )
    )
    man = Fact("sex", "男")
    plain = Fact("alt", "30", unit="U/L", date="2022-05-01")
    central = replace(plain, attributes={"laboratory": "central"})

    def upper(*facts: Fact) -> str:
        return str(chart(*facts, site=site).readings["alt"][0].upper)

    assert upper(plain) == "40"
    assert upper(plain, man) == "50"
    assert upper(central, man) == "60"
    assert upper(replace(central, date="2020-05-01"), man) == "50"
    assert upper(replace(central, date="2020/2022"), man) == "50"  # perhaps, but not surely
    assert upper(plain, man, Fact("sex", "female")) == "40"
    assert upper(replace(plain, upper="45"), man) == "45"
    assert chart(plain, site=site).readings["alt"][0].limits_from == "the site's table"


# ---- codes, yes and no, dates --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "written", "values"),
    [
        ("ecog", "1", "1"),
        ("ecog", 1, "1"),
        ("ecog", 1.0, "1"),
        ("ecog", "0-1", "0 1"),
        ("ecog", "0 to 2", "0 1 2"),
        ("ecog", "≥3", "3 4 5"),
        ("ecog", "<= 1", "0 1"),
        ("ecog", "1 or 2", "1 2"),
        ("ecog", ("0", "1"), "0 1"),
        ("ecog", "０", "0"),
        ("urine_protein", "++", "2+"),
        ("urine_protein", "-", "negative"),
        ("urine_protein", "阴性", "negative"),
        ("urine_protein", "1+-2+", "1+ 2+"),
        ("ascites", "none", "none"),
        ("ascites", "Moderate or severe", "moderate_or_severe"),
        ("response", "CR/PR", "CR PR"),
        ("response", "pr", "PR"),
        ("pregnant", "YES", "true"),
        ("pregnant", False, "false"),
        ("pregnant", "阳性", "true"),
    ],
)
def test_answers(variable: str, written: Written, values: str) -> None:
    found = reading(Fact(variable, written))
    assert found.value == frozenset(values.split())
    assert found.open == (CENSORED if " " in values else frozenset())


@pytest.mark.parametrize(("variable", "written"), [("ecog", "7"), ("ecog", "0-9"), ("ecog", "ND"), ("response", ">=PR"), ("response", "CR-PR-SD"), ("ecog", "<0"), ("ecog", ("0", "9"))])  # fmt: skip
def test_an_answer_that_cannot_be_read_may_be_any(variable: str, written: Written) -> None:
    found = reading(Fact(variable, written))
    assert (found.value, found.open) == (SMALL.variables[variable].domain, UNREAD)


def test_dates_as_values() -> None:
    assert reading(Fact("birth_date", "1961-04-12")).open == frozenset()
    assert reading(Fact("birth_date", "1961")).open == {Reason.IMPRECISE_DATE}
    assert reading(Fact("birth_date", "12/04/1961")).value == Days()


def test_a_date_that_cannot_be_read_may_be_any_day() -> None:
    fact = Fact("inr", "1.1", date="01/05/2025")
    assert reading(fact).days == Days()
    assert [(problem.reason, problem.part) for problem in chart(fact).problems] == [
        (Reason.IMPRECISE_DATE, "date")
    ]


def test_as_of_screening() -> None:
    fact = Fact("inr", "1.1", date="screening")
    day = Days.on(date(2025, 5, 1))
    assert understand(Record("P1", (fact,)), SMALL).readings["inr"][0].days == Days()
    assert understand(Record("P1", (fact,)), SMALL, day).readings["inr"][0].days == day
    own = Record("P1", (fact,), screening="2025-06-01")
    assert str(understand(own, SMALL, day).readings["inr"][0].days) == "2025-06-01"


# ---- occurrences ---------------------------------------------------------------------------------


def days(fact: Fact) -> tuple[str, str, bool]:
    found = occurrence(fact)
    end = "never" if found.goes_on else str(found.end)
    return str(found.start), end, found.one_day


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Fact("diagnosis", "ulcer", date="2025-05-01"), ("2025-05-01", "2025-05-01", True)),
        (Fact("diagnosis", "stroke", start="2025-05-01"), ("2025-05-01", "2025-05-01", True)),
        (Fact("treatment", "tace", start="2025-05-01", end="2025-05-03"), ("2025-05-01 to 2025-05-03",) * 2 + (True,)),
        (Fact("diagnosis", "cirrhosis", date="2020-01-01"), ("2020-01-01", "never", False)),
        (Fact("diagnosis", "cirrhosis", date="2020-01-01", status="ruled_out"), ("2020-01-01", "2020-01-01", True)),
        (Fact("diagnosis", "cirrhosis"), ("undated", "never", False)),
        (Fact("diagnosis", "ulcer", start="2025-05-01"), ("2025-05-01", "from 2025-05-01", False)),
        (Fact("diagnosis", "ulcer", start="2025-05-01", ongoing=True), ("2025-05-01", "never", False)),
        (Fact("diagnosis", "ulcer"), ("undated", "undated", False)),
        (Fact("diagnosis", "ulcer", start="2025-05", end="2025-05-10"), ("2025-05-01 to 2025-05-10", "2025-05-10", False)),
        (Fact("diagnosis", "ulcer", start="2025-05-10", end="2025"), ("2025-05-10", "2025-05-10 to 2025-12-31", False)),
        (Fact("diagnosis", "ulcer", start="2025-05-10", end="2025-05-01"), ("2025-05-10", "from 2025-05-10", False)),
        (Fact("diagnosis", "ulcer", end="2025-05-01"), ("up to 2025-05-01", "2025-05-01", False)),
        (Fact("diagnosis", "I25.2", date="2025-05-01"), ("up to 2025-05-01", "up to 2025-05-01", True)),
        (Fact("lesion", date="2025-05-01"), ("2025-05-01", "2025-05-01", True)),
    ],
)  # fmt: skip
def test_the_days_of_an_event(fact: Fact, expected: tuple[str, str, bool]) -> None:
    assert days(fact) == expected


@pytest.mark.parametrize(("written", "code"), [("stroke", "stroke"), ("脑卒中", "stroke"), ("I63.9", "stroke"), ("i639", "stroke"), ("K74.6", "cirrhosis"), ("I25.2", "infarction")])  # fmt: skip
def test_codes(written: str, code: str) -> None:
    found = occurrence(Fact("diagnosis", written))
    assert (found.codes, found.any_code, found.open) == (frozenset({code}), False, NOTHING)


def test_a_code_that_is_not_known_may_be_any() -> None:
    found = occurrence(Fact("diagnosis", "Z99.9"))
    assert (found.codes, found.any_code, found.open) == (NO_CODES, True, UNREAD)
    several = occurrence(Fact("diagnosis", ("stroke", "ulcer")))
    assert (several.codes, several.any_code, several.open) == (
        frozenset({"stroke", "ulcer"}),
        False,
        UNREAD,
    )
    missing = occurrence(Fact("diagnosis"))
    assert missing.any_code


def test_ignored_codes_are_dropped_and_counted() -> None:
    read = chart(Fact("diagnosis", "z00"), site=Site(ignored=frozenset({("diagnosis", "Z00")})))
    assert read.occurrences == {}
    assert [problem.part for problem in read.problems] == ["ignored"]


def test_statuses() -> None:
    absent = chart(Fact("diagnosis", "stroke", status="absent", date="2025-05-01"))
    (negative,) = absent.negatives["diagnosis"]
    assert (set(negative.codes), str(negative.start), len(absent.occurrences)) == (
        {"stroke"},
        "2025-05-01",
        0,
    )
    assert occurrence(Fact("diagnosis", "stroke", status="suspected")).status == "suspected"
    assert occurrence(Fact("diagnosis", "stroke", status="who knows")).status == "suspected"
    assert chart(Fact("diagnosis", "stroke", status="who knows")).problems[0].part == "status"
    assert chart(Fact("diagnosis", "Z99", status="absent")).negatives == {}


def test_attributes() -> None:
    fact = Fact(
        "treatment",
        "sorafenib",
        attributes={
            "intent": "Therapeutic",
            "dose": "400 mg/day",
            "drugs": "sorafenib + lenvatinib",
            "colour": "red",
        },
    )
    found = occurrence(fact)
    assert found.attributes == {
        "intent": frozenset({"therapeutic"}),
        "dose": Interval.exactly(400),
        "drugs": (frozenset({"sorafenib"}), frozenset({"lenvatinib"})),
    }
    assert [problem.why for problem in chart(fact).problems] == ["`colour` is no attribute of treatment"]
    unread = Fact(
        "treatment", "sorafenib", attributes={"intent": "who knows", "dose": "400", "drugs": "sorafenib; tea"}
    )
    assert occurrence(unread).attributes == {}
    assert len(chart(unread).problems) == 3
    assert reading(Fact("inr", "1.1", attributes={"laboratory": "central"})).attributes == {
        "laboratory": frozenset({"central"})
    }


def test_rows_are_the_same_fact_only_by_their_id() -> None:
    fact = Fact("inr", "1.1", date="2025-05-01")
    named = replace(fact, id="7")
    assert len(chart(fact, fact).readings["inr"]) == 2
    assert len(chart(named, named).readings["inr"]) == 1
    different = chart(named, replace(named, value="1.2"))
    assert len(different.readings["inr"]) == 2
    assert different.problems[0].reason is Reason.CONFLICTING


def test_variables_by_their_spelling() -> None:
    assert "platelets" in chart(Fact("PLT", "74", unit="10^9/L")).readings
    assert chart(Fact("nonsense", "1")).problems[0].part == "variable"


# ---- laws ----------------------------------------------------------------------------------------

ANY_CELL = st.one_of(
    st.text(max_size=30),
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.decimals(),
    st.tuples(st.text(max_size=5)),
)
FACTS = st.builds(
    Fact,
    variable=st.sampled_from([*SMALL.variables, "nonsense"]),
    value=ANY_CELL,
    unit=st.one_of(st.none(), st.text(max_size=10), st.sampled_from(["10^9/L", "mg/dL", "IU/mL"])),
    date=st.one_of(st.none(), st.text(max_size=12), st.dates()),
    start=st.one_of(st.none(), st.text(max_size=12), st.dates()),
    end=st.one_of(st.none(), st.text(max_size=12), st.dates()),
    lower=ANY_CELL.filter(lambda cell: not isinstance(cell, tuple)),
    upper=st.text(max_size=10),
    status=st.sampled_from(["confirmed", "suspected", "ruled_out", "absent", "?"]),
    attributes=st.dictionaries(
        st.sampled_from(["dose", "intent", "drugs", "laboratory", "x"]), ANY_CELL, max_size=3
    ),
)


@given(st.lists(FACTS, max_size=6))
def test_nothing_that_a_record_holds_raises(facts: list[Fact]) -> None:
    read = chart(*facts)
    for each in (event for group in read.occurrences.values() for event in group):
        assert each.start.first <= each.end.last <= EVER_AFTER
    for found in (one for group in read.readings.values() for one in group):
        plausible = SMALL.variables[found.variable].plausible
        if plausible is not None:
            assert isinstance(found.value, Interval)
            assert found.value.within(plausible)
        exact = isinstance(found.value, frozenset) and len(found.value) == 1
        assert not (
            exact
            and found.open
            and found.variable != "sex"
            and len(SMALL.variables[found.variable].domain) > 1
        )


@given(st.lists(FACTS, max_size=6), st.randoms())
def test_the_order_of_facts_does_not_matter(facts: list[Fact], random: object) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = chart(*facts), chart(*shuffled)
    assert {name: sorted(map(repr, group)) for name, group in one.readings.items()} == {
        name: sorted(map(repr, group)) for name, group in other.readings.items()
    }
    assert sorted(map(repr, one.problems)) == sorted(map(repr, other.problems))


class NoTime(date):
    """As a data frame's "not a time", which calls itself a date, and equals nothing."""

    def toordinal(self) -> int:
        raise ValueError

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return id(self)


def test_what_is_no_time_is_no_date() -> None:
    found = chart(Fact("platelets", "74 10^9/L", date=NoTime(2026, 3, 1)))
    assert found.readings["platelets"][0].days == Days()
    assert [(problem.part, problem.reason) for problem in found.problems] == [("date", Reason.IMPRECISE_DATE)]
    assert "birth_date" not in chart(Fact("birth_date", NoTime(1960, 1, 1))).readings  # nothing is written


def test_more_alternatives_than_anybody_writes_are_not_read() -> None:
    (problem,) = chart(Fact("ecog", tuple("0123450123450123450123"), date="2026-03-01")).problems
    assert problem.reason is Reason.UNKNOWN_CODE


def test_a_limit_in_a_unit_that_nobody_knows_is_no_limit() -> None:
    found = chart(Fact("platelets", "74 10^9/L", upper="300 parsecs", date="2026-03-01"))
    assert found.readings["platelets"][0].upper is None
    assert [problem.part for problem in found.problems] == ["upper"]
