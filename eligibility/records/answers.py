"""Answers to judgements, from a file of their own: who decided what, and when.

CSV with the columns `trial, patient, judgement, answer, who, date` (`patient_id` and `name` will do too), or YAML:

    answers:
      - {trial: NCT05349331, patient: P1, judgement: normal_coagulation, answer: yes, who: Dr. A, date: 2026-02-26}
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from eligibility.documents import DefinitionError, Diagnostic, Position, load_file, plain, suggest
from eligibility.documents.tree import Block, Listing
from eligibility.records.facts import Answer, Problem, Source
from eligibility.records.reasons import Reason
from eligibility.records.sources.tables import Table
from eligibility.records.words import read_yes_no
from eligibility.records.written_days import read_days

COLUMNS = ("trial", "patient", "judgement", "answer", "who", "date")
_ALSO = {"patient_id": "patient", "name": "judgement", "judgment": "judgement"}
_COMPULSORY = ("trial", "patient", "judgement", "answer")


@dataclass(frozen=True)
class Answers:
    """The answers of a file, by patient."""

    by_patient: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    def of_others(self, met: set[str]) -> Iterator[Problem]:
        """Answers for patients that the data does not have."""
        for patient, answers in self.by_patient.items():
            if patient not in met:
                why = "an answer for a patient who is not in the data"
                yield Problem(Reason.MISSING, "", "patient", patient[:100], why, answers[0].source)


def read_answers(path: Path | str) -> Answers:
    """The answers of a CSV or YAML file. Raises DefinitionError with every mistake, DataError if it is no table."""
    path = Path(path)
    found: list[Diagnostic] = []
    rows = list(_of_yaml(path, found) if path.suffix.lower() in (".yaml", ".yml") else _of_csv(path, found))
    by_patient: dict[str, list[Answer]] = {}
    for said, source, at in rows:
        answer = _answer(said, source, at, found)
        if answer is not None:
            by_patient.setdefault(said["patient"], []).append(answer)
    if found:
        raise DefinitionError(found)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Answers({patient: tuple(each) for patient, each in by_patient.items()}, {path.name: digest})


_Row = tuple[dict[str, str], Source, Position]


def _of_csv(path: Path, found: list[Diagnostic]) -> Iterator[_Row]:
    table = Table(path)
    places = {_ALSO.get(name.lower(), name.lower()): place for name, place in table.columns.items()}
    for name in _COMPULSORY:
        if name not in places:
            remedy = f"the columns are {', '.join(COLUMNS)}"
            message = f"{table.name}: there is no column `{name}`."
            found.append(Diagnostic("A002", message, Position(table.name, 1, 1), remedy))
    if found:
        return
    for row in table:
        at = Position(table.name, row.number, 1)
        if row.fault:
            found.append(Diagnostic("A003", f"Row {row.number} cannot be read: {row.fault}.", at))
            continue
        said = {name: row.cells[place].strip() for name, place in places.items() if name in COLUMNS}
        yield said, Source(table.name, row.number), at


def _of_yaml(path: Path, found: list[Diagnostic]) -> Iterator[_Row]:
    loaded = load_file(path)
    if loaded.failed or loaded.root is None:
        found += (replace(each, line="") for each in loaded.diagnostics)  # a line of answers holds a patient
        return
    listing = loaded.root.get("answers") if isinstance(loaded.root, Block) else None
    if not isinstance(listing, Listing):
        remedy = "write `answers:` and under it `- {trial: ..., patient: ..., judgement: ..., answer: true}`"
        found.append(Diagnostic("A001", "A list of `answers` is expected.", loaded.root.at, remedy))
        return
    for item in listing.items:
        said = plain(item)
        if not isinstance(said, dict) or not all(isinstance(each, str) for each in said.values()):
            found.append(Diagnostic("A003", "An answer is a mapping of texts.", item.at))
            continue
        named: dict[str, str] = {_ALSO.get(str(name), str(name)): str(text) for name, text in said.items()}
        for name in named.keys() - set(COLUMNS):
            found.append(Diagnostic("A004", f"Unknown key `{name[:40]}`.", item.at, suggest(name, COLUMNS)))
        yield named, Source(path.name, item.at.line), item.at


def _answer(said: Mapping[str, str], source: Source, at: Position, found: list[Diagnostic]) -> Answer | None:
    empty = [name for name in _COMPULSORY if not said.get(name)]
    for name in empty:
        if name != "answer":
            found.append(Diagnostic("A005", f"`{name}` is missing.", at, "fill it in"))
    date = said.get("date") or None
    if date is not None and read_days(date) is None:
        found.append(Diagnostic("A006", "The date cannot be read.", at, "write it as 2025-05-01"))
    if empty:
        return None  # an answer that is not given yet is no mistake
    answer = read_yes_no(said["answer"])
    if answer is None:
        found.append(Diagnostic("A007", "The answer is neither yes nor no.", at, "write yes or no"))
        return None
    return Answer(said["trial"], said["judgement"], answer, said.get("who", ""), date, source)
