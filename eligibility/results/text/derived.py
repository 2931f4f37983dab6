"""How a derived variable came out: its value, the points of each line, and what went in."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.possible import Interval
from eligibility.results.limits import standing
from eligibility.results.model import Computed, Explanation, PatientResult, Used
from eligibility.results.text.facts import fact_text
from eligibility.results.text.inputs import is_empty, line_of, lines_missing, parts_shown
from eligibility.results.text.standings import beside, standing_text
from eligibility.results.text.values import codes_listed, value_text
from eligibility.results.text.words import listed, lower_first
from eligibility.vocabulary.model import Accepted, Range, Variable

FEW = 5  # codes that are listed although they are all there are


def computed_lines(
    leaf: Explanation, accepted: Accepted, patient: PatientResult, language: str
) -> Iterator[str]:
    """The lines that show a derived variable of a leaf, innermost parts indented."""
    if leaf.computed is not None:
        known = [used.fact for used in leaf.used]  # recorded values that stand above already
        recorded = tuple(reading for reading in leaf.computed.recorded if reading not in known)
        rest = leaf.computed._replace(recorded=recorded)
        if not (known and is_empty(rest)):
            yield from _lines(rest, patient, language, accepted)


def computed_line(computed: Computed, wanted: str, patient: PatientResult, language: str = "en") -> str:
    """A derived variable in one line, down to the points of a score."""
    said = f"{value_of(computed, patient, language)} ({wanted})"
    inner = [_score(part, patient, language) for part in computed.parts if not is_empty(part)]
    whole = [_sum(computed, patient, language)] if computed.points else inner
    return f"{said}: {'; '.join(whole)}" if whole else said


def _score(part: Computed, patient: PatientResult, language: str) -> str:
    value = value_of(part, patient, language)
    return f"{value} = {_sum(part, patient, language)}" if part.points else value


def _sum(score: Computed, patient: PatientResult, language: str) -> str:
    """`total bilirubin 3 + albumin 1 to 3`."""
    variables = patient.trial.vocabulary.variables
    return " + ".join(
        f"{lower_first(variables[name].title(language))} {least if least == most else f'{least} to {most}'}"
        for name, (least, most) in score.points.items()
    )


def value_of(computed: Computed, patient: PatientResult, language: str = "en") -> str:
    """`Child-Pugh score 5 to 7`."""
    variable = patient.trial.vocabulary.variables[computed.variable]
    value = computed.value
    if isinstance(value, frozenset) and len(value) <= FEW:
        return f"{variable.title(language)} {codes_listed(value, variable)}"
    return f"{variable.title(language)} {value_text(value, variable)}"


def _lines(
    computed: Computed, patient: PatientResult, language: str, accepted: Accepted | None = None
) -> Iterator[str]:
    variable = patient.trial.vocabulary.variables[computed.variable]
    if is_empty(computed):
        unseen = listed(_unseen(computed, patient, language))
        nothing = f": nothing is recorded of {unseen}" if unseen else ""
        yield f"{variable.title(language)} cannot be computed{nothing}"
        return
    how = "computed, to 30 digits" if computed.approximate else "computed"
    said = f"{value_of(computed, patient, language)} ({how})"
    yield beside(said, _standing(computed, variable, accepted))
    for line in _inside(computed, patient, language):
        yield f"  {line}"


def _standing(computed: Computed, variable: Variable, accepted: Accepted | None) -> str:
    if not isinstance(accepted, Range) or not isinstance(computed.value, Interval):
        return ""
    found = standing(accepted, variable, computed.value)
    return "" if found is None else standing_text(found, variable.unit)


def _inside(computed: Computed, patient: PatientResult, language: str) -> Iterator[str]:
    vocabulary = patient.trial.vocabulary
    for name, (least, most) in computed.points.items():
        title = _line_title(computed, name, patient, language)
        yield f"{title}: {_points(least, most)}{_line_facts(computed, name, patient)}"
    for used in computed.inputs:
        if used.fact.variable not in computed.points:
            yield f"{vocabulary.variables[used.fact.variable].title(language)}: {_fact(used, patient)}"
    for part in parts_shown(computed, vocabulary):
        yield from _lines(part, patient, language)
    unseen = _unseen(computed, patient, language)
    if unseen:
        yield f"not recorded: {listed(unseen)}"
    for reading in computed.recorded:
        yield f"as recorded: {fact_text(reading, vocabulary)}"


def _unseen(computed: Computed, patient: PatientResult, language: str) -> list[str]:
    """The inputs that no fact gives, but for those whose line of a score says so."""
    lines = lines_missing(computed, patient.trial.vocabulary)
    alone = (line[0] for line in lines if not any(each.name in computed.points for each in line))
    return [lower_first(variable.title(language)) for variable in alone]


def _line_title(computed: Computed, name: str, patient: PatientResult, language: str) -> str:
    """The variable of a line; while it is missing, all that the line could be."""
    vocabulary = patient.trial.vocabulary
    if name not in computed.missing:
        return vocabulary.variables[name].title(language)
    first, *others = [each.title(language) for each in line_of(computed, name, vocabulary)]
    return " or ".join([first, *(lower_first(other) for other in others)])


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
