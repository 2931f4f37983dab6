"""The order of files, and of the rows in them, does not matter."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest

from eligibility import load_trial, read_records, screen

EXAMPLES = Path(__file__).parents[2] / "examples"
WARD = EXAMPLES / "ward"
MAPPING = EXAMPLES / "mapping.yaml"


def outcomes(folder: Path, files: list[str]) -> dict[str, list[object]]:
    records = read_records(*[folder / name for name in files], mapping=MAPPING)
    screening = screen(load_trial("NCT05349331"), records, on="2026-03-20")
    return {
        result.patient: [(each.criterion.id, each.verdict, each.reasons) for each in result.criteria]
        for result in screening
    }


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_rows_and_files(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    files = sorted(path.name for path in WARD.glob("*.csv"))
    for name in files:
        with (WARD / name).open(encoding="utf-8", newline="") as source:
            head, *rows = csv.reader(source)
        random.shuffle(rows)
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows([head, *rows])
    shuffled = [*files]
    random.shuffle(shuffled)
    assert outcomes(tmp_path, shuffled) == outcomes(WARD, files)
