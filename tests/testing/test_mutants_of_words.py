"""Which changes are made of a criterion, word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility import load_trial
from eligibility.language.plan import Criterion
from eligibility.testing.mutants import mutants
from tests.laws.worlds import trial_of


def criterion_of(words: str) -> Criterion:
    return trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n").criteria[0]


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("all: [{ecog: '0'}]", {"`all` made `any`", "ecog: any code accepted"}),
        ("treatment: any", {"treatment: `no record means: absent` added"}),
        (
            "lesion_count: '= 3'",  # opened on one side, or raised on the lower one, no number would be left
            {f"lesion_count: limit 3 {said}" for said in ("raised", "lowered", "turned round")},
        ),
        (
            "response: CR, consecutive: 2",
            {"response: any code accepted"} | {f"response: consecutive 2 made {number}" for number in (1, 3)},
        ),
        (
            "lesion: any, confirmed by: {different: modality, at least: 2}",
            {
                "lesion: confirmed by 2 made 1",
                "lesion: judging word dropped",
                "lesion: `no record means: absent` added",
            },
        ),
    ],
)
def test_these_changes_and_no_others(words: str, changes: set[str]) -> None:
    criterion = criterion_of(words)
    made = dict(mutants(criterion))
    assert made.keys() == changes
    assert all(mutant != criterion for mutant in made.values())


def test_the_window_of_a_judgement_is_changed() -> None:
    made = dict(mutants(criterion_of("judgement: fit, after: 3 months before screening")))
    window = "judgement fit: start of `after 3 months before screening`"
    assert made.keys() == {
        "judgement fit: another question",
        "judgement fit: window `after 3 months before screening` dropped",
        f"{window} a day earlier",
        f"{window} a day later",
        f"{window} counted with 4 months",
    }


def test_the_window_of_an_attribute_is_changed_and_its_only_part_stays() -> None:
    words = "diagnosis: stroke, where: {any: [{treatment_end: {before: 3 years before screening}}]}"
    made = [said for said in dict(mutants(criterion_of(words))) if ": where: " in said]
    head = "diagnosis: where: treatment_end: "
    assert set(made) == {
        f"{head}window `before 3 years before screening` dropped",
        f"{head}end of `before 3 years before screening` a day earlier",
        f"{head}end of `before 3 years before screening` a day later",
        f"{head}end of `before 3 years before screening` counted with 4 years",
    }


def test_a_unit_that_is_the_only_one_of_its_kind_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "trial: x\ntitle: t\nvocabulary: [general]\n"
        "inclusion: [{id: I1, label: Sedimentation, esr: '< 20 mm/h'}]\n",
        encoding="utf-8",
    )
    (criterion,) = load_trial(path).criteria
    changes = ("limit 20 closed", "limit 20 raised", "limit 20 lowered", "limit 20 turned round")
    assert [said for said, _ in mutants(criterion)] == [f"esr: {change}" for change in changes]
