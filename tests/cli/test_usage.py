"""What the command line says to somebody who got it wrong."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from eligibility.cli import COMMANDS, main
from eligibility.cli.arguments import first_key, sort_arguments
from eligibility.documents import DataError, DefinitionError, Diagnostic, Position


def run(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "110"}).invoke(main, words, prog_name="eligibility")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.csv").write_text("patient_id,platelets\nP1,75\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("# ours\ntrial: MINE\n", encoding="utf-8")
    (tmp_path / "site.yaml").write_text("mapping: site\n", encoding="utf-8")
    return tmp_path


def test_trials_and_data_are_told_apart(here: Path) -> None:
    found = sort_arguments(["p.csv", "NCT05349331", "mine.yaml", "-", "p.csv"])
    assert found.trials == ("NCT05349331", "mine.yaml")
    assert found.data == ("p.csv", "-")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["p.csv"], "Which trial? Name one of CMH-2023-0553"),
        (["NCT05349331"], "Which patients? Give one or more CSV files"),
        (["NCT0534933", "p.csv"], "did you mean `NCT05349331`?"),
        (["NCT05349331", "q.csv"], "There is no file q.csv."),
        (["no.yaml", "p.csv"], "There is no file no.yaml."),
        (["NCT03009461.yaml", "p.csv"], "The trial that ships with the package is named NCT03009461."),
        (["site.yaml", "NCT05349331", "p.csv"], "site.yaml is a mapping: give it with --mapping."),
        (["NCT05349331", "."], ". is a folder: give the files in it"),
    ],
)
def test_words_that_are_not_clear(here: Path, words: list[str], said: str) -> None:
    with pytest.raises(click.UsageError) as error:
        sort_arguments(words)
    assert said in error.value.message


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("trial: X\n", "trial"),
        ("\ufeff# c\n\n'mapping' : x\n", "mapping"),
        ("screen as of: x\n", "screen as of"),
        ("- 1\n", ""),
    ],
)
def test_the_first_key_says_what_a_file_is(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    assert first_key(path) == key


def test_usage_errors_have_exit_code_2(here: Path) -> None:
    for words in (
        ["screen"],
        ["screen", "p.csv"],
        ["screen", "NCT05349331", "p.csv", "--on", "20.3.2026"],
        ["nothing"],
    ):
        result = run(*words)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output


def test_every_command_has_help() -> None:
    assert run("--help").exit_code == 0
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert name in run("--help").output


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Result:
    def broken(words: object, **given: object) -> None:
        raise error

    monkeypatch.setattr("eligibility.cli.session.sort_arguments", broken)
    return run("screen", "NCT05349331", "p.csv")


def test_a_wrong_definition_has_exit_code_3(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Diagnostic("T001", "Unknown key `agee`.", Position("mine.yaml", 3, 5), "did you mean `age`?")
    result = fail_with(monkeypatch, DefinitionError([finding]))
    assert result.exit_code == 3
    assert "mine.yaml:3:5: error T001: Unknown key `agee`." in result.output


def test_data_that_cannot_be_read_has_exit_code_4(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fail_with(monkeypatch, DataError([Diagnostic("D001", "Not a table.")])).exit_code == 4
    assert fail_with(monkeypatch, PermissionError(13, "Permission denied", "p.csv")).exit_code == 4


def test_an_unexpected_error_says_where_but_not_what(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = fail_with(monkeypatch, ValueError("platelets of Zhang San are 75"))
    assert result.exit_code == 1
    assert "Something unexpected went wrong: ValueError at " in result.output
    assert "Zhang San" not in result.output


def test_check_finds_what_is_wrong_with_a_trial(here: Path) -> None:
    assert run("check", "NCT05349331").exit_code == 0
    (here / "mine.yaml").write_text(
        "trial: MINE\nvocabulary: [general]\ninclusion: [{id: I1, label: x, platlets: '> 75 10^9/L'}]\n",
        encoding="utf-8",
    )
    result = run("check", "mine.yaml")
    assert result.exit_code == 3
    assert "did you mean `platelets`?" in result.output
    assert "::error file=mine.yaml,line=3" in run("check", "--format", "github", "mine.yaml").output


def test_the_cases_of_a_shipped_trial_are_found_beside_it() -> None:
    result = run("test", "NCT03009461")
    assert "NCT03009461: " in result.output
    assert result.exit_code in (0, 3)


def test_cases_that_do_not_exist(here: Path) -> None:
    result = run("test", "mine.yaml")
    assert result.exit_code == 2
    assert "mine.cases.yaml does not exist" in result.output
