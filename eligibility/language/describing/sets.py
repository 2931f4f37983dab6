"""Tests of single facts (`where`, `other than`, `each`), in words."""

from __future__ import annotations

from eligibility.language.describing.values import accepted_words, listed
from eligibility.language.describing.windows import window_words
from eligibility.language.plan import AllOf, AnyOf, AttributeIn, AttributeIs, CodeIs, FactTest, NotOf
from eligibility.vocabulary.model import Variable, Vocabulary


def test_words(test: FactTest, variable: Variable, vocabulary: Vocabulary) -> str:
    """A test, so that it can follow "with" or "that has"."""
    match test:
        case AttributeIs(attribute=name, accepted=accepted):
            attribute = variable.attributes.get(name, variable)
            return f"{_title(name, variable)}: {accepted_words(accepted, attribute, vocabulary)}"
        case AttributeIn(attribute=name, window=window):
            return f"{_title(name, variable)}:{window_words(window)}"
        case CodeIs(codes=codes):
            return f"the code {accepted_words(codes, variable, vocabulary)}"
        case AllOf(tests=tests):
            return listed((inner_words(each, variable, vocabulary) for each in tests), "and")
        case AnyOf(tests=tests):
            return f"either {listed((inner_words(each, variable, vocabulary) for each in tests), 'or')}"
        case NotOf(test=inner):
            return f"not ({test_words(inner, variable, vocabulary)})"


def inner_words(test: FactTest, variable: Variable, vocabulary: Vocabulary) -> str:
    """The same as a member of a list: in brackets where it is joined itself."""
    words = test_words(test, variable, vocabulary)
    return f"({words})" if isinstance(test, (AllOf, AnyOf)) else words


def exceptions_words(tests: tuple[FactTest, ...], variable: Variable, vocabulary: Vocabulary) -> str:
    """The entries of `other than` as a list: bare codes, and what is more than a code in brackets."""
    words = [_exception_words(test, variable, vocabulary) for test in tests]
    if len(words) > 1:
        words = [
            said if isinstance(test, CodeIs) else f"({said})" for test, said in zip(tests, words, strict=True)
        ]
    return listed(words, "or")


def _exception_words(test: FactTest, variable: Variable, vocabulary: Vocabulary) -> str:
    match test:
        case CodeIs(codes=codes):
            return accepted_words(codes, variable, vocabulary)
        case AllOf(tests=(CodeIs(codes=codes), *rest)):
            more = listed((inner_words(each, variable, vocabulary) for each in rest), "and")
            return f"{accepted_words(codes, variable, vocabulary)} with {more}"
        case _:
            return f"any with {test_words(test, variable, vocabulary)}"


def _title(name: str, variable: Variable) -> str:
    attribute = variable.attributes.get(name)
    return attribute.title() if attribute is not None else name.replace("_", " ")
