"""The one module that imports durable-rules, and only when it is asked to.

The stock host runs two background threads that walk freed sessions; this one runs none. Every call is a single assert
or retract in the thread that brings the fact, and what an action raises comes back to the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Json = dict[str, Any]
Payload = Mapping[str, float | str]


class Match(Protocol):
    """What an action is given: the session's state, and the facts that matched under their aliases."""

    s: Any

    def __getattr__(self, alias: str) -> Any: ...


Action = Callable[[Match], None]


def load() -> Any:
    """The engine of durable-rules. Raises ImportError where it cannot be imported."""
    from durable import engine

    return engine


class Host:
    """Rulesets and their sessions, without threads. The caller holds the lock."""

    def __init__(self) -> None:
        self._errors: list[BaseException] = []
        stock = load().Host
        self._host = type("Quiet", (stock,), {"_run": lambda host: None})()  # no threads

    def register(self, name: str, ruleset: Mapping[str, Json], actions: Mapping[str, Action]) -> None:
        """Take in a ruleset, in the documented JSON form, with an action for each rule."""
        whole = {rule: {**body, "run": self._guarded(actions[rule])} for rule, body in ruleset.items()}
        self._host.set_rulesets({name: whole})

    def assert_fact(self, name: str, sid: str, fact_id: str, payload: Payload) -> None:
        """Bring in one fact; its rules fire before this returns. What an action raised is raised here."""
        self._host.assert_fact(name, {"sid": sid, "id": fact_id, "_": 1.0, **payload})
        self._raise()

    def retract_fact(self, name: str, sid: str, fact_id: str) -> None:
        """Take a fact out."""
        self._host.retract_fact(name, {"sid": sid, "id": fact_id})
        self._raise()

    def delete(self, name: str, sid: str) -> None:
        """End a session; its memory is used again."""
        self._host.delete_state(name, sid)

    def _guarded(self, action: Action) -> Action:
        """The engine would swallow an error into the session's state: it is kept for the caller instead."""

        def run(match: Match) -> None:
            try:
                action(match)
            except BaseException as error:  # noqa: BLE001 - raised again by the call that brought the fact
                self._errors.append(error)

        return run

    def _raise(self) -> None:
        if self._errors:
            first, self._errors = self._errors[0], []
            raise first
