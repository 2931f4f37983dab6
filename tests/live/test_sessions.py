"""Sessions of the rules engine: ids are used up, given back, and used again. The engine itself only takes notes here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from eligibility.live import sessions
from eligibility.live._durable import Host, NotTaken
from eligibility.live.session_ids import MOST_LIVE
from eligibility.live.sessions import Sessions


class Notes:
    """What the engine was told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, ...]] = []
        self.refuses = False

    def begin(self, ruleset: str, sid: str) -> None:
        self.said.append(("begin", ruleset, sid))

    def assert_fact(self, ruleset: str, sid: str, fact_id: str, payload: Mapping[str, float | str]) -> None:
        if self.refuses:
            raise NotTaken("rules: the engine answers 1")
        self.said.append(("assert", ruleset, sid, fact_id))

    def delete(self, ruleset: str, sid: str) -> None:
        self.said.append(("delete", ruleset, sid))


@pytest.fixture(name="notes")
def _notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    monkeypatch.setattr(sessions, "MOST_FACTS", 2)
    monkeypatch.setattr(sessions, "MOST_SHARED", 2)
    return Notes()


def test_a_session_whose_ids_are_used_up_begins_anew(notes: Notes) -> None:
    held = Sessions(cast(Host, notes), 2)
    first = held.of("rules", "P1")
    held.bring(first, {"x": 1.0})
    held.bring(first, {"x": 2.0})
    again = held.of("rules", "P1")
    assert again is not first
    held.bring(again, {"x": 3.0})
    assert [said[0] for said in notes.said] == ["begin", "assert", "assert", "delete", "begin", "assert"]
    assert [said[-1] for said in notes.said if said[0] == "assert"] == ["1", "2", "1"]
    assert len(held) == 1


def test_what_is_shared_begins_anew_too(notes: Notes) -> None:
    held = Sessions(cast(Host, notes), 2)
    first = held.shared("rules")
    held.bring(first, {"x": 1.0})
    held.bring(first, {"x": 1.0})
    assert held.shared("rules") is not first
    assert [said[0] for said in notes.said] == ["begin", "assert", "assert", "delete"]


def test_who_was_not_heard_of_for_longest_gives_up_the_session(notes: Notes) -> None:
    held = Sessions(cast(Host, notes), 2)
    for patient in ("P1", "P2", "P1", "P3"):
        held.of("rules", patient)
    assert held.live("rules", "P2") is None
    assert held.live("rules", "P1") is not None
    assert notes.said == []  # none had a fact, so that the engine knew of none


def test_a_session_is_begun_before_its_first_fact_and_ended_whatever_became_of_it(notes: Notes) -> None:
    """The engine frees what it never set at the end of a session in which no rule has fired."""
    held = Sessions(cast(Host, notes), 2)
    session = held.of("rules", "P1")
    notes.refuses = True
    with pytest.raises(NotTaken):
        held.bring(session, {"x": 2.0})
    held.end("rules", "P1")
    assert [said[0] for said in notes.said] == ["begin", "delete"]


@pytest.mark.parametrize("number", [0, MOST_LIVE])
def test_how_many_sessions_can_be_live(notes: Notes, number: int) -> None:
    with pytest.raises(ValueError, match=f"From 1 to {MOST_LIVE - 1} sessions can be live"):
        Sessions(cast(Host, notes), number)
