"""describe, variables, units and schema, as a designer uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from eligibility.cli import main

ROOT = Path(__file__).parents[2]


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_a_trial_is_said_back_in_protocol_order() -> None:
    said = run("describe", "NCT05349331")
    places = [said.index(f"\n  {item}. ") for item in ("I1", "I5", "I13", "E9b", "E1", "E13")]
    assert places == sorted(places)
    assert "Platelets is above 75 10^9/L" in said
    assert "Creatinine is below 1.5 times the upper limit of normal" in said


@pytest.mark.parametrize("word", ["血小板计数", "thrombocytes", "777-3"])
def test_a_variable_is_found_by_name_spelling_and_code(word: str) -> None:
    assert "platelets [10^9/L]" in run("variables", word)


def test_all_words_must_be_found() -> None:
    names = [
        entry["name"] for entry in json.loads(run("variables", "alkaline", "phosphatase", "--format", "json"))
    ]
    assert "alp" in names
    assert run("variables", "alkaline", "nonsense") == "Nothing in " + run_names() + " is called so.\n"


def run_names() -> str:
    from eligibility.vocabulary import shipped_vocabulary

    return ", ".join(shipped_vocabulary().names)


def test_a_unit_is_said_as_it_is_read() -> None:
    assert run("units", "K/uL").split()[0] == "10^3/uL"
    assert len(json.loads(run("units", "--format", "json"))) >= 200


def test_a_refused_unit_says_why_and_what_to_write() -> None:
    result = CliRunner().invoke(main, ["units", "m[AU]/mL"])
    assert result.exit_code == 1
    assert "allergy" in result.output
    assert "mAU/mL" in result.output


@pytest.mark.parametrize("kind", ["trial", "vocabulary", "mapping", "answers", "cases"])
def test_a_schema_describes_every_word(kind: str) -> None:
    schema = json.loads(run("schema", kind))
    assert schema["$schema"].startswith("https://json-schema.org/")
    forms = [schema, *schema.get("$defs", {}).values()]
    words = [word for form in forms for word in form.get("properties", {}).items()]
    assert words
    if kind != "vocabulary":
        assert not [name for name, said in words if "description" not in said and "$ref" not in said]


def test_the_schema_of_a_trial_offers_the_variables() -> None:
    condition = json.loads(run("schema", "trial"))["$defs"]["Condition"]["properties"]
    assert condition["platelets"]["description"] == "Platelets"
    assert "within" in condition


def test_a_schema_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "trial.schema.json"
    assert run("schema", "trial", "-o", str(target)) == ""
    assert json.loads(target.read_text(encoding="utf-8"))["title"] == "TrialFile"


SHIPPED = {
    "criteria/trial.schema.json": "trial",
    "criteria/cases.schema.json": "cases",
    "eligibility/vocabulary/data/vocabulary.schema.json": "vocabulary",
    "examples/mapping.schema.json": "mapping",
}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_schemas_are_current(name: str) -> None:
    shipped = (ROOT / name).read_text(encoding="utf-8")
    assert shipped == run("schema", SHIPPED[name]), f"run: eligibility schema {SHIPPED[name]} -o {name}"


def test_the_shipped_files_name_their_schema() -> None:
    for folder, pattern in (
        ("criteria", "*.yaml"),
        ("eligibility/vocabulary/data", "*.yaml"),
        ("examples/trials", "*.yaml"),
        ("examples", "mapping.yaml"),
        ("examples/hcc_survival", "*.yaml"),
    ):
        for path in sorted((ROOT / folder).glob(pattern)):
            first = path.read_text(encoding="utf-8").splitlines()[0]
            assert first.startswith("# yaml-language-server: $schema="), path
            assert (path.parent / first.split("=", 1)[1]).is_file(), path
