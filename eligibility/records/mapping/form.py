"""The form of a mapping file: every key, where it may stand, and what it means.

The reference and the JSON Schema are generated from these models; keep the descriptions plain.
"""

# ruff: noqa: E501 (descriptions are prose)

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

_ANY_SCALAR = WithJsonSchema({"type": ["string", "number", "boolean"]})


def _one_or_several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[str, _ANY_SCALAR]
OneOrSeveral = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_or_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Translations = dict[str, OneOrSeveral]


class Form(BaseModel):
    """Every mapping of a mapping file: no key is unknown, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DateColumn(Form):
    """A column of dates and how they are written."""

    column: str = Field(description="The column.")
    format: str | None = Field(
        None,
        description="How its dates are written, such as `DD/MM/YYYY` or `YYYY/MM/DD HH:mm`. Dates that begin with the year need none.",
    )


class LimitColumns(Form):
    """Reference limits: columns, or fixed limits for all results of this column."""

    lower: str | None = Field(
        None, description="The column of the lower limits, or one limit for all, such as `35 g/L`."
    )
    upper: str | None = Field(
        None, description="The column of the upper limits, or one limit for all, such as `40 U/L`."
    )


class AttributeColumn(Form):
    """A column that says more about the same fact."""

    column: str = Field(description="The column.")
    unit: str | None = Field(None, description="The unit of its numbers.")
    values: Translations = Field(default={}, description="What its cells mean.")
    format: str | None = Field(None, description="How its dates are written.")


class VariableColumn(Form):
    """A column that names the variable of each row."""

    column: str = Field(description="The column.")
    codes: str | None = Field(None, description="The terminology of its codes: `loinc`, `snomed`.")
    names: dict[str, str] = Field(
        default={},
        description="What its texts mean: variables. Others are found by the spellings of the vocabulary.",
    )


class CodeColumn(Form):
    """A column that names the code of each event."""

    column: str = Field(description="The column.")
    codes: str | None = Field(None, description="The terminology of its codes: `icd10`, `atc`, `snomed`.")
    names: Translations = Field(
        default={},
        description="What its texts mean: codes of the vocabulary. Others are found by its spellings.",
    )


class StatusColumn(Form):
    """A column that says how sure an event is."""

    column: str = Field(description="The column.")
    values: dict[str, Literal["confirmed", "suspected", "ruled_out", "absent"]] = Field(
        default={}, description="What its cells mean."
    )


UnitWords = Words | dict[str, Words]
DateWords = Words | DateColumn
LimitWords = Words | LimitColumns
AttributeWords = dict[str, Words | AttributeColumn]


class FactForm(Form):
    """What a column of a wide file, or a row of a long file, says."""

    unit: UnitWords | None = Field(
        None,
        description='Wide: the unit of the numbers. Long: the column of the units, or one unit for all. `{column: ...}` names a column; `{/uL: ">= 10000", 10^9/L: "5 to 1000"}` are mixed units: the one whose range holds the number is taken.',
    )
    values: Translations = Field(
        default={},
        description='What cells mean, where that is not what they say: `{"1": male, "0": female}`, `{"5": ">= 5"}`. A cell may stand for several codes.',
    )
    limits: LimitWords | None = Field(
        None,
        description="Reference limits: `{lower: ..., upper: ...}` (columns or fixed limits), or one column of texts such as `3.5-5.5`.",
    )
    date: DateWords | None = Field(
        None, description="The column of the dates; `screening`: as of screening; `undated`: not known."
    )
    code: str | CodeColumn | None = Field(
        None, description="Of an event: its code, or the column of its codes."
    )
    present: OneOrSeveral | None = Field(None, description="Of an event: cells that say that it happened.")
    absent: OneOrSeveral | None = Field(
        None, description="Of an event: cells that say that it never did. An empty cell says nothing."
    )
    start: DateWords | None = Field(None, description="Of an event that lasts: the column of its first day.")
    end: DateWords | None = Field(None, description="Of an event that lasts: the column of its last day.")
    no_end_means: Literal["ongoing"] | None = Field(
        None, alias="no end means", description="Without an end the event is still going on."
    )
    status: str | StatusColumn | None = Field(
        None,
        description="Of an event: the column that says whether it is confirmed, suspected, ruled_out or absent.",
    )
    id: str | None = Field(None, description="The column of the id of a fact: rows with one id are one fact.")
    attributes: AttributeWords = Field(
        default={},
        description="Columns that say more about the same fact: `{laboratory: LAB, dose: {column: DOSE, unit: mg/day}}`.",
    )


class ColumnForm(FactForm):
    """What one column of a wide file says."""

    variable: str = Field(description="The variable.")
    format: str | None = Field(None, description="Of dates: how they are written, such as `DD/MM/YYYY`.")


class FileForm(FactForm):
    """One file, or all files of one name pattern."""

    file: str = Field(
        min_length=1, description="The name of the file; `labs_*.csv` stands for all that match."
    )
    shape: Literal["wide", "long"] = Field(
        description="`wide`: one row per patient. `long`: one row per result or event."
    )
    patient: str = Field(min_length=1, description="The column of the patients' ids.")
    encoding: str | None = Field(None, description="Where it is not UTF-8: `gb18030`, `latin-1`.")
    delimiter: str | None = Field(
        None,
        description="What separates cells: `,`, `;`, `tab` or `|`. Not said: the one that the header uses.",
    )
    decimal: Literal[".", ","] | None = Field(None, description="The decimal sign. Not said: a point.")
    missing: tuple[Words, ...] = Field(
        default=("",),
        description="Cells that hold nothing. Others that cannot be read are unknown, and reported.",
    )
    columns: dict[str, ColumnForm | list[ColumnForm]] | None = Field(
        None, description="Wide: what each column says. A column that is not named is not used."
    )
    variable: str | VariableColumn | None = Field(
        None, description="Long: the variable of all rows, or the column that names it."
    )
    value: str | None = Field(None, description="Long: the column of the results.")


class ScreeningColumn(Form):
    """Where each patient's own screening date stands."""

    file: str = Field(min_length=1, description="The name of the file.")
    patient: str | None = Field(
        None, description="The column of the patients' ids; not said: as under `files`."
    )
    column: str = Field(description="The column of the screening dates.")
    format: str | None = Field(None, description="How its dates are written.")


class LimitForm(Form):
    """A reference limit for results that are printed without one."""

    variable: str = Field(description="The variable.")
    laboratory: str | None = Field(None, description="For results of this laboratory only.")
    sex: Literal["male", "female"] | None = Field(None, description="For patients of this sex only.")
    from_: str | None = Field(None, alias="from", description="From this day on.")
    until: str | None = Field(None, description="Up to this day.")
    lower: Words | None = Field(None, description="The lower limit, with its unit.")
    upper: Words | None = Field(None, description="The upper limit, with its unit.")


class FactorForm(Form):
    """A conversion that holds for an assay of the site."""

    variable: str = Field(description="The variable.")
    laboratory: str | None = Field(None, description="For results of this laboratory only.")
    from_: Words = Field(alias="from", description="The unit that is converted; the factor works both ways.")
    to: Words = Field(description="The unit that it is converted to.")
    times: Words = Field(description="What the number is multiplied with.")
    plus: Words = Field("0", description="What is added after that.")
    source: Words = Field(min_length=1, description="Where the factor stands, such as the assay sheet.")


class CompleteForm(Form):
    """The site's word that a missing record means "no"."""

    variable: str = Field(description="The event or item variable.")
    code: str | None = Field(None, description="One code or class; not said: all codes.")
    since: str | None = Field(None, description="The first day of which the source speaks.")
    until: str | None = Field(None, description="The last day of which it speaks: that of the extract.")


class IgnoreForm(Form):
    """Codes that are known to matter to no criterion."""

    variable: str = Field(description="The event variable.")
    code: OneOrSeveral = Field(description="The code as the data writes it, or several.")


class AlwaysForm(Form):
    """A fact that holds for every patient of this data."""

    variable: str = Field(description="The variable.")
    code: str | None = Field(None, description="Of an event: its code.")
    value: Words | None = Field(None, description="Of a reading: its value, with its unit.")
    date: str | None = Field(None, description="Its day; `screening`: as of screening. Not said: not known.")
    start: str | None = Field(None, description="Of an event that lasts: its first day.")
    status: Literal["confirmed", "suspected", "ruled_out", "absent"] = Field(
        "confirmed", description="How sure it is."
    )
    attributes: dict[str, Words] = Field(default={}, description="What more is said of it.")
    source: Words = Field(min_length=1, description="Why it holds for everyone.")


class MappingForm(Form):
    """How the data of a site becomes facts."""

    mapping: Words = Field(description="A name.")
    vocabulary: tuple[str, ...] = Field(
        min_length=1, description="Names of shipped vocabularies, or paths of your own."
    )
    screening_date: Words | ScreeningColumn = Field(
        "when run",
        alias="screening date",
        description="`when run`, a date, or a column with each patient's own.",
    )
    files: tuple[FileForm, ...] = Field(min_length=1, description="What each file holds.")
    limits: tuple[LimitForm, ...] = Field(
        default=(), description="Reference limits for results that are printed without."
    )
    factors: tuple[FactorForm, ...] = Field(
        default=(), description="Conversions that hold for the site's assays."
    )
    complete: tuple[CompleteForm, ...] = Field(
        default=(),
        description='Where a missing record means "no": the site\'s word, shown wherever it decides.',
    )
    stand_for: dict[str, Words] = Field(
        default={},
        alias="stand for",
        description="How long a fact speaks after its date, such as `28 days`: `negatives`, `readings`, or a variable.",
    )
    ignore: tuple[IgnoreForm, ...] = Field(
        default=(), description="Codes that are known to matter to no criterion."
    )
    always: tuple[AlwaysForm, ...] = Field(
        default=(), description="Facts that hold for every patient of this data."
    )
    note: Words = Field("", description="What a reader must know.")
