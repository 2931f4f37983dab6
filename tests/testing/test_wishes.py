"""Facts that are wished for: they make a criterion pass, or fail, as is wished; of some the days are worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.language.plan import Section, Trial
from eligibility.results.model import Verdict
from eligibility.testing import SCREENED_ON
from eligibility.testing.base_patients import base_patient, verdicts
from eligibility.testing.interests import interests_of
from eligibility.testing.wish import Wish
from eligibility.testing.wishes import Wishes
from tests.laws.worlds import trial_of

BOTH = [
    "treatment: tace, each: {intent: therapeutic}",
    "not: {ecog: 0 to 1}",
    "at least: 2, of: [{platelets: '> 75 10^9/L'}, {albumin: '>= 30 g/L'}, {ecog: 0 to 1}]",
    "when: {sex: female}, then: {platelets: '> 50 10^9/L'}, else: {platelets: '> 75 10^9/L'}",
    "ecog: 0 to 1, applies when: {sex: female}",
    "ecog: 0 to 1, unless: {pregnant: true}",
    "diagnosis: hepatocellular_carcinoma, confirmed by: {different: modality, at least: 2}",
    "treatment: insulin, in total: '< 8 days', within: 3 months before screening",
    "treatment: insulin, lasting: '> 90 days'",
    "treatment: sorafenib, where: {dose: '>= 400 mg/day', intent: therapeutic}",
    "family_history: stroke, where: {degree: '1'}",
    "systemic_line: any, where: {drugs: sorafenib}",
    "treatment: antitumour_treatment, other than: [{treatment: targeted_therapy, intent: prophylactic}]",
    "diagnosis: malignancy, where: {treatment_end: {before: 3 years before screening}}",
    "treatment: any, where: {treatment: sorafenib}",
    "creatinine: '<= ULN + 0.5 mg/dL'",
    "response: CR, consecutive: 2, apart: 1 months",
    "judgement: fit",
]


def wished(trial: Trial, truth: bool, on: date) -> list[tuple[Wish, Verdict]]:
    """The ways in which the only criterion is wished to be so, and the verdict on each."""
    wishes = Wishes(interests_of(trial, on))
    (criterion,) = trial.criteria
    anchors = wishes.anchors(criterion.condition)
    found = []
    for wish in wishes.verdict(criterion, truth):
        (result,) = verdicts(wishes.record(anchors.plus(wish)), wishes.interests)
        found.append((wish, result.verdict))
    return found


@pytest.mark.parametrize("words", BOTH)
@pytest.mark.parametrize("section", [Section.INCLUSION, Section.EXCLUSION])
@pytest.mark.parametrize("truth", [True, False])
def test_what_is_wished_is_so(words: str, section: Section, truth: bool) -> None:
    trial = trial_of(f"{section.value}:\n  - {{id: C1, label: One, {words}}}\n")
    found = {verdict for _, verdict in wished(trial, truth, SCREENED_ON)}
    good = truth is (section is Section.INCLUSION)
    assert found == {Verdict.PASS if good else Verdict.FAIL}


@pytest.mark.parametrize(
    "words",
    [
        "platelets: '> 75 10^9/L'",
        "diagnosis: stroke",
        "treatment: insulin, in total: '>= 9 days'",
        "treatment: insulin, lasting: '>= 9 days'",
        "diagnosis: hepatocellular_carcinoma, confirmed by: {different: modality, at least: 2}",
        "treatment: tace, each: {intent: therapeutic}",
        "judgement: fit",
    ],
)
@pytest.mark.parametrize("truth", [True, False])
def test_of_what_is_not_yet_due_nothing_can_be_wished(words: str, truth: bool) -> None:
    trial = trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}, after: 1 days after screening}}\n")
    assert wished(trial, truth, SCREENED_ON) == []


def test_one_fact_is_never_wished_to_be_two_things_at_once() -> None:
    """It cannot be prophylactic as well as therapeutic, so it is the dose that makes `any` true."""
    words = "treatment: sorafenib, where: {all: [{intent: therapeutic}, {any: [{intent: prophylactic}, {dose: '>= 400 mg/day'}]}]}"
    trial = trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n")
    found = wished(trial, True, SCREENED_ON)
    assert {verdict for _, verdict in found} == {Verdict.PASS}
    assert {fact.attributes["intent"] for wish, _ in found for fact in wish.facts} == {"therapeutic"}
    assert ("treatment", "400 mg/day") in {
        (fact.variable, fact.attributes["dose"]) for wish, _ in found for fact in wish.facts
    }


def test_a_planned_day_is_given_with_what_counts_from_it() -> None:
    """Planned dates lie on the day of screening: within 7 days before it is within 7 days before 20 March."""
    trial = trial_of(
        "anchors: {first_dose: {date: planned_first_dose}}\n"
        "inclusion:\n  - {id: C1, label: One, ecog: 0 to 1, within: 7 days before first_dose}\n"
    )
    wishes = Wishes(interests_of(trial, SCREENED_ON))
    planned = wishes.anchors(trial.criteria[0].condition)
    assert [(fact.variable, fact.value) for fact in planned.facts] == [("planned_first_dose", "2026-03-20")]
    assert {verdict for _, verdict in wished(trial, True, SCREENED_ON)} == {Verdict.PASS}


def test_of_criteria_that_contradict_each_other_one_is_met() -> None:
    """Whichever drug gives the anchor."""
    trial = trial_of(
        "anchors: {start: {first: {treatment: [sorafenib, lenvatinib]}}}\n"
        "inclusion:\n"
        "  - {id: C1, label: Fit, ecog: '0', before: start}\n"
        "  - {id: C2, label: Unfit, ecog: '2', before: start}\n"
    )
    base = base_patient(trial, SCREENED_ON)
    found = [each.verdict for each in verdicts(base, interests_of(trial, SCREENED_ON))]
    assert found == [Verdict.PASS, Verdict.FAIL]
