"""Possible values, as text."""

from __future__ import annotations

from fractions import Fraction

from eligibility.possible import Days, Interval
from eligibility.possible.interval import decimal
from eligibility.records.facts import PossibleValue
from eligibility.results.text.words import listed, plain
from eligibility.units import Unit
from eligibility.vocabulary.model import Concept, Kind, Variable, Vocabulary

BOOLEAN = {"true": "yes", "false": "no"}


def number_text(number: Fraction, unit: Unit | None) -> str:
    """A number with its unit, if it has one.

    >>> number_text(Fraction(3, 2), None)
    '1.5'
    """
    return decimal(number) if unit is None else f"{decimal(number)} {unit}"


def interval_text(interval: Interval, unit: Unit | None) -> str:
    """Possible numbers with their unit.

    >>> interval_text(Interval.below(Fraction(7)), None)
    '< 7'
    """
    return str(interval) if unit is None or interval.is_everything else f"{interval} {unit}"


def code_text(code: str, kind: Kind) -> str:
    """A code as words; yes and no for yes/no variables.

    >>> code_text("true", Kind.BOOLEAN)
    'yes'
    """
    return BOOLEAN.get(code, code) if kind is Kind.BOOLEAN else plain(code)


def codes_text(codes: frozenset[str], variable: Variable) -> str:
    """Possible codes in the order of the vocabulary; all of them: not known."""
    return "not known" if codes == variable.domain and len(codes) > 1 else codes_listed(codes, variable)


def codes_listed(codes: frozenset[str], variable: Variable) -> str:
    """Codes in the order of the vocabulary."""
    known = [code for code in variable.values if code in codes]
    rest = sorted(codes.difference(known))
    return listed([code_text(code, variable.kind) for code in known + rest], "or")


def value_text(value: PossibleValue, variable: Variable) -> str:
    """The possible values of a variable, in its own unit."""
    if isinstance(value, Interval):
        return interval_text(value, variable.unit)
    return str(value) if isinstance(value, Days) else codes_text(value, variable)


def concept_text(vocabulary: Vocabulary, variable: str, code: str, language: str = "en") -> str:
    """The label of an event's code, as it stands inside a sentence."""
    concept: Concept | None = vocabulary.concepts.get(variable, {}).get(code)
    return plain(code) if concept is None else concept.title(language)
