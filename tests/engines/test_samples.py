"""What is of one sample: the number of the sample, else the row of the table, else the day."""

from __future__ import annotations

import pytest

from eligibility.engines.interpreter import screen_chart
from eligibility.possible import Days
from eligibility.records.facts import Fact, Record, Source
from eligibility.records.understand import understand
from tests.laws.worlds import trial_of

TRIAL = trial_of("inclusion: [{id: I1, label: QTcB, qtcb: '<= 400 ms'}]")


def heart(row: int | None, qt: str, rr: str, file: str = "ecg.csv") -> list[Fact]:
    source = Source(file, row)
    return [
        Fact("qt", qt, unit="ms", date="2026-03-01", source=source),
        Fact("rr", rr, unit="s", date="2026-03-01", source=source),
    ]


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        (heart(2, "400", "1") + heart(3, "500", "4"), "TRUE"),  # 400 and 500 / 2
        (heart(2, "400", "1") + heart(3, "500", "1"), "UNKNOWN"),  # 400 and 500
        (heart(None, "400", "1") + heart(None, "500", "4"), "UNKNOWN"),  # of one day: 500 / 1 too
        (heart(2, "400", "1") + heart(2, "500", "4", "other.csv"), "TRUE"),
        (heart(2, "400", "1")[:1] + heart(3, "400", "1")[1:], "UNKNOWN"),
        (heart(2, "400", "1")[:1] + heart(2, "400", "1")[1:], "TRUE"),
    ],
)
def test_rows_are_samples(facts: list[Fact], truth: str) -> None:
    on = Days.read("2026-03-20")
    assert on is not None
    chart = understand(Record("P", tuple(facts)), TRIAL.vocabulary, on)
    assert screen_chart(TRIAL, chart, on)[0].criteria[0].truth.name == truth
