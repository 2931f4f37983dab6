"""Conditions and derived variables on a vocabulary that a test has written for itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from eligibility.documents import load
from eligibility.engines.interpreter import screen_chart
from eligibility.engines.interpreter.deriving import derive
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import ReadingLeaf, Trial
from eligibility.language.resolving import resolve
from eligibility.possible import Days, Interval
from eligibility.possible.interval import hull
from eligibility.records.facts import Fact, Record, Site
from eligibility.records.understand import understand
from eligibility.results.model import Explanation
from eligibility.vocabulary import load_vocabulary
from eligibility.vocabulary.model import AnyCode, Variable, Vocabulary

HEAD = "vocabulary: small\ntitle: {en: Small, zh: Small}\nvariables:\n"
TRIAL = "trial: T\ntitle: T\nvocabulary: [./small.yaml]\ninclusion: [{id: I1, label: {en: I, zh: I}, %s}]\n"
DAY = Days.on(date(2026, 3, 20))


def explained(
    folder: Path, variables: str, asked: str, facts: Iterable[Fact], site: Site | None = None
) -> Explanation:
    """The explanation of a condition."""
    trial = _trial(folder, variables, asked)
    chart = understand(Record("P", tuple(facts), site=site or Site()), trial.vocabulary, DAY)
    return screen_chart(trial, chart, DAY)[0].criteria[0].condition


def vocabulary(folder: Path, variables: str) -> Vocabulary:
    """The variables, read."""
    (folder / "small.yaml").write_text(HEAD + variables, encoding="utf-8")
    return load_vocabulary(["./small.yaml"], folder)


def derived(folder: Path, variables: str, variable: Variable, facts: Iterable[Fact]) -> Interval:
    """The possible numbers of a derived variable that the vocabulary does not have."""
    known = vocabulary(folder, variables)
    chart = understand(Record("P", tuple(facts)), known, DAY)
    view = View(chart, Trial("T", {"en": "T"}, known, ()), DAY.first)
    values = derive(ReadingLeaf(variable, AnyCode()), view).values
    return hull(value for value in values if isinstance(value, Interval))


def _trial(folder: Path, variables: str, asked: str) -> Trial:
    (folder / "small.yaml").write_text(HEAD + variables, encoding="utf-8")
    checked = resolve(load(TRIAL % asked, "T.yaml"), folder)
    assert checked.trial is not None, "\n".join(str(each) for each in checked.findings)
    return checked.trial
