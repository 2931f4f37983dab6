"""The mutants of a module: every small change that mutmut's operators make in one of its functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

# Decorators that leave the function under them to be called as it is, so its body can be exchanged.
TRANSPARENT = {"property", "cached_property", "staticmethod", "classmethod", "lru_cache", "cache"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function."""

    module: str
    function: str  # as in `Days.read`
    change: str  # the lines before and after, without their indentation
    source: str  # the changed function without decorators, inside its class

    @property
    def name(self) -> str:
        """What a person calls it."""
        return f"{self.module}.{self.function}"


class _Visitor(MutationVisitor):
    """mutmut leaves out whatever is decorated, since it wraps functions; we exchange their bodies."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return not all(_decorator(each) in TRANSPARENT for each in node.decorators)
        return super()._skip_node_and_children(node)


def mutants_of(module: str, path: Path) -> tuple[Mutant, ...]:
    """Every mutant of a module, in the order of its lines; those that come out alike are one."""
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    tree = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8"))).visit(visitor)
    by_function: dict[int, list[Mutation]] = {}
    for mutation in visitor.mutations:
        by_function.setdefault(id(mutation.contained_by_top_level_function), []).append(mutation)
    return tuple(
        mutant
        for owner, function in _functions(tree)
        for mutant in _of_function(module, owner, function, by_function.get(id(function), []))
    )


def _functions(tree: cst.Module) -> Iterator[tuple[str | None, cst.FunctionDef]]:
    for statement in tree.body:
        if isinstance(statement, cst.FunctionDef):
            yield None, statement
        elif isinstance(statement, cst.ClassDef):
            methods = (each for each in statement.body.body if isinstance(each, cst.FunctionDef))
            yield from ((statement.name.value, each) for each in methods)


def _of_function(
    module: str, owner: str | None, function: cst.FunctionDef, mutations: list[Mutation]
) -> Iterator[Mutant]:
    name = f"{owner}.{function.name.value}" if owner else function.name.value
    plain = function.with_changes(decorators=[], leading_lines=[])
    before, seen, changes = _source(None, plain), set[str](), Counter[str]()
    for mutation in mutations:
        changed = deep_replace(plain, mutation.original_node, mutation.mutated_node)
        assert isinstance(changed, cst.FunctionDef)
        after = _source(None, changed)
        if after in seen or after == before:
            continue
        seen.add(after)
        change = _change(before, after)
        changes[change] += 1
        numbered = f"{change}\n# number {changes[change]}" if changes[change] > 1 else change
        yield Mutant(module, name, numbered, _source(owner, changed))


def _source(owner: str | None, function: cst.FunctionDef) -> str:
    body = cst.ClassDef(cst.Name(owner), cst.IndentedBlock([function])) if owner else function
    return cst.Module([body]).code


def _change(before: str, after: str) -> str:
    old, new = _different(before.splitlines(), after.splitlines())
    return "\n".join(f"{line[0]} {line[2:].strip()}" for line in ndiff(old, new) if line[0] in "-+")


def _different(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Without the lines at the start and the end that are the same: comparing those takes long."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def _decorator(decorator: cst.Decorator) -> str:
    called = decorator.decorator
    name = called.func if isinstance(called, cst.Call) else called
    return name.value if isinstance(name, cst.Name) else ""
