"""Screens the facts of a row against what its table asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from eligibility.documents import Diagnostic, load
from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Trial
from eligibility.language.resolving import resolve
from eligibility.possible import Days
from eligibility.records.facts import Chart, Record, Site
from eligibility.records.from_python import record_from_dict
from eligibility.records.identity import Same
from eligibility.records.mapping.findings import Findings
from eligibility.records.understand import understand
from eligibility.results.model import CriterionResult, Explanation, PatientResult, Verdict
from eligibility.results.text.patient import patient_text
from eligibility.testing.case_documents import SiteWords
from eligibility.testing.case_sites import site_of_case
from eligibility.vocabulary import load_vocabulary
from eligibility.vocabulary.model import Vocabulary
from tests.spec.forms import FOLDER, Group, Refusal, Row, Table
from tests.spec.writing import written

TRIAL = "SPEC"
_EXPECTED = re.compile(r"([A-Z_]+)(?: \(([^)]+)\))?")


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(["./example.yaml"], FOLDER)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def trial_text(asked: Table | Refusal) -> str:
    """The trial file of a table."""
    return yaml.dump(_document(asked), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _document(asked: Table | Refusal) -> dict[str, Any]:
    head: dict[str, Any] = {"trial": TRIAL, "title": "A table", "vocabulary": ["./example.yaml"]}
    if isinstance(asked, Table) and asked.anchors:
        head["anchors"] = asked.anchors
    if asked.trial is not None:
        return {**head, **asked.trial}
    criterion = {"id": "C1", "label": "What is asked", **(asked.criterion or asked.asks or {})}
    return {**head, asked.section if isinstance(asked, Table) else "inclusion": [criterion]}


def trial_of(asked: Table | Refusal) -> tuple[Trial | None, tuple[Diagnostic, ...]]:
    """The plan of a table, or what is wrong with it."""
    return _plan(Same(asked))


@cache
def _plan(asked: Same[Table | Refusal]) -> tuple[Trial | None, tuple[Diagnostic, ...]]:
    checked = resolve(load(trial_text(asked.what), f"{TRIAL}.yaml"), FOLDER, vocabulary())
    return checked.trial, checked.findings


# ---- records -------------------------------------------------------------------------------------


def record_of(table: Table, row: Row) -> Record:
    """The patient of a row."""
    answers = [{**each.model_dump(exclude_none=True), "trial": TRIAL} for each in row.answers]
    given = {"patient": "P1", "facts": [*table.given, *row.facts], "answers": answers}
    return record_from_dict(given, vocabulary(), _site(row.site or table.site or SiteWords()))


def _site(words: SiteWords) -> Site:
    text = yaml.dump(words.model_dump(mode="json", by_alias=True, exclude_unset=True), Dumper=_Dumper)
    findings = Findings(load(text, "site.yaml"), vocabulary())
    site = site_of_case(words, findings)
    assert not findings.found, [str(each) for each in findings.found]
    return site


# ---- answers -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """A row that gives something else than it says."""

    expected: str
    got: str
    table: Table
    row: Row
    explanation: str

    def __str__(self) -> str:
        facts = (
            "\n".join(f"    - {written(fact)}" for fact in [*self.table.given, *self.row.facts]) or "    none"
        )
        return "\n".join(
            [
                trial_text(self.table).partition("\n- id:")[0] and _asked_text(self.table),
                f"  facts:\n{facts}",
                f"  expected {self.expected}" + (f" ({self.row.why})" if self.row.why else ""),
                f"  got      {self.got}",
                *(f"    {line}" for line in self.explanation.splitlines()),
            ]
        )


def _asked_text(table: Table) -> str:
    return f"  asked: {written(table.asks or table.criterion or table.trial or {})}"


def difference(group: Group, table: Table, row: Row) -> Difference | None:
    """What is wrong with a row, if anything is."""
    trial, findings = trial_of(table)
    assert trial is not None, f"{_asked_text(table)}\n" + "\n".join(str(each) for each in findings)
    results = screened(trial, table, row, row.on or table.on or group.on)
    assert all(each.condition.condition is each.criterion.condition for each in results[0].criteria)
    expected, got = expected_of(row.gives), _got(row.gives, results, of_criterion=table.asks is None)
    if got != expected:
        return Difference(shown(expected), shown(got), table, row, patient_text(results[0]))
    if row.due is not None and (due := _due(results[0].criteria[0].condition)) != row.due:
        return Difference(f"due {row.due}", f"due {due}", table, row, patient_text(results[0]))
    return None


def screened(trial: Trial, table: Table, row: Row, on: str) -> tuple[PatientResult, ...]:
    day = Days.read(on)
    assert day is not None, on
    return screen_chart(trial, _chart(Same(table), Same(row), day), day)


@cache
def _chart(table: Same[Table], row: Same[Row], day: Days) -> Chart:
    return understand(record_of(table.what, row.what), vocabulary(), day)


Answer = tuple[str, frozenset[str]]


def expected_of(text: str) -> Mapping[str, Answer]:
    """`UNKNOWN (stale)`; of several cohorts or criteria: `main: ELIGIBLE, extension: INELIGIBLE`."""
    if ": " not in text:
        return {"": _answer(text)}
    return {name: _answer(answer) for name, _, answer in (each.partition(": ") for each in text.split("; "))}


def _answer(text: str) -> Answer:
    match = _EXPECTED.fullmatch(text)
    assert match is not None, f"`{text}` is no answer"
    return match[1], frozenset(match[2].split(", ") if match[2] else ())


def shown(answers: Mapping[str, Answer]) -> str:
    return "; ".join(
        (f"{name}: " if name else "") + truth + (f" ({', '.join(sorted(reasons))})" if reasons else "")
        for name, (truth, reasons) in answers.items()
    )


def _got(text: str, results: tuple[PatientResult, ...], *, of_criterion: bool) -> dict[str, Answer]:
    wanted = expected_of(text)
    first = results[0]
    if list(wanted) == [""]:
        truth = next(iter(wanted.values()))[0]
        if truth.endswith("ELIGIBLE") or truth.startswith("NEEDS"):
            return {"": (first.outcome.value, frozenset())}
        return {"": _of_criterion(first.criteria[0], of_criterion)}
    cohorts = {result.cohort: (result.outcome.value, frozenset[str]()) for result in results}
    criteria = {each.criterion.id: _of_criterion(each, True) for each in first.criteria}
    both = {**criteria, **cohorts}
    return {name: both.get(name, ("nothing", frozenset())) for name in wanted}


def _of_criterion(result: CriterionResult, verdict: bool) -> Answer:
    if verdict:
        return result.verdict.value, _names(result.reasons if result.verdict is Verdict.UNKNOWN else ())
    return result.truth.name, _names(result.condition.reasons)


def _names(reasons: Any) -> frozenset[str]:
    return frozenset(reason.value for reason in reasons)


def _due(explanation: Explanation) -> str:
    streak = explanation.streak
    return "never" if streak is None or streak.due is None else date.fromordinal(streak.due).isoformat()
