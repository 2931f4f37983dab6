"""What went into a derived variable, and what is missing of it."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.results.model import Computed, Used
from eligibility.vocabulary.model import Points, Variable, Vocabulary


def inputs_of(computed: Computed) -> list[Used]:
    """Every fact that went in, also into the parts."""
    return [*computed.inputs, *(used for part in computed.parts for used in inputs_of(part))]


def is_empty(computed: Computed) -> bool:
    """Whether nothing at all went in, so that the value says nothing of the patient."""
    return (
        not inputs_of(computed)
        and not computed.recorded
        and not any(part.recorded for part in computed.parts)
    )


def parts_shown(computed: Computed, vocabulary: Vocabulary) -> Iterator[Computed]:
    """The parts that say something: not those of a line of a score of which nothing is recorded."""
    on_lines = {variable.name for line in lines_missing(computed, vocabulary) for variable in line}
    for part in computed.parts:
        if not (is_empty(part) and part.variable in computed.points and part.variable in on_lines):
            yield part


def lines_missing(computed: Computed, vocabulary: Vocabulary) -> Iterator[tuple[Variable, ...]]:
    """The inputs that no fact gives; alternatives of one line of a score together."""
    part_names = {part.variable for part in computed.parts}
    for name in computed.missing:
        line = line_of(computed, name, vocabulary)
        if len(line) > 1 or name in computed.points or name not in part_names:
            yield line


def line_of(computed: Computed, name: str, vocabulary: Vocabulary) -> tuple[Variable, ...]:
    """An input with its alternatives, in the order of the vocabulary."""
    rule = vocabulary.variables[computed.variable].derived
    for line in rule.lines if isinstance(rule, Points) else ():
        names = [one.variable for one in line]
        if name in names:
            return tuple(vocabulary.variables[each] for each in names)
    return (vocabulary.variables[name],)
