"""What holds for every explanation, tried on the patients of the shipped trials."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.results.model import PatientResult, Verdict
from eligibility.results.text.needs import needs_of
from eligibility.results.text.short import one_line
from eligibility.results.text.tree import criterion_lines
from eligibility.results.text.words import REASON_WORD
from eligibility.testing.cases import load_cases, result_of

FILES = sorted(Path(__file__).parents[2].glob("criteria/*.cases.yaml"))


def results(path: Path, every: int) -> list[PatientResult]:
    cases = load_cases(path)
    found = (result_of(cases.trial, case) for case in cases.cases[::every])
    return [each for each in found if each is not None]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_open_says_what_would_settle_it_and_what_is_known_needs_nothing(path: Path) -> None:
    for patient in results(path, 3):
        for one in patient.criteria:
            needs = needs_of(one, patient)
            assert bool(needs) == (one.verdict is Verdict.UNKNOWN)
            vague = [need.text for need in needs if need.text.endswith(tuple(REASON_WORD.values()))]
            assert not vague, (patient.patient, one.criterion.id, vague)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_explanation_is_written_in_english_and_chinese(path: Path) -> None:
    for patient in results(path, 12):
        for one in patient.criteria:
            for language in ("en", "zh"):
                assert one_line(one, patient, language).strip()
                lines = criterion_lines(one, patient, language)
                assert lines[0].startswith(f"{one.verdict.value}  {one.criterion.id}  ")
                assert all(line.strip() for line in lines)
