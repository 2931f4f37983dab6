"""What a derived variable of the shipped vocabulary can be, for facts written as a person would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eligibility.engines.interpreter.deriving import derive
from eligibility.engines.interpreter.inputs import Derived
from eligibility.engines.interpreter.view import View
from eligibility.language.plan import ReadingLeaf, Trial
from eligibility.possible import Days, Interval
from eligibility.possible.interval import hull
from eligibility.records.facts import Complete, Site
from eligibility.records.from_python import record_from_dict
from eligibility.records.understand import understand
from eligibility.vocabulary import shipped_vocabulary
from eligibility.vocabulary.model import AnyCode

ON = "2026-03-20"
Facts = Iterable[Mapping[str, Any]]
EVERY_LESION = Site(complete=(Complete("lesion"),))


def computed(variable: str, facts: Facts, site: Site | None = None) -> Derived:
    """A derived variable on a day, from readings of one sample of that day unless they say otherwise."""
    vocabulary = shipped_vocabulary()
    day = Days.read(ON)
    assert day is not None
    written = [
        {"date": ON, "sample": "s", **fact} if "lesion" not in fact else {"date": ON, **fact}
        for fact in facts
    ]
    record = record_from_dict({"patient": "P1", "facts": written}, vocabulary, site or Site())
    trial = Trial("SCORES", {"en": "Scores"}, vocabulary, ())
    leaf = ReadingLeaf(vocabulary.variables[variable], AnyCode())
    return derive(leaf, View(understand(record, vocabulary, day), trial, day.first))


def number(variable: str, facts: Facts, site: Site | None = None) -> Interval:
    """The possible numbers."""
    derived = computed(variable, facts, site)
    assert derived.sure
    return hull(value for value in derived.values if isinstance(value, Interval))


def one_number(variable: str, facts: Facts, site: Site | None = None) -> float:
    """The number, where only one is possible."""
    value = number(variable, facts, site)
    assert value.low is not None and value.high is not None
    assert float(value.high - value.low) <= 1e-9 * abs(float(value.high))
    return float(value.low)


def codes(variable: str, facts: Facts, site: Site | None = None) -> set[str]:
    """The possible codes."""
    derived = computed(variable, facts, site)
    assert derived.sure
    return {code for value in derived.values if isinstance(value, frozenset) for code in value}


def readings(**values: str) -> list[dict[str, str]]:
    """One reading for each variable."""
    return [{name: value} for name, value in values.items()]
