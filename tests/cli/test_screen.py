"""Screening from the command line, from files to files. Expected verdicts are worked out by hand."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eligibility.cli import main
from tests.results.schema_check import mistakes

ROOT = Path(__file__).parents[2]
TRIAL = """
trial: MINE
title: A small trial
vocabulary: [general]
inclusion:
  - {id: I1, label: Adult, age: ">= 18 years"}
  - {id: I2, label: Platelets, platelets: "> 75 10^9/L"}
exclusion:
  - {id: E1, label: Raised ALT, alt: "> 3 ULN"}
not encoded: [{item: Consent, why: It is given on paper.}]
"""
# P1 passes all (90 > 75; 100 <= 3 x 40). P2 is 17 on the day, and exactly on the strict limit of 75.
# P3 has no platelets; its ALT has no upper limit.
PATIENTS = """patient_id,birth_date,platelets [10^9/L],alt [U/L],alt_upper
P1,1990-01-01,90,100,40
P2,2008-03-21,75,20,40
P3,1980-05-05,,20,
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(TRIAL, encoding="utf-8")
    (tmp_path / "p.csv").write_text(PATIENTS, encoding="utf-8")
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    runner = CliRunner(env={"COLUMNS": "110"})
    return runner.invoke(main, words, input=stdin, prog_name="eligibility", catch_exceptions=False)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


VERDICTS = [
    {"patient_id": "P1", "trial": "MINE", "outcome": "ELIGIBLE", "I1": "PASS", "I2": "PASS", "E1": "PASS"},
    {"patient_id": "P2", "trial": "MINE", "outcome": "INELIGIBLE", "I1": "FAIL", "I2": "FAIL", "E1": "PASS"},
    {
        "patient_id": "P3",
        "trial": "MINE",
        "outcome": "NEEDS_DATA",
        "I1": "PASS",
        "I2": "UNKNOWN",
        "E1": "UNKNOWN",
    },
]


def test_the_verdicts_as_csv(here: Path) -> None:
    result = run("screen", "mine.yaml", "p.csv", "--on", "2026-03-20", "--format", "csv")
    assert result.exit_code == 0
    assert table(result.stdout) == VERDICTS


def test_from_standard_input_and_from_gzip(here: Path) -> None:
    with gzip.open(here / "p.csv.gz", "wt", encoding="utf-8") as file:
        file.write(PATIENTS)
    for words, stdin in ((["-"], PATIENTS), (["p.csv.gz"], None)):
        result = run("screen", "mine.yaml", *words, "--on", "2026-03-20", "--format", "csv", stdin=stdin)
        assert table(result.stdout) == VERDICTS


def test_the_summary(here: Path) -> None:
    text = run("screen", "mine.yaml", "p.csv", "--on", "2026-03-20").stdout
    assert "Screened 3 patients as of 2026-03-20." in text
    assert "1  ELIGIBLE " in text and "1  INELIGIBLE " in text and "1  NEEDS_DATA " in text
    assert "1 item of this trial is not checked by machine: Consent." in text
    assert "the investigator decides" in text


def test_the_summary_as_json(here: Path) -> None:
    held = json.loads(run("screen", "mine.yaml", "p.csv", "--on", "2026-03-20", "--format", "json").stdout)
    steps = held["trials"][0]["attrition"]
    assert [(one["criterion"], one["remaining_at_best"], one["remaining_at_worst"]) for one in steps] == [
        ("I1", 2, 2),
        ("I2", 2, 1),
        ("E1", 2, 1),
    ]


def test_a_line_of_json_per_result(here: Path) -> None:
    lines = run(
        "screen", "mine.yaml", "p.csv", "--on", "2026-03-20", "--format", "ndjson"
    ).stdout.splitlines()
    held = [json.loads(line) for line in lines]
    assert [one["patient"] for one in held] == ["P1", "P2", "P3"]
    assert [list(mistakes(one)) for one in held] == [[], [], []]


def test_today_is_said_and_written_down(here: Path) -> None:
    result = run("screen", "mine.yaml", "p.csv", "-o", "out")
    assert "Screened as of today, " in result.stderr
    assert "3 patients without a screening date in the data" in result.stderr
    manifest = json.loads((here / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["screening_date"].startswith("each patient's own, else 20")


def test_the_files_are_the_same_for_the_same_input(here: Path) -> None:
    for name in ("one", "two"):
        assert run("screen", "mine.yaml", "p.csv", "--on", "2026-03-20", "-o", name).exit_code == 0
    names = sorted(path.name for path in (here / "one").iterdir())
    assert len(names) == 6
    assert all((here / "one" / name).read_bytes() == (here / "two" / name).read_bytes() for name in names)


def test_nothing_appears_when_the_data_cannot_be_read(here: Path) -> None:
    (here / "bad.csv").write_text("who,what\nP1,2\n", encoding="utf-8")
    result = run("screen", "mine.yaml", "bad.csv", "-o", "out")
    assert result.exit_code == 4
    assert "eligibility map" in result.output
    assert not (here / "out").exists()
    assert not [path for path in here.iterdir() if path.name.startswith(".")]


def test_a_wrong_trial_has_exit_code_3(here: Path) -> None:
    (here / "mine.yaml").write_text(TRIAL.replace("platelets:", "platlets:"), encoding="utf-8")
    result = run("screen", "mine.yaml", "p.csv")
    assert result.exit_code == 3
    assert "did you mean `platelets`?" in result.output


def test_explain(here: Path) -> None:
    text = run("explain", "mine.yaml", "p.csv", "--on", "2026-03-20", "-p", "P2", "-c", "I2").stdout
    assert "FAIL  I2  Platelets" in text
    assert (
        "(p.csv row 3, platelets [10^9/L]), exactly on the limit of 75 10^9/L, which does not count" in text
    )
    assert "I1  Adult" not in text


def test_explain_as_json(here: Path) -> None:
    text = run("explain", "mine.yaml", "p.csv", "--on", "2026-03-20", "-p", "P3", "--format", "json").stdout
    assert list(mistakes(json.loads(text))) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-p", "P9"], "the data has no such patient"),
        (["-p", "P1", "-c", "I9"], "no criterion I9; there are I1, I2, E1"),
    ],
)
def test_explain_of_what_is_not_there(here: Path, words: list[str], said: str) -> None:
    result = run("explain", "mine.yaml", "p.csv", *words)
    assert result.exit_code == 2
    assert said in result.output


def test_the_sample_patients() -> None:
    files = [str(path) for path in sorted((ROOT / "examples" / "ward").glob("*.csv"))]
    site = ["-m", str(ROOT / "examples" / "mapping.yaml"), "-a", str(ROOT / "examples" / "answers.csv")]
    rows = table(run("screen", "NCT05349331", *files, *site, "--format", "csv").stdout)
    by_patient = {row["patient_id"]: row for row in rows}
    assert by_patient["P01"]["outcome"] == "ELIGIBLE"
    assert by_patient["P04"]["outcome"] == "INELIGIBLE"  # platelets of exactly 75
    assert [name for name, cell in by_patient["P04"].items() if cell == "FAIL"] == ["I7"]


def test_as_a_module_and_in_a_pipe(here: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "eligibility",
        "screen",
        str(here / "mine.yaml"),
        "-",
        "--on",
        "2026-03-20",
        "--format",
        "csv",
    ]
    answer = subprocess.run(
        command, input=PATIENTS, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    assert table(answer.stdout) == VERDICTS
    assert answer.stderr == ""


def test_several_trials_in_one_run(here: Path) -> None:
    (here / "other.yaml").write_text(
        "trial: OTHER\ntitle: Another\nvocabulary: [general]\ninclusion: [{id: X1, label: Old, age: '>= 40 years'}]\n",
        encoding="utf-8",
    )
    rows = table(
        run("screen", "mine.yaml", "other.yaml", "p.csv", "--on", "2026-03-20", "--format", "csv").stdout
    )
    assert [(row["patient_id"], row["trial"], row["X1"]) for row in rows][:2] == [
        ("P1", "MINE", ""),
        ("P1", "OTHER", "FAIL"),
    ]
