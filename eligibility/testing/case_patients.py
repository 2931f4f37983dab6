"""From the patients of a file of cases, each like another one above, to what each record says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eligibility.testing.case_documents import CaseAnswer, CasePatient, SiteWords

JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Written:
    """The record of one case, as written: facts in dict form, answers, and the words of the site."""

    facts: tuple[Mapping[str, Any], ...] = ()
    answers: tuple[CaseAnswer, ...] = ()
    site: SiteWords = field(default_factory=SiteWords)


class CaseError(ValueError):
    """A case changes what its model does not have; `path` says where in the patient."""

    def __init__(self, path: Sequence[str | int], message: str) -> None:
        super().__init__(message)
        self.path = tuple(path)


def write_out(patient: CasePatient, model: Written) -> Written:
    """The patient's record, made from that of its model. Raises CaseError.

    >>> base = Written(({"platelets": "180 10^9/L", "date": "2026-02-20"},))
    >>> low = CasePatient(patient="low", change={"platelets": "74 10^9/L"}, expect={})
    >>> write_out(low, base).facts
    ({'platelets': '74 10^9/L', 'date': '2026-02-20'},)
    """
    facts, answers = _without(patient, model)
    for variable, change in patient.change.items():
        facts = _changed(facts, variable, change)
    answered = {answer.judgement for answer in patient.answers}
    kept = tuple(answer for answer in answers if answer.judgement not in answered)
    return Written((*facts, *patient.facts), (*kept, *patient.answers), _declared(model.site, patient.site))


def _without(
    patient: CasePatient, model: Written
) -> tuple[tuple[Mapping[str, Any], ...], tuple[CaseAnswer, ...]]:
    facts, answers = model.facts, model.answers
    for index, out in enumerate(patient.without):
        if isinstance(out, dict) and JUDGEMENT in out:
            left = tuple(answer for answer in answers if answer.judgement != out[JUDGEMENT])
            found, answers = len(left) < len(answers), left
        else:
            rest = tuple(fact for fact in facts if not _says(fact, out))
            found, facts = len(rest) < len(facts), rest
        if not found:
            raise CaseError(("without", index), "The patient that this one is like has no such fact.")
    return facts, answers


def _says(fact: Mapping[str, Any], wanted: str | Mapping[str, Any]) -> bool:
    """Whether a fact is of a variable, or says all of these."""
    if isinstance(wanted, str):
        return wanted in fact
    return all(key in fact and fact[key] == value for key, value in wanted.items())


def _changed(
    facts: tuple[Mapping[str, Any], ...], variable: str, change: str | Mapping[str, Any]
) -> tuple[Mapping[str, Any], ...]:
    places = [index for index, fact in enumerate(facts) if variable in fact]
    if len(places) != 1:
        message = f"The patient that this one is like has {len(places)} facts of `{variable}`, not one."
        raise CaseError(("change", variable), f"{message} Use `without` and `facts`.")
    keys = {variable: change} if isinstance(change, str) else change
    at = places[0]
    return (*facts[:at], {**facts[at], **keys}, *facts[at + 1 :])


def _declared(site: SiteWords, own: SiteWords) -> SiteWords:
    """What a site declares, with the words that the patient's own file gives in their place."""
    return site.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})
