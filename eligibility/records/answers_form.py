"""The form of an answers file in YAML; the JSON Schema is generated from it. A CSV file has the same columns."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class AnswerForm(BaseModel):
    """A person's answer to a judgement of a trial."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trial: str = Field(description="The id of the trial that asks.")
    patient: str = Field(description="The patient's id, as in the data.")
    judgement: str = Field(description="The name of the judgement, as the trial file has it.")
    answer: str = Field(description="yes or no; empty while it is not given.")
    who: str | None = Field(default=None, description="Who decided.")
    date: str | None = Field(default=None, description="The day of the decision.")


class AnswersForm(BaseModel):
    """An answers file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answers: tuple[AnswerForm, ...] = Field(description="One entry for each answer.")
