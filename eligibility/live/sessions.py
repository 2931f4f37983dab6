"""Sessions of the rules engine: a bounded pool of ids that cannot collide, the longest unused given up first.

The engine allows 1,024 sessions in a ruleset and crashes beyond; it knows an id by its 32-bit hash alone. So ids come
from a fixed list that was checked, and a patient whose session was given up gets another one, into which what is
needed is played again. Rules that look at one fact alone need no patient: they share one session.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from eligibility.live._durable import Host, Payload
from eligibility.live.safety import RESERVED, refuse_collisions, safe_payload
from eligibility.live.session_ids import MOST_FACTS, MOST_LIVE, MOST_SHARED, SIDS


@dataclass
class Session:
    """One patient, or all, in one ruleset: how many facts it was given, and which."""

    ruleset: str
    sid: str
    facts: int = 0
    live: set[object] = field(default_factory=set)

    def spent(self, most: int) -> bool:
        """Whether it has taken so many facts that it has to begin anew."""
        return self.facts >= most


class Sessions:
    """The sessions of all rulesets; of those with a patient, at most `max_live`."""

    def __init__(self, host: Host, max_live: int) -> None:
        if not 1 <= max_live < MOST_LIVE:
            raise ValueError(f"From 1 to {MOST_LIVE - 1} sessions can be live.")
        refuse_collisions([*RESERVED, *SIDS])
        self._host = host
        self._max_live = max_live
        self._live: OrderedDict[tuple[str, str], Session] = OrderedDict()
        self._shared: dict[str, Session] = {}
        self._free: dict[str, list[str]] = {}

    def of(self, ruleset: str, patient: str) -> Session:
        """The session of a patient: the one that is live, or an empty one."""
        key = (ruleset, patient)
        session = self._live.get(key)
        if session is not None and session.spent(MOST_FACTS):
            self.end(ruleset, patient)
            session = None
        if session is None:
            while len(self._live) >= self._max_live:
                self.end(*next(iter(self._live)))
            session = self._live[key] = self._open(ruleset)
        self._live.move_to_end(key)
        return session

    def live(self, ruleset: str, patient: str) -> Session | None:
        """The session of a patient, if there is one."""
        return self._live.get((ruleset, patient))

    def shared(self, ruleset: str) -> Session:
        """The session of rules that need no memory."""
        session = self._shared.get(ruleset)
        if session is not None and session.spent(MOST_SHARED):
            self._close(session)
            session = None
        if session is None:
            session = self._shared[ruleset] = self._open(ruleset)
        return session

    def bring(self, session: Session, payload: Payload) -> None:
        """Assert one fact."""
        safe_payload(payload)
        if not session.facts:
            self._host.begin(session.ruleset, session.sid)
        session.facts += 1
        self._host.assert_fact(session.ruleset, session.sid, str(session.facts), payload)

    def end(self, ruleset: str, patient: str) -> None:
        """Give up the session of a patient, if there is one."""
        session = self._live.pop((ruleset, patient), None)
        if session is not None:
            self._close(session)

    def renew_shared(self) -> None:
        """Give up what is shared: after an error nothing of it is left for the next patient."""
        for session in self._shared.values():
            self._close(session)
        self._shared.clear()

    def _open(self, ruleset: str) -> Session:
        return Session(ruleset, self._free.setdefault(ruleset, list(reversed(SIDS))).pop())

    def _close(self, session: Session) -> None:
        if session.facts:
            self._host.delete(session.ruleset, session.sid)
        self._free[session.ruleset].append(session.sid)

    def __len__(self) -> int:
        return len(self._live)
