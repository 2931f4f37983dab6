"""Leaves, each as one clause."""

from __future__ import annotations

from eligibility.language.describing.sets import exceptions_words, test_words
from eligibility.language.describing.values import accepted_words, listed
from eligibility.language.describing.windows import window_words
from eligibility.language.plan import (
    ConfirmedBy,
    Consecutive,
    Count,
    Each,
    InTotal,
    JudgementLeaf,
    Lasting,
    Leaf,
    MeanOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Use,
)
from eligibility.vocabulary.model import AnyCode, Elapsed, Kind, Lasts, Vocabulary

_CHOSEN = {
    Use.LATEST: "the latest",
    Use.EARLIEST: "the earliest",
    Use.ANY: "at least one",
    Use.EVERY: "every recorded",
}


def leaf_words(leaf: Leaf, vocabulary: Vocabulary) -> str:
    """What a leaf asks, without a full stop."""
    match leaf:
        case ReadingLeaf():
            return _reading_words(leaf, vocabulary)
        case OccurrenceLeaf():
            return _occurrence_words(leaf, vocabulary)
        case JudgementLeaf():
            return _judgement_words(leaf)


def _reading_words(leaf: ReadingLeaf, vocabulary: Vocabulary) -> str:
    facts = _closed(f"{leaf.variable.title()}{_chosen_words(leaf, vocabulary)}", leaf)
    required = accepted_words(leaf.accepted, leaf.variable, vocabulary)
    match leaf.judging:
        case Use() as use:
            return f"{_start(leaf, use)}{facts} is {required}"
        case MeanOf(number=number):
            return f"the mean of the latest {number} readings of {facts} is {required}"
        case Consecutive() as run:
            return f"{facts} is {required} {_run_words(run)}"
        case ConfirmedBy(different=different, number=number):
            return f"{facts} is {required}, by at least {number} different {_different(different)}"


def _start(leaf: ReadingLeaf, use: Use) -> str:
    """Which reading; not said of an age, and of what never changes."""
    constant = leaf.variable.lasts is Lasts.FOREVER or isinstance(leaf.variable.derived, Elapsed)
    return "" if constant and use is Use.LATEST else f"{_CHOSEN[use]} "


def _closed(facts: str, leaf: ReadingLeaf | OccurrenceLeaf) -> str:
    """Facts before a verb: exceptions end with a comma."""
    return f"{facts}," if leaf.other_than else facts


def _different(name: str) -> str:
    """Several of what must differ.

    >>> _different("modality"), _different("rater")
    ('modalities', 'raters')
    """
    said = name.replace("_", " ")
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _run_words(run: Consecutive) -> str:
    words = f"at least {run.number} times in a row"
    if run.apart is not None:
        words += f", each at least {run.apart} after the one before"
    if run.tolerate:
        verb = "neither counts nor breaks" if len(run.tolerate) == 1 else "neither count nor break"
        words += f" ({listed(sorted(run.tolerate), 'and')} {verb} the run)"
    return words


def lacking_words(leaf: OccurrenceLeaf, vocabulary: Vocabulary) -> str | None:
    """That a leaf is not so, as one clause; None if that cannot be said shortly."""
    if leaf.judging is not None or leaf.absent_without_record:
        return None
    return f"the record has no {facts_words(leaf, vocabulary)}"


def facts_words(leaf: ReadingLeaf | OccurrenceLeaf, vocabulary: Vocabulary) -> str:
    """The facts that a leaf chooses: "Treatment: sorafenib or lenvatinib on or before first dose"."""
    if isinstance(leaf.accepted, AnyCode):
        return f"{leaf.variable.title()} (any){_chosen_words(leaf, vocabulary)}"
    codes = accepted_words(leaf.accepted, leaf.variable, vocabulary)
    return f"{leaf.variable.title()}: {codes}{_chosen_words(leaf, vocabulary)}"


def _chosen_words(leaf: ReadingLeaf | OccurrenceLeaf, vocabulary: Vocabulary) -> str:
    words = window_words(leaf.window)
    if leaf.where is not None:
        words += f" with {test_words(leaf.where, leaf.variable, vocabulary)}"
    if leaf.other_than:
        words += f", other than {exceptions_words(leaf.other_than, leaf.variable, vocabulary)}"
    return words


def _occurrence_words(leaf: OccurrenceLeaf, vocabulary: Vocabulary) -> str:
    facts = facts_words(leaf, vocabulary)
    words = _judged_words(leaf, facts, vocabulary)
    return f"{words} (no record counts as absent)" if leaf.absent_without_record else words


def _judged_words(leaf: OccurrenceLeaf, facts: str, vocabulary: Vocabulary) -> str:
    closed = _closed(facts, leaf)
    verb = "found" if leaf.variable.kind is Kind.ITEM else "recorded"
    match leaf.judging:
        case None:
            return f"the record has {facts}"
        case Each(test=test):
            demand = test_words(test, leaf.variable, vocabulary)
            return f"every {closed} that is {verb} has {demand} (none at all will do)"
        case Count(text=text):
            return f"the number {verb} of {closed} is {_number_words(text)}"
        case InTotal(text=text):
            return f"{closed} covers in total {_number_words(text)}"
        case Lasting(least=least, strict=strict, unchanged=unchanged):
            same = listed((name.replace("_", " ") for name in unchanged), "and")
            length = f"{'more than' if strict else 'at least'} {least}"
            return (
                f"{closed} has lasted without a break{f', unchanged in {same},' if same else ''} for {length}"
            )
        case ConfirmedBy(different=different, number=number):
            return f"the record has {facts}, by at least {number} different {_different(different)}"


def _number_words(text: str) -> str:
    """A comparison of bare numbers or days: `>= 2` is "at least 2".

    >>> _number_words("2 to 3"), _number_words("> 7 days")
    ('from 2 to 3', 'more than 7 days')
    """
    signs = {">=": "at least", ">": "more than", "<=": "at most", "<": "fewer than", "=": "exactly"}
    pieces = [
        f"{signs[piece.split(' ')[0]]} {piece.split(' ', 1)[1]}"
        for piece in text.split(" and ")
        if piece.split(" ")[0] in signs
    ]
    return " and ".join(pieces) or f"from {text}"


def _judgement_words(leaf: JudgementLeaf) -> str:
    question = leaf.ask.get("en") or next(iter(leaf.ask.values()))
    words = f'a person answers yes to "{question}"{window_words(leaf.window)}'
    if leaf.show:
        words += f", shown {listed((variable.title() for variable in leaf.show), 'and')}"
    if leaf.confirmed_by is not None:
        words += f", and so do at least {leaf.confirmed_by.number} different people"
    return words
