"""Finding the variable, value or concept that data means."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.vocabulary import (
    Vocabulary,
    code_of_variable,
    find_code,
    find_history,
    find_variable,
    load_vocabulary,
)


@pytest.fixture(scope="module")
def example() -> Vocabulary:
    return load_vocabulary(["good/example.yaml"], Path(__file__).parent)


@pytest.mark.parametrize(
    "text",
    ["bilirubin", "TBIL", "t-bil", "T BIL", "ｔｂｉｌ", "总胆红素", "Total  Bilirubin", "total_bilirubin"],
)
def test_variables_by_name_label_and_spelling(example: Vocabulary, text: str) -> None:
    variable = find_variable(example, text)
    assert variable is not None
    assert variable.name == "bilirubin"


@pytest.mark.parametrize("text", ["", "bili", "TBILI", "1975-2"])
def test_nothing_is_guessed(example: Vocabulary, text: str) -> None:
    assert find_variable(example, text) is None


def test_variables_by_code(example: Vocabulary) -> None:
    variable = find_variable(example, "1975-2", system="LOINC")
    assert variable is not None
    assert variable.name == "bilirubin"
    code = code_of_variable(variable, "1975-2", "loinc")
    assert code is not None
    assert str(code.unit) == "mg/dL"
    assert find_variable(example, "1975-3", system="loinc") is None


@pytest.mark.parametrize(
    ("variable", "text", "code"),
    [
        ("sex", "M", "male"),
        ("sex", "女", "female"),
        ("sex", "Ｆ", "female"),
        ("sex", "male", "male"),
        ("sex", "x", None),
        ("dialysed_twice_in_week", "YES", "true"),
        ("dialysed_twice_in_week", "否", "false"),
        ("dialysed_twice_in_week", "true", "true"),
        ("encephalopathy", "Grade_1_2_or_controlled", "grade_1_2_or_controlled"),
        ("treatment", "nexavar", "sorafenib"),
        ("treatment", "多吉美", "sorafenib"),
        ("treatment", "dt-tace", "dt_tace"),
        ("treatment", "aspirin", None),
        ("family_history", "Cirrhosis", "cirrhosis"),
    ],
)
def test_codes_by_spelling(example: Vocabulary, variable: str, text: str, code: str | None) -> None:
    assert find_code(example, example.variables[variable], text) == code


@pytest.mark.parametrize(
    ("text", "system", "code"),
    [
        ("I21.4", "icd10", "myocardial_infarction"),
        ("I214", "ICD10", "myocardial_infarction"),
        ("i21", "icd10", "myocardial_infarction"),
        ("I48.9", "icd10", "atrial_fibrillation"),  # the longer beginning wins
        ("I47.1", "icd10", "arrhythmia"),
        ("I49.9", "icd10", "arrhythmia"),
        ("I25.2", "icd10", None),  # an old infarction is not an infarction of that day
        ("I21.4", "snomed", None),
        ("I2", "icd10", None),
    ],
)
def test_codes_of_terminologies(example: Vocabulary, text: str, system: str, code: str | None) -> None:
    assert find_code(example, example.variables["diagnosis"], text, system) == code


def test_codes_that_say_history_of(example: Vocabulary) -> None:
    diagnosis = example.variables["diagnosis"]
    assert find_history(example, diagnosis, "I25.2", "icd10") == "myocardial_infarction"
    assert find_history(example, diagnosis, "I21.4", "icd10") is None


def test_an_attribute_has_the_concepts_of_its_event(example: Vocabulary) -> None:
    caused_by = example.variables["diagnosis"].attributes["caused_by"]
    assert find_code(example, caused_by, "索拉非尼") == "sorafenib"
