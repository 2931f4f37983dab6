"""Strong Kleene logic against its definition: what every completion of the unknowns says."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.possible import Truth, at_least, conjunction, disjunction

truths = st.sampled_from(Truth)


def completions(members: list[Truth]) -> list[tuple[bool, ...]]:
    options = [(True, False) if truth is Truth.UNKNOWN else (truth is Truth.TRUE,) for truth in members]
    return list(product(*options))


def settled(answers: list[bool]) -> Truth:
    return Truth.of(answers[0]) if len(set(answers)) == 1 else Truth.UNKNOWN


@given(st.lists(truths, min_size=1, max_size=5))
def test_conjunction_and_disjunction_hold_in_every_completion(members: list[Truth]) -> None:
    assert conjunction(members) is settled([all(each) for each in completions(members)])
    assert disjunction(members) is settled([any(each) for each in completions(members)])


@given(st.lists(truths, max_size=5), st.integers(0, 6))
def test_at_least_counts_what_is_sure_and_what_can_be(members: list[Truth], number: int) -> None:
    assert at_least(number, members) is settled([sum(each) >= number for each in completions(members)])


@given(truths, truths)
def test_de_morgan(one: Truth, other: Truth) -> None:
    assert ~(one & other) is (~one | ~other)
    assert (one & other) is conjunction([one, other])
    assert (one | other) is disjunction([one, other])


def test_of_nothing() -> None:
    assert conjunction([]) is Truth.TRUE
    assert disjunction([]) is Truth.FALSE


def test_a_truth_is_not_a_python_truth() -> None:
    with pytest.raises(TypeError, match=r"^A truth may be unknown: compare it with `is Truth\.TRUE`\.$"):
        bool(Truth.TRUE)
