"""The second opinion itself, on cases that were worked out by hand from the text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eligibility.language.plan import (
    EVER,
    SCREENING,
    AttributeIs,
    Consecutive,
    Count,
    Criterion,
    Each,
    Lasting,
    OccurrenceLeaf,
    Point,
    ReadingLeaf,
    Section,
    Trial,
    Use,
    Window,
)
from eligibility.possible import EVER_AFTER, EVERYTHING, Days, Interval, Period, PeriodUnit, Truth
from eligibility.records.facts import NO_SITE, Chart, Complete, Occurrence, Reading, Site
from eligibility.results.model import Verdict
from eligibility.vocabulary.model import AnyCode, Reference
from tests.second_opinion.generate.vocabulary import (
    SMALL,
    codes,
    event_codes,
    fixed_range,
    limit_range,
    times_limit,
    unit,
)
from tests.second_opinion.naive.calendar import days_of_half_lives, moved, whole_units
from tests.second_opinion.naive.evaluate import truth_of, verdicts
from tests.second_opinion.naive.logic import all_of, any_of, at_least

TRIAL = Trial("T1", {"en": "By hand"}, SMALL, ())
TODAY = date(2025, 5, 15).toordinal()
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
LAST_WEEK = Window(Point(SCREENING, period=Period(1, PeriodUnit.WEEKS), sign=-1), Point(SCREENING))


def day(text: str) -> Days:
    read = Days.read(text)
    assert read is not None
    return read


def chart(*facts: Reading | Occurrence, site: Site = NO_SITE) -> Chart:
    readings: dict[str, tuple[Reading, ...]] = {}
    occurrences: dict[str, tuple[Occurrence, ...]] = {}
    negatives: dict[str, tuple[Occurrence, ...]] = {}
    for fact in facts:
        if isinstance(fact, Reading):
            readings[fact.variable] = (*readings.get(fact.variable, ()), fact)
        else:
            group = negatives if fact.status == "absent" else occurrences
            group[fact.variable] = (*group.get(fact.variable, ()), fact)
    return Chart("P1", SMALL, readings, occurrences, negatives, site=site)


def platelets(number: str, when: str, **keys: object) -> Reading:
    value = Interval.exactly(Fraction(number))
    return Reading("platelets", value, day(when), reported=value, unit=unit("10^9/L"), **keys)  # type: ignore[arg-type]


def event(variable: str, code: str, start: str, end: str | None = None, **keys: object) -> Occurrence:
    last = day(end) if end else day(start)
    return Occurrence(variable, frozenset({code}), False, day(start), last, end is None, **keys)  # type: ignore[arg-type]


ABOVE_75 = ReadingLeaf(SMALL.variables["platelets"], fixed_range(low=75, low_open=True), EVER)


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        ((), U),  # missing
        ((platelets("75", "2025-05-01"),), F),  # exactly on the limit
        ((platelets("75.1", "2025-05-01"),), T),
        ((platelets("80", "2025-05-01"), platelets("70", "2025-05-01")), U),  # one day, two results
        ((platelets("80", "2025-05"), platelets("70", "2025-05-03")), U),  # either may be the latest
        ((platelets("80", "2025-05-16"),), U),  # not yet there
        ((platelets("80", "2025-05-01"), platelets("70", "2024-05")), T),
    ],
)
def test_the_latest_reading(facts: tuple[Reading, ...], truth: Truth) -> None:
    assert truth_of(ABOVE_75, chart(*facts), TRIAL, TODAY) is truth


def test_a_limit_of_the_laboratory_that_is_not_there() -> None:
    leaf = ReadingLeaf(
        SMALL.variables["platelets"], limit_range(times_limit("1.5", Reference.ULN, lower=False))
    )
    limit = Interval.exactly(Fraction("1.2"))
    assert truth_of(leaf, chart(platelets("1.8", "2025-05-01", upper=limit)), TRIAL, TODAY) is T
    assert truth_of(leaf, chart(platelets("1.8", "2025-05-01")), TRIAL, TODAY) is U


def test_a_censored_value_is_a_half_line() -> None:
    below = Reading("marker", Interval.below(Fraction("0.5")), day("2025-05-01"))
    leaf = ReadingLeaf(SMALL.variables["marker"], fixed_range(high=7, high_open=True))
    assert truth_of(leaf, chart(below), TRIAL, TODAY) is T
    unusable = Reading("marker", EVERYTHING, day("2025-05-01"))
    assert truth_of(leaf, chart(unusable), TRIAL, TODAY) is U


def test_any_and_every() -> None:
    facts = chart(platelets("80", "2025-05-01"), platelets("70", "2025-05-10"))
    variable, accepted = SMALL.variables["platelets"], fixed_range(low=75)
    assert truth_of(ReadingLeaf(variable, accepted, judging=Use.ANY), facts, TRIAL, TODAY) is T
    assert truth_of(ReadingLeaf(variable, accepted, judging=Use.EVERY), facts, TRIAL, TODAY) is F


def response(code: str, when: str) -> Reading:
    return Reading("response", frozenset({code}), day(when))


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        ((response("CR", "2025-03-01"), response("CR", "2025-03-29")), T),  # 28 days apart
        ((response("CR", "2025-03-01"), response("CR", "2025-03-28")), U),  # 27 days: not yet
        ((response("CR", "2025-03-01"), response("NE", "2025-03-10"), response("CR", "2025-04-01")), T),
        ((response("CR", "2025-03-01"), response("PR", "2025-03-10"), response("CR", "2025-04-01")), U),
        ((response("CR", "2025-03-01"), response("CR", "2025-04-01"), response("PD", "2025-04-02")), F),
    ],
)
def test_a_streak(facts: tuple[Reading, ...], truth: Truth) -> None:
    words = Consecutive(2, Period(28, PeriodUnit.DAYS), frozenset({"NE"}))
    leaf = ReadingLeaf(SMALL.variables["response"], codes("CR"), judging=words)
    assert truth_of(leaf, chart(*facts), TRIAL, TODAY) is truth


# ---- events and items --------------------------------------------------------------------------------------------

CANCER = OccurrenceLeaf(SMALL.variables["diagnosis"], event_codes("diagnosis", "cancer"))


@pytest.mark.parametrize(
    ("facts", "site", "truth"),
    [
        ((), NO_SITE, U),
        ((), Site(complete=(Complete("diagnosis"),)), F),
        ((), Site(complete=(Complete("diagnosis", "hcc"),)), U),  # says nothing of other cancers
        ((), Site(complete=(Complete("diagnosis", until=TODAY - 1),)), U),  # the extract is a day old
        ((event("diagnosis", "hcc", "2025-05-01"),), NO_SITE, T),
        ((event("diagnosis", "hcc", "2025-05-01", status="suspected"),), NO_SITE, U),
        ((event("diagnosis", "cancer", "2025-05-15", status="absent"),), NO_SITE, F),
        ((event("diagnosis", "cancer", "2025-05-14", status="absent"),), NO_SITE, U),
        ((event("diagnosis", "cancer", "2025-05-14", status="absent"),), Site(negatives_stand=1), F),
        ((event("diagnosis", "cancer", "2025-05-15", status="ruled_out"),), NO_SITE, U),  # that day only
    ],
)
def test_absence(facts: tuple[Occurrence, ...], site: Site, truth: Truth) -> None:
    assert truth_of(CANCER, chart(*facts, site=site), TRIAL, TODAY) is truth


def test_a_class_code_may_be_a_drug_that_nobody_listed() -> None:
    facts = chart(event("treatment", "targeted", "2025-05-01"))
    drugs = OccurrenceLeaf(SMALL.variables["treatment"], event_codes("treatment", "sorafenib", "lenvatinib"))
    assert truth_of(drugs, facts, TRIAL, TODAY) is U
    whole = OccurrenceLeaf(SMALL.variables["treatment"], event_codes("treatment", "targeted"))
    assert truth_of(whole, facts, TRIAL, TODAY) is T


def test_a_count_of_an_incomplete_list_has_no_upper_limit() -> None:
    leaf = OccurrenceLeaf(
        SMALL.variables["treatment"],
        event_codes("treatment", "chemo"),
        judging=Count(Interval(Fraction(2), Fraction(3)), "2 to 3"),
    )
    facts = (event("treatment", "chemo", "2025-01-01"), event("treatment", "chemo", "2025-02-01"))
    assert truth_of(leaf, chart(*facts), TRIAL, TODAY) is U
    assert truth_of(leaf, chart(*facts, site=Site(complete=(Complete("treatment"),))), TRIAL, TODAY) is T


def test_a_drug_that_still_lasts_is_in_the_last_week() -> None:
    leaf = OccurrenceLeaf(SMALL.variables["treatment"], event_codes("treatment", "chemo"), LAST_WEEK)
    ongoing = Occurrence("treatment", frozenset({"chemo"}), False, day("2024"), Days(EVER_AFTER, EVER_AFTER))
    unsaid = Occurrence(
        "treatment", frozenset({"chemo"}), False, day("2024"), Days(day("2024").first, EVER_AFTER)
    )
    assert truth_of(leaf, chart(ongoing), TRIAL, TODAY) is T
    assert truth_of(leaf, chart(unsaid), TRIAL, TODAY) is U


def test_lasting_reaches_back_from_the_end_of_the_window() -> None:
    words = Lasting(Period(30, PeriodUnit.DAYS), strict=False, unchanged=(), text=">= 30 days")
    at = Window(Point(SCREENING), Point(SCREENING))
    leaf = OccurrenceLeaf(SMALL.variables["treatment"], event_codes("treatment", "chemo"), at, judging=words)
    first, second = (
        event("treatment", "chemo", "2025-04-15", "2025-04-30"),
        event("treatment", "chemo", "2025-05-01", "2025-06-01"),
    )
    assert truth_of(leaf, chart(first, second), TRIAL, TODAY) is T  # 15 April is 30 days before 15 May
    assert truth_of(leaf, chart(second), TRIAL, TODAY) is U
    assert truth_of(leaf, chart(second, site=Site(complete=(Complete("treatment"),))), TRIAL, TODAY) is F


def lesion(when: str, measurable: str) -> Occurrence:
    attributes = {"modality": frozenset({"CT"}), "measurable": frozenset({measurable})}
    return Occurrence("lesion", frozenset(), False, day(when), day(when), True, attributes=attributes)


def test_each_of_the_latest_scan() -> None:
    each = Each(AttributeIs("measurable", codes("true")))
    leaf = OccurrenceLeaf(SMALL.variables["lesion"], AnyCode(), judging=each)
    facts = (lesion("2025-05-01", "true"), lesion("2025-04-01", "false"))
    assert truth_of(leaf, chart(*facts), TRIAL, TODAY) is U  # the list may miss one
    assert truth_of(leaf, chart(*facts, site=Site(complete=(Complete("lesion"),))), TRIAL, TODAY) is T


# ---- computed variables, calendar, logic, verdicts ---------------------------------------------------------------


def test_age_turns_on_the_birthday() -> None:
    leaf = ReadingLeaf(SMALL.variables["age"], fixed_range(18, 75))
    born = Reading("birth_date", day("1949-05-16"))
    assert truth_of(leaf, chart(born), TRIAL, TODAY) is T
    assert truth_of(leaf, chart(born), TRIAL, TODAY + 1) is F
    month = Reading("birth_date", day("1949-05"))
    assert truth_of(leaf, chart(month), TRIAL, TODAY) is U


def test_the_calendar() -> None:
    august = date(2025, 8, 31).toordinal()
    assert date.fromordinal(moved(august, 6, PeriodUnit.MONTHS)) == date(2026, 2, 28)
    leap = date(2024, 2, 29).toordinal()
    assert date.fromordinal(moved(leap, -1, PeriodUnit.YEARS)) == date(2023, 2, 28)
    assert whole_units(leap, date(2025, 2, 28).toordinal(), PeriodUnit.YEARS) == 1
    assert days_of_half_lives(5, Fraction(20)) == 5  # 100 hours


def test_kleene() -> None:
    assert (all_of([T, U]), all_of([F, U]), any_of([T, U]), any_of([F, U])) == (U, F, T, U)
    assert (at_least(2, [T, U, F]), at_least(2, [T, F, F])) == (U, F)


@pytest.mark.parametrize(
    ("applies", "unless", "condition", "verdict"),
    [
        (T, F, F, Verdict.FAIL),
        (F, F, F, Verdict.NOT_APPLICABLE),
        (U, F, T, Verdict.PASS),
        (U, F, F, Verdict.UNKNOWN),
        (T, T, F, Verdict.PASS),
        (T, U, F, Verdict.UNKNOWN),
        (T, U, T, Verdict.PASS),
        (U, T, F, Verdict.PASS),
    ],
)
def test_applies_when_then_unless_then_the_condition(
    applies: Truth, unless: Truth, condition: Truth, verdict: Verdict
) -> None:
    said = {T: "80", F: "70", U: None}
    names = {"platelets": condition, "albumin": applies, "alt": unless}
    facts = [
        Reading(name, Interval.exactly(Fraction(number)), day("2025-05-01"))
        for name, truth in names.items()
        if (number := said[truth]) is not None
    ]
    leaves = {name: ReadingLeaf(SMALL.variables[name], fixed_range(low=75)) for name in names}
    criterion = Criterion(
        "I1",
        {"en": "By hand"},
        Section.INCLUSION,
        leaves["platelets"],
        applies_when=leaves["albumin"],
        unless=leaves["alt"],
    )
    trial = Trial("T1", {"en": "By hand"}, SMALL, (criterion,))
    assert verdicts(trial, chart(*facts), Days(TODAY, TODAY)) == {"I1": verdict}
    assert verdicts(trial, chart(*facts), Days(TODAY, TODAY + 1)) == {"I1": Verdict.UNKNOWN}
