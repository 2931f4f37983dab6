"""From the files of a vocabulary to the vocabulary, with everything checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eligibility.documents import Diagnostic, suggest
from eligibility.vocabulary.ambiguity import check_concepts, check_variables
from eligibility.vocabulary.circles import circles, inputs_of
from eligibility.vocabulary.concept_reading import (
    Declared,
    declared_concepts,
    members_of_classes,
    read_concepts,
)
from eligibility.vocabulary.derivation_context import Known
from eligibility.vocabulary.derived import read_attribute_derivation, read_derivation
from eligibility.vocabulary.documents import VariableForm
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Concept, Variable, Vocabulary
from eligibility.vocabulary.sources import Findings, Source, Spot
from eligibility.vocabulary.value_spellings import shared_spellings
from eligibility.vocabulary.variable_reading import read_variable

Forms = Mapping[str, tuple[Spot, VariableForm]]


def read_vocabulary(sources: Sequence[Source]) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary of all files together, and what is wrong with it."""
    findings = Findings()
    forms = _declared_variables(sources, findings)
    shared = shared_spellings(sources, findings)
    bare = {name: read_variable(name, form, spot, shared, findings) for name, (spot, form) in forms.items()}
    spots = {name: spot for name, (spot, _) in forms.items()}
    declared = declared_concepts(sources, {name: form.kind for name, (_, form) in forms.items()}, findings)
    concepts, members = _concepts(bare, declared, findings)
    _check_spaces(bare, spots, concepts, findings)
    check_variables(bare, spots, findings)
    names = tuple(source.name for source in sources)
    hashes = {source.loaded.file: source.loaded.sha256 for source in sources}
    without = Vocabulary(names, bare, concepts, members, hashes)
    return replace(without, variables=_derived(bare, forms, without, findings)), findings.diagnostics


def _declared_variables(sources: Sequence[Source], findings: Findings) -> Forms:
    forms: dict[str, tuple[Spot, VariableForm]] = {}
    for source in sources:
        for name, form in source.form.variables.items():
            spot = Spot(source, ("variables", name))
            if name in forms:
                message = f"The variable `{name}` is declared twice."
                findings.error(
                    spot, "020", message, "a name is declared once in all vocabularies", forms[name][0]
                )
            else:
                forms[name] = (spot, form)
    return forms


def _concepts(
    variables: Mapping[str, Variable], declared: Mapping[str, Declared], findings: Findings
) -> tuple[dict[str, dict[str, Concept]], dict[str, Mapping[str, frozenset[str]]]]:
    """Concepts and class members of every event variable; some share those of another."""
    concepts: dict[str, dict[str, Concept]] = {}
    members: dict[str, Mapping[str, frozenset[str]]] = {}
    for event, of in declared.items():
        concepts[event] = read_concepts(variables[event], of, findings)
        members[event] = members_of_classes(of, findings)
        check_concepts(concepts[event], {name: spot for name, (spot, _) in of.items()}, findings)
    for event in declared:
        other = variables[event].concepts_of
        if other in declared and not declared[event]:
            concepts[event] = {name: _lent(each, variables[event]) for name, each in concepts[other].items()}
            members[event] = members[other]
    return concepts, members


def _lent(concept: Concept, event: Variable) -> Concept:
    """A concept as a code of another event variable; how long that lasts, the variable says."""
    return replace(concept, variable=event.name, lasts=event.lasts)


def _check_spaces(
    variables: Mapping[str, Variable],
    spots: Mapping[str, Spot],
    concepts: Mapping[str, Mapping[str, Concept]],
    findings: Findings,
) -> None:
    """What takes its codes from the concepts of an event variable must name one."""
    for name, variable in variables.items():
        if variable.concepts_of:
            _check_space(variable.concepts_of, concepts, spots[name].below("concepts of"), findings)
        for attribute in variable.attributes.values():
            if attribute.concepts_of:
                spot = spots[name].below("attributes", attribute.name, "of")
                _check_space(attribute.concepts_of, concepts, spot, findings)


def _check_space(name: str, known: Mapping[str, object], spot: Spot, findings: Findings) -> None:
    if name not in known:
        message = f"`{shortened(name)}` is not an event variable, so it has no concepts."
        findings.error(spot, "040", message, suggest(name, known))


def _derived(
    bare: Mapping[str, Variable], forms: Forms, vocabulary: Vocabulary, findings: Findings
) -> dict[str, Variable]:
    """All variables, with how they and their attributes are computed."""
    whole = frozenset(
        name
        for name, (_, form) in forms.items()
        if form.derived and (form.derived.points or form.derived.count)
    )
    known = Known(bare, vocabulary, whole, findings)
    variables = {
        name: _with_derivations(bare[name], form, spot, known) for name, (spot, form) in forms.items()
    }
    needs = {name: inputs_of(each.derived) for name, each in variables.items() if each.derived}
    for circle in circles(needs):
        message = (
            f"`{circle[0]}` is computed, in the end, from itself: {' from '.join((*circle, circle[0]))}."
        )
        findings.error(forms[circle[0]][0].below("derived"), "061", message, "break the circle")
    return variables


def _with_derivations(variable: Variable, form: VariableForm, spot: Spot, known: Known) -> Variable:
    if form.derived is not None:
        variable = replace(
            variable, derived=read_derivation(form.derived, variable, spot.below("derived"), known)
        )
    computed = {name for name, attribute in form.attributes.items() if attribute.derived is not None}
    recorded = {name: each for name, each in variable.attributes.items() if name not in computed}
    changed = {
        name: replace(
            variable.attributes[name],
            derived=read_attribute_derivation(
                attribute.derived,
                recorded,
                spot.below("attributes", name, "derived"),
                known.findings,
            ),
        )
        for name, attribute in form.attributes.items()
        if attribute.derived is not None
    }
    return replace(variable, attributes={**variable.attributes, **changed}) if changed else variable
