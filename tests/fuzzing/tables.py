"""Tables: the bytes of CSV files, through the real reader and on to every kind of output."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

from eligibility import Screening, load_trial, screen
from eligibility.language.plan import Trial
from eligibility.records import read_records
from eligibility.records.answers import read_answers
from eligibility.records.drafting import draft_mapping
from eligibility.records.from_python import record_to_dict
from eligibility.reports.manifest import Inputs
from eligibility.reports.result_files import output_folder
from eligibility.results.counting import Tally
from eligibility.vocabulary import shipped_vocabulary
from tests.hostile.files import DAY, TRIAL, told, write

LONG = b"patient_id,variable,value,unit,date,status\n"
FORMULAS = ("=", "@", "+", "\t", "\r")


@cache
def showcase() -> Trial:
    """The trial on which tables are screened."""
    return load_trial(TRIAL)


def wide(data: bytes, folder: Path) -> None:
    """A file of any bytes."""
    _read(write(folder / "a.csv", data), folder)


def long(data: bytes, folder: Path) -> None:
    """Rows below the header of a long file."""
    _read(write(folder / "a.csv", LONG + data), folder)


def answers(data: bytes, folder: Path) -> None:
    """A file of answers: the first byte says whether it is called CSV or YAML."""
    ending = "yaml" if data[:1] < b"\x80" else "csv"
    told(lambda: read_answers(write(folder / f"answers.{ending}", data[1:])))


def _read(path: Path, folder: Path) -> None:
    told(lambda: draft_mapping([path], shipped_vocabulary()))
    told(lambda: _whole(path, folder))


def _whole(path: Path, folder: Path) -> None:
    """Everything that may be made of a table: values, a page, a frame, files."""
    records = list(read_records(path))[:20]
    assert json.dumps([record_to_dict(each) for each in records]).isascii()
    found = screen(showcase(), records, on=DAY)
    assert json.dumps(found.to_dict())
    _shown(found)
    _filed(found, folder / "out")


def _shown(found: Screening) -> None:
    texts = str(found) + found._repr_html_() + "".join(each._repr_html_() for each in found)
    assert not {"\x1b", "\u202e", "\x00", "\ud800"} & set(texts)
    assert found.to_frame().height == len(found)


def _filed(found: Screening, folder: Path) -> None:
    tally = Tally()
    with output_folder(folder, (showcase(),)) as files:
        for result in found:
            files.add([result])
            tally.add([result])
        files.finish(tally.summary({}), Inputs((showcase(),), {}, DAY, "0"))
    for path in folder.glob("*.csv"):
        rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]
