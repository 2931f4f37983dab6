"""What `screen` and `explain` share: trials and records from the words of a command, and the screening date."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eligibility.cli.arguments import STDIN, sort_arguments
from eligibility.language.plan import Trial
from eligibility.records.facts import Record
from eligibility.results.model import PatientResult
from eligibility.screening import load_trials, screen_each

if TYPE_CHECKING:
    from eligibility.records import Records


@dataclass
class Session:
    """Trials, records and the screening date of one run.

    Where there is no `on`, patients without a screening date of their own are screened as of `today`; `dateless` counts
    them as they pass.
    """

    trials: tuple[Trial, ...]
    records: Records
    on: str | None
    today: str
    dateless: int = 0

    def screened(self, patient: str | None = None) -> Iterator[tuple[PatientResult, ...]]:
        """The results of each patient, or of the named one, as they come."""
        chosen = (record for record in self.records if patient is None or record.patient == patient)
        return screen_each(self.trials, self._counted(chosen), self.on, otherwise=self.today)

    def _counted(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            self.dateless += record.screening is None
            yield record

    @property
    def date_asked(self) -> str:
        """The screening date as the manifest names it."""
        if self.on is not None:
            return self.on
        return f"each patient's own, else {self.today}" if self.dateless else "each patient's own"


@contextmanager
def session(
    words: Sequence[str], mapping: Path | None, answers: Path | None, on: str | None
) -> Iterator[Session]:
    """The session of a command; standard input is kept in a file while it lasts."""
    found = sort_arguments(words, data_wanted=mapping is None)
    trials = load_trials(found.trials)
    with tempfile.TemporaryDirectory(prefix="eligibility-") as folder:
        data = [_stored(word, Path(folder)) for word in found.data]
        yield Session(trials, _records(trials, data, mapping, answers), on, _today())


def _records(
    trials: Sequence[Trial], data: Sequence[Path], mapping: Path | None, answers: Path | None
) -> Records:
    """Headers that are ours are read with the vocabulary of the trials, where they share one."""
    from eligibility.records import read_records

    vocabularies = {id(trial.vocabulary): trial.vocabulary for trial in trials}
    shared = next(iter(vocabularies.values())) if len(vocabularies) == 1 else None
    return read_records(*data, mapping=mapping, answers=answers, vocabulary=shared)


def _stored(word: str, folder: Path) -> Path:
    if word != STDIN:
        return Path(word)
    path = folder / "standard input.csv"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
