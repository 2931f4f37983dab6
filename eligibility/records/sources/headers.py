"""Files whose headers are ours: they need no mapping.

Wide, one row per patient:

    patient_id, screening_date, date          the patient, the day of screening, the day of all values without their own
    platelets [10^9/L]                        a variable by its name, its unit in brackets
    afp_1 [ng/mL], afp_2 [ng/mL]              several readings
    afp_1_date, afp_1_unit, afp_1_upper, afp_1_lower (or _uln, _lln), ecog_rater    what belongs to a reading
    diagnosis.stroke                          an event by its code: a date, or yes, no, suspected, ruled_out
    treatment.sorafenib_start, .._end, .._date, .._intent                           what belongs to an event
    diagnosis, diagnosis_2                    an event whose code stands in the cell

Long, one row per result or event: `patient_id, variable, value` (or `code`), and any of `unit, date, lower, upper,
start, end, status, id`, and attributes by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from eligibility.records.mapping.fact_checks import unit_in_header
from eligibility.records.mapping.plan import (
    AttributePlan,
    CodePlan,
    DatePlan,
    FactPlan,
    FilePlan,
    NamePlan,
    StatusPlan,
    UnitPlan,
)
from eligibility.records.sources.tables import Table
from eligibility.vocabulary.folding import fold_name
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

PATIENT = ("patient_id", "patient", "id", "mrn", "pid", "subject_id", "subject")
_BRACKETS = re.compile(r"\s*[\[(][^\[\]()]*[\])]\s*$")
_NUMBERED = re.compile(r"(?P<name>.+?)_(?P<number>\d+)$")
_PARTS = {"date": "date", "unit": "unit", "upper": "upper", "uln": "upper", "lower": "lower", "lln": "lower"}
_EVENT_PARTS = {"date": "date", "start": "start", "end": "end", "status": "status"}
_LONG = ("value", "code", "unit", "date", "lower", "upper", "start", "end", "status", "id")


def plan_of_headers(table: Table, vocabulary: Vocabulary) -> FilePlan | None:
    """The plan of a file whose headers are ours; None if they are not."""
    names = {fold_name(name): name for name in reversed(table.header) if name}
    patient = next((names[fold_name(each)] for each in PATIENT if fold_name(each) in names), None)
    if patient is None:
        return None
    decimal = None if table.delimiter == ";" else "."
    plan = FilePlan(table.name, patient, delimiter=table.delimiter, decimal=decimal)
    if "variable" in names:
        return replace(
            plan, facts=(_long({key: name for key, name in names.items() if name != patient}, vocabulary),)
        )
    screening = names.get(fold_name("screening_date"))
    date = names.get("date")
    facts = tuple(
        _wide([name for name in table.header if name not in (patient, screening, date, "")], vocabulary)
    )
    if not facts and screening is None:
        return None
    return replace(
        plan,
        facts=facts,
        date=DatePlan(date),
        screening=DatePlan(screening) if screening is not None else None,
    )


def _long(names: dict[str, str], vocabulary: Vocabulary) -> FactPlan:
    said = {key: names.get(key) for key in _LONG}
    attributes = {
        name: each for variable in vocabulary.variables.values() for name, each in variable.attributes.items()
    }
    return FactPlan(
        variable=NamePlan(names["variable"]),
        value=said["value"],
        unit=UnitPlan(column=said["unit"]) if said["unit"] else None,
        lower=said["lower"],
        upper=said["upper"],
        date=_date(said["date"]),
        start=_date(said["start"]),
        end=_date(said["end"]),
        code=CodePlan(column=said["code"]) if said["code"] else None,
        status=None if said["status"] is None else StatusPlan(said["status"]),
        id=said["id"],
        attributes=tuple(
            _attribute(each, names[fold_name(name)])
            for name, each in attributes.items()
            if fold_name(name) in names and name not in (*_LONG, "variable")
        ),
    )


@dataclass(slots=True)
class _Found:
    """What the headers say of one fact."""

    variable: Variable
    value: str | None = None
    code: str | None = None
    parts: dict[str, str] = field(default_factory=dict)


def _wide(headers: Iterable[str], vocabulary: Vocabulary) -> Iterable[FactPlan]:
    found: dict[str, _Found] = {}
    for header in sorted(headers, key=len):  # the value before what belongs to it
        _place(header, found, vocabulary)
    return [
        _fact(each)
        for each in found.values()
        if each.value is not None or {"start", "date"} & each.parts.keys()
    ]


def _place(header: str, found: dict[str, _Found], vocabulary: Vocabulary) -> None:
    bare = _BRACKETS.sub("", header).strip().lower().replace(" ", "_")
    subject = _subject(bare, vocabulary)
    if subject is not None:
        entry = found.setdefault(bare, _Found(subject[0], code=subject[1]))
        entry.value = entry.value or header
        return
    stem, _, part = bare.rpartition("_")
    while stem:
        owner = _subject(stem, vocabulary)
        if owner is not None and _belongs(part, owner[0]):
            found.setdefault(stem, _Found(owner[0], code=owner[1])).parts.setdefault(part, header)
            return
        stem, _, more = stem.rpartition("_")
        part = f"{more}_{part}"


def _subject(bare: str, vocabulary: Vocabulary) -> tuple[Variable, str | None] | None:
    """The variable, and the code of an event, that a header names, with or without a number."""
    for name in (bare, _NUMBERED.sub(r"\g<name>", bare)):
        variable, dot, code = name.partition(".")
        known = vocabulary.variables.get(variable)
        if known is None:
            continue
        if not dot:
            return known, None
        concepts = vocabulary.concepts.get(known.concepts_of or known.name, {})
        if code in concepts:
            return known, code
    return None


def _belongs(part: str, variable: Variable) -> bool:
    parts = _EVENT_PARTS if variable.kind.is_occurrence else _PARTS
    return part in parts or part in variable.attributes


def _fact(found: _Found) -> FactPlan:
    parts = {_PARTS.get(part, part): header for part, header in found.parts.items()}
    own = _EVENT_PARTS if found.variable.kind.is_occurrence else _PARTS
    attributes = tuple(
        _attribute(found.variable.attributes[name], header)
        for name, header in parts.items()
        if name not in own.values()
    )
    plan = FactPlan(found.variable.name, found.value, date=_date(parts.get("date")), attributes=attributes)
    if found.variable.kind.is_occurrence:
        start, end, status = parts.get("start"), parts.get("end"), parts.get("status")
        code = _code(found)
        return replace(
            plan,
            start=_date(start),
            end=_date(end),
            code=code,
            status=None if status is None else StatusPlan(status),
        )
    return replace(
        plan, unit=_unit(found, parts.get("unit")), lower=parts.get("lower"), upper=parts.get("upper")
    )


def _code(found: _Found) -> CodePlan | None:
    if found.code is None:
        return CodePlan(column=found.value) if found.value and found.variable.kind is Kind.EVENT else None
    return CodePlan(fixed=found.code)


def _unit(found: _Found, column: str | None) -> UnitPlan | None:
    if column is not None:
        return UnitPlan(column=column)
    fixed = unit_in_header(found.value or "", found.variable)
    return UnitPlan(fixed=fixed) if fixed else None


def _date(column: str | None) -> DatePlan | None:
    return None if column is None else DatePlan(column)


def _attribute(attribute: Variable, column: str) -> AttributePlan:
    unit = unit_in_header(column, attribute)
    is_number, is_date = attribute.kind is Kind.QUANTITY, attribute.kind is Kind.DATE
    return AttributePlan(attribute.name, column, unit, is_number=is_number, is_date=is_date)
