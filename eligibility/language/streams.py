"""Which variables give one series of readings over time, so that "the earliest" or "twice in a row" has a meaning."""

from __future__ import annotations

from eligibility.vocabulary.model import (
    Bands,
    CountItems,
    Elapsed,
    Extreme,
    Formula,
    Points,
    ShareOfLabelMaximum,
    SumItems,
    Variable,
    Vocabulary,
)


def inputs_of(variable: Variable) -> tuple[str, ...]:
    """The names of the variables from which a variable is computed, each once; of a recorded one: none."""
    match variable.derived:
        case Elapsed(since=since):
            names = [since]
        case Points(lines=lines):
            names = [each.variable for line in lines for each in line]
        case Bands(variable=name):
            names = [name]
        case Formula() as formula:
            names = [each.variable for each in formula.inputs] + [name for name, _ in formula.by]
        case CountItems(item=item) | Extreme(item=item) | SumItems(item=item):
            names = [item]
        case None | ShareOfLabelMaximum():
            names = []  # a share is an attribute, of another one of its fact
    return tuple(dict.fromkeys(names))


def is_one_stream(variable: Variable, vocabulary: Vocabulary) -> bool:
    """Whether each reading, also a computed one, belongs to one point in time.

    So it is for what is recorded, for what has one input, and for inputs of the same sample or day.
    """
    if isinstance(variable.derived, Elapsed):
        return False
    if isinstance(variable.derived, Formula) and variable.derived.together is not None:
        return True
    inputs = inputs_of(variable)
    if not inputs:
        return True
    below = vocabulary.variables.get(inputs[0])
    return len(inputs) == 1 and below is not None and is_one_stream(below, vocabulary)
