"""Duplicates, missing translations, double negatives, and items that were forgotten."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from eligibility.documents import Diagnostic, Severity
from eligibility.language.checks.remarks import remark
from eligibility.language.checks.signatures import asks
from eligibility.language.plan import Criterion, JudgementLeaf, Not, Section, Trial
from eligibility.language.walk import conditions_in, leaves

_NUMBERED = re.compile(r"([A-Za-z]+)([0-9]{1,3})[a-z]*")


def duplicates(trial: Trial) -> Iterator[Diagnostic]:
    """Two criteria of one section that ask the same."""
    seen: dict[tuple[Section, Hashable], Criterion] = {}
    for criterion in trial.criteria:
        first = seen.setdefault((criterion.section, asks(criterion)), criterion)
        if first is not criterion:
            message = f"`{criterion.id}` asks the same as `{first.id}`."
            yield remark("T104", message, criterion.at, "check both against the protocol", first.at)


def untranslated(trial: Trial) -> Iterator[Diagnostic]:
    """Labels and questions that lack a language of the title; one finding for each language."""
    for language in trial.title:
        lacking = [criterion for criterion in trial.criteria if _lacks(criterion, language)]
        if lacking:
            named = ", ".join(f"`{criterion.id}`" for criterion in lacking)
            message = f"The title is also in {language}, but not the label or the question of {named}."
            remedy = f"write {{en: ..., {language}: ...}}"
            yield remark("T108", message, lacking[0].at, remedy, severity=Severity.NOTE)


def double_negatives(trial: Trial) -> Iterator[Diagnostic]:
    """Exclusions of what is not so."""
    for criterion in trial.exclusion:
        if isinstance(criterion.condition, Not):
            message = f"`{criterion.id}` excludes those of whom something is not true: a double negative."
            yield remark(
                "T109",
                message,
                criterion.condition.at,
                "write what is required under `inclusion`, with its printed id",
            )


def forgotten_items(trial: Trial) -> Iterator[Diagnostic]:
    """Numbers of the source that are missing among the ids, and not in the ledger either."""
    numbered: dict[str, dict[int, Criterion]] = {}
    for criterion in trial.criteria:
        match = _NUMBERED.fullmatch(criterion.id)
        if match is not None:
            numbered.setdefault(match[1], {})[int(match[2])] = criterion
    for prefix, found in numbered.items():
        for number in range(1, max(found)):
            if number not in found and not _listed(f"{prefix}{number}", trial):
                following = found[min(other for other in found if other > number)]
                message = f"`{prefix}{number}` is neither encoded nor listed under `not encoded`."
                yield remark(
                    "T110",
                    message,
                    following.at,
                    "encode it, or list it there and say why not",
                    severity=Severity.NOTE,
                )


def _listed(item: str, trial: Trial) -> bool:
    return any(re.search(rf"\b{re.escape(item)}(?![0-9])", entry.item) for entry in trial.not_encoded)


def _lacks(criterion: Criterion, language: str) -> bool:
    questions = [
        leaf.ask
        for condition in conditions_in(criterion)
        for leaf in leaves(condition)
        if isinstance(leaf, JudgementLeaf)
    ]
    return any(language not in texts for texts in (criterion.label, *questions))
