"""What the compiler refuses to give to durable-rules: every form that the package gets wrong."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import load_trial
from eligibility.live.network import compile_network
from eligibility.live.routes import canonical
from eligibility.live.rules import days_apart
from eligibility.live.safety import (
    UnsafeRule,
    fnv,
    properties_of,
    refuse_collisions,
    refuse_unsafe,
    safe_number,
    safe_payload,
)
from eligibility.possible import Interval
from tests.live.arriving import NAMES

FIRST = {"first": {"$ex": {"day": 1}}}
SENTINEL = {"_": {"first": "_"}}
LATER = {"$gte": {"day": {"$add": {"$l": {"first": "day"}, "$r": 28.0}}}}


def second(*tests: Any) -> list[Any]:
    return [FIRST, {"second": {"$and": [{"$ex": {"day": 1}}, *tests]}}]


SAFE = {
    "a test of one fact, nested": [
        {"m": {"$or": [{"$and": [{"$gt": {"x": 1.0}}, {"$lt": {"x": 2.0}}]}, {"k": "A"}]}}
    ],
    "a pair with the sentinel last": second(LATER, SENTINEL),
    "existence of several": [{"a": {"$ex": {"x": 1}}}, {"b": {"$ex": {"y": 1}}}],
    "an explicit gap": [{"m": {"$and": [{"$ex": {"x": 1}}, {"$nex": {"y": 1}}]}}],
}
UNSAFE = {
    "an and across facts without the sentinel": second(LATER),
    "the sentinel first": second(SENTINEL, LATER),
    "or across facts": [FIRST, {"second": {"$or": [LATER, SENTINEL]}}],
    "nesting across facts": second({"$or": [LATER, LATER]}, SENTINEL),
    "a test of one fact after the comparison": second(LATER, {"$ex": {"x": 1}}, SENTINEL),
    "== across facts": second({"day": {"first": "day"}}, SENTINEL),
    "!= across facts": second({"$neq": {"day": {"first": "day"}}}, SENTINEL),
    "a property that is not tested with $ex": [FIRST, {"second": {"$and": [LATER, SENTINEL]}}],
    "a division": second({"$gte": {"day": {"$div": {"$l": {"first": "day"}, "$r": 2.0}}}}, SENTINEL),
    "a comparison with what is not an earlier fact": second({"$gte": {"day": {"third": "day"}}}, SENTINEL),
    "a comparison across facts alone, without its test": [
        FIRST,
        {"second": {"$gte": {"day": {"first": "day"}}}},
    ],
    "none()": [{"m$not": {"$ex": {"x": 1}}}],
    "any()": [{"m$any": [{"a": {"$ex": {"x": 1}}}]}],
    "a number with ==": [{"m": {"x": 5.0}}],
    "null": [{"m": {"x": None}}],
    "an int": [{"m": {"$gt": {"x": 5}}}],
    "an exponent": [{"m": {"$gt": {"x": 1e-05}}}],
    "a number too large": [{"m": {"$gt": {"x": 1e15}}}],
    "infinity": [{"m": {"$gt": {"x": float("inf")}}}],
    "not a number": [{"m": {"$gt": {"x": float("nan")}}}],
    "texts by order": [{"m": {"$gt": {"x": "ab"}}}],
    "a pattern match": [{"m": {"$mt": {"x": "a.*"}}}],
    "the state": [{"m": {"$and": [{"$s": "1"}]}}],
    "a text too long": [{"m": {"x": "a" * 300}}],
    "a property with a dot": [{"m": {"$ex": {"a.b": 1}}}],
    "sid as a property": [{"m": {"$ex": {"sid": 1}}}],
    "id as the sentinel": second(LATER, {"id": {"first": "id"}}),
    "seventeen patterns": [{f"a{n}": {"$ex": {f"x{n}": 1}}} for n in range(17)],
    "no pattern": [],
}


@pytest.mark.parametrize("what", SAFE)
def test_the_safe_subset_passes(what: str) -> None:
    refuse_unsafe({"rule": {"all": SAFE[what]}})


@pytest.mark.parametrize("what", UNSAFE)
def test_an_unsafe_form_is_refused(what: str) -> None:
    with pytest.raises(UnsafeRule):
        refuse_unsafe({"rule": {"all": UNSAFE[what]}})


@pytest.mark.parametrize("key", ["any", "count", "cap", "pri", "timeout", "run"])
def test_only_all_is_a_rule(key: str) -> None:
    with pytest.raises(UnsafeRule):
        refuse_unsafe({"rule": {"all": SAFE["an explicit gap"], key: 1}})


def test_sixty_one_rules_on_one_kind_of_fact_are_refused() -> None:
    ruleset = {f"r{n}": {"all": [{"m": {"$gt": {"x": float(n)}}}]} for n in range(61)}
    with pytest.raises(UnsafeRule):
        refuse_unsafe(ruleset)
    del ruleset["r60"]
    refuse_unsafe(ruleset)


def test_too_many_properties_are_refused() -> None:
    with pytest.raises(UnsafeRule):
        refuse_unsafe({f"r{n}": {"all": [{"m": {"$ex": {f"x{n}": 1}}}]} for n in range(501)})


def test_names_that_share_a_hash_are_refused() -> None:
    # Two pairs of the package's 32-bit FNV-1a hash, from its bug reports.
    assert fnv("liquid") == fnv("costarring")
    with pytest.raises(UnsafeRule):
        refuse_collisions(["liquid", "costarring"])
    with pytest.raises(UnsafeRule):
        refuse_unsafe(
            {"a": {"all": [{"m": {"$ex": {"altarage": 1}}}]}, "b": {"all": [{"m": {"$ex": {"zinke": 1}}}]}}
        )


def test_ids_cannot_collide() -> None:
    from eligibility.live.session_ids import MOST_FACTS, SIDS

    refuse_collisions(SIDS)
    refuse_collisions(str(n) for n in range(MOST_FACTS + 1))


@pytest.mark.parametrize("number", [1e-5, 1e15, float("inf"), float("nan"), 5])
def test_numbers_that_the_engine_misreads_are_refused(number: float) -> None:
    with pytest.raises(UnsafeRule):
        safe_number(number)
    with pytest.raises(UnsafeRule):
        safe_payload({"x": number})


def test_a_number_that_would_change_its_place_is_not_sent() -> None:
    from fractions import Fraction

    limit = Fraction(75)
    beside = limit + Fraction(1, 10**30)
    assert canonical(Interval.exactly(75), [limit]) == 75.0
    assert canonical(Interval.exactly(beside), [limit]) is None
    assert canonical(Interval.above(limit), [limit]) is None


def test_a_pair_is_in_the_safe_subset() -> None:
    refuse_unsafe({"pair": {"all": days_apart("s1", 28)}})


@pytest.mark.parametrize("name", NAMES)
def test_whole_trials_compile_into_the_safe_subset(name: str) -> None:
    network = compile_network(load_trial(name))
    for group in network.groups:
        refuse_unsafe(group.ruleset)
    assert set(network.routes) | set(network.outside) == set(range(len(network.atoms)))


def test_groups_share_no_facts() -> None:
    """Each property is looked at in one group alone: what is brought to one ruleset is missed in no other."""
    groups = compile_network(load_trial("NCT05349331")).groups
    looked_at = [
        {used for name, rule in group.ruleset.items() for used in properties_of(name, rule["all"])} - {"_"}
        for group in groups
    ]
    assert sum(len(each) for each in looked_at) == len(set().union(*looked_at))


def test_the_showcase_is_carried_by_rules_where_it_can_be() -> None:
    """27 single readings, streaks and Child-Pugh of 52 leaves; I5 is one derived fact of its three streaks."""
    network = compile_network(load_trial("NCT05349331"))
    assert len(network.nodes) == 1
    assert len(network.nodes[0]) == 3
    assert len(network.routes) >= 25
