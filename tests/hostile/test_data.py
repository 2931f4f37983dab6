"""Data files, whatever stands in them: a result or our findings, soon and in little memory."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility import Fact, Record, explain, screen
from eligibility.records import read_records
from eligibility.records.from_python import record_from_dict, record_to_dict
from eligibility.records.sources import streams, tables, unpacking
from eligibility.reports.manifest import Inputs
from eligibility.reports.result_files import output_folder
from eligibility.results.counting import Tally
from eligibility.screening import load_trials, screen_each
from tests.hostile.files import DAY, MAPPING, TRIAL, screened, told, write

HEAD = b"patient_id,platelets [10^9/L],ecog\n"
TABLES = {
    "a cell of 200,000 characters": HEAD + b"P1," + b"1" * 200_000 + b",1\n",
    "the same in quotes": HEAD + b'P1,"' + b"1" * 200_000 + b'",1\n',
    "a cell of 10 MB": HEAD + b"P1," + b"1" * 10_000_000 + b",1\n",
    "a header of 200,000 characters": b"patient_id," + b"a_" * 100_000 + b"\nP1,1\n",
    "a header of blanks": b"patient_id,a" + b" " * 100_000 + b"b\nP1,1\n",
    "50,000 columns": b"patient_id," + b",".join(b"a%d" % n for n in range(50_000)) + b"\nP1,1\n",
    "quotation marks": HEAD + b'P1,"\n' * 20_000,
    "a mark that is never closed": HEAD + b'"' + b"P1,1,1\n" * 20_000,
    "NUL": HEAD + b"P1,1,1\n" * 30_000 + b"P\0002,\x001,1\n",
    "half of it in another encoding": HEAD + b"P1,1,1\n" * 30_000 + "张三,1,1\n".encode("gb18030"),
    "UTF-16 without a mark": "patient_id,ecog\nP1,1\n".encode("utf-16-le"),
    "only marks": b"\xef\xbb\xbf\xef\xbb\xbf",
}


@pytest.mark.parametrize("harm", TABLES)
def test_tables(tmp_path: Path, harm: str) -> None:
    path = write(tmp_path / "a.csv", TABLES[harm])
    began = time.process_time()
    told(lambda: list(read_records(path)))
    assert time.process_time() - began < 10


def test_a_cell_that_is_too_long_costs_its_row_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD + b"P1," + b"1" * 200_000 + b",1\nP2,80,1\n")
    first, second = read_records(path)
    assert [problem.why for problem in first.problems] == ["a cell is longer than 131,072 characters"]
    assert {fact.value for fact in second.facts} == {"80", "1"}


PACKED = gzip.compress(HEAD + b"P1,80,1\n" * 20_000)
PACKINGS = {
    "cut": PACKED[:-40],
    "only a head": b"\x1f\x8b\x08",
    "a method that nobody has": b"\x1f\x8b\x07" + b"0" * 40,
    "a wrong sum": PACKED[:-8] + b"12345678",
    "packed twice": gzip.compress(PACKED),
    "something behind it": PACKED + b"garbage",
}


@pytest.mark.parametrize("harm", PACKINGS)
def test_gzip_that_is_damaged(tmp_path: Path, harm: str) -> None:
    assert told(lambda: list(read_records(write(tmp_path / "a.csv.gz", PACKINGS[harm]))))


def test_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE", 1_000_000)
    bomb = gzip.compress(HEAD) + gzip.compress(b"P1,1,1\n" * 600_000, 9)
    (finding,) = told(lambda: list(read_records(write(tmp_path / "a.csv.gz", bomb))))
    assert finding.code == "D007"


@pytest.mark.parametrize(
    ("rows", "number", "code"),
    [(b"\n", 2_000_000, "D016"), (b",,\n", 105_000, "D016"), (b"P1,1,1\n", 15_000, "D017")],
)
def test_rows_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: bytes, number: int, code: str
) -> None:
    """A few kilobytes that unpack to a great many rows: of nothing, or of one patient; here to a twentieth of them."""
    monkeypatch.setattr(tables, "MOST_EMPTY", tables.MOST_EMPTY // 20)
    monkeypatch.setattr(streams, "MOST_FACTS", streams.MOST_FACTS // 20)
    path = write(tmp_path / "a.csv.gz", gzip.compress(HEAD + rows * number, 1))
    (finding,) = told(lambda: list(read_records(path)))
    assert finding.code == code


def test_a_spreadsheet_that_ends_in_empty_rows_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD + b"P1,80,1\n" + b"\n" * 1_048_576)
    assert [record.patient for record in read_records(path)] == ["P1"]


ENCODINGS = [
    "base64", "hex", "rot13", "zip", "bz2", "idna", "punycode", "undefined", "unicode_escape", "utf-7", "quopri", "uu",
    "utf-16", "utf-32", "cp037", "hz", "iso2022_jp", "big5", "gb18030", "x" * 9999, "é", "../os", "",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "files: [{file: a.csv, shape: wide, patient: p, encoding: '%s', columns: {e: {variable: ecog}}}]\n"
    mapping = write(tmp_path / "m.yaml", MAPPING + text % encoding)
    data = write(tmp_path / "a.csv", b"p,e\nP1,1\n+2AA-,\\ud800\nxn--a\xff,2\n")
    told(lambda: [json.dumps(record_to_dict(each)).encode() for each in read_records(data, mapping=mapping)])


PATTERNS = [
    "/etc/*",
    "../*",
    "**/*",
    "**x",
    "***",
    ".",
    "./",
    "//x",
    "a" * 5000,
    "*a" * 3000,
    "[",
    "[z-a]",
    "C:\\\\x",
    "~",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_files_are_looked_for_beside_the_mapping_only(tmp_path: Path, pattern: str) -> None:
    text = "files: [{file: '%s', shape: wide, patient: p, columns: {e: {variable: ecog}}}]\n"
    mapping = write(tmp_path / "m.yaml", MAPPING + text % pattern)
    assert told(lambda: list(read_records(mapping=mapping)))


@pytest.mark.parametrize(
    "form", ["YYYY " + "H" * 40 + "X", "YYYY" + "mm" * 3000, "YYYY" + " " * 5000 + "H", "YYYY(.*)*"]
)
def test_formats_of_dates(tmp_path: Path, form: str) -> None:
    text = "files: [{file: a.csv, shape: wide, patient: p, date: {column: d, format: '%s'}, columns: {e: {variable: ecog}}}]\n"
    mapping = write(tmp_path / "m.yaml", MAPPING + text % form)
    data = write(tmp_path / "a.csv", b"p,e,d\nP1,1,2025 " + b"1" * 90 + b"\n")
    began = time.process_time()
    told(lambda: list(read_records(data, mapping=mapping)))
    assert time.process_time() - began < 5


cells = st.one_of(
    st.sampled_from(
        [
            "1e400",
            "9" * 5000,
            "<" * 50,
            "=1+1",
            "\u202e5",
            "1" + "0" * 40,
            "<script>",
            "\x1b[2J",
            "2026-13-45",
            "-0",
        ]
    ),
    st.text(max_size=8),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(rows=st.lists(st.lists(cells, min_size=5, max_size=5), max_size=6))
def test_any_cells(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    held = io.StringIO()
    csv.writer(held).writerows([["patient_id", "platelets", "ecog", "birth_date", "diagnosis.stroke"], *rows])
    path = write(tmp_path_factory.getbasetemp() / "cells.csv", held.getvalue().encode("utf-8", "replace"))

    def whole() -> None:
        found = screened(path)
        assert "<script>" not in found._repr_html_() and "\x1b" not in str(found)
        assert json.dumps(found.to_dict())

    told(whole)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(content=st.binary(max_size=300))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    for start in (b"", b"\x1f\x8b\x08\x00", b"patient_id,ecog\n", b"\xff\xfe"):
        path = write(tmp_path_factory.getbasetemp() / "bytes.csv", start + content)
        told(lambda path=path: list(read_records(path)))  # type: ignore[misc]


def _deep(levels: int) -> object:
    held: object = 1
    for _ in range(levels):
        held = [held]
    return held


ODD = [
    10**6000, float("nan"), float("inf"), 5e-324, Decimal("1e400"), Decimal("1E+999999999"), Decimal("NaN"), "1e400",
    "9" * 1_000_000, "\0", "\ud800", "\u202e1", "<script>x</script>", b"7", [], {}, None, True, (), _deep(20_000),
]  # fmt: skip


@pytest.mark.parametrize(
    "odd", ODD, ids=[f"{type(each).__name__} {number}" for number, each in enumerate(ODD)]
)
def test_what_a_program_may_hold(odd: object) -> None:
    parts = ("value", "unit", "date", "start", "end", "lower", "upper", "status", "id", "code")
    plain = {"unit": "10^9/L", "date": "2026-03-01"}
    for variable in ("platelets", "ecog", "birth_date", "pregnant", "diagnosis"):
        facts = [Fact(variable, **{"value": "70", **plain, part: odd}) for part in parts]  # type: ignore[arg-type]
        record = Record("P1", tuple(facts))
        found = screen(TRIAL, record, on=DAY)
        assert json.dumps(found.to_dict()) and found._repr_html_() and explain(TRIAL, record, on=DAY)


@pytest.mark.parametrize(
    "odd", ODD, ids=[f"{type(each).__name__} {number}" for number, each in enumerate(ODD)]
)
def test_what_a_dict_may_hold(odd: object) -> None:
    every = dict.fromkeys(("value", "date", "unit", "lower", "source", "ongoing", "attributes", "code"), odd)
    for given_ in (
        {"patient": odd},
        {"patient": "P", "facts": odd},
        {"patient": "P", "facts": [odd], "answers": [odd], "screening": odd},
        {
            "patient": "P",
            "facts": [{"variable": "platelets", **every}, {"variable": odd}, {"platelets": odd}],
        },
        {"patient": "P", "facts": [{"platelets": 1, "source": {"row": odd, "file": odd}}]},
        odd,
    ):
        told(lambda given_=given_: record_from_dict(given_))  # type: ignore[misc]


def test_no_data_and_no_record_are_told() -> None:
    assert [finding.code for finding in told(read_records)] == ["D000"]
    assert [finding.code for finding in told(lambda: record_from_dict({"facts": []}))] == ["D201"]


NAMES = [
    "../../x",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "\u202eP1",
    "<b onmouseover=x>",
    "\ud800",
    "P\x1b[2J",
    "a\nb",
    "CON",
    "/",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_patients_stay_in_cells(tmp_path: Path, name: str) -> None:
    trials = load_trials(TRIAL)
    record = Record(name, (Fact("ecog", name, date="2026-03-01"),))
    tally = Tally()
    with output_folder(tmp_path / "out", trials) as folder:
        for results in screen_each(trials, [record], DAY):
            folder.add(results)
            tally.add(results)
        folder.finish(tally.summary({}), Inputs(trials, {}, DAY, "0"))
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    written = [path.read_text("utf-8") for path in sorted((tmp_path / "out").glob("*.csv"))]
    every_cell = [cell for text in written for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in every_cell if cell.startswith(("=", "@", "+", "\t"))]
    found = screen(TRIAL, record, on=DAY)
    assert "<b" not in found._repr_html_() and "<b" not in next(iter(found))._repr_html_()
    said = explain(TRIAL, record, on=DAY) + str(found) + found._repr_html_()
    assert not {"\x1b", "\u202e", "\ud800"} & set(said)
    frames = (found.to_frame(), found.explanations_frame())
    assert all("\ud800" not in cell for frame in frames for row in frame.rows() for cell in row)


@pytest.mark.parametrize("form", ["text", "json", "csv", "ndjson"])
def test_a_file_whose_name_no_encoding_has(tmp_path: Path, form: str) -> None:
    try:
        write(tmp_path / "\udcff.csv", HEAD + b"P1,80,1\n")
    except OSError:
        pytest.skip("this system has no such names")
    words = [
        sys.executable,
        "-m",
        "eligibility",
        "screen",
        TRIAL,
        "\udcff.csv",
        "--on",
        DAY,
        "--format",
        form,
    ]
    answer = subprocess.run(
        words,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.decode("utf-8")
