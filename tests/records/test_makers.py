"""How the cells of a row become facts, where the mapping leaves two readings or several parts."""

from __future__ import annotations

from tests.records.files import Folder

WIDE = "files:\n  - file: a.csv\n    shape: wide\n    patient: id\n    date: screening\n    columns:\n"
LONG = "files:\n  - file: a.csv\n    shape: long\n    patient: id\n"


def test_one_column_may_hold_several_facts(folder: Folder) -> None:
    mapping = WIDE + "      X: [{variable: ecog}, {variable: lesion_count}]\n"
    assert [(fact.variable, fact.value) for fact in folder.facts({"a.csv": "id,X\nP1,1\n"}, mapping)] == [
        ("ecog", "1"),
        ("lesion_count", "1"),
    ]


def test_a_unit_is_that_of_the_column_of_its_name_or_else_of_its_text(folder: Folder) -> None:
    mapping = LONG + "    variable: platelets\n    value: X\n    unit: /uL\n    date: DAY\n"
    (fixed,) = folder.facts({"a.csv": "id,DAY,X\nP1,2025-01-02,99000\n"}, mapping)
    (named,) = folder.facts({"a.csv": "id,DAY,X,/uL\nP1,2025-01-02,99,10^9/L\n"}, mapping)
    assert (fixed.unit, named.unit) == ("/uL", "10^9/L")


def test_a_number_that_says_its_unit_needs_none_of_several(folder: Folder) -> None:
    mapping = WIDE + '      X: {variable: platelets, unit: {/uL: ">= 10000", 10^9/L: "5 to 1000"}}\n'
    (said,) = folder.facts({"a.csv": "id,X\nP1,99 10^9/L\n"}, mapping)
    (rubbish,) = folder.facts({"a.csv": "id,X\nP1,many\n"}, mapping)
    assert (said.value, said.unit, rubbish.value, rubbish.unit) == ("99 10^9/L", None, "many", None)


def test_a_row_without_a_code_a_day_and_an_attribute_says_nothing(folder: Folder) -> None:
    mapping = LONG + "    variable: treatment\n    code: {column: DRUG}\n    date: DAY\n"
    rows = "id,DRUG,DAY\nP1,sorafenib,2025-01-02\nP1,,\nP1,,2025-01-03\n"
    assert [(fact.value, fact.date) for fact in folder.facts({"a.csv": rows}, mapping)] == [
        ("sorafenib", "2025-01-02"),
        (None, "2025-01-03"),
    ]


def test_a_column_beside_the_code_says_whether_it_was_so(folder: Folder) -> None:
    mapping = LONG + (
        "    variable: diagnosis\n    code: {column: WHAT}\n    value: FOUND\n"
        '    present: ["1"]\n    absent: ["0"]\n    date: DAY\n'
    )
    rows = "id,WHAT,FOUND,DAY\n" + "".join(
        f"P1,{code},{found},2025-01-02\n"
        for code, found in (("stroke", "1"), ("cirrhosis", "0"), ("arrhythmia", "?"), ("hepatitis_b", ""))
    )
    assert [fact.status for fact in folder.facts({"a.csv": rows}, mapping)] == [
        "confirmed",
        "absent",
        "?",
        "confirmed",
    ]


def test_a_code_is_the_column_of_its_name_or_else_the_same_in_every_row(folder: Folder) -> None:
    mapping = LONG + "    variable: diagnosis\n    code: stroke\n    date: DAY\n"
    (fixed,) = folder.facts({"a.csv": "id,DAY\nP1,2025-01-02\n"}, mapping)
    (named,) = folder.facts({"a.csv": "id,DAY,stroke\nP1,2025-01-02,cirrhosis\n"}, mapping)
    assert (fixed.value, named.value) == ("stroke", "cirrhosis")


def test_a_number_of_an_attribute_has_the_unit_that_is_stated_or_none(folder: Folder) -> None:
    mapping = LONG + (
        "    variable: treatment\n    code: {column: DRUG}\n    date: DAY\n"
        "    attributes: {dose: {column: DOSE, unit: mg/day}, line: LINE}\n"
    )
    (fact,) = folder.facts({"a.csv": "id,DRUG,DAY,DOSE,LINE\nP1,sorafenib,2025-01-02,400,2\n"}, mapping)
    assert fact.attributes == {"dose": "400 mg/day", "line": "2"}


def test_the_unit_of_each_result_follows_from_its_number_where_rows_name_their_variable(
    folder: Folder,
) -> None:
    mapping = LONG + (
        "    variable: {column: TEST}\n    value: X\n    date: DAY\n"
        '    unit: {/uL: ">= 10000", 10^9/L: "5 to 1000"}\n'
    )
    rows = "id,TEST,DAY,X\nP1,PLT,2025-01-02,99000\nP1,PLT,2025-01-03,99\nP1,PLT,2025-01-04,2\n"
    assert [fact.unit for fact in folder.facts({"a.csv": rows}, mapping)] == ["/uL", "10^9/L", None]
