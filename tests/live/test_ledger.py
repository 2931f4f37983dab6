"""Facts are found by variable and id, also where an id is shared by several variables, comes again, or is another one now."""

from __future__ import annotations

from eligibility import Fact
from eligibility.live.ledger import Ledger

PLATELETS = Fact("platelets", "100", unit="10^9/L", date="2026-01-01", id="L1")
ALBUMIN = Fact("albumin", "40", unit="g/L", date="2026-01-01", id="L1")
LATER = Fact("platelets", "90", unit="10^9/L", date="2026-01-02", id="L2")


def ledger() -> Ledger:
    kept = Ledger("P1")
    assert kept.add(PLATELETS)
    assert kept.add(ALBUMIN)
    return kept


def test_the_same_fact_counts_once_also_when_another_of_its_id_has_gone() -> None:
    kept = ledger()
    assert kept.retract(PLATELETS) == [PLATELETS]
    assert not kept.add(ALBUMIN)
    assert kept.add(PLATELETS)
    assert not kept.add(PLATELETS)
    assert list(kept.facts) == [ALBUMIN, PLATELETS]


def test_a_fact_is_alone_beside_one_of_its_id_of_another_variable() -> None:
    kept = ledger()
    assert kept.is_alone(PLATELETS)
    differs = Fact("platelets", "50", unit="10^9/L", date="2026-01-01", id="L1")
    assert kept.add(differs)
    assert not kept.is_alone(differs)


def test_a_correction_may_bring_another_id() -> None:
    kept = ledger()
    assert kept.correct(LATER, PLATELETS) == [PLATELETS]
    assert not kept.add(LATER)
    assert kept.add(PLATELETS)  # its id is free again
    assert not kept.add(ALBUMIN)
    assert list(kept.facts) == [LATER, ALBUMIN, PLATELETS]
