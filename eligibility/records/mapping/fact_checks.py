"""From what a mapping says of a column or a row to the plan of one fact, with every mistake."""

from __future__ import annotations

import re
from dataclasses import replace

from eligibility.records.mapping.findings import KEY, Findings, Path
from eligibility.records.mapping.form import ColumnForm, DateColumn, FactForm, FileForm, VariableColumn
from eligibility.records.mapping.part_checks import (
    attribute_plans,
    check_format,
    code_plan,
    limits_of,
    status_plan,
    unit_plan,
    values_plan,
)
from eligibility.records.mapping.plan import SCREENING, DatePlan, FactPlan, NamePlan, UnitPlan
from eligibility.units import Unit, read_unit
from eligibility.vocabulary.model import Kind, Variable

_IN_BRACKETS = re.compile(r"[\[(（【]([^\[\]()（）【】]+)[\])）】]\s*$")
_OF_EVENTS = ("code", "present", "absent", "start", "end", "no_end_means", "status")
_OF_QUANTITIES = ("unit", "limits")


def fact_of_column(column: str, form: ColumnForm, path: Path, findings: Findings) -> FactPlan | None:
    """The fact that a column of a wide file makes."""
    variable = findings.variable(form.variable, (*path, "variable"))
    if variable is None:
        return None
    _check_keys(form, variable, path, findings)
    plan = _fact(form, variable.name, variable, path, findings, value=column, form_of_dates=form.format)
    if variable.kind is not Kind.QUANTITY or not (form.unit is None or isinstance(form.unit, str)):
        return plan
    if form.unit is not None:
        findings.unit(variable, form.unit, (*path, "unit"))
    fixed = form.unit or unit_in_header(column, variable)
    return replace(plan, unit=UnitPlan(fixed=fixed) if fixed else None)


def unit_in_header(column: str, variable: Variable) -> str | None:
    """The unit that a header such as `albumin [g/L]` says, if results of the variable can come in it.

    >>> from eligibility.units import read_unit
    >>> unit_in_header("Albumin [g/dL]", Variable("albumin", Kind.QUANTITY, unit=read_unit("g/L")))
    'g/dL'
    """
    match = _IN_BRACKETS.search(column)
    if match is None or variable.unit is None:
        return None
    unit = read_unit(match[1], like=variable.unit.code)
    return match[1] if isinstance(unit, Unit) and unit.code else None


def fact_of_rows(form: FileForm, path: Path, findings: Findings) -> FactPlan | None:
    """The fact that each row of a long file makes."""
    if form.variable is None:
        findings.error(
            path,
            KEY,
            "A long file needs `variable`.",
            "name one, or the column that names it",
            at_value=False,
        )
        return None
    if isinstance(form.variable, VariableColumn):
        names = _names(form.variable, (*path, "variable"), findings)
        return _fact(form, names, None, path, findings, value=form.value)
    variable = findings.variable(form.variable, (*path, "variable"))
    if variable is None:
        return None
    _check_keys(form, variable, path, findings)
    if not variable.kind.is_occurrence and form.value is None:
        findings.error(
            path, KEY, f"`value` is missing: the column of {variable.name}.", "add it", at_value=False
        )
    return _fact(form, variable.name, variable, path, findings, value=form.value)


def date_plan(form: str | DateColumn | None, path: Path, findings: Findings) -> DatePlan | None:
    """A column of dates, `screening` or `undated`."""
    if form is None:
        return None
    if isinstance(form, str):
        return {SCREENING: DatePlan(fixed=SCREENING), "undated": DatePlan()}.get(form) or DatePlan(form)
    check_format(form.format, (*path, "format"), findings)
    return DatePlan(form.column, form.format)


# ---- one fact ------------------------------------------------------------------------------------


def _fact(
    form: FactForm,
    name: str | NamePlan,
    variable: Variable | None,
    path: Path,
    findings: Findings,
    *,
    value: str | None,
    form_of_dates: str | None = None,
) -> FactPlan:
    check_format(form_of_dates, (*path, "format"), findings)
    is_event = variable is not None and variable.kind.is_occurrence
    lower, upper = limits_of(form)
    return FactPlan(
        variable=name,
        value=value,
        values=values_plan(form.values, variable, is_event, (*path, "values"), findings),
        format=form_of_dates,
        unit=unit_plan(form, variable, (*path, "unit"), findings),
        lower=lower,
        upper=upper,
        date=date_plan(form.date, (*path, "date"), findings),
        start=date_plan(form.start, (*path, "start"), findings),
        end=date_plan(form.end, (*path, "end"), findings),
        ongoing=form.no_end_means is not None,
        code=code_plan(form, variable, (*path, "code"), findings),
        present=form.present,
        absent=form.absent,
        status=status_plan(form.status),
        id=form.id,
        attributes=attribute_plans(form, variable, (*path, "attributes"), findings),
    )


def _check_keys(form: FactForm, variable: Variable, path: Path, findings: Findings) -> None:
    """Keys that cannot act on a variable of this kind."""
    is_event = variable.kind.is_occurrence
    wrong = _OF_QUANTITIES if variable.kind is not Kind.QUANTITY else ()
    for key in (*wrong, *(() if is_event else _OF_EVENTS)):
        if key in form.model_fields_set:
            written = "no end means" if key == "no_end_means" else key
            message = f"`{written}` cannot act here: {variable.name} is a {variable.kind.value}."
            findings.error((*path, written), KEY, message, "leave it out", at_value=False)


def _names(form: VariableColumn, path: Path, findings: Findings) -> NamePlan:
    for text, name in form.names.items():
        findings.variable(name, (*path, "names", text))
    return NamePlan(form.column, form.codes, dict(form.names))
