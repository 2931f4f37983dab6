"""The one module that imports durable-rules, and only when it is asked to.

It calls the C functions of the package, as the package's own host does, but for what a single assert does not need: no
background threads (they walk freed sessions), no state written back after each rule, no leases. Every call is a single
assert in the thread that brings the fact, and what an action raises comes back to the caller. No fact is ever
retracted: of a second one that is taken out of what fired together, the C code reads and writes beyond its arrays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from eligibility.live.safety import BORN

Json = dict[str, Any]
Payload = Mapping[str, float | str]


class Match(NamedTuple):
    """What an action is given: whose session it is, and the facts that matched under their aliases."""

    sid: str
    facts: Mapping[str, Json]


Action = Callable[[Match], None]
_write = json.JSONEncoder(ensure_ascii=False).encode
_BIRTH: Json = {BORN: {"all": [{"m": {"$ex": {BORN: 1}}}]}}


class NotTaken(RuntimeError):
    """The engine did not take a fact as a new one that some rule looks at: a mistake of the program."""


def load() -> Any:
    """The engine of durable-rules. Raises ImportError where it cannot be imported."""
    import durable_rules_engine

    return durable_rules_engine


class Host:
    """Rulesets and their sessions, without threads. The caller holds the lock."""

    def __init__(self) -> None:
        self._engine = load()
        self._handles: dict[str, int] = {}
        self._actions: dict[str, Mapping[str, Action]] = {}

    def register(self, name: str, ruleset: Mapping[str, Json], actions: Mapping[str, Action]) -> None:
        """Take in a ruleset, in the documented JSON form, with an action for each rule."""
        self._handles[name] = self._engine.create_ruleset(name, _write({**ruleset, **_BIRTH}))
        self._actions[name] = actions

    def begin(self, name: str, sid: str) -> None:
        """Begin a session. A rule has to fire in it, else its end frees what was never set (C: `deleteStateNode`)."""
        self.assert_fact(name, sid, BORN, {BORN: 1.0})

    def assert_fact(self, name: str, sid: str, fact_id: str, payload: Payload) -> None:
        """Bring in one fact; its rules fire before this returns. What an action raised is raised here."""
        fact = _write({"sid": sid, "id": fact_id, "_": 1.0, **payload})
        self._fire(name, *self._engine.assert_fact(self._handles[name], fact))

    def delete(self, name: str, sid: str) -> None:
        """End a session; its memory is used again."""
        self._engine.delete_state(self._handles[name], sid)

    def _fire(self, name: str, refused: int, session: int) -> None:
        """Run what is due in a session, one rule after the other; an error only when nothing is due any more."""
        if refused:
            raise NotTaken(f"{name}: the engine answers {refused}")
        handle, actions = self._handles[name], self._actions[name]
        errors: list[BaseException] = []
        started = self._engine.start_action_for_state(handle, session)
        due = started[1] if started else None
        while due:
            for rule, facts in json.loads(due).items():
                if rule == BORN:
                    continue
                try:
                    actions[rule](Match(json.loads(started[0])["sid"], facts))
                except BaseException as error:  # noqa: BLE001 - raised below: the engine has to come to its end first
                    errors.append(error)
            due = self._engine.complete_and_start_action(handle, session)
        if errors:
            raise errors[0]
