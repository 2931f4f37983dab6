"""Which attributes and windows the tests of a leaf (`where`, `other than`, `each`) ask about."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.plan import (
    AllOf,
    AnyOf,
    AttributeIn,
    AttributeIs,
    ConfirmedBy,
    Each,
    FactTest,
    NotOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Window,
)


def attributes_named(asks: ReadingLeaf | OccurrenceLeaf) -> tuple[str, ...]:
    """The attributes that a leaf asks about, each once."""
    confirming = [asks.judging.different] if isinstance(asks.judging, ConfirmedBy) else []
    return tuple(dict.fromkeys([*confirming, *(test.attribute for test in _simple_tests(asks))]))


def windows_named(asks: ReadingLeaf | OccurrenceLeaf) -> tuple[Window, ...]:
    """The window of a leaf, and those of the date attributes that it asks about."""
    inner = (test.window for test in _simple_tests(asks) if isinstance(test, AttributeIn))
    return (asks.window, *inner)


def _simple_tests(asks: ReadingLeaf | OccurrenceLeaf) -> Iterator[AttributeIs | AttributeIn]:
    tests = ([] if asks.where is None else [asks.where]) + list(asks.other_than)
    if isinstance(asks.judging, Each):
        tests.append(asks.judging.test)
    for test in tests:
        yield from _inside(test)


def _inside(test: FactTest) -> Iterator[AttributeIs | AttributeIn]:
    match test:
        case AttributeIs() | AttributeIn():
            yield test
        case NotOf(test=inner):
            yield from _inside(inner)
        case AllOf(tests=tests) | AnyOf(tests=tests):
            for one in tests:
                yield from _inside(one)
        case _:
            return
