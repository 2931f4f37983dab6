"""Reads trial files in tests: a header is put before what a test writes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eligibility.documents import Diagnostic, load
from eligibility.language.plan import Condition, Trial
from eligibility.language.resolving import resolve
from eligibility.vocabulary import load_vocabulary
from eligibility.vocabulary.model import Vocabulary

HERE = Path(__file__).parent
HEADER = "trial: EXAMPLE\ntitle: An example\nvocabulary: [./small.yaml]\n"


@cache
def small() -> Vocabulary:
    return load_vocabulary(["./small.yaml"], HERE)


def findings_of(text: str) -> tuple[Diagnostic, ...]:
    return resolve(load(text, "EXAMPLE.yaml"), HERE, small()).findings


def trial_of(text: str) -> Trial:
    checked = resolve(load(HEADER + text, "EXAMPLE.yaml"), HERE, small())
    assert checked.trial is not None, [str(finding) for finding in checked.findings]
    return checked.trial


def condition_of(text: str, header: str = "") -> Condition:
    """The condition of the only criterion, written in flow style."""
    return trial_of(f"{header}\ninclusion: [{{id: I1, label: Example, {text}}}]").criteria[0].condition


def codes_of(condition: str, header: str = "") -> list[str]:
    """The codes of the findings of a criterion, written in flow style."""
    text = f"{HEADER}{header}\ninclusion: [{{id: I1, label: Example, {condition}}}]"
    return [finding.code for finding in findings_of(text)]
