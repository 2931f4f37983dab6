"""Real patients: the criteria of the HCC Survival example, against what an independent program found.

The data is not part of the project. It is looked for beside the checkout, or where ELIGIBILITY_DATA says.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from eligibility import Verdict, read_records, screen

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "hcc_survival"
DATA = Path(os.environ.get("ELIGIBILITY_DATA", ROOT.parent / "shared" / "data")) / "hcc_survival"
NOT_ASKED = {"patient_id", "cp_best", "cp_worst", "child_pugh_a_si"}
MEANS = {"true": Verdict.PASS, "false": Verdict.FAIL, "missing": Verdict.UNKNOWN}

pytestmark = pytest.mark.skipif(
    not (DATA / "expected.csv").is_file(),
    reason="the HCC Survival data set is not here; set ELIGIBILITY_DATA to the folder that holds it",
)


def expected() -> Iterator[tuple[str, str, Verdict]]:
    with (DATA / "expected.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for criterion in row.keys() - NOT_ASKED:
                yield row["patient_id"], criterion, MEANS[row[criterion]]


def compared() -> tuple[list[tuple[str, str, Verdict]], list[tuple[str, str, str, str]]]:
    """What the independent program says of each patient and criterion, and where ours differs."""
    records = read_records(DATA / "hcc_survival.csv", mapping=EXAMPLE / "mapping.yaml")
    results = screen(EXAMPLE / "hcc_survival.yaml", records, on="2026-03-01")
    wanted = list(expected())
    wrong = [
        (patient, criterion, verdict.value, results.result(patient).verdict(criterion).value)
        for patient, criterion, verdict in wanted
        if results.result(patient).verdict(criterion) is not verdict
    ]
    return wanted, wrong


def test_all_verdicts_are_those_of_the_independent_program() -> None:
    wanted, wrong = compared()
    assert len(wanted) == 165 * 15
    assert wrong == []
