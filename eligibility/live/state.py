"""What a watch remembers on disk: the lines so far, the outcomes, and how far input and output have come.

One SQLite transaction per line holds all of it, so that after a kill at any moment the restart knows exactly which line
comes next and which transitions have yet to be written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from eligibility.live.standing import Transition

SCHEMA = """
create table if not exists line (number integer primary key, patient text not null, text text not null);
create index if not exists line_of_patient on line (patient);
create table if not exists outcome (patient text, trial text, cohort text, outcome text,
    primary key (patient, trial, cohort)) without rowid;
create table if not exists waiting (number integer primary key, text text not null, ends integer not null);
create table if not exists progress (name text primary key, value text not null) without rowid;
"""
Outcomes = dict[tuple[str, str, str], str]


class State:
    """The file of `--state`. Not for several processes at once."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.execute("pragma locking_mode = exclusive")
        self._db.executescript(SCHEMA)

    def lines(self) -> Iterator[str]:
        """The lines that were taken in, in their order, of patients who are not closed."""
        for (text,) in self._db.execute("select text from line order by number"):
            yield text

    def outcomes(self) -> Outcomes:
        """What was announced last of each patient, trial and cohort."""
        rows = self._db.execute("select patient, trial, cohort, outcome from outcome")
        return {(patient, trial, cohort): outcome for patient, trial, cohort, outcome in rows}

    def progress(self, name: str) -> str | None:
        """A remembered position or date."""
        row = self._db.execute("select value from progress where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def waiting(self) -> list[tuple[str, int]]:
        """The transitions of the last lines with the output positions at which they end."""
        return list(self._db.execute("select text, ends from waiting order by number"))

    def take_in(
        self,
        patient: str,
        text: str | None,
        transitions: Sequence[Transition],
        written: Sequence[tuple[str, int]],
        progress: dict[str, str],
        *,
        closed: bool = False,
    ) -> None:
        """One line with all that it brought about, in one transaction. What waited before has been written."""
        with self._db:
            self._db.execute("begin immediate")
            if closed:
                self._db.execute("delete from line where patient = ?", (patient,))
                self._db.execute("delete from outcome where patient = ?", (patient,))
            elif text is not None:
                self._db.execute("insert into line (patient, text) values (?, ?)", (patient, text))
            rows = [(each.patient, each.trial, each.cohort, each.after.value) for each in transitions]
            self._db.executemany("insert or replace into outcome values (?, ?, ?, ?)", rows)
            self._db.execute("delete from waiting")
            self._db.executemany("insert into waiting (text, ends) values (?, ?)", written)
            self._db.executemany("insert or replace into progress values (?, ?)", list(progress.items()))

    def close(self) -> None:
        """Close the file."""
        self._db.close()
