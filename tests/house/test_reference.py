"""The generated pages of the reference are current."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.generate import DOCS, pages
from docs.proof_page import PARTS, proof
from tests.mutation.figures import figures_of, write
from tests.mutation.mutants import Mutant
from tests.mutation.survivors import Explained, key
from tests.mutation.trying import Attempt, Fate


@pytest.mark.parametrize("name", pages())
def test_page_is_current(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == pages()[name](), "Run `python -m docs.generate`."


def test_what_nobody_has_measured_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("docs.proof_files.FOLDER", tmp_path)
    assert proof().count("Not measured yet.") == len(PARTS)


def test_a_page_of_proof_adds_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("docs.proof_files.FOLDER", tmp_path)
    fates = (Fate.KILLED,) * 90 + (Fate.TIMED_OUT,) * 4 + (Fate.SURVIVED,) * 5 + (Fate.NOT_REACHED,)
    tried = [Attempt(mutant("a", number), fate) for number, fate in enumerate(fates)]
    tried += [Attempt(mutant("b", number), Fate.KILLED) for number in range(100)]
    known = Explained({key(attempt.mutant): "no difference" for attempt in tried[94:98]})
    write(figures_of(tried, known, "python -m tests.mutation a b"), tmp_path / "mutants.json")
    page = proof()
    assert "| `a` | 100 | 90 | 4 | 5 | 1 | 4 | 94.0 % |" in page
    assert "| `b` | 100 | 100 | 0 | 0 | 0 | 0 | 100 % |" in page
    assert "| all | 200 | 190 | 4 | 5 | 1 | 4 | 97.0 % |" in page
    assert "The command and the day of each module: [mutants.json](proof/mutants.json)." in page


def mutant(module: str, number: int) -> Mutant:
    return Mutant(module, "f", f"- {number}\n+ 0", "")
