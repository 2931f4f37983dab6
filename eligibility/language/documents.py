"""The form of a trial file: every word, where it may stand, and what it means.

The language reference and the JSON Schema are generated from these models; keep the descriptions plain.
"""

# ruff: noqa: E501 (descriptions are prose)

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Texts = Annotated[list[str], Field(min_length=1)]
TextOrTexts = str | Texts
TextPerLanguage = str | Annotated[dict[str, str], Field(min_length=1)]


class Form(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WindowWords(Form):
    """The days that are meant, always counted from something."""

    within: str | None = Field(
        default=None,
        description="From an anchor that far, both ends included: `12 months before first_dose`, `4 weeks after surgery`.",
    )
    after: str | None = Field(default=None, description="From a point on, that day included.")
    before: str | None = Field(
        default=None,
        description="Up to a point, that day included: `first_dose`, `4 weeks before first_dose`. With `after`: between the two.",
    )
    more_than: str | None = Field(
        default=None,
        alias="more than",
        description="Farther away than that, the exact opposite of `within`: `3 years before screening`.",
    )
    at: str | None = Field(default=None, description="On that day: what is going on then.")


class FactSet(BaseModel):
    """What must be true of one and the same fact: attributes with what they must be.

    A date attribute takes a window. The variable itself may be named, with codes.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, WindowWords | TextOrTexts]

    any: list[FactSet] | None = Field(default=None, description="One of these sets is true of the fact.")
    all: list[FactSet] | None = Field(default=None, description="All of these sets are true of the fact.")
    not_: FactSet | None = Field(default=None, alias="not", description="This set is not true of the fact.")


class ConfirmedBy(Form):
    """How many different raters, modalities, ... must say so."""

    different: str = Field(
        description="The attribute in which the facts must differ, such as `rater` or `modality`."
    )
    at_least: str = Field(alias="at least", description="How many different ones.")


class LeafWords(WindowWords):
    """Words that stand beside a variable: first choose facts, then judge them."""

    where: FactSet | None = Field(
        default=None, description="What must be true of one and the same fact, besides its code and window."
    )
    other_than: list[FactSet | str] | None = Field(
        default=None,
        alias="other than",
        description="Codes, or sets of attributes: a fact that matches one of them is not chosen.",
    )
    use: str | None = Field(
        default=None,
        description="Which of the chosen readings is judged: `latest` (the default), `earliest`, `any`, `every`, or `mean of latest 3`.",
    )
    mean_of: str | None = Field(
        default=None,
        alias="mean of",
        description="`latest 3`: the mean of the latest three readings is judged.",
    )
    consecutive: str | None = Field(
        default=None, description="How many accepted assessments in a row the current run must hold."
    )
    apart: str | None = Field(
        default=None,
        description="With `consecutive`: how far each counted assessment is at least from the one before.",
    )
    tolerate: TextOrTexts | None = Field(
        default=None, description="With `consecutive`: codes that neither count nor break the run."
    )
    confirmed_by: ConfirmedBy | None = Field(
        default=None,
        alias="confirmed by",
        description="That many different raters (modalities, ...) must say so.",
    )
    each: FactSet | None = Field(
        default=None, description="Every chosen event or item must meet this set; true if there is none."
    )
    count: str | None = Field(default=None, description="How many events or items match: `>= 2`, `2 to 3`.")
    in_total: str | None = Field(
        default=None, alias="in total", description="How many days the matching events cover: `> 7 days`."
    )
    lasting: str | None = Field(
        default=None,
        description="One unbroken stretch of matching events up to the end of the window: `>= 90 days`.",
    )
    unchanged: TextOrTexts | None = Field(
        default=None,
        description="With `lasting`: only events alike in these attributes are joined; the variable's own name means its code.",
    )
    no_record_means: str | None = Field(
        default=None,
        alias="no record means",
        description="`absent`: the criterion asks what is known, so no record means that it did not happen.",
    )


class JudgementWords(Form):
    """What only a person can decide."""

    judgement: str | None = Field(
        default=None, description="The name under which a person answers this question for a patient."
    )
    ask: TextPerLanguage | None = Field(
        default=None, description="The question; by default the label of the criterion."
    )
    show: TextOrTexts | None = Field(default=None, description="Readings that are laid beside the question.")


class Condition(LeafWords, JudgementWords):
    """Exactly one subject (a variable with what it must be, or one of the joining words or `judgement`), and words."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, TextOrTexts]

    all: list[Condition] | None = Field(default=None, description="Every one of these conditions is true.")
    any: list[Condition] | None = Field(default=None, description="One of these conditions is true.")
    not_: Condition | None = Field(default=None, alias="not", description="This condition is false.")
    at_least: str | None = Field(
        default=None, alias="at least", description="How many of the conditions under `of` are true."
    )
    of: list[Condition] | None = Field(default=None, description="The conditions that `at least` counts.")
    when: Condition | None = Field(default=None, description="If this is true, `then` is asked, else `else`.")
    then: Condition | None = Field(default=None, description="What is asked if `when` is true.")
    else_: Condition | None = Field(
        default=None, alias="else", description="What is asked if `when` is false."
    )


class Criterion(Condition):
    """One item of the protocol: an id, a label, and the keys of one condition."""

    id: str = Field(description="As the source numbers it; E9a and E9b when one item holds two.")
    label: TextPerLanguage = Field(description="What it asks, in plain words.")
    note: TextPerLanguage | None = Field(
        default=None, description="The reading that was chosen where the source leaves one open."
    )
    source: str | None = Field(
        default=None, description="Where it stands in the source, if the id does not say."
    )
    cohorts: TextOrTexts | None = Field(default=None, description="It counts for these cohorts only.")
    applies_when: Condition | None = Field(
        default=None,
        alias="applies when",
        description="For whom it counts; for all others it is NOT_APPLICABLE.",
    )
    unless: Condition | None = Field(default=None, description="An exception that lifts the whole criterion.")


class Anchor(Form):
    """A named day: the first or last recorded fact that matches and is accepted, or a variable of kind date."""

    first: Condition | None = Field(
        default=None, description="The date (of an event: the start) of the first fact that matches."
    )
    last: Condition | None = Field(
        default=None, description="The date (of an event: the start) of the last fact that matches."
    )
    date: str | None = Field(default=None, description="A variable of kind date.")


class NotEncoded(Form):
    """An item of the source that is not checked by machine."""

    item: str = Field(description="The item, as the source has it or in short.")
    why: str = Field(description="Why it is not encoded.")


class TrialFile(Form):
    """A trial file."""

    trial: str = Field(description="The id of the trial; the file has the same name.")
    title: TextPerLanguage = Field(description="The title, as a text or one for each language.")
    version: str | None = Field(
        default=None, description="Which version of the protocol or registry entry; free text."
    )
    source: str | None = Field(default=None, description="Where the criteria come from.")
    vocabulary: TextOrTexts = Field(
        description="The vocabularies in use: shipped names, or paths of your own files."
    )
    screen_as_of: str | None = Field(
        default=None,
        alias="screen as of",
        description="The anchor that is the screening date; without it the date given when screening is run.",
    )
    cohorts: dict[str, TextPerLanguage] | None = Field(
        default=None, description="The cohorts and their labels; a patient gets an outcome for each."
    )
    anchors: dict[str, Anchor] | None = Field(
        default=None, description="Named dates to count from; `screening` is built in."
    )
    inclusion: list[Criterion] | None = Field(default=None, description="What must be true of a patient.")
    exclusion: list[Criterion] | None = Field(default=None, description="What must not be true of a patient.")
    not_encoded: list[NotEncoded] | None = Field(
        default=None,
        alias="not encoded",
        description="The items that are not checked by machine; part of every verdict.",
    )


def words_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a model knows, as the file writes them.

    >>> words_of(ConfirmedBy)
    ('different', 'at least')
    """
    return tuple(field.alias or name for name, field in model.model_fields.items())
