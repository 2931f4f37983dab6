"""The static checks: what is allowed, and yet probably not meant."""

from __future__ import annotations

import pytest

from eligibility.language.checks import CHECKS, examine
from eligibility.language.checks.supplies import unsupplied
from tests.language.reading import trial_of


def codes(text: str) -> list[str]:
    return [finding.code for finding in examine(trial_of(text))]


def of_two(inclusion: str, exclusion: str) -> list[str]:
    return codes(
        f"inclusion: [{{id: I1, label: A, {inclusion}}}]\nexclusion: [{{id: E1, label: B, {exclusion}}}]"
    )


@pytest.mark.parametrize(
    ("inclusion", "exclusion", "expected"),
    [
        ("inr: '<= 1.5'", "inr: '> 1.5'", []),
        ("inr: '<= 1.5'", "inr: '>= 1.5'", ["T102"]),
        ("inr: '< 1.5'", "inr: '> 1.5'", ["T102"]),
        ("inr: '<= 1.5'", "inr: '< 1.5'", []),  # exactly 1.5 is left
        ("inr: '< 1.5'", "inr: '< 1.5'", ["T101"]),
        ("inr: '<= 1.5'", "inr: '< 2'", ["T101"]),
        ("inr: '<= 1.5', use: any", "inr: '< 2'", []),
        ("inr: '<= 1.5', before: screening", "inr: '< 2'", []),
        ("bilirubin: '<= 1.5 ULN'", "bilirubin: '>= 1.5 ULN'", ["T102"]),
        ("bilirubin: '<= 1.5 ULN'", "bilirubin: '<= 2 ULN'", ["T101"]),
        ("bilirubin: '<= 2 mg/dL'", "bilirubin: '>= 34.1932 umol/L'", []),  # 34.2079...: another number
        ("albumin: '>= 3.5 g/dL'", "albumin: '<= 35 g/L'", ["T102"]),
        ("ecog: 0 to 1", "ecog: 0 to 2", ["T101"]),
        ("ecog: 0 to 1", "ecog: 2 to 5", []),
        ("inr: '<= 1.5'", "any: [{inr: '<= 2'}, {pregnant: true}]", ["T101"]),
        ("inr: '<= 1.5'", "all: [{inr: '<= 2'}, {pregnant: true}]", []),
        ("inr: '<= 1.5'", "applies when: {sex: female}, inr: '<= 2'", []),
        ("pregnant: false", "pregnant: true", []),
        ("pregnant: true", "pregnant: true", ["T101"]),
    ],
)
def test_limits_of_two_criteria(inclusion: str, exclusion: str, expected: list[str]) -> None:
    assert of_two(inclusion, exclusion) == expected


def one(condition: str, header: str = "") -> list[str]:
    return codes(f"{header}\ninclusion: [{{id: I1, label: A, {condition}}}]")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("sex: [male, female]", ["T103"]),
        ("ecog: 0 to 5", ["T103"]),
        ("all: [{inr: '< 1'}, {inr: '> 2'}]", ["T103", "T101"]),
        ("any: [{inr: '< 1'}, {inr: '>= 1'}]", ["T103"]),
        ("any: [{inr: '< 1'}, {inr: '> 1'}]", []),
        ("any: [{pregnant: true}, {pregnant: false}]", ["T103"]),
        ("any: [{pregnant: true}, {pregnant: false, before: screening}]", []),
        ("treatment: tace, count: '>= 0'", ["T103"]),
        ("treatment: tace, count: '>= 1'", []),
        ("at least: 1, of: [{sex: [male, female]}, {pregnant: true}]", ["T103"]),
        ("when: {sex: male}, then: {ecog: 0 to 5}, else: {sex: [male, female]}", ["T103"]),
        ("not: {sex: [male, female]}", ["T103"]),
        ("diagnosis: stroke, within: 2 weeks after screening", []),
        ("diagnosis: stroke, after: 2 weeks after screening", ["T105"]),
        ("diagnosis: stroke, more than: 0 days after screening", ["T105"]),
        ("diagnosis: stroke, after: 2019-08-02, before: 2019-08-01", ["T105"]),
        (
            "diagnosis: stroke, after: 30 days before screening, before: 1 month before screening",
            [],
        ),  # in February
        ("treatment: any, where: {end: {after: screening, before: 1 day before screening}}", ["T105"]),
        ("diagnosis: malignancy, other than: [hepatocellular_carcinoma]", []),
        ("diagnosis: malignancy, other than: [stroke]", ["T111"]),
        ("diagnosis: hepatocellular_carcinoma, other than: [malignancy]", ["T111"]),
        ("diagnosis: malignancy, other than: [{diagnosis: stroke, controlled: true}]", ["T111"]),
        ("procedure: surgery, in total: '> 7 days'", ["T112"]),
        ("treatment: tace, lasting: '> 7 days'", ["T112"]),
        ("treatment: [tace, insulin], lasting: '> 7 days'", []),
    ],
)
def test_one_criterion(condition: str, expected: list[str]) -> None:
    assert one(condition) == expected


def test_anchors_without_use() -> None:
    header = "anchors: {a: {first: {treatment: tace}}, b: {first: {treatment: insulin, after: a}}}"
    assert one("pregnant: false", header) == ["T107", "T107"]
    assert one("pregnant: false, after: b", header) == []


def test_wording() -> None:
    assert codes("inclusion: [{id: I1, label: A, inr: '< 2'}, {id: I2, label: B, inr: '< 2'}]") == ["T104"]
    members = "{pregnant: false}, {lactating: false}", "{lactating: false}, {pregnant: false}"
    both = ", ".join(f"{{id: I{number}, label: A, all: [{each}]}}" for number, each in enumerate(members, 1))
    assert codes(f"inclusion: [{both}]") == ["T104"]
    assert codes("exclusion: [{id: E1, label: A, not: {pregnant: false}}]") == ["T109"]


def test_items_that_were_forgotten() -> None:
    two = "inclusion: [{id: I1a, label: A, pregnant: false}, {id: I4, label: B, lactating: false}]"
    assert codes(two) == ["T110", "T110"]
    assert codes(f"{two}\nnot encoded: [{{item: 'I2, I3', why: No limits}}]") == []
    assert codes(
        f"{two}\nnot encoded: [{{item: I22, why: No limits}}, {{item: the end of I3, why: Cut}}]"
    ) == ["T110"]


def test_what_a_mapping_does_not_supply() -> None:
    trial = trial_of(
        "inclusion: [{id: I1, label: A, all: [{class: A}, {pregnant: false}, {diagnosis: stroke}]}]"
    )
    supplied = {"albumin", "diagnosis"}
    messages = [finding.message for finding in unsupplied(trial, supplied)]
    assert messages == [
        "The mapping does not supply `inr` (INR), from which `class` is computed: `I1` can stay unknown.",
        "The mapping does not supply `pregnant` (Pregnant): `I1` can stay unknown.",
    ]
    assert list(unsupplied(trial, {"score", "pregnant", "diagnosis"})) == []


def test_every_check_has_a_name() -> None:
    assert len(CHECKS) == 11
