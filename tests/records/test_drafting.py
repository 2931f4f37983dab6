"""First mappings, and their doubts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.documents import DataError
from eligibility.records import read_records
from eligibility.records.drafting import draft_mapping
from eligibility.records.mapping.loading import check_mapping
from tests.records.files import VOCABULARY, Folder, charts

WARD = Path(__file__).parents[2] / "examples" / "ward"


def draft(folder: Folder, *paths: Path) -> str:
    text = draft_mapping(paths, VOCABULARY)
    mapping, found = check_mapping(folder.write("drafted.yaml", text))
    assert mapping is not None, [each.message for each in found]
    return text


def test_a_wide_file(folder: Folder) -> None:
    table = (
        "MRN,Sex,DOB,Albumin (g/dL),PLT,T-Bil [mg/dL],T-Bil upper,AFP before [ng/mL],AFP_1 [ng/mL],AFP_1 date,HIV,Stroke,Screened,Comment\n"
        "1,M,01/05/1960,3.4,132,1.1,1.2,1840,12,2025-01-14,0,no,2025-06-01,\n"
        "2,purple,13/05/1960,x,75,1.0,1.2,400,7,2025-01-15,1,yes,2025-06-02,hello\n"
    )
    text = draft(folder, folder.write("ward.csv", table))
    for line in (
        "screening date: {file: ward.csv, patient: MRN, column: Screened}",
        'Sex: {variable: sex}  # DOUBT: "purple" mean nothing of sex: say what under `values:`',
        'DOB: {variable: birth_date, format: "DD/MM/YYYY"}',
        '"Albumin (g/dL)": {variable: albumin, unit: "g/dL"}  # DOUBT: "x" are no numbers',
        "PLT: {variable: platelets}  # DOUBT: no unit is said: add `unit: 10^9/L`, or the one that it is",
        '"T-Bil [mg/dL]": {variable: bilirubin, unit: "mg/dL", limits: {upper: "T-Bil upper"}}',
        '# "AFP before [ng/mL]": {variable: afp',
        '"AFP_1 [ng/mL]": {variable: afp, unit: "ng/mL", date: "AFP_1 date"}',
        'HIV: {variable: diagnosis, code: hiv_infection, present: "1", absent: "0"}',
        "Stroke: {variable: diagnosis, code: stroke}",
        "# not used: Comment",
    ):
        assert line in text, line


def test_dates_that_may_be_two_are_a_doubt(folder: Folder) -> None:
    text = draft(folder, folder.write("a.csv", "MRN,DOB\n1,01/05/1960\n2,02/05/1960\n"))
    assert "DOB: {variable: birth_date}  # DOUBT: dates may be DD/MM/YYYY or MM/DD/YYYY" in text


def test_decimal_commas_and_encodings(folder: Folder) -> None:
    text = draft(folder, folder.write("a.csv", "病历号;白蛋白 [g/dL]\n1;3,4\n2;3,5\n".encode("gb18030")))
    assert 'decimal: ","' in text
    assert "encoding: gb18030  # DOUBT" in text


def test_the_sample_ward_is_understood_from_its_draft(folder: Folder) -> None:
    files = [WARD / f"{name}.csv" for name in ("drugs", "events", "imaging", "labs", "patients")]
    draft(folder, *files)
    read = charts(read_records(*files, mapping=folder.path / "drafted.yaml"))
    assert len(read) == 24
    assert {"afp", "platelets", "mrecist_response", "sex", "birth_date"} <= read["P01"].readings.keys()
    assert {"diagnosis", "treatment"} <= read["P01"].occurrences.keys()


def test_nothing_that_is_known(folder: Folder) -> None:
    with pytest.raises(DataError):
        draft_mapping([folder.write("a.csv", "MRN,shoe size\n1,44\n")], VOCABULARY)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters='\x00\r\n",;\t|'), min_size=1, max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4, unique_by=str.strip), st.lists(TEXTS, min_size=4, max_size=4))
def test_a_draft_is_always_a_mapping(folder: Folder, headers: list[str], cells: list[str]) -> None:
    known = ["MRN", "ECOG", "PLT [10^9/L]", "HIV"]
    fresh = [header for header in headers if header.strip() and header.strip() not in known]
    table = ",".join([*known, *fresh]) + "\n" + ",".join(["1", *cells]) + "\n"
    draft(folder, folder.write("any.csv", table))


ROWS = [("PLT", "132", "10*9/L", "125-350"), ("ALT", "31", "U/L", "9-50"), ("AFP", "3", "ng/mL", "0-7")]


def test_a_long_file_without_units_is_a_doubt(folder: Folder) -> None:
    rows = "".join(f"1,{test},{value},2025-06-20\n" for test, value, _, _ in ROWS)
    text = draft(folder, folder.write("labs.csv", "MRN,Test,Result,Collected\n" + rows))
    assert "shape: long" in text
    assert "# DOUBT: no column of units is seen" in text


def test_a_range_of_reference_in_one_column(folder: Folder) -> None:
    rows = "".join(f"1,{test},{value},{unit},{span},2025-06-20\n" for test, value, unit, span in ROWS)
    text = draft(folder, folder.write("labs.csv", "MRN,Test,Result,Unit,Reference range,Collected\n" + rows))
    assert 'limits: "Reference range"' in text


def test_a_column_of_units_beside_its_results(folder: Folder) -> None:
    text = draft(folder, folder.write("a.csv", "MRN,ALT,ALT unit\n1,31,U/L\n2,40,U/L\n"))
    assert 'ALT: {variable: alt, unit: {column: "ALT unit"}}' in text
