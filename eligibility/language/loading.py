"""Trials by name or path."""

from __future__ import annotations

from collections.abc import Collection
from os.path import isfile  # where the name is too long for a file it says no, and raises nothing
from pathlib import Path

from eligibility.documents import DefinitionError, Diagnostic, Position, load_file, suggest
from eligibility.language.checks import examine
from eligibility.language.plan import Trial
from eligibility.language.resolving import Checked, resolve

_SUFFIXES = (".yaml", ".yml")
_PACKAGE = Path(__file__).resolve().parent.parent


def load_trial(name_or_path: str | Path) -> Trial:
    """The trial of a shipped name (`NCT05349331`) or of a path.

    Raises DefinitionError with every mistake of the file.

    >>> load_trial("NCT05349331").id
    'NCT05349331'
    """
    return load_trial_file(trial_path(name_or_path))


def load_trial_file(path: Path) -> Trial:
    """The trial of a file. Raises DefinitionError with every mistake of the file; warnings do not stop it."""
    checked = resolve(load_file(path), path.parent)
    if checked.trial is None:
        raise DefinitionError(checked.findings)
    return checked.trial


def check_trial_file(path: Path, supplied: Collection[str] | None = None) -> Checked:
    """The trial of a file, if it can be used, with every finding, also those of the static checks.

    `supplied` are the variables that a site's mapping delivers: others that the trial needs are told.
    """
    loaded = load_file(path)
    checked = resolve(loaded, path.parent)
    if checked.trial is None:
        return checked
    return Checked(checked.trial, (*checked.findings, *examine(checked.trial, loaded, supplied)))


def trial_path(name_or_path: str | Path) -> Path:
    """Where a trial stands: a path as it is, a name among the shipped files. Raises DefinitionError."""
    path = Path(name_or_path)
    if isinstance(name_or_path, Path) or path.suffix in _SUFFIXES or len(path.parts) > 1 or isfile(path):
        return path
    shipped = shipped_trials()
    if name_or_path in shipped:
        return shipped[name_or_path]
    remedy = suggest(name_or_path, shipped) or "give the path of a trial file"
    message = f"No trial is called `{name_or_path[:80]}`."
    raise DefinitionError([Diagnostic("T008", message, Position(name_or_path[:80]), remedy)])


def shipped_trials() -> dict[str, Path]:
    """The trials that come with the package, by name.

    >>> "NCT05349331" in shipped_trials()
    True
    """
    folder = _criteria_folder()
    if folder is None:
        return {}
    files = sorted(path for path in folder.glob("*.yaml") if "." not in path.stem)
    return {path.stem: path for path in files}


def _criteria_folder() -> Path | None:
    """In the wheel inside the package; in a checkout beside it."""
    for folder in (_PACKAGE / "criteria", _PACKAGE.parent / "criteria"):
        if folder.is_dir():
            return folder
    return None
