"""One file for each mistake. Its first lines say what is found: place, code, message and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.documents import Diagnostic, Severity, load, load_file
from eligibility.language.checks import examine
from eligibility.language.findings import EXAMPLE, FINDINGS
from eligibility.language.resolving import resolve
from tests.language.reading import HERE, findings_of, small

FILES = sorted((HERE / "bad").glob("*.yaml"))


def told(finding: Diagnostic) -> str:
    at = finding.position
    assert at is not None
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity.value} "
    return f"{at.line}:{at.column} {finding.code} {severity}{finding.message} | {finding.remedy}"


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_each_mistake_is_told(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    findings = resolve(load_file(path), HERE, small()).findings
    assert [told(finding) for finding in findings] == expected
    assert all(finding.line == lines[finding.position.line - 1] for finding in findings if finding.position)


def test_a_vocabulary_that_is_not_there_is_told_with_its_own_findings() -> None:
    text = "trial: EXAMPLE\ntitle: X\nvocabulary: [generl]\ninclusion: [{id: I1, label: A, pregnant: true}]"
    findings = resolve(load(text, "EXAMPLE.yaml"), HERE).findings
    assert findings[0].code == "T007"
    assert len(findings) > 1


def filled(example: str) -> str:
    """The example file, with the keys of an example in the place of its own."""
    keys = {line.partition(":")[0] for line in example.splitlines()}
    kept = [text for key, text in EXAMPLE.items() if key not in keys]
    return "\n".join([*kept, example])


def found_in(text: str) -> tuple[Diagnostic, ...]:
    loaded = load(text, "EXAMPLE.yaml")
    checked = resolve(loaded, HERE)
    return checked.findings if checked.trial is None else (*checked.findings, *examine(checked.trial, loaded))


WITH_EXAMPLES = sorted(code for code, finding in FINDINGS.items() if finding.bad)


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_examples_of_the_docs_hold(code: str) -> None:
    finding = FINDINGS[code]
    assert code in {each.code for each in found_in(filled(finding.bad))}
    assert [str(each) for each in found_in(filled(finding.good))] == []


def test_whatever_stands_in_a_file_is_told_all_at_once() -> None:
    assert {finding.code for finding in findings_of("- a list")} == {"T003"}
    assert {finding.code for finding in findings_of("")} == {"Y002"}
