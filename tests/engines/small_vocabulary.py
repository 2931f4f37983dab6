"""One criterion on a vocabulary that a test has written for itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eligibility.documents import load
from eligibility.engines.interpreter import screen_chart
from eligibility.language.resolving import resolve
from eligibility.possible import Days
from eligibility.records.facts import Fact, Record
from eligibility.records.understand import understand
from eligibility.results.model import Explanation

HEAD = "vocabulary: small\ntitle: {en: Small, zh: Small}\nvariables:\n"
TRIAL = "trial: T\ntitle: T\nvocabulary: [./small.yaml]\ninclusion: [{id: I1, label: {en: I, zh: I}, %s}]\n"


def explained(folder: Path, variables: str, asked: str, facts: Iterable[Fact]) -> Explanation:
    """The explanation of a condition, as of 20 March 2026."""
    (folder / "small.yaml").write_text(HEAD + variables, encoding="utf-8")
    checked = resolve(load(TRIAL % asked, "T.yaml"), folder)
    assert checked.trial is not None, "\n".join(str(each) for each in checked.findings)
    day = Days.read("2026-03-20")
    assert day is not None
    chart = understand(Record("P", tuple(facts)), checked.trial.vocabulary, day)
    return screen_chart(checked.trial, chart, day)[0].criteria[0].condition
