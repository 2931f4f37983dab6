"""The joining words, over random conditions and records."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.plan import Trial
from eligibility.possible import Truth
from eligibility.records.facts import Record
from eligibility.results.model import Verdict
from eligibility.testing.picks import at_random
from eligibility.testing.random_trials import LeafWriter, trial_text
from tests.laws.worlds import law, record_for, screened, seeds, trial_of, vocabulary

OPPOSITE = {Verdict.PASS: Verdict.FAIL, Verdict.FAIL: Verdict.PASS, Verdict.UNKNOWN: Verdict.UNKNOWN}
Words = dict[str, Any]


def trial_with(conditions: dict[str, Words], section: str = "inclusion") -> Trial:
    criteria = [{"id": name, "label": name, **words} for name, words in conditions.items()]
    return trial_of(trial_text({section: criteria}))


def leaf(seed: int) -> Words:
    """Some leaf without anchors."""
    return LeafWriter(vocabulary(), (), at_random(seed)).leaf()


def truths(conditions: dict[str, Words], seed: int) -> dict[str, Truth]:
    trial = trial_with(conditions)
    record: Record = record_for(trial, seed)
    return {each.criterion.id: each.truth for each in screened(trial, record).criteria}


@law(120)
@given(seeds, seeds)
def test_an_exclusion_is_the_negated_inclusion(seed: int, other: int) -> None:
    words = {"A": leaf(seed)}
    included, excluded = trial_with(words), trial_with(words, "exclusion")
    record = record_for(included, other)
    met, not_met = (screened(trial, record).criteria[0] for trial in (included, excluded))
    assert not_met.verdict is OPPOSITE[met.verdict]
    assert not_met.reasons == met.reasons


@law(120)
@given(seeds, seeds, seeds)
def test_de_morgan(one: int, other: int, seed: int) -> None:
    a, b = leaf(one), leaf(other)
    found = truths(
        {
            "not all": {"not": {"all": [a, b]}},
            "any not": {"any": [{"not": a}, {"not": b}]},
            "not any": {"not": {"any": [a, b]}},
            "all not": {"all": [{"not": a}, {"not": b}]},
            "a": a,
            "not not a": {"not": {"not": a}},
        },
        seed,
    )
    assert found["not all"] is found["any not"]
    assert found["not any"] is found["all not"]
    assert found["a"] is found["not not a"]


@law(120)
@given(seeds, seeds, seeds, seeds)
def test_when_then_else(one: int, other: int, third: int, seed: int) -> None:
    a, b, c = leaf(one), leaf(other), leaf(third)
    found = truths({"a": a, "b": b, "c": c, "when": {"when": a, "then": b, "else": c}}, seed)
    expected = {Truth.TRUE: found["b"], Truth.FALSE: found["c"]}.get(found["a"])
    if expected is None:
        expected = found["b"] if found["b"] is found["c"] else Truth.UNKNOWN
    assert found["when"] is expected


@law(120)
@given(st.lists(seeds, min_size=2, max_size=4), st.integers(1, 3), seeds)
def test_at_least_is_a_count_of_what_may_still_be(given_: list[int], number: int, seed: int) -> None:
    members = [leaf(seed) for seed in given_]
    number = min(number, len(members))
    named = {f"m{place}": words for place, words in enumerate(members)}
    found = truths({**named, "some": {"at least": str(number), "of": members}}, seed)
    said = [found[name] for name in named]
    if said.count(Truth.TRUE) >= number:
        assert found["some"] is Truth.TRUE
    elif len(said) - said.count(Truth.FALSE) < number:
        assert found["some"] is Truth.FALSE
    else:
        assert found["some"] is Truth.UNKNOWN


@law(150)
@given(seeds, seeds, seeds, st.sampled_from(["inclusion", "exclusion"]), seeds)
def test_applies_when_and_unless(one: int, other: int, third: int, section: str, seed: int) -> None:
    a, b, c = leaf(one), leaf(other), leaf(third)
    trial = trial_with({"x": {"applies when": a, "unless": b, **c}, "c": c}, section)
    result = screened(trial, record_for(trial, seed))
    whole, plain = result.criteria
    applies, lifted = whole.applies_when, whole.unless
    assert applies is not None and lifted is not None
    if applies.truth is Truth.FALSE:
        assert whole.verdict is Verdict.NOT_APPLICABLE
    elif lifted.truth is Truth.TRUE:
        assert whole.verdict is Verdict.PASS
    elif applies.truth is Truth.TRUE and lifted.truth is Truth.FALSE:
        assert whole.verdict is plain.verdict
    else:
        assert whole.verdict is (Verdict.PASS if plain.verdict is Verdict.PASS else Verdict.UNKNOWN)
