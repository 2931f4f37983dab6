"""What is too much is refused or only counted; the bounds are lower here, so that the files are small."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.documents import DataError
from eligibility.possible import EVER_BEFORE, Days
from eligibility.records import Fact, Record, Site, understand
from eligibility.records.facts import SiteLimit
from eligibility.records.sources import reading, streams, tables
from eligibility.vocabulary.model import Kind, Variable, Vocabulary
from tests.records.files import VOCABULARY, Folder
from tests.records.small import SMALL

WIDE = "files:\n  - file: a.csv\n    shape: wide\n    patient: id\n    date: screening\n    columns: {ecog: {variable: ecog}}\n"


def test_a_patient_of_too_many_facts_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_FACTS", 2)
    assert len(folder.facts({"a.csv": "id,ecog\nP1,1\nP1,1\n"}, WIDE)) == 2
    with pytest.raises(DataError, match="A patient has more than 2 facts"):
        folder.facts({"a.csv": "id,ecog\nP1,1\nP1,1\nP1,1\n"}, WIDE)


def test_a_table_of_too_many_empty_rows_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_EMPTY", 2)
    assert len(folder.facts({"a.csv": "id,ecog\nP1,1\n,\n,\n"}, WIDE)) == 1
    with pytest.raises(DataError, match="In more than 2 rows nothing stands"):
        folder.facts({"a.csv": "id,ecog\nP1,1\n,\n,\n,\n"}, WIDE)


def test_problems_without_end_are_only_counted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PROBLEMS", 1)
    records = folder.read({"a.csv": "id,ecog\n,1\n,1\n,1\nP1,1\n"}, WIDE)
    assert len(list(records)) == 1
    assert (len(records.problems), records.problem_count) == (1, 3)


# ---- what a vocabulary may hold that the shipped ones do not --------------------------------------


def test_history_of_what_does_not_last_a_day_began_before_its_row() -> None:
    """Z85.05 is "personal history of malignant neoplasm of liver": it was, and whether it still is nobody says."""
    fact = Fact("diagnosis", "Z85.05", date="2026-03-01")
    (found,) = understand(Record("P1", (fact,)), VOCABULARY).occurrences["diagnosis"]
    assert found.codes == {"primary_liver_cancer"}
    assert found.start == Days(EVER_BEFORE, date(2026, 3, 1).toordinal())
    assert (found.end, found.goes_on) == (Days(), False)


def test_a_text_is_what_was_written() -> None:
    known = Vocabulary(("t",), {"remark": Variable("remark", Kind.TEXT)}, {}, {})
    facts = (Fact("remark", " soon "), Fact("remark", ("a", "b")), Fact("remark", " "))
    read = understand(Record("P1", facts), known).readings["remark"]
    assert [each.value for each in read] == [frozenset({"soon"}), frozenset({"a", "b"})]


def test_limits_by_sex_need_a_sex_that_the_vocabulary_knows() -> None:
    platelets = SMALL.variables["platelets"]
    known = Vocabulary(("t",), {"platelets": platelets}, {}, {})
    site = Site(limits=(SiteLimit("platelets", upper="350", sex="male"),))
    fact = Fact("platelets", "100", unit="10^9/L", date="2026-03-01")
    (read,) = understand(Record("P1", (fact,), site=site), known).readings["platelets"]
    assert read.upper is None


def test_a_result_that_cannot_be_read_has_no_limits_of_the_site() -> None:
    site = Site(limits=(SiteLimit("platelets", upper="350"),))
    fact = Fact("platelets", "many", unit="10^9/L", date="2026-03-01")
    (read,) = understand(Record("P1", (fact,), site=site), SMALL).readings["platelets"]
    assert (read.upper, read.limits_from) == (None, "")


def test_a_row_without_a_screening_date_adds_none(folder: Folder) -> None:
    mapping = "screening date: {file: a.csv, patient: id, column: day}\n" + WIDE
    first, second = folder.read({"a.csv": "id,ecog,day\nP1,1,2026-03-01\nP1,2,\nP2,1,\n"}, mapping)
    assert (first.screening, second.screening) == ("2026-03-01", None)
