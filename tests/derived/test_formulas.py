"""Scores and formulas on published examples, or ones that were worked out by hand from the printed formula."""

import pytest

from tests.derived.computing import codes, number, one_number, readings

MELD = {"creatinine": "1.0 mg/dL", "bilirubin": "1.0 mg/dL", "inr": "1.0", "dialysed_twice_in_week": "false"}


@pytest.mark.parametrize(
    ("variable", "given", "expected", "digits"),
    [
        ("bmi", {"weight": "70 kg", "height": "1.75 m"}, 22.857, 3),
        ("bmi", {"weight": "70 kg", "height": "175 cm"}, 22.857, 3),
        ("bsa", {"weight": "70 kg", "height": "170 cm"}, 1.818, 3),  # the square root of 70 x 170 / 3600
        ("qtcf", {"qt": "400 ms", "heart_rate": "75 /min"}, 430.9, 1),
        ("qtcb", {"qt": "400 ms", "heart_rate": "75 /min"}, 447.2, 1),
        ("qtcf", {"qt": "360 ms", "rr": "0.6 s"}, 426.8, 1),
        ("qtcb", {"qt": "360 ms", "rr": "600 ms"}, 464.8, 1),
        ("neutrophil_lymphocyte_ratio", {"neutrophils": "4.2 10^9/L", "lymphocytes": "1.4 10^9/L"}, 3, 6),
        ("platelet_lymphocyte_ratio", {"platelets": "150 10^9/L", "lymphocytes": "1500 /uL"}, 100, 6),
        ("corrected_calcium", {"calcium": "2.0 mmol/L", "albumin": "30 g/L"}, 2.2, 6),
        ("corrected_calcium", {"calcium": "2.0 mmol/L", "albumin": "45 g/L"}, 1.9, 6),
        ("fib_4", {"age": "60 years", "ast": "80 U/L", "alt": "64 U/L", "platelets": "150 10^9/L"}, 4.0, 6),
        (
            "mean_arterial_pressure",
            {"systolic_pressure": "120 mmHg", "diastolic_pressure": "90 mmHg"},
            100,
            6,
        ),
        ("fev1_over_fvc", {"fev1": "2.1 L", "fvc": "3.0 L"}, 70, 6),
        ("homa_ir", {"fasting_glucose": "4.5 mmol/L", "insulin": "10 mIU/L"}, 2.0, 6),
        ("albi", {"bilirubin": "17.1 umol/L", "albumin": "40 g/L"}, -2.586, 3),
        ("albi", {"bilirubin": "50 umol/L", "albumin": "3.0 g/dL"}, -1.429, 3),
        ("up_to_seven_sum", {"largest_lesion_diameter": "45 mm", "lesion_count": "2"}, 6.5, 6),
    ],
)
def test_formula(variable: str, given: dict[str, str], expected: float, digits: int) -> None:
    assert round(one_number(variable, readings(**given)), digits) == expected


def test_apri_takes_the_limit_printed_with_the_result() -> None:
    facts = [{"ast": "80 U/L", "upper": "40"}, {"platelets": "100 10^9/L"}]
    assert one_number("apri", facts) == 2  # 100 x (80 / 40) / 100


# ---- kidney --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "creatinine", "age", "expected"),
    [
        ("male", "1.0 mg/dL", "60 years", 86.2),  # clinical check values
        ("female", "1.0 mg/dL", "60 years", 64.5),
        ("male", "0.6 mg/dL", "30 years", 133.2),  # below kappa: 142 x (0.6/0.9)^-0.302 x 0.9938^30
        ("female", "0.6 mg/dL", "30 years", 123.8),
        ("male", "1.0 mg/dL", "65 years", 83.5),  # 142 x 0.8812 x 0.9938^65, which is 0.6675
        ("male", "1.0 mg/dL", "80 years", 76.1),  # 142 x 0.8812 x 0.6080
    ],
)
def test_ckd_epi_2021(sex: str, creatinine: str, age: str, expected: float) -> None:
    facts = readings(sex=sex, creatinine=creatinine, age=age)
    assert round(one_number("egfr_ckd_epi_2021", facts), 1) == expected


@pytest.mark.parametrize(
    ("sex", "race", "expected"), [("male", "asian", 76.2), ("female", "white", 56.6), ("male", "black", 92.4)]
)
def test_mdrd(sex: str, race: str, expected: float) -> None:
    facts = readings(sex=sex, race=race, creatinine="1.0 mg/dL", age="60 years")
    assert round(one_number("egfr_mdrd", facts), 1) == expected  # 175 x 60^-0.203 is 76.2


@pytest.mark.parametrize(("sex", "expected"), [("male", 80.0), ("female", 68.0)])
def test_cockcroft_gault(sex: str, expected: float) -> None:
    facts = readings(sex=sex, creatinine="1.0 mg/dL", age="60 years", weight="72 kg")
    assert one_number("creatinine_clearance", facts) == pytest.approx(expected)  # (140 - 60) x 72 / 72


def test_an_unknown_sex_leaves_both() -> None:
    facts = readings(creatinine="1.0 mg/dL", age="60 years")
    value = number("egfr_ckd_epi_2021", facts)
    assert value.low is not None and value.high is not None
    assert (round(float(value.low), 1), round(float(value.high), 1)) == (64.5, 86.2)


@pytest.mark.parametrize(
    ("creatinine", "expected"),
    [("1.0 mg/dL", "G2"), ("0.9 mg/dL", "G1"), ("1.4 mg/dL", "G3a"), ("6 mg/dL", "G5")],
)
def test_kdigo(creatinine: str, expected: str) -> None:
    # A man of 60: 86.2; 97.7 (142 x 0.9938^60); 57.5 (86.2 / 1.4^1.2); 10.0
    assert codes("kdigo_gfr", readings(sex="male", creatinine=creatinine, age="60 years")) == {expected}


# ---- MELD ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, 6),  # 10 x 0.643, rounded to a tenth before: 0.6
        ({"creatinine": "0.5 mg/dL", "bilirubin": "0.3 mg/dL", "inr": "0.9"}, 6),  # each below 1 is 1
        ({"creatinine": "1.9 mg/dL", "bilirubin": "4.2 mg/dL", "inr": "1.2"}, 20),  # 2.0039
        ({"creatinine": "4.0 mg/dL"}, 20),  # 1.9697
        ({"creatinine": "8.0 mg/dL"}, 20),  # 4 at the most
        ({"dialysed_twice_in_week": "true"}, 20),  # as a creatinine of 4
        ({"creatinine": "4 mg/dL", "bilirubin": "10 mg/dL", "inr": "3"}, 40),  # 40 at the most
        ({"bilirubin": "2.0 mg/dL", "inr": "1.2"}, 11),  # 1.1092
    ],
)
def test_meld(given: dict[str, str], expected: float) -> None:
    assert one_number("meld", readings(**(MELD | given))) == expected


TWENTY = {"creatinine": "1.9 mg/dL", "bilirubin": "4.2 mg/dL", "inr": "1.2"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (TWENTY | {"sodium": "130 mmol/L"}, 24.62),  # 20 + 1.32 x 7 - 0.033 x 20 x 7
        (TWENTY | {"sodium": "137 mmol/L"}, 20),
        (TWENTY | {"sodium": "145 mmol/L"}, 20),  # 137 at the most
        (TWENTY | {"sodium": "120 mmol/L"}, 27.92),  # 125 at the least
        ({"bilirubin": "2.0 mg/dL", "inr": "1.2", "sodium": "125 mmol/L"}, 11),  # only above 11
    ],
)
def test_meld_na(given: dict[str, str], expected: float) -> None:
    assert one_number("meld_na", readings(**(MELD | given))) == pytest.approx(expected)


MELD_3 = {
    "bilirubin": "3 mg/dL",
    "sodium": "130 mmol/L",
    "inr": "1.8",
    "creatinine": "1.5 mg/dL",
    "albumin": "2.8 g/dL",
}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (MELD_3 | {"sex": "female"}, 26.87),  # clinical check values
        (MELD_3 | {"sex": "male"}, 25.54),
        ({"sex": "male", "sodium": "140 mmol/L", "albumin": "4.0 g/dL"}, 6),
        ({"sex": "female", "sodium": "140 mmol/L", "albumin": "4.0 g/dL"}, 7.33),
        (MELD_3 | {"sex": "male", "creatinine": "3 mg/dL", "albumin": "3.5 g/dL"}, 32.49),
        (MELD_3 | {"sex": "male", "creatinine": "9 mg/dL", "albumin": "3.5 g/dL"}, 32.49),  # 3 at the most
    ],
)
def test_meld_3(given: dict[str, str], expected: float) -> None:
    assert round(one_number("meld_3", readings(**(MELD | given))), 2) == expected


def test_meld_without_a_word_on_dialysis_spans_both() -> None:
    facts = readings(creatinine="1.0 mg/dL", bilirubin="1.0 mg/dL", inr="1.0")
    value = number("meld", facts)
    assert str(value) == "6 to 20"


# ---- grades of ALBI ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("albumin", "grade", "modified"),
    [  # with a bilirubin of 10 umol/L the score is 0.66 - 0.085 x albumin
        ("38.4 g/L", "1", "1"),  # -2.604
        ("38.3 g/L", "2", "2a"),  # -2.5955
        ("34.5 g/L", "2", "2a"),  # -2.2725
        ("34.4 g/L", "2", "2b"),  # -2.264
        ("24.2 g/L", "2", "2b"),  # -1.397
        ("24.1 g/L", "3", "3"),  # -1.3885
    ],
)
def test_albi_grades(albumin: str, grade: str, modified: str) -> None:
    facts = readings(bilirubin="10 umol/L", albumin=albumin)
    assert codes("albi_grade", facts) == {grade}
    assert codes("malbi_grade", facts) == {modified}


def test_albi_without_albumin_may_be_any_grade() -> None:
    assert codes("albi_grade", readings(bilirubin="10 umol/L")) == {"1", "2", "3"}


def test_the_formula_of_qtc_decides_at_450() -> None:
    facts = readings(qt="360 ms", heart_rate="100 /min")
    assert one_number("qtcf", facts) < 450 < one_number("qtcb", facts)
