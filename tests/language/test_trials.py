"""The header: anchors, cohorts, the ledger; loading by name and path; ways through a plan."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eligibility.documents import DefinitionError, Severity
from eligibility.language.loading import check_trial_file, load_trial, load_trial_file, shipped_trials
from eligibility.language.plan import NotEncoded, ReadingLeaf, Section
from eligibility.language.resolving import Checked
from eligibility.language.walk import anchors_used, leaves_of, variables_of
from tests.language.reading import HERE, trial_of


def serious(checked: Checked) -> list[str]:
    return [str(finding) for finding in checked.findings if finding.severity is not Severity.NOTE]


CLASS = "inclusion: [{id: I1, label: Class, class: A}]"


def test_the_header_is_kept() -> None:
    trial = trial_of(
        "version: '2019-06-30'\nsource: Registry\ncohorts: {main: Main cohort, ole: {en: Extension, zh: 扩展}}\n"
        "inclusion: [{id: I1, label: {en: Class, zh: 分级}, note: As read., source: p. 3, cohorts: [main], class: A}]\n"
        "exclusion: [{id: E1, label: Pregnant, pregnant: true}]\n"
        "not encoded: [{item: Organ function, why: No limits.}]"
    )
    assert (trial.id, trial.title, trial.version, trial.source) == (
        "EXAMPLE",
        {"en": "An example"},
        "2019-06-30",
        "Registry",
    )
    assert trial.cohorts == {"main": "Main cohort", "ole": "Extension"}
    first, second = trial.criteria
    assert (first.id, first.section, first.cohorts, first.source) == (
        "I1",
        Section.INCLUSION,
        ("main",),
        "p. 3",
    )
    assert first.title("zh") == "分级" and first.note == {"en": "As read."}
    assert second.section is Section.EXCLUSION
    assert trial.not_encoded == (NotEncoded("Organ function", "No limits."),)


def test_anchors_are_ordered_by_what_they_count_from() -> None:
    trial = trial_of(
        "anchors:\n"
        "  second_line: {first: {treatment: [sorafenib, lenvatinib], after: first_line}}\n"
        "  first_line: {first: {treatment: tace, before: dose}}\n"
        "  dose: {date: planned_first_dose}\n"
        "  last_low: {last: {platelets: '< 50 10^9/L', where: {date: {before: screening}}}}\n"
        f"screen as of: second_line\n{CLASS}"
    )
    assert [anchor.name for anchor in trial.anchors] == ["dose", "last_low", "first_line", "second_line"]
    dose, last_low, *_ = trial.anchors
    assert dose.date is not None and dose.date.name == "planned_first_dose" and dose.leaf is None
    assert isinstance(last_low.leaf, ReadingLeaf) and last_low.last
    assert trial.screen_as_of == "second_line"
    assert anchors_used(trial) == {"second_line", "first_line", "dose"}


def test_the_variables_of_a_trial_include_the_inputs_of_computed_ones() -> None:
    trial = trial_of(
        "inclusion: [{id: I1, label: A, all: [{class: A}, {judgement: fit, show: [ecog]}]}, "
        "{id: I2, label: B, applies when: {sex: female}, pregnant: false}]"
    )
    names = [variable.name for variable in variables_of(trial)]
    assert names == ["class", "score", "albumin", "inr", "ecog", "sex", "pregnant"]
    assert [criterion.id for criterion, _ in leaves_of(trial)] == ["I1", "I1", "I2", "I2"]


def test_a_trial_carries_the_hashes_of_what_it_was_made_from(tmp_path: Path) -> None:
    file = tmp_path / "EXAMPLE.yaml"
    small = (HERE / "small.yaml").read_bytes()
    (tmp_path / "small.yaml").write_bytes(small)
    file.write_text(f"trial: EXAMPLE\ntitle: X\nvocabulary: [./small.yaml]\n{CLASS}\n", encoding="utf-8")
    trial = load_trial_file(file)
    assert trial.hashes["EXAMPLE.yaml"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert hashlib.sha256(small).hexdigest() in trial.hashes.values()


def test_an_unknown_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(DefinitionError) as raised:
        load_trial("NCT05349332")
    assert [(finding.code, finding.remedy) for finding in raised.value.diagnostics] == [
        ("T008", "did you mean `NCT05349331`?")
    ]


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(DefinitionError):
        load_trial("nowhere/NCT00000000.yaml")


@pytest.mark.parametrize("name", sorted(shipped_trials()))
def test_the_shipped_trials_have_no_findings(name: str) -> None:
    checked = check_trial_file(shipped_trials()[name])
    assert serious(checked) == []
    assert checked.trial is not None and checked.trial.id == name


def test_the_showcase_of_the_language_has_no_findings() -> None:
    checked = check_trial_file(HERE / "good" / "NCT05349331.yaml")
    assert serious(checked) == []
    assert checked.trial is not None
    assert len(checked.trial.inclusion) == 14 and len(checked.trial.exclusion) == 14
