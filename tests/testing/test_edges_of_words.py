"""Which edges a criterion has, word by word; each verdict follows from the words."""

from __future__ import annotations

import pytest

from eligibility.documents import load, plain
from eligibility.testing import patients_on_the_edge
from eligibility.testing.edge_files import edge_cases
from tests.laws.worlds import trial_of


def edges(words: str) -> dict[str, str]:
    trial = trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n")
    return {each.name: each.expected.value for each in patients_on_the_edge(trial)}


@pytest.mark.parametrize(
    "words",
    [
        "platelets: '> 75 10^9/L'",
        "diagnosis: stroke",
        "treatment: insulin, count: '>= 2'",
        "treatment: insulin, in total: '>= 9 days'",
        "treatment: insulin, lasting: '>= 9 days'",
        "response: CR, consecutive: 2, apart: 28 days",
        "judgement: fit",
    ],
)
def test_nobody_is_on_the_edge_of_what_is_not_yet_due(words: str) -> None:
    assert edges(f"{words}, after: 1 days after screening") == {}


def test_nobody_fills_a_window_that_is_too_short() -> None:
    """The four days from the 17th to the 20th hold neither nine days nor eight; none at all is left."""
    assert edges("treatment: insulin, in total: '>= 9 days', within: 3 days before screening") == {
        "C1 treatment >= 9 days, 0": "FAIL"
    }


def test_what_lasts_for_ever_has_no_last_day_before_a_window() -> None:
    """Cirrhosis that began a day before the twelve months is still there on their first day."""
    window = "within: 12 months before screening"
    assert edges(f"diagnosis: cirrhosis, {window}") == {
        "C1 diagnosis: one": "PASS",
        "C1 diagnosis: none": "FAIL",
    }
    assert f"C1 diagnosis {window.replace(':', '')}, on the first day" in edges(
        f"diagnosis: stroke, {window}"
    )


def test_what_cannot_be_is_on_no_edge() -> None:
    """The vocabulary holds fewer than 1 platelet for a mistake."""
    assert edges("platelets: '>= 1 10^9/L'") == {
        "C1 platelets >= 1 10^9/L, 1 10^9/L": "PASS",
        "C1 platelets >= 1 10^9/L, 2 10^9/L": "PASS",
    }


def test_what_no_plausible_result_meets_has_no_day_on_which_it_is_met() -> None:
    """Results over 5000 are held for mistakes, and the rest is not over 5000: there is no edge in time."""
    found = edges("platelets: '> 5000 10^9/L', within: 7 days before screening")
    assert found == {
        "C1 platelets > 5000 10^9/L, 5000 10^9/L": "FAIL",
        "C1 platelets > 5000 10^9/L, 4999 10^9/L": "FAIL",
    }


def test_a_restated_limit_has_edges_of_its_own_even_where_only_a_site_converts_them() -> None:
    found = edges("afp: '<= 400 ng/mL (<= 300 IU/mL)'")
    head = "C1 afp <= 400 ng/mL (<= 300 IU/mL), "
    sides = {"400 ng/mL": "PASS", "399 ng/mL": "PASS", "401 ng/mL": "FAIL"}
    sides |= {"300 IU/mL": "PASS", "299 IU/mL": "PASS", "301 IU/mL": "FAIL"}
    assert found == {f"{head}{side}": verdict for side, verdict in sides.items()}


def test_beside_a_limit_whose_digits_do_not_end() -> None:
    """0.5 mg/dL of creatinine are 5000 / 113.12 = 44.2008... umol/L; with an upper limit of 100 that is 144.2008..."""
    found = edges("creatinine: '<= ULN + 0.5 mg/dL'")
    assert set(found.values()) == {"PASS", "FAIL"}
    passing, failing = sorted(found, key=lambda name: found[name] == "FAIL")
    assert passing < failing
    assert passing.startswith("C1 creatinine <= ULN + 0.5 mg/dL, ")


@pytest.mark.parametrize("more", ["consecutive: 3, apart: 28 days", "consecutive: 2"])
def test_a_streak_of_three_or_without_a_distance_has_the_edges_of_its_codes(more: str) -> None:
    assert edges(f"response: CR, {more}") == {
        "C1 response CR, CR": "PASS",
        **{f"C1 response CR, {code}": "FAIL" for code in ("PR", "SD", "PD", "NE")},
    }


def test_a_streak_a_month_apart() -> None:
    """From 30 March to 30 April is a month, and from 31 March too, as April has no 31st: the 31st is the last such day."""
    trial = trial_of(
        "inclusion:\n  - {id: C1, label: One, response: CR, consecutive: 2, apart: 1 months}\n",
    )
    (just,) = (
        each
        for each in patients_on_the_edge(trial, "2026-04-30")
        if each.name.endswith("exactly 1 month apart")
    )
    assert sorted(str(fact.date) for fact in just.record.facts) == ["2026-03-31", "2026-04-30"]


def test_a_file_of_edges_names_the_cohort_and_writes_items_without_a_value() -> None:
    trial = trial_of(
        "cohorts: {main: The main one, other: Another}\n"
        "inclusion:\n  - {id: C1, label: One, lesion: any, cohorts: [main]}\n"
    )
    one, none = _patients(edge_cases(trial, "LAW"))
    assert one == {
        "patient": "C1 lesion: one",
        "why": "lesion: one: PASS to FAIL",
        "cohort": "main",
        "facts": [{"variable": "lesion", "date": "2026-03-20"}],
        "site": {"complete": [{"variable": "lesion"}], "supplies": [{"variable": "lesion"}]},
        "expect": {"C1": "PASS", "all others": "any"},
    }
    assert none["facts"] == [{"variable": "lesion", "date": "2026-03-20", "status": "ruled_out"}]


def test_a_file_of_edges_says_nothing_of_a_site_that_promises_nothing() -> None:
    trial = trial_of("inclusion:\n  - {id: C1, label: One, ecog: 0 to 1}\n")
    assert all("site" not in each for each in _patients(edge_cases(trial, "LAW")))


def _patients(text: str) -> list[dict[str, object]]:
    loaded = load(text, "LAW.cases.yaml")
    assert loaded.root is not None
    patients = plain(loaded.root)["patients"]
    assert isinstance(patients, list)
    return patients
