"""The generated pages of the reference are current."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.generate import DOCS, pages
from docs.proof_files import write
from docs.proof_page import PARTS, proof


@pytest.mark.parametrize("name", pages())
def test_page_is_current(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == pages()[name](), "Run `python -m docs.generate`."


def test_what_nobody_has_measured_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("docs.proof_files.FOLDER", tmp_path)
    assert proof().count("Not measured yet.") == len(PARTS)


def test_a_page_of_proof_adds_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("docs.proof_files.FOLDER", tmp_path)
    one = {"mutants": 100, "killed": 90, "timed_out": 4, "survived": 6, "explained": 5}
    other = {"mutants": 100, "killed": 100, "timed_out": 0, "survived": 0, "explained": 0}
    write("mutants", "mutmut run", {"modules": {"a.py": one, "b.py": other}})
    page = proof()
    assert "| `a.py` | 100 | 90 | 4 | 6 | 5 | 94.0 % |" in page
    assert "| all | 200 | 190 | 4 | 6 | 5 | 97.0 % |" in page
    assert "Made by `mutmut run`, 20" in page
