"""Answers to judgements."""

from __future__ import annotations

import pytest

from eligibility.documents import DataError, DefinitionError
from eligibility.records.answers import read_answers
from tests.records.files import Folder


def test_csv_and_yaml_say_the_same(folder: Folder) -> None:
    table = "trial,patient_id,judgement,answer,who,date\nT1,P1,fit,yes,Dr. A,2026-02-26\nT1,P2,fit,否,,\nT1,P3,fit,,,\n"
    document = """answers:
  - {trial: T1, patient: P1, judgement: fit, answer: yes, who: Dr. A, date: 2026-02-26}
  - {trial: T1, patient: P2, judgement: fit, answer: 否}
"""
    both = [read_answers(folder.write("a.csv", table)), read_answers(folder.write("a.yaml", document))]
    for answers in both:
        (first,), (second,) = answers.by_patient["P1"], answers.by_patient["P2"]
        assert (first.trial, first.name, first.answer, first.who, first.date) == (
            "T1",
            "fit",
            True,
            "Dr. A",
            "2026-02-26",
        )
        assert (second.answer, second.date) == (False, None)
        assert "P3" not in answers.by_patient


def test_every_mistake_at_once(folder: Folder) -> None:
    table = "trial,patient,judgement,answer,date\nT1,,fit,yes,\nT1,P1,fit,perhaps,soon\nT1,P1,,yes,\n"
    with pytest.raises(DefinitionError) as caught:
        read_answers(folder.write("a.csv", table))
    found = [(each.code, each.position and each.position.line) for each in caught.value.diagnostics]
    assert found == [("A005", 2), ("A006", 3), ("A007", 3), ("A005", 4)]
    assert all("perhaps" not in each.message for each in caught.value.diagnostics)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "trial,patient,answer\nT1,P1,yes\n", "A002"),
        ("a.yaml", "answers: x", "A001"),
        ("a.yaml", "answers: [x]", "A003"),
        ("a.yaml", "answers: [{trial: T, patient: P, judgement: j, answer: yes, whom: x}]", "A004"),
    ],
)
def test_what_is_no_answers_file(folder: Folder, name: str, content: str, code: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_answers(folder.write(name, content))
    assert code in [each.code for each in caught.value.diagnostics]


def test_an_empty_file(folder: Folder) -> None:
    with pytest.raises(DataError):
        read_answers(folder.write("a.csv", ""))


def test_answers_reach_their_patient(folder: Folder) -> None:
    answers = "trial,patient,judgement,answer\nT1,P1,fit,yes\nT1,P9,fit,no\n"
    records = folder.read({"d.csv": "patient_id,ecog\nP1,1\n"}, answers=answers)
    (record,) = records
    assert record.answers[0].answer
    assert [problem.written for problem in records.problems] == ["P9"]
    assert "answers.csv" in records.hashes
