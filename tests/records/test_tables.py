"""Tables with all the mess of real exports."""

from __future__ import annotations

import gzip

import pytest

from eligibility.documents import DataError
from eligibility.records.sources import tables, unpacking
from eligibility.records.sources.tables import Table
from tests.records.files import Folder


def rows(folder: Folder, content: str | bytes, encoding: str | None = None) -> list[list[str]]:
    return [row.cells for row in Table(folder.write("t.csv", content), encoding)]


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n3,4\n",
        "\ufeffa,b\r\n1,2\r\n3,4",
        "a;b\n1;2\n\n3;4\n\n",
        "a\tb\n1\t2\n3\t4\n",
        '"a","b"\n"1","2"\n"3","4"\n',
        "a,b\r1,2\r3,4\r",
        "a,b\n1,2,,\n3,4\n",
        "\n , \na,b\n1,2\n3,4\n",
        "a,b\n1,2\n3,4\n".encode("utf-16"),
        gzip.compress(b"a,b\n1,2\n3,4\n", mtime=0),
    ],
)
def test_the_same_table(folder: Folder, content: str | bytes) -> None:
    assert rows(folder, content) == [["1", "2"], ["3", "4"]] or rows(folder, content)[0][:2] == ["1", "2"]


def test_rows_are_numbered_as_a_spreadsheet_counts(folder: Folder) -> None:
    table = Table(folder.write("t.csv", 'a,b\n1,"two\nlines"\n\n3\n'))
    assert [(row.number, row.cells) for row in table] == [(2, ["1", "two\nlines"]), (4, ["3", ""])]


def test_the_first_row_that_holds_something_is_the_header(folder: Folder) -> None:
    table = Table(folder.write("t.csv", "\n,\na,b\n1,2\n"))
    assert table.header == ["a", "b"]
    assert [(row.number, row.cells) for row in table] == [(4, ["1", "2"])]


def test_a_row_that_is_too_long_is_at_fault(folder: Folder) -> None:
    table = Table(folder.write("t.csv", "a,b\n1,2,3\n4,5\n"))
    assert [(row.number, row.fault) for row in table] == [(2, "the row has 3 cells, the header 2"), (3, "")]


@pytest.mark.parametrize("lost", ['"1,2', '"1",2"3,x"', '"1"x,"2'])
def test_quotation_marks_that_do_not_fit_cost_one_row(folder: Folder, lost: str) -> None:
    body = "".join(f"{number},x\n" for number in range(1000))
    table = Table(folder.write("t.csv", f"a,b\n{lost}\n{body}"))
    read = list(table)
    assert [row.number for row in read] == list(range(2, 1003))
    assert [row.cells[0] for row in read[1:]] == [str(number) for number in range(1000)]


def test_encodings(folder: Folder) -> None:
    chinese = "编号,性别\n1,男\n" * 3
    with pytest.raises(DataError) as caught:
        rows(folder, chinese.encode("gb18030"))
    assert "gb18030" in caught.value.diagnostics[0].remedy
    assert rows(folder, chinese.encode("gb18030"), "gb18030")[0] == ["1", "男"]
    assert rows(folder, "a,b\n1,µ\n".encode("latin-1"), "latin-1") == [["1", "µ"]]


def test_a_bad_byte_far_below_costs_one_cell(folder: Folder) -> None:
    content = b"a,b\n" + b"1,2\n" * 40_000 + b"\xff,3\n" + b"4,5\n"
    read = rows(folder, content)
    assert read[-2:] == [["\ufffd", "3"], ["4", "5"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "D003"),
        (b"  \n \n", "D003"),
        (b"PK\x03\x04 rest", "D002"),
        (b"a,b\n1,\x00\n", "D002"),
        (b"\x89\xff\xfe\xfa,\x81", "D005"),
        (b"a,a\n1,2\n", "D004"),
        (gzip.compress(b"a,b\n1,2\n" * 1000, mtime=0)[:-12], "D007"),
    ],
)
def test_what_is_no_table_is_refused(folder: Folder, content: bytes, code: str) -> None:
    with pytest.raises(DataError) as caught:
        rows(folder, content)
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.code == code
    assert diagnostic.remedy


def test_a_file_that_is_not_there(folder: Folder) -> None:
    with pytest.raises(DataError) as caught:
        Table(folder.path / "nothing.csv")
    assert caught.value.diagnostics[0].code == "D001"


def test_a_bomb_is_not_unpacked(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE", 100_000)
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * 2_000_000)
    with pytest.raises(DataError) as caught:
        for _ in Table(folder.write("t.csv", packed)):
            pass
    assert caught.value.diagnostics[0].code == "D007"


def test_an_endless_line_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_LINE", 1000)
    with pytest.raises(DataError) as caught:
        rows(folder, "a,b\n" + "x" * 5000)
    assert caught.value.diagnostics[0].code == "D006"
