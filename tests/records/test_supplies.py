"""What a mapping can supply: a table of results says nothing of diagnoses that it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility import read_records

MAPPING = """\
mapping: example
vocabulary: [general, oncology, liver]
screening date: 2025-06-30
files:
  - {{file: rows.csv, shape: long, patient: MRN, variable: {{column: What}}, value: Result, date: Day{code}}}
"""


@pytest.mark.parametrize(("code", "supplied"), [("", False), (", code: Code", True)])
def test_a_column_of_variables_supplies_events_only_beside_a_column_of_codes(
    tmp_path: Path, code: str, supplied: bool
) -> None:
    (tmp_path / "rows.csv").write_text("MRN,What,Result,Code,Day\n1,PLT,132,,2025-06-20\n", encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING.format(code=code), encoding="utf-8")
    (record,) = read_records(tmp_path / "rows.csv", mapping=tmp_path / "mapping.yaml")
    assert (("diagnosis", None) in record.site.supplies) is supplied
