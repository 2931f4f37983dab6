"""From files to records."""

from __future__ import annotations

import gzip
import io
import random
import sys
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.documents import DataError
from eligibility.records import Reason, Records, read_records
from eligibility.records.facts import Fact
from eligibility.records.sources.encodings import likely_encoding
from tests.records.files import VOCABULARY, Folder, charts


def one(folder: Folder, column: str, cell: str, header: str = "X", more: str = "") -> Fact | None:
    """The fact of one column of a wide file with a mapping."""
    mapping = f"files:\n  - file: a.csv\n    shape: wide\n    patient: id\n    date: screening\n{more}    columns:\n      {header}: {column}\n"
    facts = folder.facts({"a.csv": f'id,{header}\nP1,"{cell}"\n'}, mapping)
    return facts[0] if facts else None


def said(fact: Fact | None) -> tuple[object, str | None]:
    assert fact is not None
    return fact.value, fact.unit


# ---- wide, with a mapping ------------------------------------------------------------------------


def test_units_of_a_column(folder: Folder) -> None:
    mixed = '{variable: platelets, unit: {/uL: ">= 10000", 10^9/L: "5 to 1000"}}'
    assert said(one(folder, mixed, "99")) == ("99", "10^9/L")
    assert said(one(folder, mixed, "99000")) == ("99000", "/uL")
    assert said(one(folder, mixed, "1.71")) == ("1.71", None)
    assert said(one(folder, mixed, "2000")) == ("2000", None)
    assert said(one(folder, "{variable: albumin, unit: g/dL}", "3.4")) == ("3.4", "g/dL")
    assert said(one(folder, "{variable: albumin}", "3.4", "'Alb [g/dL]'".strip("'"))) == ("3.4", "g/dL")


def test_what_cells_mean(folder: Folder) -> None:
    count = '{variable: lesion_count, values: {"5": ">= 5"}}'
    assert said(one(folder, count, "5")) == (">= 5", None)
    assert said(one(folder, count, "4")) == ("4", None)
    several = one(folder, '{variable: encephalopathy, values: {"1": [none, grade_1_2_or_controlled]}}', "1")
    assert several is not None
    assert (several.value, several.written) == (("none", "grade_1_2_or_controlled"), "1")
    assert one(folder, count, "") is None
    assert one(folder, count, "NA", more='    missing: ["NA"]\n') is None
    comma = one(folder, "{variable: albumin, unit: g/dL}", "3,4", more='    decimal: ","\n')
    assert comma is not None
    assert (comma.value, comma.written) == ("3.4", "3,4")
    born = one(folder, "{variable: birth_date, format: DD.MM.YYYY}", "1.5.1960")
    assert born is not None
    assert (born.value, born.written) == ("1960-05-01", "1.5.1960")


@pytest.mark.parametrize(
    ("cell", "status", "start", "date"),
    [
        ("1", "confirmed", None, None),
        ("0", "absent", None, "screening"),
        ("perhaps", "perhaps", None, None),
    ],
)
def test_a_flag(folder: Folder, cell: str, status: str, start: str | None, date: str | None) -> None:
    fact = one(folder, '{variable: diagnosis, code: hiv_infection, present: "1", absent: "0"}', cell)
    assert fact is not None
    assert (fact.value, fact.status, fact.start, fact.date) == ("hiv_infection", status, start, date)


def test_a_flag_without_words(folder: Folder) -> None:
    column = "{variable: diagnosis, code: stroke}"
    for cell, status, start in (("yes", "confirmed", None), ("否", "absent", None), ("2024-03", "confirmed", "2024-03"), ("suspected", "suspected", None)):  # fmt: skip
        fact = one(folder, column, cell)
        assert fact is not None
        assert (fact.status, fact.start) == (status, start)


def test_a_flag_of_a_visit_began_before_it(folder: Folder) -> None:
    mapping = 'files: [{file: a.csv, shape: wide, patient: id, date: visit, columns: {HIV: {variable: diagnosis, code: hiv_infection, present: "1", absent: "0"}}}]'
    files: dict[str, str | bytes] = {"a.csv": "id,visit,HIV\nP1,2025-05-01,1\nP2,2025-05-01,0\n"}
    read = charts(folder.read(files, mapping))
    assert str(read["P1"].occurrences["diagnosis"][0].start) == "up to 2025-05-01"
    assert str(read["P2"].negatives["diagnosis"][0].start) == "2025-05-01"


def test_limits_of_a_column(folder: Folder) -> None:
    stated = one(folder, "{variable: alt, unit: U/L, limits: {upper: 40 U/L}}", "30")
    assert stated is not None
    assert (stated.upper, stated.limits_from) == ("40 U/L", "stated in the mapping")
    mapping = "files: [{file: a.csv, shape: wide, patient: id, columns: {ALT: {variable: alt, unit: U/L, limits: {upper: ALT upper}}, AST: {variable: ast, unit: U/L, limits: Range}}}]"
    alt, ast = folder.facts({"a.csv": "id,ALT,ALT upper,AST,Range\nP1,30,45,31,9-40\n"}, mapping)
    assert (alt.upper, alt.limits_from, ast.upper) == ("45", "", "9-40")


# ---- long, with a mapping ------------------------------------------------------------------------

LABS = """files:
  - file: labs_*.csv
    shape: long
    patient: MRN
    encoding: gb18030
    decimal: ","
    delimiter: ";"
    variable: {column: TEST, codes: loinc, names: {我的ALT: alt}}
    value: RESULT
    unit: UNIT
    date: {column: COLLECTED, format: "DD/MM/YYYY HH:mm"}
    limits: {lower: LOW, upper: HIGH}
    attributes: {laboratory: LAB}
"""


def test_results_in_rows(folder: Folder) -> None:
    header = "MRN;TEST;RESULT;UNIT;COLLECTED;LOW;HIGH;LAB\n"
    one_file = header + "P1;我的ALT;31,5;U/L;02/05/2025 08:30;9;50;central\nP1;白蛋白;42;g/L;03/05/2025;;;\n"
    other = (
        header
        + "P1;1975-2;17,1;umol/L;02/05/2025;;1,2 mg/dL;\nP1;Nonsense;1;;;;;\nP1;PLT;;;;;;\n;PLT;1;;;;;\n"
    )
    records = folder.read(
        {"labs_1.csv": one_file.encode("gb18030"), "labs_2.csv": other.encode("gb18030")}, LABS
    )
    (record,) = records
    alt, albumin, bilirubin = record.facts
    assert (alt.variable, alt.value, alt.date, alt.lower, alt.upper) == (
        "alt",
        "31.5",
        "2025-05-02",
        "9",
        "50",
    )
    assert (dict(alt.attributes), str(alt.source)) == ({"laboratory": "central"}, "labs_1.csv row 2, RESULT")
    assert (albumin.variable, albumin.date, albumin.upper) == ("albumin", "2025-05-03", None)
    assert (bilirubin.variable, bilirubin.code) == ("bilirubin", "1975-2")
    assert charts([record])["P1"].readings["bilirubin"][0].open == {Reason.INCOMPATIBLE_UNIT}
    assert [(each.part, each.written, each.source.file) for each in records.problems] == [
        ("patient", "", "labs_2.csv"),
        ("variable", "Nonsense", "labs_2.csv"),
    ]


def test_events_and_items_in_rows(folder: Folder) -> None:
    mapping = """files:
  - {file: drugs.csv, shape: long, patient: MRN, variable: treatment, code: {column: DRUG, names: {信迪利: sintilimab}}, start: START, end: STOP, no end means: ongoing, attributes: {dose: {column: DOSE, unit: mg/day}}}
  - {file: lesions.csv, shape: long, patient: MRN, variable: lesion, date: SCAN, attributes: {longest_diameter: {column: MM, unit: mm}, previously_treated: {column: TREATED, values: {J: true, N: false}}}}
"""  # fmt: skip
    drugs = "MRN,DRUG,START,STOP,DOSE\nP1,信迪利,2025-01-10,,400\nP1,TACE,2025-02-04,2025-02-04,\nP1,snake oil,2025-01,,\n"
    lesions = "MRN,SCAN,MM,TREATED\nP1,2025-05-01,12,J\nP1,2025-05-01,< 5,N\n"
    record, *_ = folder.read({"drugs.csv": drugs, "lesions.csv": lesions}, mapping)
    read = charts([record])["P1"]
    first, tace, unknown = read.occurrences["treatment"]
    assert (first.codes, first.goes_on, first.written) == (frozenset({"sintilimab"}), True, "信迪利")
    assert str(first.attributes["dose"]) == "400"
    assert (tace.codes, tace.one_day) == (frozenset({"tace"}), True)
    assert unknown.any_code
    one_lesion, other = read.occurrences["lesion"]
    assert (str(one_lesion.attributes["longest_diameter"]), one_lesion.attributes["previously_treated"]) == (
        "12",
        frozenset({"true"}),
    )
    assert str(other.attributes["longest_diameter"]).endswith("< 5")


def test_screening_dates_and_always(folder: Folder) -> None:
    mapping = """screening date: {file: visits.csv, patient: MRN, column: SCREENED, format: DD/MM/YYYY}
files:
  - {file: a.csv, shape: wide, patient: id, date: screening, columns: {ECOG: {variable: ecog}}}
always: [{variable: diagnosis, code: hepatocellular_carcinoma, source: the list}]
"""
    visits = "MRN,SCREENED\nP1,01/05/2025\nP2,01/05/2025\nP2,03/05/2025\n"
    one_record, two, three = folder.read({"a.csv": "id,ECOG\nP1,0\nP3,1\n", "visits.csv": visits}, mapping)
    assert (one_record.screening, two.screening, three.screening) == (
        "2025-05-01",
        "2025-05-01/2025-05-03",
        None,
    )
    assert [fact.value for fact in one_record.facts] == ["hepatocellular_carcinoma", "0"]
    assert str(charts([one_record])["P1"].readings["ecog"][0].days) == "2025-05-01"


def test_a_lost_row_of_events_does_not_look_like_absence(folder: Folder) -> None:
    mapping = "files: [{file: a.csv, shape: long, patient: id, variable: treatment, code: {column: D}, start: S}]\ncomplete: [{variable: treatment}]"
    (record,) = folder.read({"a.csv": "id,D,S\nP1,sorafenib,2025-01-01,oops\n"}, mapping)
    read = charts([record])["P1"]
    assert read.occurrences["treatment"][0].any_code
    assert [problem.part for problem in read.problems] == ["row", "code"]


@pytest.mark.parametrize(
    ("files", "mapping", "code"),
    [
        ({"a.csv": "id,Y\nP1,1\n"}, "files: [{file: a.csv, shape: wide, patient: id, columns: {X: {variable: ecog}}}]", "D010"),
        ({"a.csv": "pat,X\nP1,1\n"}, "files: [{file: a.csv, shape: wide, patient: id, columns: {X: {variable: ecog}}}]", "D010"),
        ({"a.csv": "id,X\nP1,1\n", "b.csv": "id\n"}, "files: [{file: a.csv, shape: wide, patient: id, columns: {X: {variable: ecog}}}]", "D011"),
        ({"a.csv": "id,X\nP1,1\n", "b.csv": "id,X\n"}, "files: [{file: a.csv, shape: wide, patient: id, columns: {X: {variable: ecog}}}, {file: c.csv, shape: wide, patient: id, columns: {X: {variable: ecog}}}]", "D012"),
        ({"a.csv": "name,height\nX,1\n"}, None, "D013"),
        ({"a.csv": "patient_id,shoe size\nX,1\n"}, None, "D013"),
    ],
)  # fmt: skip
def test_files_that_do_not_fit_are_refused(
    folder: Folder, files: dict[str, str | bytes], mapping: str | None, code: str
) -> None:
    with pytest.raises(DataError) as caught:
        folder.read(files, mapping)
    assert code in [each.code for each in caught.value.diagnostics]
    assert all(each.remedy for each in caught.value.diagnostics)


def test_unused_columns(folder: Folder) -> None:
    records = folder.read(
        {"a.csv": "id,X,Y\nP1,1,2\n"},
        "files: [{file: a.csv, shape: wide, patient: id, columns: {X: {variable: ecog}}}]",
    )
    assert records.unused_columns == {"a.csv": ("Y",)}
    assert set(records.hashes) >= {"a.csv", "mapping.yaml"}


# ---- without a mapping ---------------------------------------------------------------------------


def test_headers_that_are_ours(folder: Folder) -> None:
    table = (
        "patient_id,screening_date,date,platelets [10^9/L],afp_1 [ng/mL],afp_1_date,afp_1_uln,afp_2 (ng/mL),afp_2_date,"
        "albumin,albumin_unit,diagnosis.stroke,diagnosis.hiv_infection,treatment.sorafenib_start,treatment.sorafenib_end,note\n"
        "P1,2025-06-01,2025-05-20,74,>400,2025-01-01,7,5,2025-05-01,42,g/L,2024-03,no,2025-01-10,,hello\n"
    )
    records = folder.read({"a.csv": table})
    read = charts(records)["P1"]
    assert str(read.screening) == "2025-06-01"
    (platelets,), (first, second), (albumin,) = (
        read.readings[name] for name in ("platelets", "afp", "albumin")
    )
    assert (str(platelets.value), str(platelets.days)) == ("74", "2025-05-20")
    assert (str(first.days), str(first.upper), str(second.value)) == ("2025-01-01", "7", "5")
    assert albumin.open == frozenset()
    codes = {
        code: event
        for event in (*read.occurrences["diagnosis"], *read.occurrences["treatment"])
        for code in event.codes
    }
    assert str(codes["stroke"].start) == "2024-03"
    assert str(codes["sorafenib"].start) == "2025-01-10"
    assert read.negatives["diagnosis"][0].codes == {"hiv_infection"}
    assert records.unused_columns == {"a.csv": ("note",)}
    assert ("diagnosis", "stroke") in records.site.supplies


def test_a_long_file_that_is_ours(folder: Folder) -> None:
    table = (
        "patient_id,variable,value,code,unit,date,upper,start,end,status,intent\n"
        "P1,PLT,74,,10^9/L,2025-05-01,300,,,,\n"
        "P1,diagnosis,,stroke,,,,2024-03-01,,suspected,\n"
        "P1,treatment,,warfarin,,,,2024-03-01,,,therapeutic\n"
    )
    read = charts(folder.read({"a.csv": table}))["P1"]
    assert str(read.readings["platelets"][0].upper) == "300"
    assert read.occurrences["diagnosis"][0].status == "suspected"
    assert read.occurrences["treatment"][0].attributes == {"intent": frozenset({"therapeutic"})}


def test_semicolons_without_a_declared_decimal_sign(folder: Folder) -> None:
    table = "patient_id;albumin [g/dL];inr\nP1;3,4;1,1\nP2;3.4;1,234\n"
    read = charts(folder.read({"a.csv": table}))
    assert [str(read[patient].readings["albumin"][0].value) for patient in ("P1", "P2")] == ["34", "34"]
    assert read["P2"].readings["inr"][0].open == {Reason.UNKNOWN_CODE}
    assert read["P2"].problems[0].written == "1,234"


# ---- joining -------------------------------------------------------------------------------------

JOINED = """files:
  - {file: a.csv, shape: wide, patient: id, columns: {ECOG: {variable: ecog}}}
  - {file: b.csv, shape: long, patient: id, variable: {column: T}, value: V, unit: U, date: D}
"""


def facts_of(records: Records) -> dict[str, list[str]]:
    return {record.patient: [f"{fact.variable} {fact.value}" for fact in record.facts] for record in records}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["P{:03}", "{}", "x{}y"]))
def test_the_order_of_rows_does_not_matter(folder: Folder, shuffle: random.Random, form: str) -> None:
    wide = [f"{form.format(number)},{number % 5}" for number in range(1, 30, 2)]
    long = [
        f"{form.format(number)},PLT,{number}{each},10^9/L,2025-01-0{each}"
        for number in range(1, 30, 3)
        for each in (1, 2)
    ]
    sorted_files: dict[str, str | bytes] = {
        "a.csv": "\n".join(["id,ECOG", *wide]),
        "b.csv": "\n".join(["id,T,V,U,D", *long]),
    }
    expected = facts_of(folder.read(sorted_files, JOINED))
    for rows in (wide, long):
        shuffle.shuffle(rows)
    mixed: dict[str, str | bytes] = {
        "a.csv": "\n".join(["id,ECOG", *wide]),
        "b.csv": "\n".join(["id,T,V,U,D", *long]),
    }
    found = facts_of(folder.read(mixed, JOINED))
    assert {patient: sorted(facts) for patient, facts in found.items()} == {
        patient: sorted(facts) for patient, facts in expected.items()
    }


def test_sorted_files_come_in_their_order_others_as_they_are_met(folder: Folder) -> None:
    mapping = "files: [{file: a.csv, shape: wide, patient: id, columns: {ECOG: {variable: ecog}}}]"
    for order in (["1", "2", "10"], ["a", "b", "c"], ["7", "3", "9"]):
        table = "id,ECOG\n" + "".join(f"{patient},1\n" for patient in order)
        assert list(facts_of(folder.read({"a.csv": table}, mapping))) == order
    scattered = folder.read({"a.csv": "id,ECOG\nP2,0\nP1,1\nP2,2\n"}, mapping)
    assert facts_of(scattered) == {"P2": ["ecog 0", "ecog 2"], "P1": ["ecog 1"]}
    assert facts_of(scattered) == facts_of(scattered)


def test_memory_does_not_grow_with_patients(folder: Folder) -> None:
    mapping = "files: [{file: a.csv, shape: wide, patient: id, columns: {ECOG: {variable: ecog}}}]"

    def peak(count: int) -> int:
        table = "id,ECOG\n" + "".join(f"P{number:06},{number % 5}\n" for number in range(count))
        records = folder.read({"a.csv": table}, mapping)
        del table
        for _ in records:
            pass  # caches are filled
        tracemalloc.start()
        for _ in records:
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(8000) < peak(1000) + 200_000


def test_the_only_file_may_have_another_name_or_be_packed(folder: Folder) -> None:
    mapping = "files: [{file: a.csv, shape: wide, patient: id, columns: {ECOG: {variable: ecog}}}]"
    assert facts_of(folder.read({"today.csv.gz": gzip.compress(b"id,ECOG\nP1,1\n")}, mapping)) == {
        "P1": ["ecog 1"]
    }


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"patient_id,ecog\nP1,1\n")))
    assert facts_of(read_records("-", vocabulary=VOCABULARY)) == {"P1": ["ecog 1"]}


def test_the_files_beside_the_mapping(folder: Folder) -> None:
    folder.write("a.csv", "id,ECOG\nP1,1\n")
    path = folder.mapping(
        "files: [{file: a.csv, shape: wide, patient: id, columns: {ECOG: {variable: ecog}}}]"
    )
    assert facts_of(read_records(mapping=path)) == {"P1": ["ecog 1"]}


# ---- any text ------------------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
    st.sampled_from(["1", "<0.5", "P1", '"', "2025-01-01", "1,5"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=6), max_size=6))
def test_no_cell_stops_a_run(folder: Folder, rows: list[list[str]]) -> None:
    body = "\n".join(",".join(row) for row in rows)
    wide = folder.read({"w.csv": f"patient_id,ecog,platelets [10^9/L],diagnosis.stroke\n{body}"})
    long = folder.read({"l.csv": f"patient_id,variable,value,unit\n{body}"})
    for read in (wide, long):
        patients = [record.patient for record in read]
        assert len(set(patients)) == len(patients)
        charts(read)


def test_screening_dates_that_disagree_are_from_the_first_to_the_last(folder: Folder) -> None:
    mapping = (
        "screening date: {file: v.csv, patient: p, column: d}\n"
        "files: [{file: v.csv, shape: wide, patient: p, columns: {e: {variable: ecog}}}]\n"
    )
    rows = "p,e,d\nP1,0,2026-03-20\nP1,0,2026-03-22\nP2,0,2026-03-20\nP2,0,soon\n"
    assert [record.screening for record in folder.read({"v.csv": rows}, mapping)] == [
        "2026-03-20/2026-03-22",
        "2026-03-20 | soon",
    ]


def test_more_rows_than_are_stored_at_once_come_back_by_patient(folder: Folder) -> None:
    rows = [f"P{number % 7},{number % 6}" for number in range(4500)]
    records = list(folder.read({"a.csv": "\n".join(["patient_id,ecog", *rows])}))
    assert [record.patient for record in records] == [f"P{number}" for number in range(7)]
    values = {record.patient: [fact.value for fact in record.facts] for record in records}
    assert values["P3"] == [str(number % 6) for number in range(3, 4500, 7)]


def test_a_file_that_is_not_there_has_no_encoding(folder: Folder) -> None:
    assert likely_encoding(folder.path / "none.csv") is None
