"""The engine agrees with the second opinion: a fixed sample of seeded cases, and cases that Hypothesis chooses."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from docs.proof_files import read
from tests.second_opinion.compare import Standing, findings
from tests.second_opinion.generate.cases import Case, cases, seeded_case
from tests.second_opinion.run import examine, main, seeds_of
from tests.second_opinion.show import shown

SAMPLE, PARTS = 4000, 80
SIZE = SAMPLE // PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_a_sample_agrees(part: int) -> None:
    """`python -m tests.second_opinion.run --seed 7 --first NUMBER --cases 1` shows a case that does not."""
    for case in _cases(part * SIZE):
        assert not [each for each in findings(case) if each.standing.is_disagreement]


@cache
def _cases(first: int) -> list[Case]:
    return [seeded_case(seed) for seed in seeds_of(7, first, SIZE)]


def test_the_sample_reaches_every_kind_of_leaf() -> None:
    report = examine(seeds_of(8, 0, 1500))
    reached = {kind for kind, standing in report.counts if standing == "equal"}
    assert reached >= KINDS


KINDS = {
    *(f"{kind}: {use}" for kind in ("quantity", "code") for use in ("latest", "earliest", "any", "every")),
    *(
        "quantity: MeanOf",
        "quantity: Consecutive",
        "code: Consecutive",
        "code: ConfirmedBy",
        "boolean: latest",
    ),
    *(f"event: {word}" for word in ("occurs", "Count", "Each", "InTotal", "Lasting", "ConfirmedBy")),
    *(f"item: {word}" for word in ("occurs", "Count", "Each")),
    *(
        f"computed {sort}: latest"
        for sort in ("Points", "Bands", "Formula", "Elapsed", "CountItems", "Extreme")
    ),
    *("judgement", "judgement confirmed by", "anchor", "joined", "verdict"),
}


@given(cases())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_cases_of_hypothesis_agree(case: Case) -> None:
    wrong = [finding for finding in findings(case) if finding.standing.is_disagreement]
    assert not wrong, f"{wrong[0].kind}: {wrong[0].standing.value}\n{shown(case)}"


def test_the_command_prints_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cases", "40", "--seed", "3"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("40 cases, ")
    assert Standing.WRONG.value in printed


def test_a_run_goes_on_where_another_has_ended(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("docs.proof_files.FOLDER", tmp_path)
    monkeypatch.setattr("tests.second_opinion.run.CHUNK", 10)
    main(["--cases", "40", "--seed", "3", "--figures"])
    whole = read("second_opinion")
    (tmp_path / "second_opinion.json").unlink()
    main(["--cases", "10", "--seed", "3", "--figures"])
    main(["--cases", "40", "--seed", "3", "--figures", "--minutes", "0"])  # one chunk more
    parted = read("second_opinion")
    assert parted is not None and parted["cases"] == 20
    main(["--cases", "40", "--seed", "3", "--figures"])
    assert read("second_opinion") == whole
    assert whole is not None and whole["cases"] == 40 and whole["promised"] > 0 and whole["wrong"] == 0
    with pytest.raises(SystemExit, match="afresh"):
        main(["--cases", "10", "--seed", "4", "--figures"])
