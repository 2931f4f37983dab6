"""Counts that can be done on the fingers."""

from __future__ import annotations

import json

import pytest

from eligibility.language.plan import Section, Trial
from eligibility.records.facts import Fact, Problem, Source
from eligibility.records.reasons import Reason
from eligibility.results.counting import Tally
from eligibility.results.model import Outcome, PatientResult
from eligibility.results.screening import Screening
from eligibility.results.summary_dict import summary_dict
from eligibility.results.tables import ResultTable, VerdictTable
from eligibility.results.text.summary import clipped, len_shown, summary_text
from tests.results.small import COAGULATION, COUNTS, ENZYMES, HEART, cell, criterion, patient, trial

TRIAL = trial(
    criterion(COUNTS, id="I1", label="Blood counts"),
    criterion(ENZYMES, id="I2", label="Liver tests"),
    criterion(COAGULATION, id="I3", label="Coagulation"),
)


def blood(value: str) -> Fact:
    return Fact("platelets", value, unit="10^9/L", date="2026-02-20", source=cell(2, "PLT"))


def enzymes(value: str, upper: str | None = "40") -> Fact:
    return Fact("alt", value, unit="U/L", upper=upper, date="2026-02-20")


def four() -> list[PatientResult]:
    """A fails the counts, B the enzymes; C lacks the enzymes' limit; D waits for a judgement only."""
    return [
        patient(TRIAL, blood("70"), enzymes("20"), name="A"),
        patient(TRIAL, blood("80"), enzymes("90"), name="B"),
        patient(TRIAL, blood("80"), enzymes("20", None), name="C"),
        patient(TRIAL, blood("80"), enzymes("20"), name="D"),
    ]


def counted(results: list[PatientResult]) -> Tally:
    tally = Tally()
    for result in results:
        tally.add([result])
    return tally


def test_outcomes() -> None:
    outcomes = counted(four()).summary().trials[0].outcomes
    assert outcomes == {
        Outcome.ELIGIBLE: 0,
        Outcome.INELIGIBLE: 2,
        Outcome.NEEDS_REVIEW: 1,
        Outcome.NEEDS_DATA: 1,
    }


def test_attrition_at_best_and_at_worst() -> None:
    steps = counted(four()).summary().trials[0].attrition
    # I1: A fails. I2: B fails, C is open. I3: nobody has an answer.
    assert [(s.criterion.id, s.passed, s.failed, s.unknown) for s in steps] == [
        ("I1", 3, 1, 0),
        ("I2", 2, 1, 1),
        ("I3", 0, 0, 4),
    ]
    assert [(s.at_best, s.at_worst) for s in steps] == [(3, 3), (2, 1), (2, 0)]


def test_what_is_missing_most_counts_undecided_patients_only() -> None:
    wanted = counted(four()).summary().trials[0].wanted
    assert [(one.subject, one.patients, one.alone, one.criteria) for one in wanted] == [
        ("Is coagulation normal?", 2, 1, ("I3",)),  # C and D; D waits for nothing else
        ("ALT", 1, 0, ("I2",)),
    ]


def test_problems_are_counted_once_whichever_trials_meet_them() -> None:
    bad = patient(TRIAL, Fact("platelets", "80", date="2026-02-20", source=cell(7, "PLT")))
    tally = Tally()
    tally.add([bad, bad])
    problems = tally.summary().problems
    assert [(one.variable, one.part, one.number, one.first.row) for one in problems] == [
        ("platelets", "unit", 1, 7)
    ]


def test_the_summary_as_text_names_what_matters() -> None:
    text = summary_text(counted(four()).summary())
    assert text.startswith("Screened 4 patients as of 2026-03-20.\n")
    assert "  2  INELIGIBLE   at least one criterion fails\n" in text
    assert "2 (1)  Is coagulation normal? [I3]" in text
    assert "No item of this trial is listed as not checked by machine." in text
    assert text.endswith("the investigator decides.\n")


def test_nobody_is_nothing_to_fail_on() -> None:
    assert summary_text(Tally().summary()).startswith("Screened 0 patients.")


def test_verdict_rows_have_a_column_per_criterion() -> None:
    table = VerdictTable([TRIAL])
    assert table.columns == ("patient_id", "trial", "outcome", "I1", "I2", "I3")
    assert table.row(four()[0]) == ["A", "TRIAL", "INELIGIBLE", "FAIL", "PASS", "UNKNOWN"]


def test_several_trials_share_columns() -> None:
    other = trial(criterion(HEART, Section.EXCLUSION, "E1"), id="OTHER")
    table = VerdictTable([TRIAL, other])
    assert table.row(patient(other, name="Z")) == ["Z", "OTHER", "NEEDS_DATA", "", "", "", "UNKNOWN"]


def test_result_rows() -> None:
    rows = list(ResultTable([TRIAL]).rows(four()[2]))
    assert rows[1][:8] == [
        "C",
        "TRIAL",
        "2026-03-20",
        "I2",
        "inclusion",
        "Liver tests",
        "UNKNOWN",
        "no reference limit",
    ]
    assert rows[1][9] == "Needs: the laboratory's upper limit for ALT of 2026-02-20"


def screening() -> Screening:
    return Screening((TRIAL,), tuple((one,) for one in four()))


def test_a_screening_is_a_collection_of_results() -> None:
    held = screening()
    assert len(held) == 4
    assert [one.patient for one in held] == ["A", "B", "C", "D"]
    assert held.result("C").outcome is Outcome.NEEDS_DATA
    assert [one.patient for one in held.with_outcome(Outcome.INELIGIBLE)] == ["A", "B"]
    with pytest.raises(KeyError):
        held.result("E")


def test_a_screening_as_plain_values_and_frames() -> None:
    held = screening()
    assert json.loads(json.dumps(held.to_dict()))["summary"]["trials"][0]["outcomes"]["INELIGIBLE"] == 2
    assert held.to_frame()["I1"].to_list() == ["FAIL", "PASS", "PASS", "PASS"]
    assert held.explanations_frame().height == 12
    assert summary_dict(held.summary)["patients"] == 4


def test_html_is_escaped() -> None:
    nasty = Trial("T<script>", {"en": "<b>"}, TRIAL.vocabulary, (criterion(COUNTS, label="<img onerror=x>"),))
    one = patient(nasty, blood("80"), name="<script>alert(1)</script>")
    for page in (Screening((nasty,), ((one,),))._repr_html_(), one._repr_html_()):
        assert "<script>" not in page and "<img" not in page and "<b>" not in page


def test_clipping_counts_chinese_characters_twice() -> None:
    assert len_shown(clipped("连续两次影像学完全缓解且正常", 12)) == 12
    assert clipped("short", 10) == "short     "


def test_names_that_the_vocabulary_lacks_are_named() -> None:
    tally = counted(four())
    tally.add_problems(
        Problem(
            Reason.UNKNOWN_CODE, "", "variable", name, "no variable of the vocabulary", Source("labs.csv")
        )
        for name in ("ctDNA", "RFA", "xyz", "GP73")
    )
    assert "  4  not in the vocabulary: ctDNA, RFA, xyz and 1 more (first in labs.csv)" in summary_text(
        tally.summary()
    )
    assert summary_dict(tally.summary())["problems"][0]["names"] == ["ctDNA", "RFA", "xyz"]
