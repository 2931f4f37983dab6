"""Explanations of one condition, with the facts that they name in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility.possible import Truth
from eligibility.records.facts import Reading
from eligibility.results.model import CriterionResult, Explanation, ResolvedAnchor, Used
from eligibility.testing.case_documents import SiteWords
from tests.spec.forms import Row, Table
from tests.spec.running import screened, trial_of

TODAY = "2026-03-20"
MATCHES = {Truth.TRUE: "", Truth.UNKNOWN: ", if chosen", Truth.FALSE: ", not chosen"}


def explained(
    asks: Mapping[str, Any],
    *facts: Mapping[str, Any],
    site: Mapping[str, Any] | None = None,
    anchors: Mapping[str, Any] | None = None,
    on: str = TODAY,
) -> Explanation:
    """The explanation of what is asked, in the vocabulary of the tables of the language."""
    return criterion({**asks}, *facts, site=site, anchors=anchors, on=on).condition


def criterion(
    asks: Mapping[str, Any],
    *facts: Mapping[str, Any],
    site: Mapping[str, Any] | None = None,
    anchors: Mapping[str, Any] | None = None,
    on: str = TODAY,
) -> CriterionResult:
    """The result on one inclusion criterion."""
    return _screened(asks, facts, site, anchors, on)[0]


def anchor(
    name: str,
    anchors: Mapping[str, Any],
    *facts: Mapping[str, Any],
    on: str = TODAY,
    site: Mapping[str, Any] | None = None,
) -> ResolvedAnchor:
    """What an anchor of a trial is, and which facts gave it."""
    return _screened({"sex": "female"}, facts, site, anchors, on)[1][name]


def _screened(
    asks: Mapping[str, Any],
    facts: tuple[Mapping[str, Any], ...],
    site: Mapping[str, Any] | None,
    anchors: Mapping[str, Any] | None,
    on: str,
) -> tuple[CriterionResult, Mapping[str, ResolvedAnchor]]:
    words = None if site is None else SiteWords.model_validate(site)
    row = Row(facts=[dict(fact) for fact in facts], gives="", site=words)
    table = Table(criterion=dict(asks), anchors=None if anchors is None else dict(anchors), rows=[row])
    trial, findings = trial_of(table)
    assert trial is not None, [str(each) for each in findings]
    result = screened(trial, table, row, on)[0]
    return result.criteria[0], result.anchors


def lines(facts: tuple[Used, ...]) -> list[str]:
    """Each fact: what it is, what it did, its own answer, and whether it is chosen."""
    return [_line(each) for each in facts]


def _line(each: Used) -> str:
    fact = each.fact
    if isinstance(fact, Reading):
        name, days = fact.written, fact.days
    else:
        name, days = " or ".join(sorted(fact.codes)), fact.start
    answer = "" if each.truth is None else f", {each.truth.name}"
    return f"{name} of {days}: {each.role.value}{answer}{MATCHES[each.match]}"


def window(found: Explanation) -> str:
    """The days of the window, as they are shown."""
    return (
        "none"
        if found.window is None
        else " to ".join("?" if each is None else str(each) for each in found.window)
    )
