"""Loads a mapping file: everything that is wrong with it at once, or the plan of how data becomes facts."""

from __future__ import annotations

from pathlib import Path as FilePath
from pathlib import PurePosixPath

from pydantic import ValidationError

from eligibility.documents import DefinitionError, Diagnostic, Loaded, load_file, place, plain
from eligibility.documents.schema_errors import diagnose
from eligibility.records.facts import Fact, Source, WrittenDate
from eligibility.records.mapping.fact_checks import date_plan, fact_of_column, fact_of_rows
from eligibility.records.mapping.findings import DATE, ENCODING, FILE, KEY, SHAPE, Findings, Path
from eligibility.records.mapping.form import AlwaysForm, ColumnForm, FileForm, MappingForm, ScreeningColumn
from eligibility.records.mapping.part_checks import check_format
from eligibility.records.mapping.plan import UNDATED_PLAN, DatePlan, FactPlan, FilePlan, MappingPlan
from eligibility.records.mapping.site import site_of
from eligibility.records.sources.encodings import named_encoding
from eligibility.records.written_days import read_days
from eligibility.vocabulary import Vocabulary, load_vocabulary

WHEN_RUN = "when run"
LONGEST_NAME = 200  # characters of a file name, with its folders
_DELIMITERS = {",": ",", ";": ";", "tab": "\t", "\t": "\t", "|": "|"}
_LONG_ONLY = (
    "variable",
    "value",
    "values",
    "unit",
    "limits",
    "code",
    "present",
    "absent",
    "start",
    "end",
    "id",
    "status",
)
_LONG_ONLY_WORDS = (*_LONG_ONLY, "no_end_means", "attributes")


def load_mapping(path: FilePath | str) -> MappingPlan:
    """The mapping of a file. Raises DefinitionError with everything that is wrong."""
    mapping, diagnostics = check_mapping(path)
    if mapping is None:
        raise DefinitionError(diagnostics)
    return mapping


def check_mapping(path: FilePath | str) -> tuple[MappingPlan | None, tuple[Diagnostic, ...]]:
    """The mapping, or None, and everything that is wrong with it."""
    path = FilePath(path)
    loaded = load_file(path)
    if loaded.failed or loaded.root is None:
        return None, loaded.diagnostics
    try:
        form = MappingForm.model_validate(plain(loaded.root))
    except ValidationError as error:
        return None, (*loaded.diagnostics, *diagnose(error, loaded, "M", MappingForm))
    try:
        vocabulary = load_vocabulary(form.vocabulary, path.parent)
    except DefinitionError as error:
        return None, (*loaded.diagnostics, *_placed(error, loaded))
    findings = Findings(loaded, vocabulary)
    mapping = _mapping(form, path, vocabulary, findings)
    return (None if findings.failed else mapping), (*loaded.diagnostics, *findings.found)


def _placed(error: DefinitionError, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Findings of a vocabulary; those without a place stand where the mapping names it."""
    root = loaded.root
    assert root is not None
    at = place(root, ("vocabulary",))
    return tuple(
        each if each.position else loaded.diagnostic(each.code, each.message, at, each.remedy)
        for each in error.diagnostics
    )


def _mapping(form: MappingForm, path: FilePath, vocabulary: Vocabulary, findings: Findings) -> MappingPlan:
    files = [_file(each, ("files", number), findings) for number, each in enumerate(form.files)]
    screening, own = _screening(form, files, findings)
    if own is not None:
        files.append(own)
    always = tuple(_always(each, ("always", number), findings) for number, each in enumerate(form.always))
    hashes = {path.name: findings.loaded.sha256, **vocabulary.hashes}
    site = site_of(form, files, hashes, findings)
    return MappingPlan(form.mapping, vocabulary, tuple(files), site, always, screening, str(path))


# ---- files ---------------------------------------------------------------------------------------


def _file(form: FileForm, path: Path, findings: Findings) -> FilePlan:
    date = date_plan(form.date, (*path, "date"), findings)
    _check_name(form.file, (*path, "file"), findings)
    return FilePlan(
        file=form.file,
        patient=form.patient,
        facts=tuple(
            _facts_of_columns(form, path, findings)
            if form.shape == "wide"
            else _of_rows(form, path, findings)
        ),
        encoding=_encoding(form.encoding, (*path, "encoding"), findings),
        delimiter=_delimiter(form.delimiter, (*path, "delimiter"), findings),
        decimal=form.decimal or ".",
        missing=frozenset(text.strip() for text in form.missing),
        date=date or UNDATED_PLAN,
    )


def _facts_of_columns(form: FileForm, path: Path, findings: Findings) -> list[FactPlan]:
    for key in form.model_fields_set & set(_LONG_ONLY_WORDS):
        written = "no end means" if key == "no_end_means" else key
        message = f"`{written}` belongs to long files, or to one of the `columns` of a wide file."
        findings.error((*path, written), SHAPE, message, at_value=False)
    if not form.columns:
        findings.error(path, KEY, "A wide file needs `columns`.", "say what its columns hold", at_value=False)
    plans = []
    for column, said in (form.columns or {}).items():
        here = (*path, "columns", column)
        if isinstance(said, ColumnForm):
            plans.append(fact_of_column(column, said, here, findings))
        else:
            plans += [
                fact_of_column(column, each, (*here, number), findings) for number, each in enumerate(said)
            ]
    return [plan for plan in plans if plan is not None]


def _of_rows(form: FileForm, path: Path, findings: Findings) -> list[FactPlan]:
    if form.columns is not None:
        message = "`columns` belongs to wide files; the rows of a long file are facts."
        findings.error((*path, "columns"), SHAPE, message, at_value=False)
    plan = fact_of_rows(form, path, findings)
    return [] if plan is None else [plan]


def _check_name(name: str, path: Path, findings: Findings) -> None:
    """A file is looked for beside the mapping and in the folders there, nowhere else."""
    parts = PurePosixPath(name).parts
    odd = name.startswith("/") or "\\" in name or any(part == ".." or "**" in part for part in parts)
    if odd or not parts or len(name) > LONGEST_NAME:
        message = f"`{name[:80]}` is no file beside the mapping."
        findings.error(path, FILE, message, "write its name, such as `labs.csv` or `labs_*.csv`")


def _encoding(text: str | None, path: Path, findings: Findings) -> str | None:
    if text is None:
        return None
    name = named_encoding(text)
    if name is None:
        findings.error(
            path, ENCODING, f"There is no encoding `{text[:40]}`.", "write for example `utf-8` or `gb18030`"
        )
    return name


def _delimiter(text: str | None, path: Path, findings: Findings) -> str | None:
    if text is None or text in _DELIMITERS:
        return _DELIMITERS[text] if text else None
    findings.error(
        path, ENCODING, f"Cells cannot be separated by `{text[:20]}`.", "write `,`, `;`, `tab` or `|`"
    )
    return None


def _screening(
    form: MappingForm, files: list[FilePlan], findings: Findings
) -> tuple[WrittenDate, FilePlan | None]:
    """The date that holds for all, or the file with each patient's own."""
    said = form.screening_date
    path: Path = ("screening date",)
    if isinstance(said, ScreeningColumn):
        check_format(said.format, (*path, "format"), findings)
        _check_name(said.file, (*path, "file"), findings)
        same = next((each for each in files if each.file == said.file), None)
        patient = said.patient or (same.patient if same else None)
        if patient is None:
            findings.error(
                path, KEY, "`patient` is missing: the column of the patients' ids.", "add it", at_value=False
            )
        own = FilePlan(said.file, patient or "", screening=DatePlan(said.column, said.format))
        if same is not None:
            own = FilePlan(
                said.file,
                patient or "",
                (),
                same.encoding,
                same.delimiter,
                same.decimal,
                screening=own.screening,
            )
        return None, own
    if said == WHEN_RUN:
        return None, None
    if read_days(said) is None or not said.strip():
        remedy = f"write `{WHEN_RUN}`, a date, or {{file: ..., column: ...}}"
        findings.error(path, DATE, f"`{said[:40]}` is no screening date.", remedy)
    return said, None


def _always(form: AlwaysForm, path: Path, findings: Findings) -> Fact:
    variable = findings.variable(form.variable, (*path, "variable"))
    value = form.value
    if variable is not None and variable.kind.is_occurrence:
        value = findings.code(variable, form.code, (*path, "code")) if form.code else form.value
    elif variable is not None and form.value is None:
        findings.error(
            path, KEY, f"`value` is missing: what holds of {variable.name}.", "add it", at_value=False
        )
    for key, text in (("date", form.date), ("start", form.start)):
        if text not in (None, "screening"):
            findings.date(str(text), (*path, key))
    source = Source(note=form.source)
    return Fact(
        form.variable,
        value,
        date=form.date,
        start=form.start,
        status=form.status,
        attributes=dict(form.attributes),
        source=source,
    )
