"""Joins the rows of several files by patient.

Files that are all sorted by patient are merged as they are read, so that memory holds one patient. Others go through
a temporary database, which moves from memory to disk as it grows and is gone afterwards.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from eligibility.records.facts import Problem
from eligibility.records.sources.streams import Part, Stream, order_of
from eligibility.records.sources.tables import Row

_BATCH = 2000
Orphans = Callable[[Problem], None]


def joined(streams: Sequence[Stream], orphans: Orphans) -> Iterator[tuple[str, Part]]:
    """Every patient with what all files say. Rows without a patient go to `orphans`.

    Patients come in the order of the files if these are sorted, else in the order in which they are first met.
    """
    order = order_of(streams)
    if order is None:
        return _spilled(streams, orphans)
    return _merged(streams, orphans, _by_text if order == "text" else _by_length)


Key = tuple[int, str]


def _by_text(patient: str) -> Key:
    return 0, patient


def _by_length(patient: str) -> Key:
    return len(patient), patient


def _merged(
    streams: Sequence[Stream], orphans: Orphans, key: Callable[[str], Key]
) -> Iterator[tuple[str, Part]]:
    sources = [_keyed(stream, number, orphans, key) for number, stream in enumerate(streams)]
    rows = heapq.merge(*sources, key=itemgetter(0, 1)) if len(sources) > 1 else sources[0]
    for found, group in groupby(rows, key=itemgetter(0)):
        whole = Part()
        for _, number, row in group:
            streams[number].add(row, whole)
        yield found[1], whole


def _keyed(
    stream: Stream, number: int, orphans: Orphans, key: Callable[[str], Key]
) -> Iterator[tuple[Key, int, Row]]:
    for patient, row in stream.rows():
        if patient is None:
            orphans(stream.orphan(row))
        else:
            yield key(patient), number, row


def _spilled(streams: Sequence[Stream], orphans: Orphans) -> Iterator[tuple[str, Part]]:
    database = sqlite3.connect("")  # temporary: in memory while small, on disk as it grows
    try:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("CREATE TABLE patients (number INTEGER PRIMARY KEY, patient TEXT UNIQUE)")
        database.execute(
            "CREATE TABLE rows (patient INTEGER, stream INTEGER, number INTEGER, fault TEXT, cells TEXT)"
        )
        for number, stream in enumerate(streams):
            _store(database, stream, number, orphans)
        query = (
            "SELECT patients.patient, stream, rows.number, fault, cells FROM rows JOIN patients "
            "ON patients.number = rows.patient ORDER BY rows.patient, stream, rows.number"
        )
        for patient, group in groupby(database.execute(query), key=itemgetter(0)):
            whole = Part()
            for _, number, place, fault, cells in group:
                streams[number].add(Row(place, json.loads(cells), fault), whole)
            yield patient, whole
    finally:
        database.close()


def _store(database: sqlite3.Connection, stream: Stream, number: int, orphans: Orphans) -> None:
    batch: list[tuple[str, int, int, str, str]] = []
    for patient, row in stream.rows():
        if patient is None:
            orphans(stream.orphan(row))
            continue
        batch.append((patient, number, row.number, row.fault, json.dumps(row.cells, ensure_ascii=True)))
        if len(batch) == _BATCH:
            _insert(database, batch)
    _insert(database, batch)


def _insert(database: sqlite3.Connection, batch: list[tuple[str, int, int, str, str]]) -> None:
    patients = ((row[0],) for row in batch)
    database.executemany("INSERT OR IGNORE INTO patients (patient) VALUES (?)", patients)
    database.executemany(
        "INSERT INTO rows SELECT number, ?, ?, ?, ? FROM patients WHERE patient = ?",
        [(*row[1:], row[0]) for row in batch],
    )
    batch.clear()
