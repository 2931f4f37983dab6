"""A first mapping for files that nobody has described: what the headers and the cells say, with its doubts marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eligibility.documents import DataError, Diagnostic
from eligibility.records.drafting.dates import format_of
from eligibility.records.drafting.long_files import is_long, long_entries
from eligibility.records.drafting.samples import Sample, sample_of
from eligibility.records.drafting.wide_files import wide_lines
from eligibility.records.drafting.words import PATIENT, SCREENING, by_words
from eligibility.records.drafting.yaml_lines import flow, quoted, with_doubts
from eligibility.vocabulary.model import Vocabulary

_NOTE = "# A draft. What is marked DOUBT needs you. Look at everything: it decides over patients."


def draft_mapping(paths: Sequence[Path | str], vocabulary: Vocabulary) -> str:
    """A mapping, as YAML, that our own loader accepts. Raises DataError if no column of any file is understood."""
    samples = [sample_of(Path(path)) for path in paths]
    files = [line for sample in samples for line in _file(sample, vocabulary)]
    if not any(line.startswith("  - ") for line in files):
        number = sum(len(sample.table.header) for sample in samples)
        remedy = "write a mapping that says what the columns are"
        raise DataError(
            [Diagnostic("D014", f"None of {number} columns names a variable that we know.", remedy=remedy)]
        )
    lines = [
        _NOTE,
        f"mapping: {quoted(_name(samples))}",
        f"vocabulary: [{', '.join(map(quoted, vocabulary.names))}]",
    ]
    return "\n".join([*lines, _screening(samples), "files:", *files, *_end()]) + "\n"


def _name(samples: Sequence[Sample]) -> str:
    return samples[0].table.name.split(".")[0] if samples else "draft"


def _end() -> list[str]:
    return [
        "complete: []  # DOUBT: of which events does a missing row mean that they did not happen? Such as"
        " {variable: treatment}",
    ]


def _screening(samples: Sequence[Sample]) -> str:
    for sample in samples:
        name = by_words(sample.columns, SCREENING)
        if name is not None:
            form = format_of(next(column for column in sample.columns if column.name == name))
            said = {"file": sample.table.name, "patient": _patient(sample)[0], "column": name}
            said |= {"format": form.format} if form.format else {}
            return with_doubts(f"screening date: {flow(said)}", [form.doubt] if form.doubt else [])
    return "screening date: when run"


def _patient(sample: Sample) -> tuple[str, list[str]]:
    """The column of the patients' ids."""
    name = by_words(sample.columns, PATIENT)
    if name is not None:
        return name, []
    return sample.columns[0].name, ["is this the patient's id?"]


def _file(sample: Sample, vocabulary: Vocabulary) -> list[str]:
    patient, doubts = _patient(sample)
    taken = {patient} | {name for name in (by_words(sample.columns, SCREENING),) if name}
    if is_long(sample, patient, vocabulary):
        entries = long_entries(sample, taken, vocabulary)
        return [
            line for keys in entries for line in _entry(sample, "long", patient, doubts, keys)
        ] or _nothing(sample)
    keys = wide_lines(sample, patient, taken, vocabulary)
    return _entry(sample, "wide", patient, doubts, keys) if keys else _nothing(sample)


def _entry(sample: Sample, shape: str, patient: str, doubts: list[str], keys: list[str]) -> list[str]:
    head = [f"  - file: {quoted(sample.table.name)}", f"    shape: {shape}"]
    head.append(with_doubts(f"    patient: {quoted(patient)}", doubts))
    if sample.encoding is not None:
        head.append(with_doubts(f"    encoding: {quoted(sample.encoding)}", ["does the text look right?"]))
    return [*head, *keys]


def _nothing(sample: Sample) -> list[str]:
    return [f"  # DOUBT: no column of {quoted(sample.table.name)} names a variable that we know"]
