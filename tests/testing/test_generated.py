"""What is made up for a trial: patients on the edge, likely records, completions."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility import Fact, Record, load_trial
from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Trial
from eligibility.possible import Interval
from eligibility.records.understand import understand
from eligibility.testing import SCREENED_ON, completions, patients_on_the_edge
from eligibility.testing.all_completions import chart_of
from eligibility.testing.interests import interests_of
from eligibility.testing.picks import at_random
from eligibility.testing.random_records import write_record
from eligibility.testing.strategies import likely_record
from tests.laws.worlds import ON, completion, screened, trial_of

ROOT = Path(__file__).parents[2]
EVERY_TRIAL = sorted(
    path
    for folder in ("criteria", "examples/trials")
    for path in (ROOT / folder).glob("*.yaml")
    if "cases" not in path.name
)
OF_WOMEN = {"E9a", "E9b"}

TEXT = """\
trial: OURS
title: Ours
vocabulary: [general, oncology, liver]
inclusion:
  - {id: I1, label: Age, age: 18 to 75 years}
  - {id: I2, label: Platelets, platelets: "> 75 10^9/L", within: 28 days before screening}
  - {id: I3, label: ALT, alt: "<= 3 ULN"}
  - {id: I4, label: Women only, applies when: {sex: female}, pregnancy_test: negative, within: 7 days before screening}
exclusion:
  - {id: E1, label: Stroke, diagnosis: stroke, within: 12 months before screening}
"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    path: Path = tmp_path_factory.mktemp("ours") / "OURS.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return load_trial(path)


def test_the_edges_by_hand(trial: Trial) -> None:
    """As the protocol says: 75 lasts until the 76th birthday, 75 platelets are too few, day 28 counts, day 29 is old."""
    expected = {each.name: each.expected.value for each in patients_on_the_edge(trial)}
    assert expected["I1 age 18 to 75 years, 18 years to the day"] == "PASS"
    assert expected["I1 age 18 to 75 years, 18 years tomorrow"] == "FAIL"
    assert expected["I1 age 18 to 75 years, 76 years to the day"] == "FAIL"
    assert expected["I1 age 18 to 75 years, 76 years tomorrow"] == "PASS"
    assert expected["I2 platelets > 75 10^9/L, 75 10^9/L"] == "FAIL"
    assert expected["I2 platelets > 75 10^9/L, 76 10^9/L"] == "PASS"
    assert expected["I2 platelets within 28 days before screening, on the first day"] == "PASS"
    assert expected["I2 platelets within 28 days before screening, a day beyond the first day"] == "UNKNOWN"
    assert expected["E1 diagnosis within 12 months before screening, on the first day"] == "FAIL"
    assert expected["E1 diagnosis within 12 months before screening, a day beyond the first day"] == "PASS"
    assert {each.criterion for each in patients_on_the_edge(trial)} == {"I1", "I2", "I3", "I4", "E1"}
    assert expected["I4 sex female, male"] == "NOT_APPLICABLE"


def test_an_edge_has_the_facts_that_it_names(trial: Trial) -> None:
    (on,) = (
        each
        for each in patients_on_the_edge(trial)
        if each.name.endswith("28 days before screening, on the first day")
    )
    assert [str(fact.date) for fact in on.record.facts] == ["2026-02-20"]  # 28 days before 20 March


def test_the_edges_are_the_same_every_time(trial: Trial) -> None:
    assert patients_on_the_edge(trial) == patients_on_the_edge(trial)


def test_everything_is_likely(trial: Trial) -> None:
    """In some hundred records: every reason for being open, every unit, both sides of a limit and the limit itself."""
    interests = interests_of(trial, SCREENED_ON)
    reasons: set[str] = set()
    units: set[str] = set()
    counts: set[str] = set()
    for seed in range(300):
        chart = understand(write_record(interests, at_random(seed)), trial.vocabulary, ON)
        reasons |= {problem.reason.value for problem in chart.problems}
        for each in chart.readings.get("platelets", ()):
            reasons |= {reason.value for reason in each.open}
            units |= {each.unit.code} if each.unit is not None else set()
            counts |= {str(each.value)}
    assert reasons >= {"no unit", "unknown unit", "implausible", "censored", "unknown code"}
    assert {"10^9/L", "/uL"} <= units
    assert {"74", "75", "76"} <= counts


def test_every_criterion_is_seen_to_pass_and_to_fail() -> None:
    """A property of one criterion of a long trial says nothing if hardly any record decides it."""
    trial = load_trial("NCT05349331")
    seen: dict[str, set[str]] = {criterion.id: set() for criterion in trial.criteria}
    for seed in range(700):
        record = likely_record(trial, SCREENED_ON, at_random(seed))
        for each in screen_chart(trial, understand(record, trial.vocabulary, ON), ON)[0].criteria:
            seen[each.criterion.id].add(each.verdict.value)
    assert all(
        verdicts >= {"PASS", "FAIL", "UNKNOWN"} for name, verdicts in seen.items() if name not in OF_WOMEN
    )
    assert all(verdicts >= {"NOT_APPLICABLE", "FAIL"} for name, verdicts in seen.items() if name in OF_WOMEN)


def test_patients_are_made_though_a_criterion_cannot_be_made_to_fail() -> None:
    """What counts from tomorrow on is open today, whoever comes; the other criterion passes and fails as ever."""
    trial = trial_of(
        "inclusion:\n"
        "  - {id: C1, label: From tomorrow, ecog: 0 to 1, after: 1 days after screening}\n"
        "  - {id: C2, label: Cells, platelets: '> 75 10^9/L'}\n"
    )
    seen: dict[str, set[str]] = {"C1": set(), "C2": set()}
    for seed in range(100):
        record = likely_record(trial, SCREENED_ON, at_random(seed))
        for each in screened(trial, record).criteria:
            seen[each.criterion.id].add(each.verdict.value)
    assert seen == {"C1": {"UNKNOWN"}, "C2": {"PASS", "FAIL", "UNKNOWN"}}


@pytest.mark.parametrize("path", EVERY_TRIAL, ids=lambda path: path.stem)
def test_records_are_made_for_every_trial(path: Path) -> None:
    trial = load_trial(path)
    for seed in range(8):
        record = likely_record(trial, SCREENED_ON, at_random(seed))
        assert screen_chart(trial, understand(record, trial.vocabulary, ON), ON)


def test_the_completions_of_an_open_value_and_day(trial: Trial) -> None:
    """Up to 80 platelets in February or March: on the limit of 75 and on either side; in the window and before it."""
    patient = Record("P1", (Fact("platelets", "<80", unit="10^9/L", date="2026-02/2026-03"),))
    found = [way.readings["platelets"][0] for way in completions(patient, trial, "2026-03-20")]
    values = {each.value for each in found}
    assert all(
        isinstance(each.value, Interval) and each.value.is_exact and each.days.is_exact for each in found
    )
    assert Interval.exactly(75) in values
    assert any(isinstance(each, Interval) and (each.low or 0) > 75 for each in values)
    days = {str(each.days) for each in found}
    assert {"2026-02-19", "2026-02-20", "2026-03-20", "2026-03-21"} <= days


def test_a_record_that_is_wholly_known_has_one_completion(trial: Trial) -> None:
    patient = Record("P1", (Fact("platelets", "80", unit="10^9/L", date="2026-03-01"),))
    assert len([*completions(patient, trial, "2026-03-20")]) == 1


@pytest.mark.parametrize(
    ("words", "unit", "upper", "on_the_limit"),
    [
        ("afp: '<= ULN'", "IU/mL", "20", 20),
        ("afp: '<= ULN'", "IU/mL", None, None),  # the limit is open too
        ("afp: '<= 400 ng/mL (<= 300 IU/mL)'", "IU/mL", None, 300),
        (
            "afp: '<= 400 ng/mL (<= 300 IU/mL)'",
            "mIU/mL",
            None,
            None,
        ),  # held to the 400, whatever that is in mIU/mL
    ],
)
def test_a_result_in_a_unit_that_does_not_convert_turns_out_too(
    words: str, unit: str, upper: str | None, on_the_limit: int | None
) -> None:
    """Less than 500 units of AFP: in some of the ways not more than the limit, in some more, and open in none."""
    trial = trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n")
    patient = Record("P1", (Fact("afp", "<500", unit=unit, upper=upper, date="2026-03-01"),))
    ways = list(completions(patient, trial, "2026-03-20"))
    reported = {way.readings["afp"][0].reported for way in ways}
    assert all(each is not None and each.is_exact for each in reported)
    assert on_the_limit is None or Interval.exactly(on_the_limit) in reported
    assert {screened(trial, way).criteria[0].verdict.value for way in ways} == {"PASS", "FAIL"}


def test_of_what_may_stay_open_some_does() -> None:
    """Below 40 IU/mL, without a limit: either may be learned without the other, and what stays open says why."""
    trial = trial_of("inclusion:\n  - {id: C1, label: One, afp: '<= ULN'}\n")
    patient = Record("P1", (Fact("afp", "<40", unit="IU/mL", date="2026-03-01"),))
    chart = chart_of(patient, trial, SCREENED_ON)
    seen: set[tuple[bool, bool, str]] = set()
    for seed in range(100):
        way = completion(trial, chart, seed, wholly=False)
        (reading,), (found,) = way.readings["afp"], screened(trial, way).criteria
        assert reading.reported is not None
        seen.add((reading.reported.is_exact, reading.upper is not None, found.verdict.value))
        assert bool(found.reasons) is (found.verdict.value == "UNKNOWN")
        if reading.upper == Interval.exactly(40):
            assert found.verdict.value == "PASS"
    assert seen == {
        *((exact, False, "UNKNOWN") for exact in (False, True)),
        *((False, True, verdict) for verdict in ("PASS", "UNKNOWN")),
        *((True, True, verdict) for verdict in ("PASS", "FAIL")),
    }
