"""What the rules of one trial hold of one patient, and what follows when a fact comes or goes.

A fact goes to the rules that look at it alone, in the session that all patients share; to the rules that join facts it
goes in the patient's own session. No fact is ever taken out of a session (the engine then writes where it should not):
when one goes, the patient's session is given up, and what is left is played again into a new one when the next fact
comes. What was derived falls with the fact that it was derived from, unless what came in its place derives the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from eligibility.live._durable import Match
from eligibility.live.routes import Facts, Payload, StreakRoute
from eligibility.live.rules import Derive, DeriveSum, Effect, ReadAtom, SetAtom, SetNode, SetStatus
from eligibility.live.rulesets import Place, Ruleset
from eligibility.live.sessions import Session, Sessions
from eligibility.possible import Truth
from eligibility.results.model import Outcome

NOTHING: Facts = frozenset()
Fired = list[tuple[Effect, Match]]


@dataclass
class Known:
    """What the rules have found of a patient on a trial. It outlives the session. `shared`: with somebody new."""

    atoms: dict[int, Truth] = field(default_factory=dict)  # those that are not UNKNOWN
    held: dict[int, Facts] = field(default_factory=dict)  # evidence, by atom
    derived: dict[str, float] = field(default_factory=dict)  # by place
    nodes: frozenset[int] = frozenset()
    summaries: dict[int, Payload] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    shared: bool = False

    def own(self) -> Known:
        """The same, to go its own way."""
        if not self.shared:
            return self
        return Known(
            dict(self.atoms),
            dict(self.held),
            dict(self.derived),
            self.nodes,
            dict(self.summaries),
            dict(self.outcomes),
        )


class WorkingMemory:
    """Brings facts of one patient to the rules of one trial, and carries out what fires."""

    def __init__(
        self, ruleset: Ruleset, known: Known, sessions: Sessions, patient: str, fired: Fired
    ) -> None:
        self._ruleset = ruleset
        self._known = known
        self._sessions = sessions
        self._patient = patient
        self._fired = fired
        self._fresh: set[str] = set()  # what was derived while an atom changed

    def see(self, atom: int, facts: Facts) -> bool:
        """Make the evidence for a leaf exactly these facts; whether it is other than before."""
        old = self._known.held.get(atom, NOTHING)
        if old == facts:
            return False
        gone = old - facts
        if gone and isinstance(self._ruleset.network.routes.get(atom), StreakRoute):
            gone = old  # a pair that still holds would not fire again
        self._fresh.clear()
        kept = self._known.held[atom] = old - gone
        stale = [place for each in sorted(gone) for place in self._leave(each)]
        again = {below for each in facts - kept for below in self._downstream(each)}
        for place in stale:
            if place not in again:  # before the new facts say something of the leaf
                self._drop(place)
        for each in sorted(facts - kept):
            self._known.held[atom] |= {each}
            self._bring(each)
        for place in stale:
            if place not in self._fresh:
                self._drop(place)
        if not facts:
            del self._known.held[atom]
        return True

    def summarise(self, cohort: int, summary: Payload) -> None:
        """Bring the summary fact of a cohort, from which the rules make the outcome."""
        if self._known.summaries.get(cohort) != summary:
            self._known.summaries[cohort] = summary
            self._known.outcomes.pop(cohort, None)
            self._bring(summary)

    def confirmed_together(self, node: int) -> bool:
        """Whether the streaks of a node all hold by what was derived."""
        return all(f"h{atom}" in self._known.derived for atom in self._ruleset.network.nodes[node])

    # ---- facts come ------------------------------------------------------------------------------

    def _bring(self, payload: Payload) -> None:
        place = self._ruleset.places.get(payload[0][0])
        if place is None:
            return  # derived for rules that this trial does not have
        if place.single:
            self._assert(self._sessions.shared(place.single), payload)
        if place.joining:
            session = self._session(place.joining)
            if payload not in session.live:
                self._assert(session, payload)

    def _session(self, ruleset: str) -> Session:
        """The patient's session; into a new one, all that is known is played again."""
        session = self._sessions.of(ruleset, self._patient)
        if session.facts:
            return session
        for payload in self._remembered(ruleset):
            if payload not in session.live:
                self._assert(session, payload)
            if self._sessions.live(ruleset, self._patient) is not session:
                return self._session(ruleset)  # what was derived became another, and ended it
        return session

    def _remembered(self, ruleset: str) -> Iterator[Payload]:
        """The facts that belong into a session, brought and derived; the latter as they are when it is their turn."""
        places, known = self._ruleset.places, self._known
        for facts in list(known.held.values()):
            for payload in sorted(facts):
                if places[payload[0][0]].joining == ruleset:
                    yield payload
        for slot in list(known.derived):
            if slot in known.derived and slot in places and places[slot].joining == ruleset:
                yield ((slot, known.derived[slot]),)

    def _assert(self, session: Session, payload: Payload) -> None:
        session.live.add(payload)
        self._sessions.bring(session, dict(payload))
        fired, self._fired[:] = list(self._fired), []
        for effect, match in fired:
            if match.sid != session.sid:
                raise RuntimeError("A rule fired for another session.")
            self._carry_out(effect, match)

    # ---- facts go --------------------------------------------------------------------------------

    def _downstream(self, payload: Payload) -> tuple[str, ...]:
        return self._ruleset.places.get(payload[0][0], Place()).downstream

    def _leave(self, payload: Payload) -> tuple[str, ...]:
        """Take a fact out, with the truth that it gave; the places of what was derived from it."""
        name = payload[0][0]
        if name == "truth":
            self._known.atoms.pop(int(dict(payload)["atom"]), None)
            return ()
        place = self._ruleset.places.get(name, Place())
        if place.atom is not None:
            self._known.atoms.pop(place.atom, None)
        if place.node is not None:
            self._known.nodes -= {place.node}
        if place.joining:
            session = self._sessions.live(place.joining, self._patient)
            if session is not None and payload in session.live:
                self._sessions.end(place.joining, self._patient)
        return place.downstream

    def _drop(self, slot: str) -> None:
        """Take out what was derived, and what followed from it."""
        value = self._known.derived.pop(slot, None)
        if value is not None:
            for place in self._leave(((slot, value),)):
                self._drop(place)

    # ---- what fires ------------------------------------------------------------------------------

    def _carry_out(self, effect: Effect, match: Match) -> None:
        match effect:
            case SetAtom(atom, truth):
                self._set(atom, truth)
            case ReadAtom(truth):
                self._set(int(match.facts["m"]["atom"]), truth)
            case Derive(slot, value):
                self._derive(slot, value)
            case DeriveSum(slot, of):
                self._derive(slot, sum(match.facts[each][each] for each in of))
            case SetNode(node):
                self._known.nodes |= {node}
            case SetStatus(outcome):
                self._known.outcomes[int(match.facts["m"]["cohort"])] = outcome

    def _set(self, atom: int, truth: Truth) -> None:
        if truth is Truth.UNKNOWN:
            self._known.atoms.pop(atom, None)
        else:
            self._known.atoms[atom] = truth

    def _derive(self, slot: str, value: float) -> None:
        self._fresh.add(slot)
        if self._known.derived.get(slot) != value:
            self._drop(slot)
            self._known.derived[slot] = value
            self._bring(((slot, value),))
