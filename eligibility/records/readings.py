"""From a result or an assessment as written to what it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from eligibility.records.attributes import NO_ATTRIBUTES, AttributesReader
from eligibility.records.choices import ChoiceReader
from eligibility.records.facts import Attribute, Fact, PossibleValue, Reading, Site
from eligibility.records.flaws import Flaw
from eligibility.records.occurrences import ReadDays, Report
from eligibility.records.quantities import Quantity, QuantityReader
from eligibility.records.reasons import Reason
from eligibility.records.site_limits import SiteLimits
from eligibility.records.spelled import says_not_done
from eligibility.records.statuses import ABSENT, CONFIRMED, StatusReader
from eligibility.records.text_of import text_of
from eligibility.records.written_days import UNDATED, read_days
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

PRINTED = "printed with the result"
_IMPRECISE = frozenset({Reason.IMPRECISE_DATE})
_NOTHING: frozenset[Reason] = frozenset()
_Answer = tuple[PossibleValue | None, frozenset[Reason], tuple[Flaw, ...]]


class ReadingReader:
    """Reads the facts of one variable that is measured or assessed. What cannot be used is reported."""

    def __init__(
        self, variable: Variable, vocabulary: Vocabulary, site: Site, days: ReadDays, report: Report
    ) -> None:
        self._variable = variable
        self._attributes = AttributesReader(variable, vocabulary)
        self._status = StatusReader(variable)
        self._days = days
        self._report = report
        self.read: Callable[[Fact, str | None], Reading | None] = self._read_answer
        if variable.kind is Kind.QUANTITY:
            self._quantities = QuantityReader(variable, site.factors.get(variable.name, ()))
            self._site_limits = SiteLimits(variable.name, site.limits)
            self.read = self._read_quantity
        self._answer = _answers_of(variable)

    def _read_quantity(self, fact: Fact, sex: str | None) -> Reading | None:
        """`sex` is that of the patient, for the limits that a site states by it."""
        value = fact.value if isinstance(fact.value, str) else _one_text(fact)
        laboratory = _laboratory(fact)
        lower, upper = _limit_text(fact.lower), _limit_text(fact.upper)
        quantity = self._quantities.read(value, fact.unit, lower, upper, fact.code, laboratory)
        if quantity.flaws:
            self._report_all(fact, quantity)
        if quantity.value is None:
            return None
        days = self._days(fact, "date", fact.date if fact.date is not None else fact.start)
        limits_from = (fact.limits_from or PRINTED) if quantity.lower or quantity.upper else ""
        if self._site_limits.entries and (quantity.lower is None or quantity.upper is None):
            stated = self._site_limits.find(laboratory, sex, days)
            if stated is not None:
                quantity, limits_from = self._with_stated(
                    quantity, stated.lower or "", stated.upper or "", limits_from
                )
        status, attributes = self._qualities(fact)
        if status == ABSENT:
            return None
        return Reading(
            self._variable.name,
            quantity.value or UNDATED,
            days,
            quantity.open,
            quantity.reported,
            quantity.unit,
            quantity.lower,
            quantity.upper,
            limits_from,
            status,
            attributes,
            fact.id,
            _shown(fact, value),
            fact.source,
        )

    def _with_stated(
        self, quantity: Quantity, lower: str, upper: str, limits_from: str
    ) -> tuple[Quantity, str]:
        """The same result with the limits of the site's table where it was printed without."""
        stated = self._quantities.limits(lower, upper, quantity)
        both = replace(quantity, lower=quantity.lower or stated.lower, upper=quantity.upper or stated.upper)
        if (both.lower, both.upper) == (quantity.lower, quantity.upper):
            return quantity, limits_from
        where = "the site's table"
        return both, f"{limits_from}; {where}" if limits_from else where

    def _read_answer(self, fact: Fact, sex: str | None) -> Reading | None:
        written = text_of(fact.value)
        value, opened, flaws = self._answer(written)
        shown = written if isinstance(written, str) else " or ".join(written)
        for flaw in flaws:
            self._report(fact, shown, flaw)
        status, attributes = self._qualities(fact)
        if value is None or status == ABSENT:
            return None
        return Reading(
            self._variable.name,
            value,
            self._days(fact, "date", fact.date if fact.date is not None else fact.start),
            opened,
            status=status,
            attributes=attributes,
            id=fact.id,
            written=_shown(fact, shown),
            source=fact.source,
        )

    def _qualities(self, fact: Fact) -> tuple[str, Mapping[str, Attribute]]:
        """Status and attributes."""
        status = fact.status
        if status != CONFIRMED:
            status, flaw = self._status.read(fact.status)
            if status == ABSENT:
                flaw = Flaw(Reason.UNKNOWN_CODE, "status", "only events and items can be absent")
            if flaw is not None:
                self._report(fact, fact.status, flaw)
        if not fact.attributes:
            return status, NO_ATTRIBUTES
        attributes, flaws = self._attributes.read(fact.attributes)
        for text, each in flaws:
            self._report(fact, text, each)
        return status, attributes

    def _report_all(self, fact: Fact, quantity: Quantity) -> None:
        parts = {"unit": fact.unit, "lower": fact.lower, "upper": fact.upper}
        for flaw in quantity.flaws:
            written = parts.get(flaw.part) or fact.written or fact.value
            self._report(fact, str(text_of(written)), flaw)


def _answers_of(variable: Variable) -> Callable[[str | tuple[str, ...]], _Answer]:
    if variable.kind is Kind.DATE:
        return _date_answer
    if variable.kind is Kind.TEXT:
        return _text_answer
    choices = ChoiceReader(variable)

    def answer(written: str | tuple[str, ...]) -> _Answer:
        choice = choices.read(written)
        return choice.values, choice.open, choice.flaws

    return answer


def _date_answer(written: str | tuple[str, ...]) -> _Answer:
    if not isinstance(written, str):
        return UNDATED, _IMPRECISE, (Flaw(Reason.IMPRECISE_DATE, "value", "several dates"),)
    if says_not_done(written):
        return None, _NOTHING, (Flaw(Reason.MISSING, "value", "not done"),)
    days = read_days(written)
    if days is None:
        return UNDATED, _IMPRECISE, (Flaw(Reason.IMPRECISE_DATE, "value", "no date that can be read"),)
    return days, _NOTHING if days.is_exact else _IMPRECISE, ()


def _text_answer(written: str | tuple[str, ...]) -> _Answer:
    texts = frozenset({written.strip()} if isinstance(written, str) else written)
    return (texts, _NOTHING, ()) if any(texts) else (None, _NOTHING, ())


def _one_text(fact: Fact) -> str:
    text = text_of(fact.value)
    return text if isinstance(text, str) else " or ".join(text)


def _limit_text(written: object) -> str:
    if written is None:
        return ""
    if isinstance(written, str):
        return written
    text = text_of(written)
    return text if isinstance(text, str) else ""


def _laboratory(fact: Fact) -> str | None:
    if not fact.attributes:
        return None
    laboratory = fact.attributes.get("laboratory")
    return laboratory if isinstance(laboratory, str) else None


def _shown(fact: Fact, value: str) -> str:
    shown = fact.written or value
    return f"{shown} {fact.unit}" if fact.unit else shown
