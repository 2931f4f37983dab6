"""Static checks: what is allowed in a trial file, and yet probably not meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from eligibility.documents import Diagnostic, Loaded
from eligibility.language.checks.exceptions import idle_exceptions
from eligibility.language.checks.limits import contradictory, half_open
from eligibility.language.checks.outcomes import settled
from eligibility.language.checks.supplies import unsupplied
from eligibility.language.checks.timing import never_matching, one_day_stretches, unused_anchors
from eligibility.language.checks.wording import double_negatives, duplicates, forgotten_items, untranslated
from eligibility.language.plan import Trial

CHECKS: dict[str, Callable[[Trial], Iterator[Diagnostic]]] = {
    "contradictory limits": contradictory,
    "strict and inclusive forms of one limit": half_open,
    "criteria that can never pass or never fail": settled,
    "duplicate criteria": duplicates,
    "windows that never match": never_matching,
    "anchors without use": unused_anchors,
    "labels without a translation": untranslated,
    "double negatives": double_negatives,
    "items neither encoded nor listed": forgotten_items,
    "exceptions without effect": idle_exceptions,
    "stretches of single days": one_day_stretches,
}


def examine(
    trial: Trial, loaded: Loaded | None = None, supplied: Collection[str] | None = None
) -> tuple[Diagnostic, ...]:
    """Everything that the checks find, in the order of the file.

    `loaded` gives each finding its line; `supplied` are the variables that a site's mapping delivers.

    >>> from eligibility.language.loading import load_trial
    >>> [finding.code for finding in examine(load_trial("NCT05349331"))]
    []
    """
    found = [finding for check in CHECKS.values() for finding in check(trial)]
    if supplied is not None:
        found.extend(unsupplied(trial, supplied))
    if loaded is not None:
        found = [replace(finding, line=loaded.line_at(finding.position)) for finding in found]
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(finding: Diagnostic) -> tuple[int, int, str]:
    at = finding.position
    return (at.line, at.column, finding.code) if at is not None else (0, 0, finding.code)


__all__ = ["CHECKS", "examine"]
