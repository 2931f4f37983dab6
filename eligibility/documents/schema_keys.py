"""Which keys a pydantic model knows at a place in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> tuple[str, ...]:
    """The keys, as they are written in the file, of the mapping at a path."""
    reached: set[Any] = {model}
    for step in path:
        reached = {below for annotation in reached for below in _below(annotation, step)}
    return tuple(
        sorted({key for annotation in reached for found in _models(annotation) for key in _keys(found)})
    )


def _keys(model: type[BaseModel]) -> Iterable[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _below(annotation: Any, step: str | int) -> Iterable[Any]:
    """The annotations of what stands under a key or an index."""
    for member in _members(annotation):
        if isinstance(member, type) and issubclass(member, BaseModel):
            yield from (
                field.annotation for name, field in member.model_fields.items() if step in (name, field.alias)
            )
        elif get_args(member):
            yield get_args(member)[-1 if isinstance(step, str) else 0]


def _models(annotation: Any) -> Iterable[type[BaseModel]]:
    return (
        member
        for member in _members(annotation)
        if isinstance(member, type) and issubclass(member, BaseModel)
    )


def _members(annotation: Any) -> Iterable[Any]:
    """A type, or the members of a union."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(found for member in get_args(annotation) for found in _members(member))
    return (annotation,)
