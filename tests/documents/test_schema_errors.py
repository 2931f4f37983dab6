"""What pydantic finds is told with its place and in plain English."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eligibility.documents import load, plain
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.schema_errors import diagnose
from eligibility.documents.schema_keys import keys_at


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Inner(Strict):
    kind: Literal["code", "date"]
    molar_mass: str = Field("", alias="molar mass")
    also: str | list[str] = ""

    @field_validator("molar_mass")
    @classmethod
    def _not_heavy(cls, value: str) -> str:
        if value == "heavy":
            raise ValueError("Too heavy.")
        return value


class Outer(Strict):
    title: str
    inclusion: list[Inner] = []
    named: dict[str, Inner | list[Inner]] = {}


def findings(text: str) -> list[Diagnostic]:
    loaded = load(text, "a.yaml")
    assert loaded.root is not None
    with pytest.raises(ValidationError) as raised:
        Outer.model_validate(plain(loaded.root))
    return diagnose(raised.value, loaded, "T", Outer)


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "remedy"),
    [
        ("title: a\ninclusoin: []", "T001", "2:1", "Unknown key `inclusoin`.", "did you mean `inclusion`?"),
        ("inclusion: []", "T002", "1:1", "The key `title` is missing.", "add it"),
        ("title: [a]", "T003", "1:8", "A list stands where a text is expected.", ""),
        ("title: a\ninclusion: x", "T003", "2:12", "`x` stands where a list is expected.", ""),
        ("title: a\ninclusion: [{kind: fate}]", "T004", "2:20", "`fate` stands where one of 'code' or 'date' is expected.", ""),
        ("title: a\ninclusion: [{kind: code, molar_mass: x}]", "T001", "2:26", "Unknown key `molar_mass`.", "did you mean `molar mass`?"),
        ("title: a\ninclusion: [{kind: code, molar mass: heavy}]", "T004", "2:38", "Too heavy.", ""),
        ("title: a\ninclusion: [{kind: code, also: {}}]", "T003", "2:32", "A mapping stands where a text or a list is expected.", ""),
    ],
)  # fmt: skip
def test_one_finding(text: str, code: str, place: str, message: str, remedy: str) -> None:
    (finding,) = findings(text)
    assert (finding.code, str(finding.position), finding.message, finding.remedy) == (
        code,
        f"a.yaml:{place}",
        message,
        remedy,
    )


def test_in_a_union_what_is_deeper_is_told() -> None:
    (finding,) = findings("title: a\nnamed: {x: {kind: cod}}")
    assert str(finding.position) == "a.yaml:2:19"
    assert "'code' or 'date'" in finding.message


def test_all_are_told() -> None:
    assert [finding.code for finding in findings("inclusion: [{}, {kind: code, x: 1}]")] == [
        "T002",
        "T002",
        "T001",
    ]


def test_keys_at() -> None:
    assert keys_at(Outer, ()) == ("inclusion", "named", "title")
    assert keys_at(Outer, ("inclusion", 0)) == ("also", "kind", "molar mass")
    assert keys_at(Outer, ("named", "x")) == ("also", "kind", "molar mass")
    assert keys_at(Outer, ("named", "x", 3)) == ("also", "kind", "molar mass")
