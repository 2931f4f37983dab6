"""How a derived variable came out: its value, the points of each line, and what went in."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.possible import Interval
from eligibility.results.limits import standing
from eligibility.results.model import Computed, Explanation, PatientResult, Used
from eligibility.results.text.facts import fact_text
from eligibility.results.text.standings import standing_text
from eligibility.results.text.values import value_text
from eligibility.results.text.words import listed, lower_first
from eligibility.vocabulary.model import Accepted, Range


def computed_lines(
    leaf: Explanation, accepted: Accepted, patient: PatientResult, language: str
) -> Iterator[str]:
    """The lines that show a derived variable of a leaf, innermost parts indented."""
    if leaf.computed is not None:
        yield from _lines(leaf.computed, patient, language, _standing(leaf.computed, accepted, patient))


def value_of(computed: Computed, patient: PatientResult, language: str = "en") -> str:
    """`Child-Pugh score 5 to 7`."""
    variable = patient.trial.vocabulary.variables[computed.variable]
    return f"{variable.title(language)} {value_text(computed.value, variable)}"


def inputs_of(computed: Computed) -> list[Used]:
    """Every fact that went in, also into the parts."""
    return [*computed.inputs, *(used for part in computed.parts for used in inputs_of(part))]


def _standing(computed: Computed, accepted: Accepted, patient: PatientResult) -> str:
    variable = patient.trial.vocabulary.variables[computed.variable]
    if not isinstance(accepted, Range) or not isinstance(computed.value, Interval):
        return ""
    found = standing(accepted, variable, computed.value)
    return "" if found is None else f", {standing_text(found, variable.unit)}"


def _lines(computed: Computed, patient: PatientResult, language: str, standing: str = "") -> Iterator[str]:
    how = "computed, to 30 digits" if computed.approximate else "computed"
    yield f"{value_of(computed, patient, language)} ({how}){standing}"
    for line in _inside(computed, patient, language):
        yield f"  {line}"


def _inside(computed: Computed, patient: PatientResult, language: str) -> Iterator[str]:
    vocabulary = patient.trial.vocabulary
    for name, (least, most) in computed.points.items():
        title = vocabulary.variables[name].title(language)
        yield f"{title}: {_points(least, most)}{_line_facts(computed, name, patient)}"
    for used in computed.inputs:
        if used.fact.variable not in computed.points:
            yield f"{vocabulary.variables[used.fact.variable].title(language)}: {_fact(used, patient)}"
    for part in computed.parts:
        yield from _lines(part, patient, language)
    titles = [
        vocabulary.variables[name].title(language) for name in computed.missing if name not in computed.points
    ]
    unseen = [lower_first(title) for title in titles]
    if unseen:
        yield f"Not recorded: {listed(unseen)}"
    for reading in computed.recorded:
        yield f"As recorded: {fact_text(reading, vocabulary)}"


def _points(least: int, most: int) -> str:
    if least == most:
        return "1 point" if least == 1 else f"{least} points"
    return f"{least} to {most} points"


def _line_facts(computed: Computed, name: str, patient: PatientResult) -> str:
    facts = [_fact(used, patient) for used in computed.inputs if used.fact.variable == name]
    if facts:
        return f", {'; '.join(facts)}"
    return ", not recorded" if name in computed.missing else ""


def _fact(used: Used, patient: PatientResult) -> str:
    return fact_text(used.fact, patient.trial.vocabulary)
