"""Whatever stands in a trial file, findings come out, and never another exception."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.documents import load
from eligibility.language.documents import Condition, Criterion, TrialFile, words_of
from eligibility.language.resolving import resolve
from tests.language.reading import HERE, small

WORDS = sorted(
    {*words_of(TrialFile), *words_of(Criterion), *words_of(Condition), "first", "last", "date", "different"}
)
NAMES = [
    "platelets",
    "age",
    "class",
    "diagnosis",
    "treatment",
    "lesion",
    "mrecist_response",
    "qtcf",
    "planned_first_dose",
]
TEXTS = [
    "> 75 10^9/L", "<= 1.5 ULN", "any", "true", "CR", "sorafenib", "stroke", "2", "latest", "mean of latest 3",
    "12 months before screening", "screening", "28 days", ">= 90 days", "5 half-lives before one", "one", "absent",
]  # fmt: skip
keys = st.one_of(st.sampled_from(WORDS + NAMES), st.text(max_size=5))
texts = st.one_of(st.sampled_from(TEXTS + WORDS + NAMES), st.text(max_size=8))
documents = st.recursive(
    texts,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=20,
)
conditions = st.dictionaries(st.sampled_from(WORDS + NAMES), documents, max_size=5)


def check(document: object) -> None:
    checked = resolve(load(json.dumps(document), "EXAMPLE.yaml"), HERE, small())
    assert checked.trial is not None or checked.findings


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_any_document(document: object) -> None:
    check(document)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conditions, st.dictionaries(st.sampled_from(["one", "screening", "at"]), documents, max_size=2))
def test_any_condition(condition: dict[str, object], anchors: dict[str, object]) -> None:
    criterion = {"id": "I1", "label": "Example", **condition}
    check(
        {
            "trial": "EXAMPLE",
            "title": "X",
            "vocabulary": ["./small.yaml"],
            "anchors": anchors,
            "inclusion": [criterion],
        }
    )
