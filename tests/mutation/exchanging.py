"""Puts a mutant in the place of the function that it was made from, in a running process."""

from __future__ import annotations
import __future__

import importlib
import sys
from collections.abc import Callable
from functools import cached_property
from types import FunctionType

from tests.mutation.mutants import Mutant


def prepared(mutant: Mutant) -> Callable[[], None]:
    """What gives the function the mutant's body and defaults: whoever holds it runs the mutant from then on."""
    target, made = function_of(mutant.module, mutant.function), _made(mutant)

    def exchange() -> None:
        target.__code__ = made.__code__
        target.__defaults__ = made.__defaults__
        target.__kwdefaults__ = made.__kwdefaults__

    return exchange


def function_of(module: str, name: str) -> FunctionType:
    """The plain function of this name, under whatever decorates it."""
    owner, _, last = name.rpartition(".")
    scope = vars(importlib.import_module(module))
    return _plain(vars(scope[owner])[last] if owner else scope[last])


def _made(mutant: Mutant) -> FunctionType:
    module = sys.modules[mutant.module]
    flags = __future__.annotations.compiler_flag
    code = compile(mutant.source, str(module.__file__), "exec", flags=flags, dont_inherit=True)
    scope = dict(vars(module))
    exec(code, scope)
    owner, _, last = mutant.function.rpartition(".")
    return _plain(vars(scope[owner])[last] if owner else scope[last])


def _plain(held: object) -> FunctionType:
    """The function itself: out of a property, a static method, or a cache."""
    while not isinstance(held, FunctionType):
        if isinstance(held, property):
            held = held.fget
        elif isinstance(held, cached_property):
            held = held.func
        else:
            held = getattr(held, "__wrapped__")  # noqa: B009
    return held
