"""Every code of a finding has a file with that mistake, or a reason why no file can hold it and a test that makes it."""

from __future__ import annotations

import pytest

from tests.hostile.codes import TESTS, given, shown

WITHOUT_A_FILE = {
    "D000": "no file was given",
    "D001": "the file is not there",
    "D006": "a line of four megabytes",
    "D007": "a damaged gzip file",
    "D016": "two million rows",
    "D017": "half a million facts",
    "D201": "from a program, not from a file",
    "T008": "the name of no trial",
    "Y001": "the file is not there",
    "Y003": "a file of five megabytes",
    "Y015": "a file of 400,000 parts",
}


def test_every_code_has_a_file() -> None:
    missing = given() - shown() - WITHOUT_A_FILE.keys()
    assert not sorted(missing)


def test_no_file_expects_a_code_that_is_not_given() -> None:
    assert not sorted(shown() - given())
    assert not sorted(WITHOUT_A_FILE.keys() - given())


@pytest.mark.parametrize("code", WITHOUT_A_FILE)
def test_a_code_without_a_file_is_made_by_a_test(code: str) -> None:
    own = {"test_every_code.py", "codes.py"}
    texts = (path.read_text("utf-8") for path in TESTS.rglob("*.py") if path.name not in own)
    assert any(code in text for text in texts)
