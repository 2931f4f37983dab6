"""What went into a screening: versions and hashes, so that it can be repeated.

It holds no time of day: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eligibility.language.plan import Trial
from eligibility.results.counting import Summary
from eligibility.results.plain_values import days


@dataclass(frozen=True)
class Inputs:
    """What went in: trials, the files of the data (mapping and answers too) by their SHA-256, the screening date that
    was asked for, and the version of this package.
    """

    trials: tuple[Trial, ...]
    files: Mapping[str, str]
    on: str = ""
    version: str = ""


def manifest(inputs: Inputs, summary: Summary, written: Mapping[str, str]) -> dict[str, Any]:
    """The manifest of a screening. `written` are the output files by their SHA-256."""
    return {
        "eligibility": inputs.version,
        "screening_date": inputs.on,
        "screened_as_of": days(summary.dates),
        "patients": summary.patients,
        "trials": [_trial(trial) for trial in inputs.trials],
        "read": _files(inputs.files),
        "written": _files(written),
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _trial(trial: Trial) -> dict[str, Any]:
    return {"trial": trial.id, "version": trial.version, "files": _files(trial.hashes)}


def _files(hashes: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"file": Path(name).name, "sha256": held} for name, held in sorted(hashes.items())]
