"""What the site of a case declares, read as a mapping file's own words are."""

from __future__ import annotations

from dataclasses import replace

from eligibility.records.facts import Site
from eligibility.records.mapping.findings import Findings
from eligibility.records.mapping.form import MappingForm
from eligibility.records.mapping.site import site_of
from eligibility.testing.case_documents import SiteWords


def site_of_case(words: SiteWords, findings: Findings) -> Site:
    """The site that a case describes; what is wrong goes to `findings`."""
    form = MappingForm.model_construct(
        mapping="",
        vocabulary=(),
        files=(),
        complete=words.complete,
        stand_for=words.stand_for,
        limits=words.limits,
        factors=words.factors,
        ignore=words.ignore,
    )
    supplied = frozenset((each.variable, each.code) for each in words.supplies)
    return replace(site_of(form, (), {}, findings), supplies=supplied)
