"""Joining, inheritance of windows, subjects and words (language, sections 1, 2.3, 2.6 to 2.9)."""

from __future__ import annotations

from fractions import Fraction

import pytest

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
    ConfirmedBy,
    Consecutive,
    Count,
    Each,
    InTotal,
    JudgementLeaf,
    Lasting,
    MeanOf,
    Not,
    NotOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Use,
    When,
)
from eligibility.language.walk import leaves
from eligibility.possible import Interval, Period, PeriodUnit
from eligibility.vocabulary.model import AnyCode, Codes, Range
from tests.language.reading import codes_of, condition_of


def reading(text: str, header: str = "") -> ReadingLeaf:
    leaf = condition_of(text, header)
    assert isinstance(leaf, ReadingLeaf)
    return leaf


def occurrence(text: str, header: str = "") -> OccurrenceLeaf:
    leaf = condition_of(text, header)
    assert isinstance(leaf, OccurrenceLeaf)
    return leaf


# ---- joining -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("all: [{pregnant: false}, {lactating: false}]", All),
        ("any: [{pregnant: false}, {lactating: false}]", AnyMember),
        ("not: {pregnant: true}", Not),
        ("at least: 1, of: [{pregnant: false}, {lactating: false}]", AtLeast),
        ("when: {sex: male}, then: {qtcf: '> 450 ms'}, else: {qtcf: '> 470 ms'}", When),
    ],
)
def test_conditions_are_joined(text: str, kind: type) -> None:
    assert isinstance(condition_of(text), kind)


def test_at_least_keeps_its_number() -> None:
    condition = condition_of("at least: 2, of: [{pregnant: false}, {lactating: false}, {ecog: '0'}]")
    assert isinstance(condition, AtLeast) and condition.number == 2 and len(condition.members) == 3


def windows(text: str) -> list[str]:
    header = "anchors: {first_dose: {date: planned_first_dose}}"
    return [leaf.window.text for leaf in leaves(condition_of(text, header))]


def test_a_window_on_a_group_holds_for_members_without_one() -> None:
    text = "before: first_dose, any: [{pregnant: true}, {lactating: true, at: screening}]"
    assert windows(text) == ["before first_dose", "at screening"]


def test_a_members_own_window_replaces_it_entirely() -> None:
    text = "before: first_dose, any: [{pregnant: true, after: 2019-08-01}]"
    assert windows(text) == ["after 2019-08-01"]


@pytest.mark.parametrize(
    "inner",
    [
        "all: [{pregnant: true}]",
        "not: {pregnant: true}",
        "at least: 1, of: [{pregnant: true}]",
    ],
)
def test_a_window_goes_down_through_groups(inner: str) -> None:
    assert windows(f"before: first_dose, all: [{{{inner}}}]") == ["before first_dose"]
    assert windows(f"before: first_dose, all: [{{{inner}, at: screening}}]") == ["at screening"]


def test_a_window_goes_down_to_the_conditions_of_when_but_cannot_stand_beside_it() -> None:
    inner = "when: {sex: male}, then: {pregnant: false}, else: {pregnant: true}"
    assert windows(f"before: first_dose, all: [{{{inner}}}]") == ["before first_dose"] * 3
    assert codes_of(f"{inner}, before: screening") == ["T024"]


def test_a_judgement_has_its_own_window_only() -> None:
    assert windows("before: first_dose, any: [{judgement: unfit}]") == [""]
    assert windows("judgement: unfit, before: first_dose") == ["before first_dose"]


def test_applies_when_and_unless_inherit_nothing() -> None:
    from tests.language.reading import trial_of

    text = "inclusion: [{id: I1, label: X, pregnant: false, at: screening, applies when: {sex: female}, unless: {lactating: true}}]"
    criterion = trial_of(text).criteria[0]
    assert isinstance(criterion.applies_when, ReadingLeaf) and criterion.applies_when.window == EVER
    assert isinstance(criterion.unless, ReadingLeaf) and criterion.unless.window == EVER


# ---- what is accepted ----------------------------------------------------------------------------


def test_limits_become_canonical_and_keep_their_text() -> None:
    accepted = reading("albumin: '>= 3 g/dL'").accepted
    assert isinstance(accepted, Range)
    assert accepted.interval == Interval.above(Fraction(30), included=True)
    assert accepted.text == ">= 3 g/dL"


def test_a_class_stands_for_all_its_members() -> None:
    accepted = occurrence("treatment: targeted_therapy").accepted
    assert isinstance(accepted, Codes)
    assert accepted.codes == {"targeted_therapy", "sorafenib", "lenvatinib"}
    assert accepted.asked == ("targeted_therapy",)


def test_any_makes_no_demand() -> None:
    assert isinstance(occurrence("lesion: any").accepted, AnyCode)


def test_a_value_that_is_wrong_is_found_with_others() -> None:
    codes = codes_of(
        "all: [{platelets: '> 75'}, {ecog: '7'}, {pregnant: yes}, {treatment: sorafenip}, {platelets: any}]"
    )
    assert codes == ["T202", "T207", "T210", "T207", "T211"]


# ---- one fact ------------------------------------------------------------------------------------


def test_where_speaks_of_one_fact() -> None:
    test = occurrence(
        "lesion: any, where: {measurable: true, any: [{previously_treated: false}, {progressed: true}]}"
    ).where
    assert isinstance(test, AllOf)
    assert isinstance(test.tests[0], AttributeIs) and test.tests[0].attribute == "measurable"
    assert isinstance(test.tests[1], AnyOf) and len(test.tests[1].tests) == 2


def test_where_may_say_not() -> None:
    test = occurrence("diagnosis: stroke, where: {not: {controlled: true}}").where
    assert isinstance(test, NotOf) and isinstance(test.test, AttributeIs)


def test_a_date_attribute_takes_a_window() -> None:
    test = occurrence("treatment: any, where: {end: {before: 4 weeks before screening}}").where
    assert isinstance(test, AttributeIn) and test.attribute == "end"
    assert test.window.text == "before 4 weeks before screening"


def test_statuses_are_asked_for() -> None:
    test = occurrence("diagnosis: stroke, where: {status: [confirmed, suspected]}").where
    assert isinstance(test, AttributeIs) and isinstance(test.accepted, Codes)
    assert test.accepted.codes == {"confirmed", "suspected"}


def test_other_than_takes_codes_and_sets() -> None:
    exceptions = occurrence(
        "diagnosis: malignancy, other than: [hepatocellular_carcinoma, "
        "{diagnosis: bladder_carcinoma, t_category: [Ta, Tis, T1]}, "
        "{curative_treatment_end: {more than: 3 years before screening}}]"
    ).other_than
    first, second, third = exceptions
    assert isinstance(first, CodeIs) and first.codes.codes == {"hepatocellular_carcinoma"}
    assert isinstance(second, AllOf) and isinstance(second.tests[0], CodeIs)
    assert isinstance(third, AttributeIn)


def test_other_than_takes_codes_of_readings_too() -> None:
    (exception,) = reading("ecog: '0 to 1', other than: ['0']").other_than
    assert isinstance(exception, CodeIs) and exception.codes.codes == {"0"}


def test_each_demands_a_set() -> None:
    judging = occurrence("treatment: tace, each: {end: {before: 4 weeks before screening}}").judging
    assert isinstance(judging, Each) and isinstance(judging.test, AttributeIn)


# ---- judging readings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "judging"),
    [
        ("use: latest", Use.LATEST),
        ("use: earliest", Use.EARLIEST),
        ("use: any", Use.ANY),
        ("use: every", Use.EVERY),
        ("use: mean of latest 3", MeanOf(3)),
        ("mean of: latest 3", MeanOf(3)),
        ("consecutive: 2", Consecutive(2)),
        ("consecutive: 2, apart: 28 days", Consecutive(2, Period(28, PeriodUnit.DAYS))),
    ],
)
def test_readings_are_judged(words: str, judging: object) -> None:
    assert reading(f"platelets: '> 75 10^9/L', {words}").judging == judging


def test_a_run_tolerates_codes() -> None:
    judging = reading("mrecist_response: CR, consecutive: 2, apart: 28 days, tolerate: NE").judging
    assert judging == Consecutive(2, Period(28, PeriodUnit.DAYS), frozenset({"NE"}))


def test_raters_confirm() -> None:
    text = "resectability: resectable, where: {specialty: liver_surgeon}, confirmed by: {different: rater, at least: 2}"
    assert reading(text).judging == ConfirmedBy("rater", 2)


def test_a_computed_variable_with_one_input_or_one_sample_has_a_series() -> None:
    assert reading("albumin_low: 'no', use: every").judging is Use.EVERY
    assert reading("qtcf: '<= 470 ms', use: mean of latest 3").judging == MeanOf(3)
    assert codes_of("class: A, use: every") == ["T067"]
    assert codes_of("score: '2 to 3', consecutive: 2") == ["T067"]
    assert codes_of("age: '>= 18 years', use: earliest") == ["T067"]


# ---- judging occurrences -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "judging"),
    [
        ("count: '>= 2'", Count(Interval.above(Fraction(2), included=True), ">= 2")),
        ("count: 2 to 3", Count(Interval(Fraction(2), Fraction(3)), "2 to 3")),
        ("in total: '> 7 days'", InTotal(Interval.above(Fraction(7)), "> 7 days")),
        ("in total: '<= 2 weeks'", InTotal(Interval.below(Fraction(14), included=True), "<= 2 weeks")),
        ("lasting: '>= 90 days'", Lasting(Period(90, PeriodUnit.DAYS), False, (), ">= 90 days")),
        (
            "lasting: '> 3 months', unchanged: [treatment, dose]",
            Lasting(Period(3, PeriodUnit.MONTHS), True, ("treatment", "dose"), "> 3 months"),
        ),
        ("confirmed by: {different: route, at least: 2}", ConfirmedBy("route", 2)),
    ],
)
def test_occurrences_are_judged(words: str, judging: object) -> None:
    assert occurrence(f"treatment: metformin, {words}").judging == judging


def test_no_record_means_absent() -> None:
    assert occurrence("diagnosis: hiv_infection, no record means: absent").absent_without_record
    assert not occurrence("diagnosis: hiv_infection").absent_without_record


# ---- judgements ----------------------------------------------------------------------------------


def test_a_judgement_asks_its_question() -> None:
    leaf = condition_of(
        "judgement: normal_coagulation, ask: 'Is coagulation normal?', show: [inr], confirmed by: {different: rater, at least: 2}"
    )
    assert isinstance(leaf, JudgementLeaf)
    assert leaf.ask == {"en": "Is coagulation normal?"}
    assert [variable.name for variable in leaf.show] == ["inr"]
    assert leaf.confirmed_by == ConfirmedBy("rater", 2)


def test_a_judgement_asks_the_label_by_default() -> None:
    leaf = condition_of("judgement: unfit")
    assert isinstance(leaf, JudgementLeaf) and leaf.ask == {"en": "Example"}


# ---- words that cannot act -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "mrecist_response: CR, apart: 28 days",
        "mrecist_response: CR, tolerate: NE",
        "mrecist_response: CR, count: '>= 2'",
        "mrecist_response: CR, each: {date: {before: screening}}",
        "mrecist_response: CR, no record means: absent",
        "mrecist_response: CR, of: [{pregnant: true}]",
        "mrecist_response: CR, ask: What?",
        "treatment: tace, use: any",
        "treatment: tace, consecutive: 2",
        "treatment: tace, unchanged: [dose]",
        "lesion: any, lasting: '>= 90 days'",
        "lesion: any, in total: '>= 90 days'",
        "all: [{pregnant: true}], use: any",
        "all: [{pregnant: true}], where: {date: {before: screening}}",
        "judgement: fit, where: {rater: a}",
        "judgement: fit, count: '>= 2'",
        "then: {pregnant: true}",
    ],
)
def test_words_that_cannot_act(condition: str) -> None:
    assert codes_of(condition) == ["T024"]
