"""Leaves, each as one clause."""

from __future__ import annotations

from eligibility.language.describing.sets import inner_words, test_words
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
from eligibility.vocabulary.model import AnyCode, Elapsed, Kind, Vocabulary

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
    facts = f"{leaf.variable.title()}{_chosen_words(leaf, vocabulary)}"
    required = accepted_words(leaf.accepted, leaf.variable, vocabulary)
    match leaf.judging:
        case Use() as use:
            start = "" if isinstance(leaf.variable.derived, Elapsed) else f"{_CHOSEN[use]} "
            return f"{start}{facts} is {required}"
        case MeanOf(number=number):
            return f"the mean of the latest {number} of {facts} is {required}"
        case Consecutive() as run:
            return f"{facts} is {required} {_run_words(run)}"
        case ConfirmedBy(different=different, number=number):
            return f"{facts} is {required}, by at least {number} different {different.replace('_', ' ')}s"


def _run_words(run: Consecutive) -> str:
    words = f"at least {run.number} times in a row"
    if run.apart is not None:
        words += f", each at least {run.apart} after the one before"
    if run.tolerate:
        verb = "neither counts nor breaks" if len(run.tolerate) == 1 else "neither count nor break"
        words += f" ({listed(sorted(run.tolerate), 'and')} {verb} the run)"
    return words


def facts_words(leaf: ReadingLeaf | OccurrenceLeaf, vocabulary: Vocabulary) -> str:
    """The facts that a leaf chooses: "Treatment: sorafenib or lenvatinib on or before first dose"."""
    if isinstance(leaf.accepted, AnyCode):
        return f"{leaf.variable.title()} (any){_chosen_words(leaf, vocabulary)}"
    codes = accepted_words(leaf.accepted, leaf.variable, vocabulary)
    return f"{leaf.variable.title()}: {codes}{_chosen_words(leaf, vocabulary)}"


def _chosen_words(leaf: ReadingLeaf | OccurrenceLeaf, vocabulary: Vocabulary) -> str:
    words = ""
    if leaf.where is not None:
        words += f" with {test_words(leaf.where, leaf.variable, vocabulary)}"
    if leaf.other_than:
        exceptions = (inner_words(test, leaf.variable, vocabulary) for test in leaf.other_than)
        words += f", other than {listed(exceptions, 'or')}{',' if leaf.window.stated else ''}"
    return words + window_words(leaf.window)


def _occurrence_words(leaf: OccurrenceLeaf, vocabulary: Vocabulary) -> str:
    facts = facts_words(leaf, vocabulary)
    words = _judged_words(leaf, facts, vocabulary)
    return f"{words} (no record counts as absent)" if leaf.absent_without_record else words


def _judged_words(leaf: OccurrenceLeaf, facts: str, vocabulary: Vocabulary) -> str:
    verb = "found" if leaf.variable.kind is Kind.ITEM else "recorded"
    match leaf.judging:
        case None:
            return f"the record has {facts}"
        case Each(test=test):
            demand = test_words(test, leaf.variable, vocabulary)
            return f"every {facts} that is {verb} has {demand} (none at all will do)"
        case Count(text=text):
            return f"the number {verb} of {facts} is {_number_words(text)}"
        case InTotal(text=text):
            return f"{facts} covers in total {_number_words(text)}"
        case Lasting(least=least, strict=strict, unchanged=unchanged):
            same = listed((name.replace("_", " ") for name in unchanged), "and")
            length = f"{'more than' if strict else 'at least'} {least}"
            return (
                f"{facts} has lasted without a break{f', unchanged in {same},' if same else ''} for {length}"
            )
        case ConfirmedBy(different=different, number=number):
            return f"the record has {facts}, by at least {number} different {different.replace('_', ' ')}s"


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
