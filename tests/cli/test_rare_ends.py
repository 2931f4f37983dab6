"""Commands where little is there: no terminal, no package, no finding."""

from __future__ import annotations

import io
import sys
from importlib import metadata
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from eligibility.cli import COMMANDS, Commands, main

ROOT = Path(__file__).parents[2]


def test_commands_are_listed_in_the_order_in_which_they_are_met() -> None:
    assert isinstance(main, Commands)
    assert main.list_commands(click.Context(main)) == list(COMMANDS)
    assert next(iter(COMMANDS)) == "screen"


def test_output_that_is_no_terminal_and_no_file_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    main(["units", "mg/dL"], standalone_mode=False)
    assert stream.getvalue().startswith("mg/dL")


def test_answers_without_a_mistake_are_checked_in_silence() -> None:
    done = CliRunner().invoke(main, ["check", str(ROOT / "examples" / "answers.csv")])
    assert done.exit_code == 0, done.output


def test_a_part_that_is_not_there_comes_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name == "hypothesis":
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr("eligibility.live.availability.version", version)
    said = CliRunner().invoke(main, ["doctor"]).output
    assert "hypothesis     not there    tests only\n" in said
    assert "               pip install 'eligibility[test]'\n" in said


def test_a_part_of_a_unit_finds_those_that_hold_it() -> None:
    said = CliRunner().invoke(main, ["units", "/dL"]).output
    assert [line.split()[0] for line in said.splitlines()][:3] == ["g/dL", "mg/dL", "ug/dL"]
