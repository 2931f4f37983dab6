"""Files that define something: trials, vocabularies, mappings, cases."""

from __future__ import annotations

from pathlib import Path

from eligibility import Fact, Record, explain, screen
from eligibility.documents.rendering import as_github, as_json, as_text
from eligibility.language.describe import describe
from eligibility.language.loading import check_trial_file
from eligibility.records import read_records
from eligibility.records.mapping.loading import check_mapping
from eligibility.testing.cases import load_cases
from eligibility.vocabulary import check_vocabulary
from tests.hostile.files import DAY, told, write

RECORD = Record(
    "P1",
    (
        Fact("birth_date", "1960-02"),
        Fact("sex", "female"),
        Fact("platelets", "74", unit="10^9/L", date="2026-03-01", lower="100", upper="300"),
        Fact("platelets", "<90", unit="10^9/L", date="2026-03"),
        Fact("ecog", "0-1", date="2026-03-10"),
        Fact("bilirubin", "20", unit="umol/L", date="2026-03-10"),
        Fact("diagnosis", "stroke", start="2025"),
        Fact("treatment", "sorafenib", start="2025-06-01", end="/2026-04-01"),
    ),
)
TABLE = b"patient,platelets,ecog,day\nP1,74 10^9/L,1,2026-03-01\nP2,<5,x,2026-13-01\n"


def trial(data: bytes, folder: Path) -> None:
    """Checked; where it can be used, also described and screened."""
    checked = check_trial_file(write(folder / "trial.yaml", data))
    assert as_text(checked.findings) or not checked.findings
    assert as_json(checked.findings) and (as_github(checked.findings) or not checked.findings)
    if checked.trial is None:
        assert checked.findings
        return
    assert describe(checked.trial)
    found = screen(checked.trial, RECORD, on=DAY)
    assert found.to_dict() and explain(checked.trial, RECORD, on=DAY)


def vocabulary(data: bytes, folder: Path) -> None:
    """Checked."""
    path = write(folder / "vocabulary.yaml", data)
    told(lambda: as_text(check_vocabulary([str(path)])[1]))


def mapping(data: bytes, folder: Path) -> None:
    """Checked; where it can be used, a table is read with it."""
    path = write(folder / "mapping.yaml", data)
    plan, findings = check_mapping(path)
    assert as_text(findings) or not findings
    if plan is None:
        assert findings
        return
    for name in ("labs.csv", "patients.csv"):
        write(folder / name, TABLE)
    told(lambda: list(read_records(mapping=plan)))
    told(lambda: list(read_records(folder / "labs.csv", mapping=plan)))


def cases(data: bytes, folder: Path) -> None:
    """Read against their trial."""
    told(lambda: load_cases(write(folder / "X.cases.yaml", data)))
