"""durable-rules beside the reference engine: it derives, correlates and announces, and is held to the same verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from eligibility.engines.interpreter.screen import counts_for
from eligibility.engines.interpreter.verdicts import JUDGEMENT_ONLY
from eligibility.language.plan import Condition, Trial
from eligibility.language.walk import leaves
from eligibility.live._durable import Action, Host, Match
from eligibility.live.judging import Change, Kept
from eligibility.live.kleene import verdict_of
from eligibility.live.network import Network, atoms_of, compile_network
from eligibility.live.routes import Facts, Payload, StreakRoute
from eligibility.live.rules import Derive, DeriveSum, Effect, ReadAtom, SetAtom, SetNode, SetStatus
from eligibility.live.sessions import Session, Sessions
from eligibility.possible import Truth
from eligibility.results.model import CriterionResult, Explanation, Outcome, Verdict

NOTHING: Facts = frozenset()
_names = count()


class Disagreement(RuntimeError):
    """The rules engine and the reference engine differ: a mistake of the program. The reference engine is right."""


@dataclass
class _Known:
    """What the rules have found of a patient on a trial. It outlives the session."""

    atoms: dict[int, Truth] = field(default_factory=dict)  # those that are not UNKNOWN
    held: dict[int, Facts] = field(default_factory=dict)
    summaries: dict[int, Payload] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def copy(self) -> _Known:
        """The same, to go its own way."""
        return _Known(dict(self.atoms), dict(self.held), dict(self.summaries), dict(self.outcomes))


@dataclass
class _Ruleset:
    trial: Trial
    network: Network
    name: str
    cohorts: tuple[tuple[int, ...], ...]
    atoms: tuple[tuple[int, ...], ...]  # per criterion


class RulesEngine:
    """One ruleset per trial, one session per patient and trial. Not for several threads: the monitor holds a lock."""

    name = "durable-rules"

    def __init__(self, trials: Sequence[Trial], max_live: int) -> None:
        self.disagreements = 0
        self._host = Host()
        self._sessions = Sessions(self._host, max_live)
        self._rulesets = [self._ruleset(trial) for trial in trials]
        self._known: list[dict[str, _Known]] = [{} for _ in trials]
        self._fired: list[tuple[Effect, Match]] = []

    def _ruleset(self, trial: Trial) -> _Ruleset:
        network = compile_network(trial)
        name = f"trial{next(_names)}"
        actions = {rule: self._action(effects) for rule, effects in network.rules.effects.items()}
        self._host.register(name, network.rules.ruleset, actions)
        places = range(len(trial.criteria))
        cohorts = tuple(
            tuple(n for n in places if counts_for(trial.criteria[n], cohort))
            for cohort in trial.cohorts or ("",)
        )
        atoms = tuple(tuple(atoms_of(network, criterion)) for criterion in trial.criteria)
        return _Ruleset(trial, network, name, cohorts, atoms)

    def _action(self, effects: tuple[Effect, ...]) -> Action:
        """What a rule does when it fires: its effects are noted, and carried out after the call."""

        def act(match: Match) -> None:
            self._fired.extend((effect, match) for effect in effects)

        return act

    # ---- the correlator --------------------------------------------------------------------------

    def update(self, trial: int, patient: str, kept: Kept, change: Change) -> None:
        """Bring what was chosen to the rules, and hold what they find to the verdicts. Raises Disagreement."""
        self._fired.clear()
        ruleset = self._rulesets[trial]
        known = self._known[trial].setdefault(patient, _Known())
        work = _Work(ruleset, known, self._sessions, patient, self._fired)
        for place, result in change.results.items():
            for atom, truth, explanation in _evidence(ruleset, place, result):
                work.see(atom, truth, explanation)
        for n, counted in enumerate(ruleset.cohorts):
            work.summarise(n, kept, counted)
        self._hold(ruleset, known, kept, change)

    def begin(self, patient: str, like: str) -> None:
        """Begin with what the rules found of another patient; the session is filled when it is needed."""
        for known in self._known:
            known[patient] = known[like].copy()

    def close(self, patient: str) -> None:
        """Forget a patient; the memory of the sessions is used again."""
        for ruleset, known in zip(self._rulesets, self._known, strict=True):
            known.pop(patient, None)
            self._sessions.end(ruleset.name, patient)

    def _hold(self, ruleset: _Ruleset, known: _Known, kept: Kept, change: Change) -> None:
        """The verdicts by the rules' truths, and the outcomes by the rules' summaries, are those of the reference."""
        wrong = [
            ruleset.trial.criteria[place].id
            for place, result in change.results.items()
            if _verdict(ruleset, place, known) is not result.verdict
        ]
        outcomes = tuple(known.outcomes.get(n) for n in range(len(ruleset.cohorts)))
        if wrong or outcomes != kept.outcomes:
            self.disagreements += 1
            raise Disagreement(
                f"{ruleset.trial.id}: {', '.join(wrong) or 'the outcome'}: rules and reference differ"
            )


def _verdict(ruleset: _Ruleset, place: int, known: _Known) -> Verdict:
    truths = [known.atoms.get(atom, Truth.UNKNOWN) for atom in ruleset.atoms[place]]
    return verdict_of(ruleset.trial.criteria[place], truths)


# ---- evidence ------------------------------------------------------------------------------------


def _evidence(
    ruleset: _Ruleset, place: int, result: CriterionResult
) -> Iterator[tuple[int, Truth, Explanation | None]]:
    """Each leaf of a criterion with its truth and its explanation (None: there was no day to judge it on)."""
    criterion = ruleset.trial.criteria[place]
    pairs = (
        (criterion.applies_when, result.applies_when),
        (criterion.unless, result.unless),
        (criterion.condition, result.condition),
    )
    for condition, explanation in pairs:
        if condition is not None:
            first = ruleset.network.first_atom[id(condition)]
            for n, leaf in enumerate(_leaves(condition, explanation)):
                yield first + n, Truth.UNKNOWN if leaf is None else leaf.truth, leaf


def _leaves(condition: Condition, explanation: Explanation | None) -> Iterator[Explanation | None]:
    number = len(list(leaves(condition)))
    found = [] if explanation is None else list(_explained(explanation))
    yield from found if len(found) == number else [None] * number


def _explained(explanation: Explanation) -> Iterator[Explanation]:
    if not explanation.children:
        yield explanation
    for child in explanation.children:
        yield from _explained(child)


# ---- the work on one patient ---------------------------------------------------------------------


class _Work:
    """Brings facts into the session of one patient, and carries out what fires."""

    def __init__(
        self,
        ruleset: _Ruleset,
        known: _Known,
        sessions: Sessions,
        patient: str,
        fired: list[tuple[Effect, Match]],
    ) -> None:
        self._ruleset = ruleset
        self._network = ruleset.network
        self._known = known
        self._sessions = sessions
        self._patient = patient
        self._fired = fired

    def see(self, atom: int, truth: Truth, explanation: Explanation | None) -> None:
        """Bring the evidence of a leaf: its facts, or (outside the safe subset) its verdict."""
        route = self._network.routes.get(atom)
        facts = None if route is None or explanation is None else route.facts(explanation)
        if facts is None:
            facts = _asserted(atom, truth)
        if self._known.held.get(atom, NOTHING) == facts:
            return
        session = self._session()
        for partner in self._network.partners.get(atom, ()):
            if partner != atom:
                self._bring(session, partner, self._known.held.get(partner, NOTHING))
        self._bring(session, atom, facts)
        self._hold_node(atom, session)

    def summarise(self, cohort: int, kept: Kept, counted: Sequence[int]) -> None:
        """The summary fact of a cohort, from which the rules make the outcome."""
        judged = [kept.judged[place] for place in counted]
        open_ = [each for each in judged if each.verdict is Verdict.UNKNOWN]
        reasons = frozenset(reason for each in open_ for reason in each.reasons)
        failed = sum(each.verdict is Verdict.FAIL for each in judged)
        data = 0.0 if reasons == JUDGEMENT_ONLY else 1.0
        numbers = (("failed", float(failed)), ("open", float(len(open_))), ("data", data))
        summary: Payload = (*numbers, ("cohort", str(cohort)))
        if self._known.summaries.get(cohort) == summary:
            return
        session = self._session()
        if cohort in session.summaries:
            self._sessions.take(session, session.summaries.pop(cohort))
        self._known.summaries[cohort] = summary
        self._known.outcomes.pop(cohort, None)
        session.summaries[cohort] = self._sessions.bring(session, dict(summary))
        self._carry_out(session)

    def _session(self) -> Session:
        return self._sessions.of(self._ruleset.name, self._patient)

    def _bring(self, session: Session, atom: int, facts: Facts) -> None:
        """Make the session hold exactly these facts of a leaf: take out what no longer holds, bring what is new."""
        self._known.held[atom] = facts
        live = session.atoms.setdefault(atom, {})
        gone = [each for each in live if each not in facts]
        if gone and isinstance(self._network.routes.get(atom), StreakRoute):
            gone = list(live)  # a pair that still holds would not fire again
        for each in gone:
            self._take(session, live, each)
        if gone or not live:
            self._known.atoms.pop(atom, None)
        for each in sorted(facts - live.keys()):
            live[each] = self._sessions.bring(session, dict(each))
            self._carry_out(session)
        if not facts:
            self._known.held.pop(atom, None)

    def _take(self, session: Session, live: dict[object, str], fact: object) -> None:
        """Take out a fact, and what was derived from it."""
        self._sessions.take(session, live.pop(fact))
        assert isinstance(fact, tuple)
        for slot, _ in fact:
            for place in self._network.downstream.get(slot, ()):
                if place in session.derived:
                    self._sessions.take(session, session.derived.pop(place))

    def _carry_out(self, session: Session) -> None:
        """Forward chaining: the effects of what fired, and of what these bring about."""
        while self._fired:
            effect, match = self._fired.pop(0)
            if match.s.sid != session.sid:
                raise RuntimeError("A rule fired for another session.")
            self._carry(effect, match, session)

    def _carry(self, effect: Effect, match: Match, session: Session) -> None:
        match effect:
            case SetAtom(atom, truth):
                self._set(atom, truth)
            case ReadAtom(truth):
                self._set(int(match.m["atom"]), truth)
            case Derive(slot, value):
                self._derive(session, slot, value)
            case DeriveSum(slot, of):
                self._derive(session, slot, sum(getattr(match, each)[each] for each in of))
            case SetNode(node):
                session.nodes.add(node)
            case SetStatus(outcome):
                self._known.outcomes[int(match.m["cohort"])] = outcome

    def _set(self, atom: int, truth: Truth) -> None:
        if truth is Truth.UNKNOWN:
            self._known.atoms.pop(atom, None)
        else:
            self._known.atoms[atom] = truth

    def _derive(self, session: Session, slot: str, value: float) -> None:
        if slot not in session.derived:
            session.derived[slot] = self._sessions.bring(session, {slot: value})

    def _hold_node(self, atom: int, session: Session) -> None:
        """What the rules found confirmed together is what its leaves say."""
        node = self._network.node_of.get(atom)
        if node is None:
            return
        atoms = self._network.nodes[node]
        together = all(f"h{each}" in session.derived for each in atoms)
        if together and node not in session.nodes:
            raise Disagreement("Streaks hold, but the rule that joins them has not fired.")
        if not together:
            session.nodes.discard(node)


def _asserted(atom: int, truth: Truth) -> Facts:
    """The verdict on a leaf as a fact; an unknown is nothing: every leaf begins unknown."""
    if truth is Truth.UNKNOWN:
        return NOTHING
    return frozenset({(("truth", truth.value), ("atom", str(atom)))})
