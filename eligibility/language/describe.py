"""A trial, said back in protocol order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import indent

from eligibility.language.describing.leaves import facts_words, lacking_words, leaf_words
from eligibility.language.describing.values import listed
from eligibility.language.plan import (
    All,
    Anchor,
    AnyMember,
    AtLeast,
    Condition,
    Criterion,
    Not,
    OccurrenceLeaf,
    Section,
    Trial,
    When,
)
from eligibility.language.streams import inputs_of
from eligibility.language.walk import variables_of
from eligibility.vocabulary.model import Vocabulary

_HEADS = {
    Section.INCLUSION: "A patient can take part only if each of these holds:",
    Section.EXCLUSION: "A patient cannot take part if any of these holds:",
}


def describe(trial: Trial) -> str:
    """The whole trial in plain English sentences, in protocol order: what a designer reads against the protocol.

    >>> from eligibility.language.loading import load_trial
    >>> print(describe(load_trial("NCT03009461")).splitlines()[0][:11])
    NCT03009461
    """
    parts = [_head(trial), _anchors(trial)]
    parts += [_section(trial, section) for section in Section]
    parts += [_computed(trial), _not_encoded(trial)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(trial: Trial) -> str:
    lines = [f"{trial.id}: {_english(trial.title)}"]
    if trial.version:
        lines.append(f"Version: {trial.version}.")
    if trial.source:
        lines.append(f"Source: {trial.source}.")
    if trial.screen_as_of is not None:
        lines.append(f"The screening date of a patient is the day of {trial.screen_as_of.replace('_', ' ')}.")
    if trial.cohorts:
        lines.append(f"Cohorts, each with an outcome of its own: {listed(trial.cohorts.values(), 'and')}.")
    return "\n".join(lines)


def _anchors(trial: Trial) -> str:
    if not trial.anchors:
        return ""
    lines = [
        f"  {anchor.name.replace('_', ' ')}: {_anchor_words(anchor, trial.vocabulary)}."
        for anchor in trial.anchors
    ]
    return "\n".join(["Named days:", *lines])


def _anchor_words(anchor: Anchor, vocabulary: Vocabulary) -> str:
    if anchor.date is not None:
        return f"the day given as {anchor.date.title()}"
    assert anchor.leaf is not None
    which = "last" if anchor.last else "first"
    return f"the day (or start) of the {which} recorded {facts_words(anchor.leaf, vocabulary)}"


def _section(trial: Trial, section: Section) -> str:
    criteria = [criterion for criterion in trial.criteria if criterion.section is section]
    if not criteria:
        return ""
    return "\n".join([_HEADS[section], *(_criterion(criterion, trial) for criterion in criteria)])


def _criterion(criterion: Criterion, trial: Trial) -> str:
    lines = [f"  {criterion.id}. {_english(criterion.label)}"]
    if criterion.cohorts:
        names = (trial.cohorts.get(name, name) for name in criterion.cohorts)
        lines.append(f"     Counts only for: {listed(names, 'and')}.")
    if criterion.applies_when is not None:
        lines += _clause("Asked only of those for whom", criterion.applies_when, trial.vocabulary)
    if criterion.unless is not None:
        lines += _clause("Lifted altogether if", criterion.unless, trial.vocabulary)
    lines += _clause("", criterion.condition, trial.vocabulary)
    if criterion.note:
        lines.append(f"     Note: {_english(criterion.note)}")
    return "\n".join(lines)


def _clause(start: str, condition: Condition, vocabulary: Vocabulary) -> Iterator[str]:
    words = condition_words(condition, vocabulary)
    sentence = f"{start} {words}" if start else words[:1].upper() + words[1:]
    ended = sentence if "\n" in sentence or sentence.endswith('?"') else f"{sentence}."
    yield indent(ended, "     ")


def condition_words(condition: Condition, vocabulary: Vocabulary) -> str:
    """A condition: one clause, or a line that joins and one line for each member."""
    match condition:
        case All(members=members):
            return _joined("all of these hold:", members, vocabulary)
        case AnyMember(members=members):
            return _joined("at least one of these holds:", members, vocabulary)
        case AtLeast(number=number, members=members):
            return _joined(f"at least {number} of these hold:", members, vocabulary)
        case Not(member=member):
            return _negated(member, vocabulary)
        case When(when=when, then=then, otherwise=otherwise):
            return "\n".join(
                [
                    f"if {condition_words(when, vocabulary)}:",
                    _item("then ", then, vocabulary),
                    _item("otherwise ", otherwise, vocabulary),
                ]
            )
        case leaf:
            return leaf_words(leaf, vocabulary)


def _negated(member: Condition, vocabulary: Vocabulary) -> str:
    short = lacking_words(member, vocabulary) if isinstance(member, OccurrenceLeaf) else None
    return short or _joined("this does not hold:", [member], vocabulary)


def _joined(start: str, members: Iterable[Condition], vocabulary: Vocabulary) -> str:
    return "\n".join([start, *(_item("", member, vocabulary) for member in members)])


def _item(start: str, member: Condition, vocabulary: Vocabulary) -> str:
    first, *rest = condition_words(member, vocabulary).splitlines()
    return "\n".join([f"- {start}{first}", *(f"  {line}" for line in rest)])


def _computed(trial: Trial) -> str:
    computed = [variable for variable in variables_of(trial) if variable.derived is not None]
    lines = []
    for variable in computed:
        titles = [
            trial.vocabulary.variables[name].title()
            for name in inputs_of(variable)
            if name in trial.vocabulary.variables
        ]
        lines.append(
            f"  {variable.title()}: from {listed(titles, 'and')}."
            + (f" {variable.note}" if variable.note else "")
        )
    return "\n".join(["Computed where the record has no value:", *lines]) if lines else ""


def _not_encoded(trial: Trial) -> str:
    lines = [f"  {entry.item}: {entry.why}" for entry in trial.not_encoded]
    return "\n".join(["Not checked by machine:", *lines]) if lines else ""


def _english(texts: object) -> str:
    return str(texts.get("en") or next(iter(texts.values()))) if isinstance(texts, dict) else ""
