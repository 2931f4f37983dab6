"""A trial said back in plain English."""

from __future__ import annotations

import pytest

from eligibility.language.describe import condition_words, describe
from eligibility.language.loading import load_trial, shipped_trials
from tests.language.reading import condition_of, small, trial_of

HEADER = "anchors: {first_dose: {date: planned_first_dose}}"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("age: 18 to 75 years", "Age is from 18 to 75 years"),
        ("platelets: '> 75 10^9/L'", "the latest Platelets is above 75 10^9/L"),
        ("bilirubin: '<= 1.5 ULN', use: every", "every recorded Total bilirubin is at most 1.5 times the upper limit of normal"),
        ("qtcf: '<= 470 ms', use: mean of latest 3", "the mean of the latest 3 readings of QTc by Fridericia is at most 470 ms"),
        ("ecog: '< 2', within: 7 days before screening", "the latest ECOG within 7 days before screening is 0 or 1"),
        ("platelets: '= 75 10^9/L'", "the latest Platelets is exactly 75 10^9/L"),
        ("platelets: '> 75 10^9/L', at: 2019-08-01", "the latest Platelets on 2019-08-01 is above 75 10^9/L"),
        ("mrecist_response: CR, consecutive: 2", "Response by mRECIST is CR at least 2 times in a row"),
        (
            "treatment: any, where: {not: {treatment: sorafenib}}",
            "the record has Treatment (any) with not (the code Sorafenib)",
        ),
        (
            "judgement: fit, ask: Fit?, confirmed by: {different: who, at least: 2}",
            'a person answers yes to "Fit?", and so do at least 2 different people',
        ),
        ("pregnant: false", "the latest Pregnant is no"),
        (
            "mrecist_response: CR, consecutive: 2, apart: 28 days, tolerate: NE, after: first_dose",
            "Response by mRECIST on or after first dose is CR at least 2 times in a row, "
            "each at least 28 days after the one before (NE neither counts nor breaks the run)",
        ),
        (
            "resectability: resectable, confirmed by: {different: rater, at least: 2}",
            "Resectability is resectable, by at least 2 different raters",
        ),
        (
            "treatment: targeted_therapy, other than: [sorafenib], before: 4 weeks before first_dose",
            "the record has Treatment: Targeted therapy up to 4 weeks before first dose (that day included), other than Sorafenib",
        ),
        (
            "treatment: targeted_therapy, other than: [sorafenib, {treatment: tace, dose: '< 100 mg/day'}, {stop_reason: [progression, intolerance]}], count: '>= 2'",
            "the number recorded of Treatment: Targeted therapy, other than Sorafenib, (TACE with Daily dose: below 100 mg/day) "
            "or (any with Stop reason: progression or intolerance), is at least 2",
        ),
        ("not: {treatment: sorafenib}", "the record has no Treatment: Sorafenib"),
        (
            "treatment: any, where: {any: [{treatment: sorafenib}, {dose: '< 100 mg/day'}]}",
            "the record has Treatment (any) with either the code Sorafenib or Daily dose: below 100 mg/day",
        ),
        (
            "treatment: tace, each: {end: {before: 2019-08-01}}",
            "every Treatment: TACE that is recorded has End: up to 2019-08-01 (that day included) (none at all will do)",
        ),
        ("lesion: any, where: {measurable: true}, count: 2 to 3", "the number found of Lesion (any) with Measurable: yes is from 2 to 3"),
        ("treatment: insulin, in total: '> 7 days'", "Treatment: Insulin covers in total more than 7 days"),
        (
            "treatment: metformin, lasting: '>= 90 days', unchanged: [treatment, dose]",
            "Treatment: Metformin has lasted without a break, unchanged in treatment and dose, for at least 90 days",
        ),
        ("diagnosis: hiv_infection, no record means: absent", "the record has Diagnosis: HIV infection (no record counts as absent)"),
        ("judgement: fit, ask: Fit?, show: [inr]", 'a person answers yes to "Fit?", shown INR'),
        (
            "when: {sex: male}, then: {qtcf: '> 450 ms'}, else: {qtcf: '> 470 ms'}",
            "if Sex is male:\n- then the latest QTc by Fridericia is above 450 ms\n"
            "- otherwise the latest QTc by Fridericia is above 470 ms",
        ),
        (
            "at least: 1, of: [{pregnant: false}, {not: {lactating: true}}]",
            "at least 1 of these hold:\n- the latest Pregnant is no\n- this does not hold:\n  - the latest Breast-feeding is yes",
        ),
    ],
)  # fmt: skip
def test_each_word_is_said(condition: str, words: str) -> None:
    assert condition_words(condition_of(condition, HEADER), small()) == words


def test_a_trial_is_said_in_protocol_order() -> None:
    trial = trial_of(
        "source: Registry\ncohorts: {main: Main cohort}\n"
        "inclusion: [{id: I1, label: Class A, class: A, note: As read.}]\n"
        "exclusion: [{id: E1, label: Pregnant, cohorts: [main], applies when: {sex: female}, unless: {lactating: true}, pregnant: true}]\n"
        "not encoded: [{item: Organ function, why: No limits.}]"
    )
    assert describe(trial) == (
        "EXAMPLE: An example\n"
        "Source: Registry.\n"
        "Cohorts, each with an outcome of its own: Main cohort.\n"
        "\n"
        "A patient can take part only if each of these holds:\n"
        "  I1. Class A\n"
        "     The latest Class is A.\n"
        "     Note: As read.\n"
        "\n"
        "A patient cannot take part if any of these holds:\n"
        "  E1. Pregnant\n"
        "     Counts only for: Main cohort.\n"
        "     Asked only of those for whom Sex is female.\n"
        "     Lifted altogether if the latest Breast-feeding is yes.\n"
        "     The latest Pregnant is yes.\n"
        "\n"
        "Computed where the record has no value:\n"
        "  Class: from Score.\n"
        "  Score: from Albumin and INR.\n"
        "\n"
        "Not checked by machine:\n"
        "  Organ function: No limits.\n"
    )


@pytest.mark.parametrize("name", sorted(shipped_trials()))
def test_every_criterion_of_the_shipped_trials_is_said(name: str) -> None:
    trial = load_trial(name)
    said = describe(trial)
    assert all(f"  {criterion.id}. " in said for criterion in trial.criteria)
    assert "\n\n\n" not in said and "None" not in said
