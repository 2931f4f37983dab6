"""The verdict of one criterion of a shipped study on facts written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from eligibility import CriterionResult, Trial, Verdict, load_trial, screen
from eligibility.records.facts import NO_SITE, Complete, Site
from eligibility.records.from_python import record_from_dict

Facts = Sequence[Mapping[str, Any]]
SITE_KNOWS_ALL = Site(complete=(Complete("diagnosis"), Complete("treatment"), Complete("procedure")))


def judged(study: str, criterion: str, facts: Facts, on: str, site: Site = NO_SITE) -> CriterionResult:
    """What a study says of a patient with these facts only."""
    record = record_from_dict({"patient": "P", "facts": list(facts)}, _trial(study).vocabulary, site)
    result = screen(_trial(study), record, on).result("P")
    return next(one for one in result.criteria if one.criterion.id == criterion)


def verdict(
    study: str, criterion: str, facts: Facts, on: str = "2026-03-01", site: Site = NO_SITE
) -> Verdict:
    """Its verdict."""
    return judged(study, criterion, facts, on, site).verdict


@cache
def _trial(study: str) -> Trial:
    return load_trial(study)
