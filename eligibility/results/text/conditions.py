"""What a criterion asks, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from eligibility.language.plan import (
    All,
    AllOf,
    AnyMember,
    AnyOf,
    AtLeast,
    AttributeIn,
    AttributeIs,
    CodeIs,
    Condition,
    ConfirmedBy,
    Consecutive,
    Count,
    Each,
    FactTest,
    InTotal,
    JudgementLeaf,
    Lasting,
    MeanOf,
    Not,
    NotOf,
    OccurrenceJudging,
    OccurrenceLeaf,
    ReadingJudging,
    ReadingLeaf,
    Use,
    When,
)
from eligibility.results.text.remembering import remembered
from eligibility.results.text.values import code_text, concept_text
from eligibility.results.text.words import listed, lower_first, plain
from eligibility.vocabulary.model import Accepted, AnyCode, Codes, Kind, Range, Variable, Vocabulary

_BY_ORDER = re.compile(r"^[<>=]|\bto\b")  # codes that the file names by their order: `>= 2`, `0 to 1`


@remembered(4096)
def condition_text(condition: Condition, vocabulary: Vocabulary, language: str = "en") -> str:
    """A condition as one line: for a leaf what is asked, for a connective how its members are joined."""
    match condition:
        case ReadingLeaf():
            return _joined(
                _reading_subject(condition, language), qualifiers_text(condition, vocabulary, language)
            )
        case OccurrenceLeaf():
            subject = _occurrence_subject(condition, vocabulary, language)
            return _joined(subject, qualifiers_text(condition, vocabulary, language))
        case JudgementLeaf():
            return _joined(f"Judgement: {asked(condition, language)}", plain(condition.window.text))
        case _:
            return _connective(condition)


def asked(leaf: JudgementLeaf, language: str = "en") -> str:
    """The question of a judgement, in a language, else in English, else its name."""
    return text_in(leaf.ask, language) or plain(leaf.name)


def text_in(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, else in English, else the first there is, else nothing."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


@remembered(4096)
def codes_asked(leaf: OccurrenceLeaf, vocabulary: Vocabulary, language: str = "en") -> str:
    """The codes that a leaf names, as a list in a sentence; without a demand, the variable itself."""
    if isinstance(leaf.accepted, AnyCode):
        return f"any {lower_first(leaf.variable.title(language))}"
    names = [concept_text(vocabulary, leaf.variable.name, code, language) for code in leaf.accepted.asked]
    return listed([lower_first(name) for name in names], "or")


def excepted_text(leaf: ReadingLeaf | OccurrenceLeaf, vocabulary: Vocabulary, language: str = "en") -> str:
    """What a leaf excepts, in words; nothing if it excepts nothing."""
    excepted = [fact_test_text(one, vocabulary, leaf.variable, language) for one in leaf.other_than]
    return f"other than {listed(excepted, 'or')}" if excepted else ""


def accepted_text(accepted: Accepted, variable: Variable | None = None) -> str:
    """The accepted values of a reading or an attribute."""
    if isinstance(accepted, Codes):
        if _BY_ORDER.search(accepted.text):
            return accepted.text
        kind = Kind.CODE if variable is None else variable.kind
        return listed(
            [code_text(code, kind) for code in accepted.asked or tuple(sorted(accepted.codes))], "or"
        )
    return accepted.text


def fact_test_text(test: FactTest, vocabulary: Vocabulary, variable: Variable, language: str = "en") -> str:
    """A test of one fact (`where`, `other than`, `each`) in words."""
    match test:
        case AttributeIs(attribute, accepted):
            held = variable.attributes.get(attribute)
            label = plain(attribute) if held is None else lower_first(held.title(language))
            return f"{label} {accepted_text(accepted, held)}"
        case AttributeIn(attribute, window):
            return f"{plain(attribute)} {plain(window.text)}"
        case CodeIs(codes):
            names = [concept_text(vocabulary, variable.name, code, language) for code in codes.asked]
            return listed([lower_first(name) for name in names], "or")
        case NotOf(inner):
            return f"not ({fact_test_text(inner, vocabulary, variable, language)})"
        case AllOf(tests) | AnyOf(tests):
            joint = "and" if isinstance(test, AllOf) else "or"
            return listed([fact_test_text(one, vocabulary, variable, language) for one in tests], joint)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _reading_subject(leaf: ReadingLeaf, language: str) -> str:
    label, accepted = leaf.variable.title(language), accepted_text(leaf.accepted, leaf.variable)
    return f"{label} {accepted}" if isinstance(leaf.accepted, Range) else f"{label}: {accepted}"


def _occurrence_subject(leaf: OccurrenceLeaf, vocabulary: Vocabulary, language: str) -> str:
    label, codes = leaf.variable.title(language), codes_asked(leaf, vocabulary, language)
    return f"{label}: any" if isinstance(leaf.accepted, AnyCode) else f"{label}: {codes}"


def qualifiers_text(leaf: ReadingLeaf | OccurrenceLeaf, vocabulary: Vocabulary, language: str = "en") -> str:
    """What a leaf asks beyond the code or value: `where`, `other than`, the judging word, the window."""

    def said(test: FactTest) -> str:
        return fact_test_text(test, vocabulary, leaf.variable, language)

    where = "" if leaf.where is None else f"with {said(leaf.where)}"
    other = excepted_text(leaf, vocabulary, language)
    return _joined(where, other, _judging(leaf.judging, said), plain(leaf.window.text))


def _judging(judging: ReadingJudging | OccurrenceJudging | None, said: Callable[[FactTest], str]) -> str:
    match judging:
        case Use.EARLIEST | Use.ANY | Use.EVERY:
            return {"earliest": "the earliest value", "any": "at any time", "every": "every value"}[
                judging.value
            ]
        case MeanOf(number):
            return f"the mean of the latest {number}"
        case Consecutive(number, apart, _):
            return f"{number} times in a row" + ("" if apart is None else f", at least {apart} apart")
        case ConfirmedBy(different, number):
            return f"said by at least {number} different {plain(different)}s"
        case Each(test):
            return f"every one of them {said(test)}"
        case Count(text=text):
            return f"number {text}"
        case InTotal(text=text):
            return f"in total {text}"
        case Lasting(text=text, unchanged=unchanged):
            kept = f", unchanged in {listed([plain(name) for name in unchanged])}" if unchanged else ""
            return f"lasting {text}{kept}"
        case _:
            return ""


def _connective(condition: Condition) -> str:
    match condition:
        case All():
            return "All of these"
        case AnyMember():
            return "At least one of these"
        case Not():
            return "The opposite of this"
        case AtLeast(number=number):
            return f"At least {number} of these"
        case When():
            return "It depends"
        case _:
            return ""
