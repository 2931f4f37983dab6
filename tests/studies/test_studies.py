"""The five studies as they are written: every item there, in order, with its ledger."""

from __future__ import annotations

import pytest

from eligibility import load_trial

ITEMS = {
    "NCT05349331": "I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11 I12 I13 E9b E1 E2 E3a E3b E4 E5 E6 E7 E8 E9a E10 E11 E12 E13",
    "NCT04103398": "I1 I2 I3a I3b I3c I3d I3e I4 I5 I6 I7 I8a I8b I8c I8d I8e I8f I8g I8h",
    "NCT04103398-earlier": "I1 I2 I3a I3b I3c I3d I3e I5 I6 I7 I8a I8b I8c I8d I8e I8f I8g I8h I8i I8j "
    "E1 E2 E3 E4 E5 E6a E6b E7 E8 E9 E10 E11 E12 E13 E14",
    "NCT03009461": "I1 I2 I3",
    "CMH-2023-0553": "I1 I2 I3",
}
NOT_ENCODED = {
    "NCT05349331": 0,
    "NCT04103398": 3,
    "NCT04103398-earlier": 1,
    "NCT03009461": 2,
    "CMH-2023-0553": 1,
}


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_is_there_in_order(name: str) -> None:
    assert [criterion.id for criterion in load_trial(name).criteria] == ITEMS[name].split()


@pytest.mark.parametrize("name", ITEMS)
def test_what_is_not_encoded_is_said(name: str) -> None:
    assert len(load_trial(name).not_encoded) == NOT_ENCODED[name]


@pytest.mark.parametrize("name", ITEMS)
def test_every_criterion_has_an_english_and_a_chinese_label(name: str) -> None:
    trial = load_trial(name)
    assert {"en", "zh"} <= set(trial.title)
    for criterion in trial.criteria:
        assert {"en", "zh"} <= set(criterion.label), criterion.id


def test_the_cohort_is_screened_as_of_its_second_line() -> None:
    assert load_trial("CMH-2023-0553").screen_as_of == "second_line"
