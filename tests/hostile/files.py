"""Files that mean harm, and what may come of them: a result, or our own findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eligibility import DataError, DefinitionError, Screening, screen
from eligibility.documents import Diagnostic
from eligibility.documents.rendering import as_github, as_json, as_text
from eligibility.language.loading import check_trial_file
from eligibility.records import read_records
from eligibility.records.answers import read_answers
from eligibility.records.mapping.loading import check_mapping
from eligibility.testing.cases import load_cases
from eligibility.vocabulary import check_vocabulary

TRIAL = "NCT05349331"
DAY = "2026-03-20"
MAPPING = "mapping: m\nvocabulary: [general, oncology, liver]\n"


def told(check: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """The findings of what was refused; none if there is a result. Any other exception is a failure of the test."""
    try:
        check()
    except (DataError, DefinitionError) as error:
        found = error.diagnostics
    else:
        return ()
    assert found
    assert all(render(found) for render in (as_text, as_json, as_github))
    return found


def checkers() -> dict[str, Callable[[Path], object]]:
    """What reads each kind of YAML file."""
    return {
        "trial": check_trial_file,
        "vocabulary": lambda path: check_vocabulary([str(path)]),
        "mapping": check_mapping,
        "answers": read_answers,
        "cases": load_cases,
    }


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def screened(data: Path, mapping: Path | None = None) -> Screening:
    return screen(TRIAL, read_records(data, mapping=mapping), on=DAY)
