"""From the plan of a trial to rulesets, at run time, in the documented JSON form.

Each leaf of the plan is an atom. A leaf that the safe subset can judge gets rules of its own, in pairs that only
positive evidence fires; every other leaf is computed by the reference engine and asserted as a fact. The summary of a
patient (how many criteria failed, how many are open) makes the outcome, by four rules that exclude each other.

Rules that share no facts are groups of their own: the engine keeps several kilobytes per rule and patient, so that
small rulesets are what makes many patients cheap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from eligibility.language.plan import All, Condition, Criterion, Leaf, Trial
from eligibility.language.walk import conditions_in, conditions_of, leaves, members_of
from eligibility.live.leaf_rules import add_leaf
from eligibility.live.routes import Route, StreakRoute
from eligibility.live.rules import ReadAtom, Rules, SetNode, SetStatus, all_exist, inside, one_of
from eligibility.live.safety import MOST_PATTERNS, UnsafeRule, refuse_unsafe
from eligibility.possible import Interval, Truth
from eligibility.results.model import Outcome


@dataclass
class Network:
    """The rules of one trial, and how its leaves reach them.

    `atoms` are numbered in the order of the plan; `first_atom` gives the number at which each condition of each
    criterion begins. `nodes` are conditions that the rules themselves find true, by their atoms.
    """

    groups: list[Rules] = field(default_factory=list)
    atoms: list[Leaf] = field(default_factory=list)
    first_atom: dict[int, int] = field(default_factory=dict)  # by id of the condition
    routes: dict[int, Route] = field(default_factory=dict)
    group_of: dict[int, Rules] = field(default_factory=dict)  # by atom that has rules of its own
    nodes: list[tuple[int, ...]] = field(default_factory=list)
    node_of: dict[int, int] = field(default_factory=dict)
    outside: dict[int, str] = field(default_factory=dict)  # atoms that are asserted, and why


def compile_network(trial: Trial) -> Network:
    """The rules of a trial. A form outside the safe subset is never emitted: its leaf is asserted instead."""
    network = Network([_asserted_rules(), _status_rules()])
    for _, condition in conditions_of(trial):
        network.first_atom[id(condition)] = len(network.atoms)
        for leaf in leaves(condition):
            _add_atom(network, leaf, trial)
    for _, condition in conditions_of(trial):
        _add_node(network, condition, network.first_atom[id(condition)])
    for group in network.groups:
        refuse_unsafe(group.ruleset)
    return network


def _asserted_rules() -> Rules:
    rules = Rules()
    for truth in Truth:
        rules.alone(f"atom_{truth.value}", one_of("truth", (truth.value,)), ReadAtom(truth))
    return rules


def _status_rules() -> Rules:
    rules = Rules()
    some, none = Interval.above(Fraction(0)), Interval.below(Fraction(0), included=True)
    settled, more = inside("failed", none), inside("open", some)
    rules.alone("ineligible", inside("failed", some), SetStatus(Outcome.INELIGIBLE))
    rules.alone("eligible", {"$and": [settled, inside("open", none)]}, SetStatus(Outcome.ELIGIBLE))
    rules.alone("review", {"$and": [settled, more, inside("data", none)]}, SetStatus(Outcome.NEEDS_REVIEW))
    rules.alone("needs", {"$and": [settled, more, inside("data", some)]}, SetStatus(Outcome.NEEDS_DATA))
    return rules


def _add_atom(network: Network, leaf: Leaf, trial: Trial) -> None:
    atom = len(network.atoms)
    network.atoms.append(leaf)
    rules = Rules()
    try:
        route = add_leaf(atom, leaf, trial.vocabulary, rules)
        refuse_unsafe(rules.ruleset)
    except UnsafeRule as why:
        network.outside[atom] = str(why)
        return
    network.routes[atom] = route
    network.group_of[atom] = rules
    network.groups.append(rules)


def _add_node(network: Network, condition: Condition, first: int) -> None:
    """`all` of streaks: a rule that finds them confirmed together."""
    if not isinstance(condition, All) or not 2 <= len(members_of(condition)) <= MOST_PATTERNS:
        return
    atoms = tuple(range(first, first + len(list(leaves(condition)))))
    if len(atoms) != len(members_of(condition)):
        return
    if all(isinstance(network.routes.get(atom), StreakRoute) for atom in atoms):
        _join(network, atoms)


def _join(network: Network, atoms: tuple[int, ...]) -> None:
    """One group of the streaks, with the rule on what they derive."""
    node, rules = len(network.nodes), Rules()
    for atom in atoms:
        network.groups = [group for group in network.groups if group is not network.group_of[atom]]
        rules.join(network.group_of[atom])
        network.group_of[atom], network.node_of[atom] = rules, node
    rules.add(f"n{node}", all_exist(tuple(f"h{atom}" for atom in atoms)), SetNode(node))
    network.nodes.append(atoms)
    network.groups.append(rules)


def atoms_of(network: Network, criterion: Criterion) -> Iterator[int]:
    """The atoms of a criterion, in the order of its conditions."""
    for condition in conditions_in(criterion):
        first = network.first_atom[id(condition)]
        yield from range(first, first + len(list(leaves(condition))))


__all__ = ["Network", "atoms_of", "compile_network"]
