"""What the result of a criterion holds beside its verdict."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility.language.plan import All, AnyMember, AtLeast, Condition, Not, When
from eligibility.possible import Truth
from eligibility.results.model import Explanation, Verdict
from tests.engines.explaining import criterion

ALT = {"alt": "<= 2 ULN"}
HIGH = {"alt": "90 U/L", "upper": "40", "date": "2026-03-01"}
WOMAN = {"sex": "female"}
MAN = {"sex": "male"}


def test_a_criterion_that_does_not_apply_keeps_its_parts() -> None:
    found = criterion({**ALT, "applies when": {"sex": "female"}}, HIGH, MAN)
    assert (found.verdict, found.truth, found.because) == (
        Verdict.NOT_APPLICABLE,
        Truth.FALSE,
        "not applicable",
    )
    assert found.reasons == frozenset()
    assert found.condition.truth is Truth.FALSE
    assert found.applies_when is not None
    assert found.applies_when.truth is Truth.FALSE
    assert found.unless is None


def test_a_criterion_that_is_lifted_keeps_its_parts() -> None:
    found = criterion({**ALT, "unless": {"sex": "female"}}, HIGH, WOMAN)
    assert (found.verdict, found.truth, found.because) == (Verdict.PASS, Truth.FALSE, "exception")
    assert found.condition.truth is Truth.FALSE
    assert found.unless is not None
    assert found.unless.truth is Truth.TRUE
    assert found.applies_when is None


def test_a_criterion_that_applies_and_is_not_lifted_says_nothing_more() -> None:
    found = criterion({**ALT, "applies when": {"sex": "female"}, "unless": {"sex": "male"}}, HIGH, WOMAN)
    assert (found.verdict, found.truth, found.because) == (Verdict.FAIL, Truth.FALSE, "")
    assert found.applies_when is not None
    assert found.unless is not None
    assert (found.applies_when.truth, found.unless.truth) == (Truth.TRUE, Truth.FALSE)


def test_while_it_is_open_whether_it_applies_that_is_the_reason() -> None:
    found = criterion({**ALT, "applies when": {"pregnant": "true"}}, HIGH)
    assert (found.verdict, found.truth, found.because) == (Verdict.UNKNOWN, Truth.FALSE, "")
    assert [reason.value for reason in found.reasons] == ["missing"]


def test_what_passes_or_does_not_apply_has_no_reasons() -> None:
    """The condition itself is open: no limit was printed."""
    open_value = {"alt": "90 U/L", "date": "2026-03-01"}
    lifted = criterion({**ALT, "unless": {"sex": "female"}}, open_value, WOMAN)
    outside = criterion({**ALT, "applies when": {"sex": "male"}}, open_value, WOMAN)
    for found, verdict in ((lifted, Verdict.PASS), (outside, Verdict.NOT_APPLICABLE)):
        assert (found.verdict, found.truth, found.reasons) == (verdict, Truth.UNKNOWN, frozenset())
        assert [reason.value for reason in found.condition.reasons] == ["no reference limit"]


# ---- trees ---------------------------------------------------------------------------------------


def members_of(condition: Condition) -> tuple[Condition, ...]:
    """What a condition is made of, in the order in which it is written."""
    match condition:
        case Not(member):
            return (member,)
        case When(when, then, otherwise):
            return (when, then, otherwise)
        case All(members) | AnyMember(members) | AtLeast(_, members):
            return members
        case _:
            return ()


def same_shape(found: Explanation, condition: Condition) -> bool:
    members = members_of(condition)
    return (
        found.condition is condition
        and len(found.children) == len(members)
        and all(same_shape(child, member) for child, member in zip(found.children, members, strict=True))
    )


@pytest.mark.parametrize(
    "asks",
    [
        {"not": {"sex": "male"}},
        {"all": [{"sex": "female"}, {"not": {"treatment": "tace"}}]},
        {"any": [{"sex": "female"}, {"response": "CR"}, {"judgement": "fit"}]},
        {"at least": "2", "of": [{"sex": "female"}, {"response": "CR"}, {"pregnant": "true"}]},
        {"when": {"sex": "female"}, "then": {"pregnant": "false"}, "else": {"response": "CR"}},
        {"when": {"dialysed": "true"}, "then": {"pregnant": "false"}, "else": {"response": "CR"}},
        {"lesion": "any"},
        {"treatment": "tace", "lasting": ">= 90 days", "at": "screening"},
        {"alt": "<= 100 U/L", "use": "mean of latest 2"},
        {"liver_score": "4 to 5"},
        {"treatment": "tace", "count": ">= 2"},
        {"treatment": "tace", "in total": "> 7 days"},
        {"treatment": "tace", "each": {"end": {"before": "screening"}}},
        {"diagnosis": "stroke", "confirmed by": {"different": "modality", "at least": "2"}},
        {"response": "CR", "consecutive": "2"},
        {"resectability": "resectable", "confirmed by": {"different": "rater", "at least": "2"}},
        {"alt": "<= 100 U/L", "use": "any"},
    ],
)
def test_an_explanation_has_the_shape_of_its_condition(asks: dict[str, Any]) -> None:
    some = ({"treatment": "tace", "date": "2026-03-01"}, {"response": "CR", "date": "2026-03-01"})
    strokes = [{"diagnosis": "stroke", "modality": each, "date": "2026-01-01"} for each in ("ct", "mri")]
    for facts in ((), (WOMAN, HIGH, *some, *strokes)):
        found = criterion(asks, *facts)
        assert same_shape(found.condition, found.criterion.condition)
