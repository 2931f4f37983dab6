"""durable-rules beside the reference engine: it derives, correlates and announces, and is held to the same verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.engines.interpreter.verdicts import JUDGEMENT_ONLY
from eligibility.language.plan import Trial
from eligibility.live._durable import Action, Host, Match
from eligibility.live.judging import Change, Kept
from eligibility.live.kleene import verdict_of
from eligibility.live.routes import Facts, Payload
from eligibility.live.rules import Effect
from eligibility.live.rulesets import Ruleset, register
from eligibility.live.sessions import Sessions
from eligibility.live.working_memory import NOTHING, Fired, Known, WorkingMemory
from eligibility.possible import Truth
from eligibility.results.model import Explanation, Verdict


class Disagreement(RuntimeError):
    """The rules engine and the reference engine differ: a mistake of the program. The reference engine is right."""


class RulesEngine:
    """The rules of all trials, for all patients. Not for several threads: the monitor holds a lock."""

    name = "durable-rules"

    def __init__(self, trials: Sequence[Trial], max_live: int) -> None:
        self.disagreements = 0
        self.lost: set[tuple[int, str]] = set()
        self._host = Host()
        self._sessions = Sessions(self._host, max_live)
        self._fired: Fired = []
        self._rulesets = [register(trial, self._host, self._noting) for trial in trials]
        self._known: list[dict[str, Known]] = [{} for _ in trials]

    def _noting(self, effects: tuple[Effect, ...]) -> Action:
        """What a rule does when it fires: its effects are noted, and carried out after the call."""

        def act(match: Match) -> None:
            self._fired.extend((effect, match) for effect in effects)

        return act

    # ---- the correlator --------------------------------------------------------------------------

    def update(self, trial: int, patient: str, kept: Kept, change: Change) -> None:
        """Bring what was chosen to the rules, and hold what they find to the verdicts. Raises Disagreement.

        After an error nothing of the patient is left in the rules; the next change has to bring everything.
        """
        try:
            self._update(trial, patient, kept, change)
        except BaseException:
            self.lost.add((trial, patient))
            self._forget(trial, patient)
            self._sessions.renew_shared()
            raise
        self.lost.discard((trial, patient))

    def begin(self, patient: str, like: str) -> None:
        """Begin with what the rules found of another patient; the session is filled when it is needed."""
        for trial, known in enumerate(self._known):
            if like in known:
                known[like].shared = True
                known[patient] = known[like]
            else:  # lost by an error
                self.lost.add((trial, patient))

    def close(self, patient: str) -> None:
        """Forget a patient; the memory of the sessions is used again."""
        for trial in range(len(self._rulesets)):
            self._forget(trial, patient)
            self.lost.discard((trial, patient))

    def _forget(self, trial: int, patient: str) -> None:
        self._known[trial].pop(patient, None)
        for name in self._rulesets[trial].joining:
            self._sessions.end(name, patient)

    # ---- the work --------------------------------------------------------------------------------

    def _update(self, trial: int, patient: str, kept: Kept, change: Change) -> None:
        self._fired.clear()
        ruleset = self._rulesets[trial]
        known = self._known[trial][patient] = self._known[trial].get(patient, Known()).own()
        memory = WorkingMemory(ruleset, known, self._sessions, patient, self._fired)
        seen = [
            atom
            for atom, explanation in change.explained.items()
            if memory.see(atom, _evidence(ruleset, atom, explanation))
        ]
        if change.before or len(known.outcomes) < len(ruleset.cohorts):
            for n, counted in enumerate(ruleset.cohorts):
                memory.summarise(n, _summary(n, kept, counted))
        self._hold(ruleset, known, kept, {*change.before, *(ruleset.criterion_of[atom] for atom in seen)})
        self._hold_nodes(memory, ruleset, known, seen)

    def _hold(self, ruleset: Ruleset, known: Known, kept: Kept, places: set[int]) -> None:
        """The verdicts by the rules' truths, and the outcomes by the rules' summaries, are those of the reference."""
        wrong = [
            ruleset.trial.criteria[place].id
            for place in sorted(places)
            if _verdict(ruleset, place, known) is not kept.judged[place].verdict
        ]
        outcomes = tuple(known.outcomes.get(n) for n in range(len(ruleset.cohorts)))
        if wrong or outcomes != kept.outcomes:
            self.disagreements += 1
            raise Disagreement(
                f"{ruleset.trial.id}: {', '.join(wrong) or 'the outcome'}: rules and reference differ"
            )

    def _hold_nodes(
        self, memory: WorkingMemory, ruleset: Ruleset, known: Known, atoms: Sequence[int]
    ) -> None:
        """What the rules found confirmed together is what its leaves say."""
        node_of = ruleset.network.node_of
        for node in {node_of[atom] for atom in atoms if atom in node_of}:
            if memory.confirmed_together(node) is not (node in known.nodes):
                self.disagreements += 1
                raise Disagreement(f"{ruleset.trial.id}: streaks, and the rule that joins them, differ")


def _verdict(ruleset: Ruleset, place: int, known: Known) -> Verdict:
    truths = [known.atoms.get(atom, Truth.UNKNOWN) for atom in ruleset.atoms[place]]
    return verdict_of(ruleset.trial.criteria[place], truths)


def _evidence(ruleset: Ruleset, atom: int, explanation: Explanation | None) -> Facts:
    """The facts from which the rules find a leaf's truth; outside the safe subset, its verdict. Unknown is nothing."""
    if explanation is None:
        return NOTHING
    route = ruleset.network.routes.get(atom)
    facts = None if route is None else route.facts(explanation)
    if facts is not None:
        return facts
    if explanation.truth is Truth.UNKNOWN:
        return NOTHING
    return frozenset({(("truth", explanation.truth.value), ("atom", str(atom)))})


def _summary(cohort: int, kept: Kept, counted: Sequence[int]) -> Payload:
    """How many criteria of a cohort failed, how many are open, and whether data could settle one of these."""
    judged = [kept.judged[place] for place in counted]
    open_ = [each for each in judged if each.verdict is Verdict.UNKNOWN]
    reasons = frozenset(reason for each in open_ for reason in each.reasons)
    failed = sum(each.verdict is Verdict.FAIL for each in judged)
    data = 0.0 if reasons == JUDGEMENT_ONLY else 1.0
    numbers = (("failed", float(failed)), ("open", float(len(open_))), ("data", data))
    return (*numbers, ("cohort", str(cohort)))
