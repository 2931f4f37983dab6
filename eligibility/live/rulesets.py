"""The network of a trial as it is registered with the engine: two rulesets for each group of rules, at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from eligibility.engines.interpreter.screen import counts_for
from eligibility.language.plan import Trial
from eligibility.live._durable import Action, Host
from eligibility.live.network import Network, atoms_of, compile_network
from eligibility.live.rules import Effect, Rules, SetAtom
from eligibility.live.safety import SENTINEL, properties_of

_names = count()
Note = Callable[[tuple[Effect, ...]], Action]


@dataclass
class Place:
    """Where a fact goes, by its first property.

    `single` and `joining` are the rulesets that look at it, `atom` the leaf and `node` the condition whose truth falls
    with it, `downstream` the places of what is derived from it.
    """

    single: str = ""
    joining: str = ""
    atom: int | None = None
    node: int | None = None
    downstream: tuple[str, ...] = ()


@dataclass
class Ruleset:
    """One trial: its network, where facts go, and which leaves and criteria count where."""

    trial: Trial
    network: Network
    cohorts: tuple[tuple[int, ...], ...]
    atoms: tuple[tuple[int, ...], ...]  # per criterion
    criterion_of: dict[int, int]  # per atom
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def joining(self) -> frozenset[str]:
        """The rulesets in which patients have sessions of their own."""
        return frozenset(place.joining for place in self.places.values() if place.joining)


def register(trial: Trial, host: Host, note: Note) -> Ruleset:
    """Compile a trial and give its rules to the engine; `note` makes the action of a rule from its effects."""
    network = compile_network(trial)
    ruleset = _ruleset(trial, network)
    for group in network.groups:
        _register(group, ruleset.places, host, note)
    for node, atoms in enumerate(network.nodes):
        for atom in atoms:
            ruleset.places[f"h{atom}"].node = node
    return ruleset


def _ruleset(trial: Trial, network: Network) -> Ruleset:
    places = range(len(trial.criteria))
    cohorts = tuple(
        tuple(n for n in places if counts_for(trial.criteria[n], cohort)) for cohort in trial.cohorts or ("",)
    )
    atoms = tuple(tuple(atoms_of(network, criterion)) for criterion in trial.criteria)
    criterion_of = {atom: place for place, each in enumerate(atoms) for atom in each}
    return Ruleset(trial, network, cohorts, atoms, criterion_of)


def _register(group: Rules, places: dict[str, Place], host: Host, note: Note) -> None:
    for rules, joining in ((group.single, False), (group.joining, True)):
        if not rules:
            continue
        name = f"rules{next(_names)}"
        host.register(name, rules, {rule: note(group.effects[rule]) for rule in rules})
        for rule, body in rules.items():
            for slot in _slots(rule, body["all"]):
                place = places.setdefault(slot, Place())
                place.single, place.joining = (place.single, name) if joining else (name, place.joining)
                for effect in group.effects[rule]:
                    place.atom = effect.atom if isinstance(effect, SetAtom) else place.atom
    for slot, below in group.downstream.items():
        places.setdefault(slot, Place()).downstream = below


def _slots(rule: str, patterns: object) -> Iterator[str]:
    return (each for each in properties_of(rule, patterns) if each != SENTINEL)
