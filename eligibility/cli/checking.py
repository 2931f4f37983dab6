"""Which checker a file needs: its first key says what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os.path import isfile  # where a name is too long for a file it says no, and raises nothing
from pathlib import Path

import click

from eligibility.cli.arguments import first_key
from eligibility.documents import DataError, DefinitionError, Diagnostic

TABLES = (".csv", ".tsv")
Findings = Sequence[Diagnostic]


def path_of(word: str) -> Path:
    """The path of a file, or of a shipped trial. Raises UsageError."""
    from eligibility.language.loading import shipped_trials

    path = Path(word)
    if isfile(path):
        return path
    shipped = shipped_trials()
    if word in shipped:
        return shipped[word]
    raise click.UsageError(f"There is no file {word}, and no shipped trial of that name.")


def findings_of(path: Path) -> Findings:
    """Everything that a checker finds in a file, warnings included."""
    is_table = path.suffix.lower() in TABLES
    check = _answers if is_table else CHECKS.get(first_key(path), _trial)
    try:
        return check(path)
    except (DefinitionError, DataError) as error:
        return error.diagnostics


def _trial(path: Path) -> Findings:
    from eligibility.language.loading import check_trial_file

    return check_trial_file(path).findings


def _vocabulary(path: Path) -> Findings:
    from eligibility.vocabulary import check_vocabulary

    return check_vocabulary([str(path)])[1]


def _cases(path: Path) -> Findings:
    from eligibility.testing.cases import load_cases

    load_cases(path)
    return ()


def _mapping(path: Path) -> Findings:
    from eligibility.records.mapping.loading import check_mapping

    return check_mapping(path)[1]


def _answers(path: Path) -> Findings:
    from eligibility.records.answers import read_answers

    read_answers(path)
    return ()


CHECKS: dict[str, Callable[[Path], Findings]] = {
    "trial": _trial,
    "vocabulary": _vocabulary,
    "cases": _cases,
    "mapping": _mapping,
    "answers": _answers,
}
