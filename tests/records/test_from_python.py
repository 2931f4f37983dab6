"""Facts and records from dicts, and back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.documents import DataError
from eligibility.records import Answer, Fact, Record, Source
from eligibility.records.from_python import fact_from_dict, record_from_dict, record_to_dict
from tests.records.small import SMALL


@pytest.mark.parametrize(
    ("given_dict", "fact"),
    [
        (
            {"platelets": "74 10^9/L", "date": date(2025, 5, 1), "laboratory": "central"},
            Fact("platelets", "74 10^9/L", date=date(2025, 5, 1), attributes={"laboratory": "central"}),
        ),
        (
            {"treatment": "sorafenib", "start": "2024-01", "end": 2024, "intent": "therapeutic"},
            Fact("treatment", "sorafenib", start="2024-01", end="2024", attributes={"intent": "therapeutic"}),
        ),
        (
            {"diagnosis": "stroke", "status": "absent", "date": "2025-05-01"},
            Fact("diagnosis", "stroke", status="absent", date="2025-05-01"),
        ),
        ({"variable": "platelets", "value": 74, "unit": "10^9/L"}, Fact("platelets", 74, unit="10^9/L")),
        ({"variable": "diagnosis", "code": "stroke"}, Fact("diagnosis", "stroke")),
        ({"variable": "bilirubin", "value": 1, "code": "1975-2"}, Fact("bilirubin", 1, code="1975-2")),
        ({"variable": "ecog", "value": ["0", "1"]}, Fact("ecog", ("0", "1"))),
        ({"treatment": "sorafenib", "ongoing": "true"}, Fact("treatment", "sorafenib", ongoing=True)),
        ({"inr": 1.1, "source": "chart"}, Fact("inr", 1.1, source=Source(note="chart"))),
        ({"intent": "therapeutic", "treatment": "tace"}, Fact("treatment", "tace", attributes={"intent": "therapeutic"})),
    ],
)  # fmt: skip
def test_both_forms(given_dict: dict[str, Any], fact: Fact) -> None:
    assert fact_from_dict(given_dict, SMALL) == fact


def test_every_mistake_at_once() -> None:
    record = {
        "patient": "",
        "factz": [],
        "facts": [
            {"platlets": 1},
            {"inr": {}},
            "x",
            {"inr": 1, "date": 3.5},
            {"treatment": "tace", "colour": "red"},
        ],
        "answers": [{"answer": "perhaps"}],
    }
    with pytest.raises(DataError) as caught:
        record_from_dict(record, SMALL)
    found = [diagnostic.message for diagnostic in caught.value.diagnostics]
    for place in ("factz", "patient", "facts[0]", "facts[1]", "facts[2]", "facts[3].date", "facts[4].colour", "answers[0].answer", "answers[0].judgement"):  # fmt: skip
        assert any(message.startswith(f"{place}:") for message in found), place
    assert "did you mean `platelets`?" in [diagnostic.remedy for diagnostic in caught.value.diagnostics]


TEXT = st.text(max_size=8)
DATES = st.one_of(st.none(), TEXT)
FACTS = st.builds(
    Fact,
    variable=st.sampled_from(sorted(SMALL.variables)),
    value=st.one_of(st.none(), TEXT, st.integers(), st.booleans(), st.tuples(TEXT, TEXT)),
    unit=st.one_of(st.none(), TEXT),
    date=DATES,
    start=DATES,
    end=DATES,
    ongoing=st.booleans(),
    lower=st.one_of(st.none(), TEXT, st.integers()),
    upper=st.one_of(st.none(), TEXT),
    status=st.sampled_from(["confirmed", "suspected", "ruled_out", "absent"]),
    attributes=st.dictionaries(st.sampled_from(["dose", "intent", "rater"]), TEXT, max_size=2),
    id=st.one_of(st.none(), TEXT),
    source=st.builds(Source, TEXT, st.one_of(st.none(), st.integers(1, 9)), TEXT, TEXT),
)
ANSWERS = st.builds(
    Answer, TEXT, TEXT.filter(bool), st.booleans(), TEXT, st.one_of(st.none(), TEXT.filter(bool))
)


@given(
    st.lists(FACTS, max_size=3), st.lists(ANSWERS, max_size=2), st.one_of(st.none(), st.just("2025-05-01"))
)
def test_a_record_comes_back_from_json(
    facts: list[Fact], answers: list[Answer], screening: str | None
) -> None:
    record = Record("P1", tuple(facts), tuple(answers), screening)
    text = json.dumps(record_to_dict(record))
    assert record_from_dict(json.loads(text)) == record


def test_what_json_does_not_know_becomes_text() -> None:
    record = Record("P1", (Fact("inr", Decimal("1.10"), date=date(2025, 5, 1)),), screening=date(2025, 5, 2))
    assert record_to_dict(record) == {
        "patient": "P1",
        "screening": "2025-05-02",
        "facts": [{"variable": "inr", "value": "1.10", "date": "2025-05-01"}],
    }


class Scalar:
    """As a data frame's numbers are: it gives the number on request."""

    def __init__(self, number: float) -> None:
        self.number = number

    def item(self) -> float:
        return self.number


def test_numbers_of_a_data_frame_are_taken_as_they_are() -> None:
    assert fact_from_dict({"platelets": Scalar(74.5)}).value == 74.5


def test_a_fact_of_nothing_and_a_key_that_no_answer_has_are_told() -> None:
    answer = {"trial": "T", "judgement": "fit", "answer": True, "mood": "good"}
    with pytest.raises(DataError) as raised:
        record_from_dict({"patient": "P1", "facts": [{"date": "2026-03-01"}], "answers": [answer]})
    messages = [each.message for each in raised.value.diagnostics]
    assert messages == ["facts[0]: no variable", "answers[0].mood: unknown key of an answer"]
