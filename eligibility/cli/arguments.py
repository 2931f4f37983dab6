"""What the words on the command line are: trials, data, or something that belongs elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from os.path import isdir, isfile  # where a name is too long for a file they say no, and raise nothing
from pathlib import Path

import click

STDIN = "-"
DEFINITIONS = (".yaml", ".yml")
_FIRST_KEY = re.compile(r"\ufeff?['\"]?([A-Za-z][\w ]*?)['\"]?\s*:(\s|$)")
_BEGINNING = 1_000_000  # characters; a file may begin with comments
ELSEWHERE = {
    "mapping": "is a mapping: give it with --mapping",
    "cases": "holds cases: run it with `eligibility test`",
    "vocabulary": "is a vocabulary: a trial or a mapping names it under `vocabulary:`",
}


@dataclass(frozen=True)
class Sorted:
    """The trials (names or paths) and the data files of a command."""

    trials: tuple[str, ...]
    data: tuple[str, ...]


def sort_arguments(words: Sequence[str], *, data_wanted: bool = True) -> Sorted:
    """Tell trials from data. Raises UsageError with what to do where a word is neither.

    Without `data_wanted` there may be no data: a mapping finds its files.
    """
    trials = [word for word in words if _is_trial(word)]
    data = [word for word in words if word not in trials]
    if not trials:
        raise click.UsageError(
            f"Which trial? Name one of {', '.join(_shipped())}, or give the path of a trial file."
        )
    if not data and data_wanted:
        raise click.UsageError("Which patients? Give one or more CSV files, or - for standard input.")
    return Sorted(tuple(dict.fromkeys(trials)), tuple(dict.fromkeys(data)))


def first_key(path: Path) -> str:
    """The first key of a YAML file, by which one knows what it is; empty if there is none."""
    with path.open(encoding="utf-8", errors="replace") as file:
        lines = file.read(_BEGINNING).splitlines()
    return next((found[1] for line in lines if (found := _FIRST_KEY.match(line))), "")


def _is_trial(word: str) -> bool:
    path = Path(word)
    if word == STDIN:
        return False
    if path.suffix.lower() in DEFINITIONS:
        return _is_trial_file(path)
    if isdir(path):
        raise click.UsageError(
            f"{word} is a folder: give the files in it, for example {word.rstrip('/')}/*.csv."
        )
    if path.suffix or isfile(path):
        if not isfile(path) and word not in _shipped():
            raise click.UsageError(f"There is no file {word}.")
        return word in _shipped() and not isfile(path)
    return _is_name(word)


def _is_trial_file(path: Path) -> bool:
    if not isfile(path):
        shipped = (
            f" The trial that ships with the package is named {path.stem}." if path.stem in _shipped() else ""
        )
        raise click.UsageError(f"There is no file {path}.{shipped}")
    key = first_key(path)
    if key == "trial":
        return True
    what = ELSEWHERE.get(key, "is not a trial: its first key is not `trial`")
    raise click.UsageError(f"{path} {what}.")


def _is_name(word: str) -> bool:
    if word in _shipped():
        return True
    from eligibility.documents import suggest

    hint = suggest(word, _shipped()) or f"shipped trials are {', '.join(_shipped())}"
    end = "" if hint.endswith("?") else "."
    raise click.UsageError(f"{word} is neither a shipped trial nor a file; {hint}{end}")


def _shipped() -> dict[str, Path]:
    from eligibility.language.loading import shipped_trials

    return shipped_trials()
