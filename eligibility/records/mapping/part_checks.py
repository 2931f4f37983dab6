"""The parts of what a mapping says of a fact: values, units, limits, codes, attributes; each with its mistakes."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.documents import suggest
from eligibility.possible import Interval
from eligibility.records.choices import ChoiceReader
from eligibility.records.mapping.findings import ATTRIBUTE, CODE, DATE, RANGE, VARIABLE, Findings, Path
from eligibility.records.mapping.form import (
    AttributeColumn,
    CodeColumn,
    ColumnForm,
    FactForm,
    LimitColumns,
    StatusColumn,
)
from eligibility.records.mapping.plan import AttributePlan, CodePlan, Meanings, StatusPlan, UnitPlan
from eligibility.records.numerals import read_numeral
from eligibility.records.sources.date_formats import format_fault
from eligibility.records.written_days import read_days
from eligibility.vocabulary import find_code, read_accepted
from eligibility.vocabulary.model import Kind, Range, Variable

_BARE = Variable("number", Kind.QUANTITY)


def check_format(form: str | None, path: Path, findings: Findings) -> None:
    """A format of dates."""
    fault = format_fault(form) if form else ""
    if fault:
        findings.error(
            path, DATE, f"`{form}` is no format of dates: {fault}.", "write for example `DD/MM/YYYY`"
        )


def values_plan(
    written: Mapping[str, tuple[str, ...]],
    variable: Variable | None,
    is_event: bool,
    path: Path,
    findings: Findings,
) -> Meanings:
    """What each cell means; every meaning must be one that the variable can have."""
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


def unit_plan(form: FactForm, variable: Variable | None, path: Path, findings: Findings) -> UnitPlan | None:
    """Where the unit of a result stands."""
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


def limits_of(form: FactForm) -> tuple[str | None, str | None]:
    """The texts of both limits: columns, or fixed limits."""
    if isinstance(form.limits, LimitColumns):
        return form.limits.lower, form.limits.upper
    return None, form.limits


def code_plan(form: FactForm, variable: Variable | None, path: Path, findings: Findings) -> CodePlan | None:
    """Where the code of an event stands."""
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


def status_plan(form: str | StatusColumn | None) -> StatusPlan | None:
    """Where the status of an event stands."""
    if form is None:
        return None
    return StatusPlan(form) if isinstance(form, str) else StatusPlan(form.column, dict(form.values))


def attribute_plans(
    form: FactForm, variable: Variable | None, path: Path, findings: Findings
) -> tuple[AttributePlan, ...]:
    """The columns of the attributes."""
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
