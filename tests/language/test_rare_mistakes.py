"""Mistakes that stand in unusual places: each is told once, and nothing else comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.documents import load
from eligibility.language.checks import examine
from eligibility.language.checks.supplies import unsupplied
from eligibility.language.describe import condition_words
from eligibility.language.resolving import resolve
from eligibility.vocabulary import load_vocabulary
from tests.language.reading import HEADER, codes_of, condition_of, findings_of, small, trial_of

MANY = ", ".join(f"c{number}" for number in range(1001))


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("at least: x, of: [{ecog: '0'}]", ["T060"]),
        ("at least: [1], of: [{ecog: '0'}]", ["T003"]),
        ("at least: 1, of: [{ecog: '0'}, {nonsense: 1}]", ["T022"]),
        ("ecog: '0', sex: male, all: [{ecog: '9'}]", ["T021", "T207"]),
        ("judgement: [x]", ["T003"]),
        ("diagnosis: any, other than: [[x]]", ["T003"]),
        ("all: [{over 18}]", ["Y011"]),
        ("all: [{ecog: '0', over 18}]", ["Y011"]),
        ("ecog: ['0', '0']", ["T217"]),
        ("inr: '> 2 mg/dL'", ["T203"]),
        ("bilirubin: '<= 2 ULN (<= 40 umol/L)'", []),
        ("inr: '1 to 2 (3 to 4)'", ["T213"]),
        (f"diagnosis: [{MANY}]", ["T209"]),
    ],
)
def test_a_mistake_is_told_once(condition: str, codes: list[str]) -> None:
    assert codes_of(condition) == codes


@pytest.mark.parametrize(
    ("anchors", "codes"),
    [
        ("{a: {date: [planned_first_dose]}}", ["T003"]),
        ("{a: {first: sex}}", ["T003"]),
        ("{a: {first: {nonsense: 1}}}", ["T022"]),
    ],
)
def test_mistakes_of_anchors(anchors: str, codes: list[str]) -> None:
    assert codes_of("ecog: '0'", f"anchors: {anchors}") == codes


def test_an_anchor_that_is_reached_by_two_ways_is_no_circle() -> None:
    anchors = (
        "a: {first: {treatment: any}}, b: {first: {treatment: any, after: a}}, "
        "c: {first: {treatment: any, after: a, before: b}}"
    )
    assert codes_of("ecog: '0'", f"screen as of: c\nanchors: {{{anchors}}}") == []


@pytest.mark.parametrize(("codes", "column"), [("['9', '0']", 45), ("['0', '9']", 50)])
def test_of_a_list_the_wrong_entry_is_shown(codes: str, column: int) -> None:
    """`inclusion: [{id: I1, label: Example, ecog: [` has 44 characters; then comes the first entry."""
    text = f"{HEADER}inclusion: [{{id: I1, label: Example, ecog: {codes}}}]"
    (finding,) = findings_of(text)
    assert finding.position is not None
    assert (finding.position.line, finding.position.column) == (4, column)


def test_free_text_is_no_condition(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("vocabulary: ours\nvariables: {remark: {kind: text, label: {en: Remark}}}\n", "utf-8")
    text = "trial: X\ntitle: t\nvocabulary: [./ours.yaml]\ninclusion: [{id: I1, label: A, remark: good}]\n"
    known = load_vocabulary(["./ours.yaml"], tmp_path)
    (finding,) = resolve(load(text, "X.yaml"), tmp_path, known).findings
    assert (finding.code, finding.message) == ("T035", "`remark` is free text: it cannot be compared.")
    assert finding.remedy == "ask a `judgement`"


# ---- what is allowed, and yet probably not meant ---------------------------------------------------


@pytest.mark.parametrize(
    ("criteria", "codes"),
    [
        ("inclusion: [{id: I1, label: A, all: [{ecog: '0'}, {ecog: '2'}]}]", ["T103", "T101"]),
        ("inclusion: [{id: I1, label: A, any: [{bilirubin: <= ULN}, {bilirubin: '> ULN'}]}]", []),
        ("inclusion: [{id: I1, label: A, procedure: any, lasting: '>= 2 days'}]", ["T112"]),
        ("inclusion: [{id: I1, label: A, diagnosis: any, lasting: '>= 2 days'}]", []),
        ("inclusion: [{id: Age, label: A, ecog: '0'}]", []),
        (
            "inclusion: [{id: I1, label: A, diagnosis: stroke}]\n"
            "exclusion: [{id: E1, label: B, diagnosis: stroke}]",
            ["T101"],
        ),
    ],
)
def test_what_is_probably_not_meant(criteria: str, codes: list[str]) -> None:
    assert [finding.code for finding in examine(trial_of(criteria))] == codes


def test_a_mapping_need_not_supply_what_people_answer() -> None:
    trial = trial_of("inclusion: [{id: I1, label: A, judgement: fit}]")
    assert list(unsupplied(trial, set())) == []


# ---- in plain English -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            "not: {diagnosis: stroke, no record means: absent}",
            "this does not hold:\n- the record has Diagnosis: Stroke (no record counts as absent)",
        ),
        (
            "lesion: any, confirmed by: {different: modality, at least: 2}",
            "the record has Lesion (any), by at least 2 different modalities",
        ),
    ],
)
def test_words_of_rare_conditions(condition: str, words: str) -> None:
    assert condition_words(condition_of(condition), small()) == words
