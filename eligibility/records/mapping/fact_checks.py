"""From what a mapping says of a column or a row to the plan of one fact, with every mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from eligibility.documents import suggest
from eligibility.possible import Interval
from eligibility.records.choices import ChoiceReader
from eligibility.records.mapping.findings import ATTRIBUTE, CODE, DATE, KEY, RANGE, VARIABLE, Findings, Path
from eligibility.records.mapping.form import (
    AttributeColumn,
    CodeColumn,
    ColumnForm,
    DateColumn,
    FactForm,
    FileForm,
    LimitColumns,
    StatusColumn,
    VariableColumn,
)
from eligibility.records.mapping.plan import (
    SCREENING,
    AttributePlan,
    CodePlan,
    DatePlan,
    FactPlan,
    Meanings,
    NamePlan,
    StatusPlan,
    UnitPlan,
)
from eligibility.records.numerals import read_numeral
from eligibility.records.sources.date_formats import format_fault
from eligibility.records.written_days import read_days
from eligibility.units import Unit, read_unit
from eligibility.vocabulary import find_code, read_accepted
from eligibility.vocabulary.model import Kind, Range, Variable

_BARE = Variable("number", Kind.QUANTITY)
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


def check_format(form: str | None, path: Path, findings: Findings) -> None:
    """A format of dates."""
    fault = format_fault(form) if form else ""
    if fault:
        findings.error(
            path, DATE, f"`{form}` is no format of dates: {fault}.", "write for example `DD/MM/YYYY`"
        )


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
    lower, upper = _limits(form)
    return FactPlan(
        variable=name,
        value=value,
        values=_values(form.values, variable, is_event, (*path, "values"), findings),
        format=form_of_dates,
        unit=_unit(form, variable, (*path, "unit"), findings),
        lower=lower,
        upper=upper,
        date=date_plan(form.date, (*path, "date"), findings),
        start=date_plan(form.start, (*path, "start"), findings),
        end=date_plan(form.end, (*path, "end"), findings),
        ongoing=form.no_end_means is not None,
        code=_code(form, variable, (*path, "code"), findings),
        present=form.present,
        absent=form.absent,
        status=_status(form.status),
        id=form.id,
        attributes=_attributes(form, variable, (*path, "attributes"), findings),
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


def _values(
    written: Mapping[str, tuple[str, ...]],
    variable: Variable | None,
    is_event: bool,
    path: Path,
    findings: Findings,
) -> Meanings:
    if variable is not None and not is_event:
        for cell, values in written.items():
            for value in values:
                _check_value(value, variable, (*path, cell), findings)
    return meanings(written)


def meanings(written: Mapping[str, tuple[str, ...]]) -> Meanings:
    """What each cell means: one text, or a tuple of alternatives."""
    return {cell: values[0] if len(values) == 1 else values for cell, values in written.items()}


def _check_value(value: str, variable: Variable, path: Path, findings: Findings) -> None:
    if variable.kind in (Kind.CODE, Kind.BOOLEAN):
        if ChoiceReader(variable).possible(value) is None:
            remedy = suggest(value, variable.values)
            findings.error(path, CODE, f"`{value[:80]}` is no value of {variable.name}.", remedy)
    elif variable.kind is Kind.QUANTITY and read_numeral(value) is None:
        findings.error(
            path, CODE, f"`{value[:80]}` is no number of {variable.name}.", 'write for example `">= 5"`'
        )
    elif variable.kind is Kind.DATE and read_days(value) is None:
        findings.error(path, DATE, f"`{value[:80]}` is no date.", "write it as 2025-05-01")


def _unit(form: FactForm, variable: Variable | None, path: Path, findings: Findings) -> UnitPlan | None:
    if form.unit is None:
        return None
    if isinstance(form.unit, str):
        return UnitPlan(either=form.unit)
    if set(form.unit) == {"column"}:
        return UnitPlan(column=form.unit["column"])
    mixed: list[tuple[str, Interval]] = []
    for text, written in form.unit.items():
        if variable is not None:
            findings.unit(variable, text, (*path, text))
        interval = _range(written, (*path, text), findings)
        if interval is not None:
            mixed.append((text, interval))
    return UnitPlan(mixed=tuple(mixed))


def _range(written: str, path: Path, findings: Findings) -> Interval | None:
    accepted = read_accepted(written, _BARE).accepted
    if isinstance(accepted, Range) and not accepted.needs_reference:
        return accepted.interval
    remedy = 'write for example `">= 10000"` or `"5 to 1000"`'
    findings.error(path, RANGE, f"`{written[:80]}` is no range of numbers.", remedy)
    return None


def _limits(form: FactForm) -> tuple[str | None, str | None]:
    if isinstance(form.limits, LimitColumns):
        return form.limits.lower, form.limits.upper
    return None, form.limits


def _code(form: FactForm, variable: Variable | None, path: Path, findings: Findings) -> CodePlan | None:
    if form.code is None:
        return None
    if isinstance(form.code, CodeColumn):
        if variable is not None and variable.kind.is_occurrence:
            for text, codes in form.code.names.items():
                for code in codes:
                    findings.code(variable, code, (*path, "names", text))
        return CodePlan(column=form.code.column, system=form.code.codes, names=meanings(form.code.names))
    if isinstance(form, ColumnForm) and variable is not None and variable.kind.is_occurrence:
        return CodePlan(fixed=findings.code(variable, form.code, path))
    known = find_code(findings.vocabulary, variable, form.code) if variable is not None else None
    return CodePlan(either=form.code, fixed=known)


def _status(form: str | StatusColumn | None) -> StatusPlan | None:
    if form is None:
        return None
    return StatusPlan(form) if isinstance(form, str) else StatusPlan(form.column, dict(form.values))


def _attributes(
    form: FactForm, variable: Variable | None, path: Path, findings: Findings
) -> tuple[AttributePlan, ...]:
    return tuple(
        _attribute(
            name,
            said if isinstance(said, AttributeColumn) else AttributeColumn(column=said),
            variable,
            path,
            findings,
        )
        for name, said in form.attributes.items()
    )


def _attribute(
    name: str, form: AttributeColumn, variable: Variable | None, path: Path, findings: Findings
) -> AttributePlan:
    here = (*path, name)
    attribute = _declared(name, variable, here, findings)
    if attribute is not None and form.unit:
        findings.unit(attribute, form.unit, (*here, "unit"))
    if attribute is not None and attribute.kind in (Kind.CODE, Kind.BOOLEAN) and not attribute.concepts_of:
        for cell, values in form.values.items():
            for value in values:
                _check_value(value, attribute, (*here, "values", cell), findings)
    check_format(form.format, (*here, "format"), findings)
    kind = attribute.kind if attribute else Kind.TEXT
    is_number, is_date = kind is Kind.QUANTITY, kind is Kind.DATE
    return AttributePlan(name, form.column, form.unit, meanings(form.values), form.format, is_number, is_date)


def _declared(name: str, variable: Variable | None, path: Path, findings: Findings) -> Variable | None:
    """The attribute, as the vocabulary types it; of rows of many variables, as the first that has it does."""
    if variable is not None:
        found = variable.attributes.get(name)
        if found is None:
            message = f"`{variable.name}` has no attribute `{name}`."
            findings.error(path, ATTRIBUTE, message, suggest(name, variable.attributes), at_value=False)
        return found
    among = (each.attributes.get(name) for each in findings.vocabulary.variables.values())
    found = next((each for each in among if each is not None), None)
    if found is None:
        findings.error(path, VARIABLE, f"No variable has an attribute `{name}`.", at_value=False)
    return found
