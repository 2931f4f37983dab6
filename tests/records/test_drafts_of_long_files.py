"""First mappings of long files, and of single columns: what is seen, what is doubted, what is left out."""

from __future__ import annotations

import pytest

from eligibility.documents import DataError
from eligibility.records.drafting import draft_mapping
from eligibility.vocabulary.model import Kind, Variable, Vocabulary
from tests.records.files import VOCABULARY, Folder
from tests.records.test_drafting import draft


def test_tests_without_results_are_no_facts(folder: Folder) -> None:
    labs = folder.write("labs.csv", "MRN,Test,Collected\n1,PLT,2025-06-20\n1,ALT,2025-06-20\n")
    with pytest.raises(DataError):
        draft_mapping([labs], VOCABULARY)


def test_events_that_are_named_without_a_code_are_no_facts(folder: Folder) -> None:
    events = folder.write("events.csv", "MRN,Kind,Day\n1,diagnosis,2025-06-20\n1,treatment,2025-06-21\n")
    with pytest.raises(DataError):
        draft_mapping([events], VOCABULARY)


def test_decimal_commas_of_a_long_file(folder: Folder) -> None:
    """Of results that name their test, and of results in a column of their own; the header says the unit of the latter."""
    labs = "MRN;Test;Result;Unit;Collected\n1;albumin;3,4;g/dL;2025-06-20\n1;albumin;3,5;g/dL;2025-06-21\n"
    assert '    decimal: ","\n    variable: {column: Test}' in draft(folder, folder.write("labs.csv", labs))
    own = "MRN;Albumin [g/dL];Collected\n1;3,4;2025-06-20\n1;3,5;2025-06-21\n"
    lines = '    decimal: ","\n    variable: albumin\n    value: "Albumin [g/dL]"\n    unit: "g/dL"\n    date: Collected\n'
    assert lines in draft(folder, folder.write("own.csv", own))


@pytest.mark.parametrize(
    ("columns", "cells", "lines"),
    [
        ("Date", "2025-06-20", ["    date: Date"]),
        ("Start date", "2025-06-20", ['    start: "Start date"']),
        ("Seen", "once", ["    date: undated  # DOUBT: which column is the date?"]),
        (
            "End date",
            "2025-06-20",
            [
                '    end: "End date"',
                "    # DOUBT: does an empty end mean that it goes on? Then add `no end means: ongoing`",
            ],
        ),
    ],
)
def test_the_days_of_events(folder: Folder, columns: str, cells: str, lines: list[str]) -> None:
    rows = f"MRN,What,{columns}\n1,sorafenib,{cells}\n1,lenvatinib,{cells}\n"
    text = draft(folder, folder.write("drugs.csv", rows))
    assert "\n".join(["    variable: treatment", "    code: {column: What}", *lines]) in text


def test_a_score_has_no_unit_and_an_event_may_be_a_date(folder: Folder) -> None:
    text = draft(folder, folder.write("a.csv", "MRN,INR,Stroke\n1,1.1,2020-01-02\n2,1.2,2021-03-04\n"))
    assert "INR: {variable: inr}\n" in text
    assert "Stroke: {variable: diagnosis, code: stroke}\n" in text


def test_a_text_is_taken_as_it_stands(folder: Folder) -> None:
    variables = {"remark": Variable("remark", Kind.TEXT), "diagnosis": Variable("diagnosis", Kind.EVENT)}
    known = Vocabulary(("ours",), variables, {"diagnosis": {}}, {})
    text = draft_mapping([folder.write("a.csv", "MRN,remark\n1,good\n2,better\n")], known)
    assert "remark: {variable: remark}\n" in text
