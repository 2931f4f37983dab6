"""The patients on the edge of a trial as a file of cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from eligibility.language.plan import Trial
from eligibility.records.facts import Answer, Fact, Record
from eligibility.records.from_python import fact_to_dict
from eligibility.testing.edges import SCREENED_ON, EdgePatient, patients_on_the_edge
from eligibility.testing.random_trials import trial_text

_HEAD = """\
# Patients on the edge of every limit of {trial}, written by `eligibility edges`.
# Each states the verdict of one criterion, as it follows from the limit itself; read them against the protocol.
"""


def edge_cases(trial: Trial, named: str, on: date | str = SCREENED_ON) -> str:
    """A file of cases, as YAML, with the patients on the edge; `named` is what it says of the trial: name or path."""
    patients = patients_on_the_edge(trial, on)
    document: dict[str, Any] = {"cases": named, "on": str(on)}
    document["patients"] = [_patient(each) for each in patients]
    return _HEAD.format(trial=trial.id) + trial_text(document)


def _patient(patient: EdgePatient) -> dict[str, Any]:
    record = patient.record
    written: dict[str, Any] = {"patient": patient.name, "why": patient.change}
    if patient.cohort:
        written["cohort"] = patient.cohort
    if record.facts:
        written["facts"] = [_fact(each) for each in record.facts]
    if record.answers:
        written["answers"] = [_answer(each) for each in record.answers]
    if record.site.complete:
        written["site"] = _site(record)
    return written | {"expect": {patient.criterion: patient.expected.value, "all others": "any"}}


def _fact(fact: Fact) -> Mapping[str, Any]:
    """In the short form, where the fact has a value."""
    said = fact_to_dict(fact)
    attributes = said.pop("attributes", {})
    variable = said.pop("variable")
    if "value" not in said:
        return {"variable": variable, **_texts(said), **attributes}
    return {variable: said.pop("value"), **_texts(said), **attributes}


def _texts(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "true" if value is True else value for name, value in said.items()}


def _answer(answer: Answer) -> dict[str, str]:
    said = {"judgement": answer.name, "answer": "true" if answer.answer else "false"}
    return said | {"who": answer.who, "date": str(answer.date)}


def _site(record: Record) -> dict[str, Any]:
    complete = [{"variable": each.variable} for each in record.site.complete]
    return {
        "complete": complete,
        "supplies": [{"variable": name} for name, _ in sorted(record.site.supplies, key=str)],
    }
