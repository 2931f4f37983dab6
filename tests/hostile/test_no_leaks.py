"""No value of a patient reaches anything that is not a result: messages, logs, exceptions, on good and failing runs."""

from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from eligibility import Record, explain, screen
from eligibility.cli import main
from eligibility.records import read_records
from eligibility.records.answers import read_answers
from eligibility.records.drafting import draft_mapping
from eligibility.records.from_python import record_from_dict
from eligibility.vocabulary import shipped_vocabulary
from tests.hostile.files import DAY, MAPPING, TRIAL, write

MARKS = (
    "QXZPATIENT",
    "QXZNAME",
    "QXZCELL",
    "QXZUNIT",
    "QXZDATE",
    "QXZCODE",
    "QXZSTATUS",
    "QXZWHO",
    "7431987.25",
)
WORDS = {"QXZCELL", "QXZUNIT", "QXZCODE", "QXZSTATUS", "QXZNAME"}  # what the draft of a mapping asks about
ROW = "QXZPATIENT1,7431987.25 QXZUNIT,QXZCELL,QXZDATE,QXZCODE\n"
GOOD = "patient_id,platelets,ecog,birth_date,diagnosis\n"
FILES: dict[str, str | bytes] = {
    "good.csv": GOOD + ROW,
    "twice.csv": GOOD + ROW + ROW,
    "too_wide.csv": GOOD + ROW.strip() + ",QXZCELL,QXZCELL\n",
    "quotes.csv": GOOD + '"QXZPATIENT1,"7431987.25" QXZUNIT,"QXZCELL\n' + ROW,
    "long_cell.csv": GOOD + "QXZPATIENT1,QXZCELL" + "9" * 200_000 + ",1,,\n",
    "headless.csv": ROW * 2,
    "headless_twice.csv": "QXZPATIENT1,QXZCELL,QXZCELL\n",
    "long_name.csv": "patient_id,QXZCELL" + "a" * 600 + "\nQXZPATIENT1,1\n",
    "gb.csv": GOOD.encode() + ROW.encode() + "张三QXZNAME\n".encode("gb18030"),
    "cut.csv.gz": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + ROW.encode(),
    "long.csv": "patient_id,variable,value,unit,date,status\nQXZPATIENT1,QXZNAME,QXZCELL,QXZUNIT,QXZDATE,QXZSTATUS\n",
}
ANSWERS: dict[str, str | None] = {
    "none.csv": None,
    "answers.csv": f"trial,patient,judgement,answer,who,date\n{TRIAL},QXZPATIENT1,QXZNAME,yes,QXZWHO,QXZDATE\n",
    "headless.csv": "QXZPATIENT1,QXZNAME,QXZWHO\n",
    "neither.yaml": f"answers:\n  - {{trial: {TRIAL}, patient: QXZPATIENT1, judgement: x, answer: QXZCELL, who: QXZWHO}}\n",
    "broken.yaml": f"answers:\n  - {{trial: {TRIAL}, patient: QXZPATIENT1, who: QXZWHO\n",
    "wrong.yaml": "answers:\n  - [QXZPATIENT1, QXZWHO]\n",
}
MAPPED = "files: [{file: '*.csv*', shape: wide, patient: %s, date: {column: when}, columns: {ecog: {variable: ecog}}}]\n"


def marks_in(*texts: str) -> list[str]:
    return [mark for mark in MARKS for text in texts if mark in text]


def harmless(run: Callable[[], object], caplog: pytest.LogCaptureFixture) -> None:
    """Whether it works or fails, what it logs and raises names no value."""
    with caplog.at_level(logging.DEBUG):
        try:
            run()
        except Exception as error:  # noqa: BLE001 - whatever it is, its text is searched
            texts = [str(error), *map(str, error.args), _shown(error)]
            texts += [repr(each) for each in getattr(error, "diagnostics", ())]
            assert marks_in(*texts) == []
    assert marks_in(caplog.text) == []


def _shown(error: BaseException) -> str:
    """The texts of an error and of those that are shown with it, without the source of this test."""
    lines = traceback.format_exception(error)
    return "".join(line for line in lines if not line.startswith("  File"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mapped", ["", "patient_id", "other"])
def test_the_library(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, mapped: str) -> None:
    data = write(tmp_path / name, FILES[name])
    mapping = write(tmp_path / "m.yaml", MAPPING + MAPPED % mapped) if mapped else None
    harmless(lambda: screen(TRIAL, read_records(data, mapping=mapping), on=DAY), caplog)
    harmless(lambda: [explain(TRIAL, each, on=DAY) for each in read_records(data, mapping=mapping)], caplog)
    harmless(lambda: draft_mapping([data], shipped_vocabulary()), caplog)


@pytest.mark.parametrize("name", [name for name in ANSWERS if ANSWERS[name]])
def test_answers(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    path = write(tmp_path / name, ANSWERS[name] or "")
    harmless(lambda: read_answers(path), caplog)


@pytest.mark.parametrize(
    "part", ["value", "unit", "date", "lower", "status", "source", "attributes", "ongoing", "id"]
)
def test_dicts(caplog: pytest.LogCaptureFixture, part: str) -> None:
    for odd in ("QXZCELL", ["QXZCELL", {}], {"QXZ": "QXZCELL"}, object()):
        fact = {"variable": "platelets", "value": "1", part: odd}
        harmless(partial(_screened, {"patient": "QXZPATIENT1", "facts": [fact]}), caplog)
        harmless(partial(_screened, {"patient": "QXZPATIENT1", "facts": odd, "screening": odd}), caplog)


def _screened(given: dict[str, object]) -> None:
    record = record_from_dict(given, shipped_vocabulary())
    screen(TRIAL, record, on=DAY)


@pytest.mark.parametrize("on", [None, "QXZDATE"])
def test_screening_dates(caplog: pytest.LogCaptureFixture, on: str | None) -> None:
    harmless(lambda: screen(TRIAL, Record("QXZPATIENT1", (), screening="QXZDATE"), on=None), caplog)
    harmless(lambda: screen(TRIAL, Record("QXZPATIENT1"), on=on), caplog)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("answers", ANSWERS)
def test_the_command_line(tmp_path: Path, name: str, answers: str) -> None:
    data = write(tmp_path / name, FILES[name])
    words = ["screen", TRIAL, str(data), "--on", DAY, "-o", str(tmp_path / "out")]
    held = ANSWERS[answers]
    if held is not None:
        words += ["--answers", str(write(tmp_path / f"answers_{answers}", held))]
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 3, 4), result.stderr
    assert marks_in(result.stderr) == []
    if result.exit_code:
        assert marks_in(result.stdout) == []
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["explain", "map"])
def test_explain_and_map(tmp_path: Path, command: str, name: str) -> None:
    data = str(write(tmp_path / name, FILES[name]))
    words = ["map", data] if command == "map" else ["explain", TRIAL, data, "--patient", "P9", "--on", DAY]
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 2, 3, 4), result.stderr
    assert marks_in(result.stderr) == []
    if "headless" not in name:  # there the header is a patient
        assert set(marks_in(result.stdout)) <= WORDS


@pytest.mark.parametrize("name", [name for name in ANSWERS if ANSWERS[name]])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check(tmp_path: Path, name: str, form: str) -> None:
    path = write(tmp_path / name, ANSWERS[name] or "")
    result = CliRunner().invoke(main, ["check", str(path), "--format", form])
    assert result.exit_code in (0, 2, 3, 4), result.stderr
    assert marks_in(result.output, result.stderr) == []


LINES = (
    '{"patient": "QXZPATIENT1", "platelets": {"QXZ": "QXZCELL"}}',
    '{"patient": ["QXZPATIENT1"], "platelets": "QXZCELL"}',
    '{"patient": "QXZPATIENT1", "platelets": "QXZCELL", "date": ["QXZDATE"]}',
    '{"patient": "QXZPATIENT1", "platelets": ["QXZCELL", {}], "unit": {"QXZUNIT": 1}}',
    '{"patient": "QXZPATIENT1", "judgement": "QXZCODE", "answer": "QXZCELL", "who": "QXZWHO"}',
    '{"patient": "QXZPATIENT1", "judgement": "normal_coagulation", "answer": "QXZCELL", "date": "QXZDATE"}',
    '{"patient": "QXZPATIENT1", "retract": {"platelets": "QXZCELL"}}',
    '{"patient": "QXZPATIENT1", "correct": {"platelets": "QXZCELL"}, "instead of": "QXZCELL"}',
    '{"patient": "QXZPATIENT1", "correct": {"platelets": "QXZCELL", "id": "QXZNAME"}}',
    '{"patient": "QXZPATIENT1", "close": "QXZCELL"}',
    '{"advance": "QXZDATE"}',
    '["QXZPATIENT1"]',
    "QXZPATIENT1 QXZCELL",
)


def test_watch() -> None:
    words = [sys.executable, "-m", "eligibility", "watch", TRIAL, "--on", DAY, "--engine", "re-evaluation"]
    answer = subprocess.run(
        words, input="\n".join(LINES), capture_output=True, text=True, check=False, timeout=120
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.count("skipped") == len(LINES)
    assert marks_in(answer.stderr, answer.stdout) == []


CALLED = {
    "screen": ("eligibility.cli.session.screen_each", ["screen", TRIAL, "good.csv"]),
    "explain": ("eligibility.cli.session.screen_each", ["explain", TRIAL, "good.csv", "--patient", "P9"]),
    "map": ("eligibility.records.drafting.draft_mapping", ["map", "good.csv"]),
    "watch": ("eligibility.live.watching.Monitor", ["watch", TRIAL]),
    "check": ("eligibility.cli.checking.findings_of", ["check", "good.csv"]),
    "test": ("eligibility.testing.cases.run_case_file", ["test", TRIAL]),
    "mutate": ("eligibility.testing.mutating.mutate", ["mutate", "NCT03009461"]),
    "edges": ("eligibility.testing.edge_files.edge_cases", ["edges", TRIAL]),
}


@pytest.mark.parametrize("command", CALLED)
def test_an_unexpected_error_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def fails(*given: object, **more: object) -> None:
        raise RuntimeError("QXZPATIENT1 QXZCELL")

    name, words = CALLED[command]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(name, fails)
    write(tmp_path / "good.csv", FILES["good.csv"])
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "RuntimeError" in result.stderr
    assert marks_in(result.output, result.stderr) == []
