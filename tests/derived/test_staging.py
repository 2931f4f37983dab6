"""BCLC 2022 as advice, the Milan and up-to-seven criteria, and responses from sums of diameters."""

import pytest

from tests.derived.computing import EVERY_LESION, codes, number, readings

EARLY = {
    "ecog": "0",
    "child_pugh_class": "A",
    "portal_vein_invasion": "Vp0",
    "hepatic_vein_invasion": "Vv0",
    "extrahepatic_spread": "false",
    "lesion_count": "1",
    "largest_lesion_diameter": "20 mm",
}


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        ({}, {"0"}),  # one of at most 2 cm
        ({"largest_lesion_diameter": "21 mm"}, {"A"}),
        ({"largest_lesion_diameter": "80 mm"}, {"A"}),  # one of any size
        ({"lesion_count": "2"}, {"A"}),
        ({"lesion_count": "3", "largest_lesion_diameter": "30 mm"}, {"A"}),  # up to three of up to 3 cm
        ({"lesion_count": "3", "largest_lesion_diameter": "31 mm"}, {"B"}),
        ({"lesion_count": "4"}, {"B"}),
        ({"portal_vein_invasion": "Vp1"}, {"C"}),
        ({"hepatic_vein_invasion": "Vv2"}, {"C"}),
        ({"extrahepatic_spread": "true"}, {"C"}),
        ({"ecog": "1"}, {"C"}),
        ({"ecog": "2"}, {"C"}),
        ({"ecog": "3"}, {"D"}),
        ({"child_pugh_class": "B"}, {"0"}),
        ({"child_pugh_class": "C"}, {"D"}),
        ({"child_pugh_class": "C", "extrahepatic_spread": "true"}, {"D"}),  # D comes first
        ({"ecog": None}, {"0", "C", "D"}),
        ({"ecog": None, "child_pugh_class": "C"}, {"D"}),
    ],
)
def test_bclc_as_advice(given: dict[str, str | None], stage: set[str]) -> None:
    facts = {name: value for name, value in (EARLY | given).items() if value is not None}
    assert codes("bclc_stage_advised", readings(**facts)) == stage


@pytest.mark.parametrize(
    ("number_of", "largest", "expected"),
    [
        ("1", "50 mm", "true"),
        ("1", "51 mm", "false"),
        ("2", "30 mm", "true"),
        ("3", "30 mm", "true"),
        ("3", "31 mm", "false"),
        ("4", "10 mm", "false"),
    ],
)
def test_milan(number_of: str, largest: str, expected: str) -> None:
    facts = readings(**(EARLY | {"lesion_count": number_of, "largest_lesion_diameter": largest}))
    assert codes("within_milan", facts) == {expected}


def test_milan_excludes_invasion_and_spread() -> None:
    assert codes("within_milan", readings(**(EARLY | {"portal_vein_invasion": "Vp2"}))) == {"false"}
    assert codes("within_milan", readings(**(EARLY | {"extrahepatic_spread": "true"}))) == {"false"}


@pytest.mark.parametrize(
    ("number_of", "largest", "expected"),
    [("2", "5 cm", "true"), ("2", "51 mm", "false"), ("7", "1 mm", "false")],
)
def test_up_to_seven(number_of: str, largest: str, expected: str) -> None:
    facts = readings(lesion_count=number_of, largest_lesion_diameter=largest)
    assert codes("within_up_to_seven", facts) == {expected}


def test_a_list_of_lesions_answers_as_the_columns_do() -> None:
    lesions = [{"lesion": "a", "longest_diameter": "50 mm"}, {"lesion": "b", "longest_diameter": "20 mm"}]
    assert codes("within_up_to_seven", lesions, EVERY_LESION) == {"true"}
    assert str(number("lesion_count", lesions)) == ">= 2"


# ---- RECIST 1.1 and mRECIST ----------------------------------------------------------------------

TARGETS = {
    "target_sum": "100 mm",
    "target_sum_baseline": "100 mm",
    "target_sum_nadir": "100 mm",
    "target_lesions_gone": "false",
    "targets_evaluated": "true",
    "non_target_response": "none",
    "new_lesion": "false",
}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "SD"),
        ({"target_sum": "71 mm"}, "SD"),
        ({"target_sum": "70 mm"}, "PR"),  # a fall of 30 %
        ({"target_sum": "70 mm", "non_target_response": "NE"}, "PR"),
        ({"target_sum": "119 mm"}, "SD"),
        ({"target_sum": "120 mm"}, "PD"),  # a rise of 20 %
        (
            {"target_sum": "60 mm", "target_sum_nadir": "50 mm"},
            "PD",
        ),  # from the smallest, not from the baseline
        ({"target_sum": "24 mm", "target_sum_nadir": "20 mm"}, "PR"),  # 20 % but only 4 mm
        ({"target_sum": "25 mm", "target_sum_nadir": "20 mm"}, "PD"),  # 25 % and 5 mm
        ({"target_sum": "0 mm", "target_lesions_gone": "true"}, "CR"),
        ({"target_sum": "0 mm", "target_lesions_gone": "true", "non_target_response": "CR"}, "CR"),
        ({"target_sum": "0 mm", "target_lesions_gone": "true", "non_target_response": "non_cr_non_pd"}, "PR"),
        ({"target_sum": "0 mm", "target_lesions_gone": "true", "non_target_response": "NE"}, "PR"),
        ({"non_target_response": "PD"}, "PD"),
        ({"target_sum": "0 mm", "target_lesions_gone": "true", "new_lesion": "true"}, "PD"),
        ({"targets_evaluated": "false"}, "NE"),
        ({"targets_evaluated": "false", "new_lesion": "true"}, "PD"),
    ],
)
def test_recist(given: dict[str, str], expected: str) -> None:
    assert codes("recist_response_advised", readings(**(TARGETS | given))) == {expected}


VIABLE = {
    "viable_sum": "50 mm",
    "viable_sum_baseline": "50 mm",
    "viable_sum_nadir": "50 mm",
    "viable_tumour_gone": "false",
    "targets_evaluated": "true",
    "non_target_response_mrecist": "none",
    "new_lesion": "false",
}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "SD"),
        ({"viable_sum": "35 mm"}, "PR"),
        ({"viable_sum": "0 mm", "viable_tumour_gone": "true"}, "CR"),
        ({"viable_sum": "12 mm", "viable_sum_nadir": "10 mm"}, "PD"),  # 20 %, without the 5 mm of RECIST
        ({"viable_sum": "3 mm", "viable_sum_nadir": "0 mm"}, "PD"),  # any regrowth after none
        ({"non_target_response_mrecist": "PD"}, "PD"),
        ({"new_lesion": "true"}, "PD"),
    ],
)
def test_mrecist(given: dict[str, str], expected: str) -> None:
    assert codes("mrecist_response_advised", readings(**(VIABLE | given))) == {expected}
