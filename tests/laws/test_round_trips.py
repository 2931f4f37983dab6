"""What is written and read again is the same: records, trials, results, and files of cases."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from eligibility import load_trial
from eligibility.documents import load, plain
from eligibility.language.loading import shipped_trials
from eligibility.language.plan import Trial
from eligibility.language.resolving import resolve
from eligibility.records.from_python import record_from_dict, record_to_dict
from eligibility.testing import edge_cases, patients_on_the_edge, run_case_file, verdicts_of
from eligibility.testing.cases import load_cases
from eligibility.testing.random_trials import trial_text
from tests.laws.worlds import FOLDER, World, law, screened, vocabulary, worlds

SMALL = "NCT03009461"


@cache
def shipped(name: str) -> Trial:
    return load_trial(name)


@law(150)
@given(worlds())
def test_a_record_as_a_dict(world: World) -> None:
    written = json.loads(json.dumps(record_to_dict(world.record), ensure_ascii=False))
    again = record_from_dict(written, vocabulary(), world.record.site)
    assert record_to_dict(again) == record_to_dict(world.record)
    assert again == replace(world.record, facts=again.facts, answers=again.answers)
    one, other = (screened(world.trial, record) for record in (world.record, again))
    assert one.to_dict() == other.to_dict()


@law(150)
@given(worlds())
def test_a_trial_as_yaml(world: World) -> None:
    """Read as plain values and written once more, it is the same plan."""
    loaded = load(world.written.text, "RANDOM.yaml")
    assert loaded.root is not None
    again = resolve(load(trial_text(plain(loaded.root)), "RANDOM.yaml"), FOLDER, vocabulary()).trial
    assert again is not None
    assert (
        screened(again, world.record).to_dict()["criteria"]
        == screened(world.trial, world.record).to_dict()["criteria"]
    )


@law(60)
@given(worlds())
def test_a_result_as_json(world: World) -> None:
    result = screened(world.trial, world.record).to_dict()
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result


@pytest.mark.parametrize("name", [SMALL, "NCT05349331"])
def test_the_edges_of_a_trial_as_a_file_of_cases(name: str, tmp_path: Path) -> None:
    path = tmp_path / "edges.cases.yaml"
    path.write_text(edge_cases(shipped(name), name), encoding="utf-8")
    report = run_case_file(path)
    assert report.passed, report.to_text()
    patients = patients_on_the_edge(shipped(name))
    assert [each.name for each in load_cases(path).cases] == [each.name for each in patients]


@pytest.mark.parametrize(
    "name", sorted({*shipped_trials()} - {"CMH-2023-0553"})
)  # of that one none stands alone
def test_the_edges_of_the_shipped_trials(name: str) -> None:
    """The engine finds what follows from each limit as it is written."""
    trial = shipped(name)
    for each in patients_on_the_edge(trial):
        found = verdicts_of(trial, each.record, each.on, each.cohort)
        assert found[each.criterion] is each.expected, each.name
