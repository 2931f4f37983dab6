"""What `screen` and `explain` share: trials and records from the words of a command, and the screening date."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from eligibility.cli.arguments import STDIN, sort_arguments
from eligibility.language.plan import Trial
from eligibility.records.facts import Record
from eligibility.results.model import PatientResult
from eligibility.screening import load_trials, screen_each


@dataclass(frozen=True)
class Session:
    """Trials, data and the screening date of one run; `today` counts where a patient has no date of its own."""

    trials: tuple[Trial, ...]
    data: tuple[Path, ...]
    mapping: Path | None
    answers: Path | None
    on: str | None
    today: str

    def records(self) -> Iterator[Record]:
        """The patients of the data, as they are read."""
        from eligibility.records import read_records

        names = tuple(dict.fromkeys(name for trial in self.trials for name in trial.vocabulary.names))
        yield from read_records(*self.data, mapping=self.mapping, answers=self.answers, vocabulary=names)

    def screened(self, records: Iterator[Record] | None = None) -> Iterator[tuple[PatientResult, ...]]:
        """The results of each patient, as they come."""
        chosen = self.records() if records is None else records
        return screen_each(self.trials, chosen, self.on, otherwise=self.today)


@contextmanager
def session(
    words: Sequence[str], mapping: Path | None, answers: Path | None, on: str | None
) -> Iterator[Session]:
    """The session of a command; standard input is kept in a file while it lasts."""
    found = sort_arguments(words)
    trials = load_trials(found.trials)
    with tempfile.TemporaryDirectory(prefix="eligibility-") as folder:
        data = tuple(_stored(word, Path(folder)) for word in found.data)
        yield Session(trials, data, mapping, answers, on, _today())


def _stored(word: str, folder: Path) -> Path:
    if word != STDIN:
        return Path(word)
    path = folder / "standard input.csv"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
