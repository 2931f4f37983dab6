"""The shipped vocabularies: each reads without a finding, alone and with all others."""

from __future__ import annotations

import pytest

from eligibility.vocabulary import Kind, check_vocabulary, load_vocabulary, shipped_vocabularies
from eligibility.vocabulary.model import Formula
from eligibility.vocabulary.spellings import spellings_of

ALL = shipped_vocabularies()


@pytest.mark.parametrize("name", ALL)
def test_each_alone(name: str) -> None:
    vocabulary, findings = check_vocabulary([name])
    assert findings == ()
    assert vocabulary.names[-1] == name
    assert set(vocabulary.hashes) == {f"{each}.yaml" for each in vocabulary.names}


def test_all_together() -> None:
    vocabulary, findings = check_vocabulary(ALL)
    assert findings == ()
    assert set(vocabulary.names) == set(ALL)


def test_no_variable_can_hide_behind_another() -> None:
    vocabulary = load_vocabulary(ALL)
    index = spellings_of(vocabulary)
    assert set(index.variables.values()) == set(vocabulary.variables)


def test_what_is_computed_has_a_range_to_be_checked_against() -> None:
    for variable in load_vocabulary(ALL).variables.values():
        if variable.kind is Kind.QUANTITY and isinstance(variable.derived, Formula):
            assert variable.plausible is not None, variable.name
