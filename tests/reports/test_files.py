"""The files of a screening: whole or not at all, the same bytes for the same input, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from eligibility.records.facts import Fact
from eligibility.reports.csv_cells import harmless
from eligibility.reports.manifest import Inputs, sha256
from eligibility.reports.result_files import output_folder
from eligibility.reports.whole_files import whole_folder, write_whole
from eligibility.results.counting import Tally
from eligibility.results.model import PatientResult
from tests.results.schema_check import mistakes
from tests.results.small import COUNTS, ENZYMES, cell, criterion, patient, trial

TRIAL = trial(criterion(COUNTS, id="I1"), criterion(ENZYMES, id="I2", label="=cmd()"))
NAMES = [
    "attrition.csv",
    "data_quality.csv",
    "explanations.ndjson",
    "manifest.json",
    "results.csv",
    "verdicts.csv",
]


def two() -> list[PatientResult]:
    return [
        patient(TRIAL, Fact("platelets", "75", unit="10^9/L", date="2026-03-01"), name="P1"),
        patient(TRIAL, Fact("platelets", "80", date="2026-03-01", source=cell(3, "PLT")), name="@P2"),
    ]


def written(target: Path, data: Path) -> None:
    inputs = Inputs((TRIAL,), {"labs.csv": sha256(data)}, on="2026-03-20")
    with output_folder(target, (TRIAL,)) as folder:
        tally = Tally()
        for result in two():
            tally.add([result])
            folder.add([result])
        folder.finish(tally.summary(), inputs)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "labs.csv"
    path.write_text("patient_id,PLT\nP1,75\n", encoding="utf-8")
    return path


def test_the_files(tmp_path: Path, data: Path) -> None:
    target = tmp_path / "out"
    written(target, data)
    assert sorted(path.name for path in target.iterdir()) == NAMES
    assert rows(target / "verdicts.csv")[0] == {
        "patient_id": "P1",
        "trial": "TRIAL",
        "outcome": "INELIGIBLE",
        "I1": "FAIL",
        "I2": "UNKNOWN",
    }
    results = rows(target / "results.csv")
    assert [(row["patient_id"], row["criterion"], row["verdict"]) for row in results] == [
        ("P1", "I1", "FAIL"),
        ("P1", "I2", "UNKNOWN"),
        ("'@P2", "I1", "UNKNOWN"),
        ("'@P2", "I2", "UNKNOWN"),
    ]
    assert results[1]["label"] == "'=cmd()"
    quality = rows(target / "data_quality.csv")
    assert [(row["variable"], row["reason"], row["row"], row["column"]) for row in quality] == [
        ("platelets", "no unit", "3", "PLT")
    ]
    attrition = rows(target / "attrition.csv")
    assert [
        (row["fail"], row["unknown"], row["remaining_at_best"], row["remaining_at_worst"])
        for row in attrition
    ] == [
        ("1", "1", "1", "0"),
        ("0", "2", "1", "0"),
    ]


def test_every_line_of_explanations_fits_the_schema(tmp_path: Path, data: Path) -> None:
    written(tmp_path / "out", data)
    lines = (tmp_path / "out" / "explanations.ndjson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["patient"] for line in lines] == ["P1", "@P2"]
    assert [list(mistakes(json.loads(line))) for line in lines] == [[], []]


def test_the_manifest_holds_what_went_in_and_no_time_of_day(tmp_path: Path, data: Path) -> None:
    written(tmp_path / "out", data)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["screening_date"] == "2026-03-20"
    assert manifest["read"] == [{"file": "labs.csv", "sha256": sha256(data)}]
    assert manifest["patients"] == 2
    assert {one["file"] for one in manifest["written"]} == set(NAMES) - {"manifest.json"}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, data: Path) -> None:
    written(tmp_path / "one", data)
    written(tmp_path / "two", data)
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_nothing_is_left_after_an_error(tmp_path: Path) -> None:
    def fail(target: Path) -> None:
        with whole_folder(target) as folder:
            (folder / "verdicts.csv").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_keeps_what_is_not_ours(tmp_path: Path, data: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    (target / "verdicts.csv").write_text("old", encoding="utf-8")
    written(target, data)
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (target / "verdicts.csv").read_text(encoding="utf-8").startswith("patient_id,")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labs.csv", "out"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "mapping.yaml", "mapping: x\n")
    write_whole(tmp_path / "mapping.yaml", "mapping: y\n")
    assert (tmp_path / "mapping.yaml").read_text(encoding="utf-8") == "mapping: y\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mapping.yaml"]


@pytest.mark.parametrize(
    ("cell_", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+49 30", "'+49 30"),
        ("-2.6", "-2.6"),
        ("+5", "+5"),
        ("-1e-3", "-1e-3"),
        ("- none", "'- none"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("plain", "plain"),
        ("", ""),
        ("-5+cmd|'/C calc'!A0", "'-5+cmd|'/C calc'!A0"),
    ],
)
def test_cells_are_text_to_a_spreadsheet(cell_: str, expected: str) -> None:
    assert harmless(cell_) == expected
