"""One mistake in each file of `bad/`; beside it, in a file of the same name that ends in .txt, what must be said.

Trials and vocabularies have such folders of their own, under tests/language and tests/vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from eligibility.documents import Diagnostic, load_file
from eligibility.language.loading import check_trial_file
from eligibility.records import read_records
from eligibility.records.answers import read_answers
from eligibility.records.drafting import draft_mapping
from eligibility.records.mapping.loading import check_mapping
from eligibility.testing.cases import load_cases
from eligibility.vocabulary import check_vocabulary, shipped_vocabulary
from tests.hostile.files import told

BAD = Path(__file__).parent / "bad"
FILES = sorted(path for path in BAD.glob("*/*") if path.suffix != ".txt")
READ: dict[str, Callable[[Path], Sequence[Diagnostic]]] = {
    "mapping": lambda path: check_mapping(path)[1],
    "answers": lambda path: told(lambda: read_answers(path)),
    "cases": lambda path: told(lambda: load_cases(path)),
    "data": lambda path: told(lambda: list(read_records(path))),
    "mapped": lambda path: told(lambda: list(read_records(BAD / "data" / "no_variable.csv", mapping=path))),
    "draft": lambda path: told(lambda: draft_mapping([path], shipped_vocabulary())),
    "vocabulary": lambda path: told(lambda: check_vocabulary([path.name], path.parent)),
    "trial": lambda path: check_trial_file(path).findings,
    "supplied": lambda path: (
        check_trial_file(path, supplied=()).findings
    ),  # by a mapping that supplies nothing
    "yaml": lambda path: load_file(path).diagnostics,
}


def said(finding: Diagnostic) -> str:
    place = f"{finding.position.line}:{finding.position.column} " if finding.position else ""
    return f"{place}{finding.code} {finding.message} | {finding.remedy}".rstrip(" |")


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}-{path.stem}" for path in FILES])
def test_each_mistake_is_told(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [said(finding) for finding in READ[path.parent.name](path)] == expected
