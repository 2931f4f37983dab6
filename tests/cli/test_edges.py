"""`eligibility edges` writes a file of cases that passes."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from eligibility.cli import main


def test_the_patients_on_the_edge_are_cases_that_pass(tmp_path: Path) -> None:
    path = tmp_path / "edges.cases.yaml"
    written = CliRunner().invoke(main, ["edges", "NCT03009461", "-o", str(path)])
    assert written.exit_code == 0, written.output
    assert "patients on the edge of NCT03009461" in written.output
    tested = CliRunner().invoke(main, ["test", str(path)])
    assert tested.exit_code == 0, tested.output
    assert "all as expected" in tested.output


def test_a_screening_date_that_is_none() -> None:
    answer = CliRunner().invoke(main, ["edges", "NCT03009461", "--on", "soon"])
    assert answer.exit_code == 2
    assert "2026-03-20" in answer.output
