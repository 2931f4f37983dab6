"""What went into a screening: versions and hashes, so that it can be repeated.

It holds no time of day: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eligibility.language.plan import Trial
from eligibility.results.counting import Summary
from eligibility.results.plain_values import days


@dataclass(frozen=True)
class Inputs:
    """The files of a screening, the screening date that was asked for, and the version of this package."""

    trials: tuple[Trial, ...]
    data: tuple[Path, ...] = ()
    mapping: Path | None = None
    answers: Path | None = None
    on: str = ""
    version: str = ""


def manifest(inputs: Inputs, summary: Summary, hashes: Mapping[str, str]) -> dict[str, Any]:
    """The manifest of a screening. `hashes` are those of the output files."""
    return {
        "eligibility": inputs.version,
        "screening_date": inputs.on,
        "screened_as_of": days(summary.dates),
        "patients": summary.patients,
        "trials": [_trial(trial) for trial in inputs.trials],
        "mapping": _files([inputs.mapping] if inputs.mapping else []),
        "answers": _files([inputs.answers] if inputs.answers else []),
        "data": _files(inputs.data),
        "written": [{"file": name, "sha256": held} for name, held in sorted(hashes.items())],
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _trial(trial: Trial) -> dict[str, Any]:
    hashes = [{"file": Path(name).name, "sha256": held} for name, held in sorted(trial.hashes.items())]
    return {"trial": trial.id, "version": trial.version, "files": hashes}


def _files(paths: Sequence[Path] | Iterable[Path]) -> list[dict[str, str]]:
    return [{"file": path.name, "sha256": sha256(path)} for path in paths if path.is_file()]
