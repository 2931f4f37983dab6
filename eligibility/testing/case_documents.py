"""The form of a file of cases: patients written by hand, with the verdict that is expected of every criterion."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from eligibility.records.mapping.form import CompleteForm, FactorForm, IgnoreForm, LimitForm

WrittenFact = Annotated[dict[str, Any], Field(min_length=1)]


class CaseForm(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseAnswer(CaseForm):
    """A person's answer to a judgement of the trial."""

    judgement: str = Field(description="The name of the judgement.")
    answer: str = Field(description="`true` or `false`.")
    who: str = Field(default="", description="Who answered.")
    date: str | None = Field(default=None, description="When it was answered.")


class SuppliesWords(CaseForm):
    """What the source could deliver, for `no record means: absent`."""

    variable: str = Field(description="The variable.")
    code: str | None = Field(default=None, description="The code; without it, all.")


class SiteWords(CaseForm):
    """What a site declares about its data, in the words of the mapping file."""

    model_config = ConfigDict(populate_by_name=True)

    complete: tuple[CompleteForm, ...] = Field(
        default=(), description='Variables, or classes of codes, for which a missing record means "no".'
    )
    supplies: tuple[SuppliesWords, ...] = Field(
        default=(), description="What the source could deliver even where it is not complete."
    )
    stand_for: dict[str, str] = Field(
        default={}, alias="stand for", description="How long a fact speaks after its date, such as `28 days`."
    )
    limits: tuple[LimitForm, ...] = Field(
        default=(), description="Reference limits for results that are printed without."
    )
    factors: tuple[FactorForm, ...] = Field(
        default=(), description="Conversions that hold for the site's assays."
    )
    ignore: tuple[IgnoreForm, ...] = Field(
        default=(), description="Codes that are known to matter to no criterion."
    )


class CasePatient(CaseForm):
    """One patient, and what is expected of every criterion."""

    patient: str = Field(description="A name for the patient, in words that say what is special.")
    why: str | None = Field(
        default=None, description="Why the verdicts must be so, where the name does not say."
    )
    like: str | None = Field(
        default=None, description="The patient from which this one is made; it stands above."
    )
    on: str | None = Field(default=None, description="A screening date of the patient's own.")
    cohort: str | None = Field(
        default=None, description="The cohort whose verdicts are meant, if the trial has cohorts."
    )
    without: list[str | WrittenFact] = Field(
        default=[],
        description="Facts of `like` that are left out: all of a variable (`platelets`), or those that say this "
        "(`{treatment: tace}`, `{judgement: otherwise_unsuitable}`).",
    )
    change: dict[str, str | WrittenFact] = Field(
        default={},
        description="The one fact of a variable with another value (`platelets: 75 10^9/L`), or with other keys "
        "(`pregnancy_test: {date: 2026-02-21}`).",
    )
    facts: list[WrittenFact] = Field(
        default=[], description="Facts that are added: `{platelets: 180 10^9/L, date: 2026-02-20}`."
    )
    answers: list[CaseAnswer] = Field(
        default=[], description="Answers to judgements; they replace those of `like` to the same judgement."
    )
    site: SiteWords = Field(
        default=SiteWords(),
        description="What the site declares, in the words of the mapping file; each word replaces that of `like`.",
    )
    expect: dict[str, str | dict[str, list[str]]] = Field(
        description="The outcome, and the verdict of every criterion: PASS, FAIL, NOT_APPLICABLE, or "
        "`{UNKNOWN: [missing]}` with the reasons. `all others: PASS`, or `all others: as base`, states the rest; "
        "`all others: any` says nothing of it."
    )


class CaseFile(CaseForm):
    """A file of cases."""

    cases: str = Field(description="The trial: its name, or its path from the folder of this file.")
    on: str | None = Field(default=None, description="The screening date.")
    patients: list[CasePatient] = Field(min_length=1, description="The patients.")
