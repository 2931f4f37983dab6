"""From an event or item as written to its possible codes and the days that it lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days
from eligibility.records.attributes import NO_ATTRIBUTES, AttributesReader
from eligibility.records.concepts import ConceptReader, Meant
from eligibility.records.facts import Attribute, Fact, Occurrence, WrittenDate
from eligibility.records.flaws import Flaw
from eligibility.records.label_shares import LabelShares
from eligibility.records.reasons import Reason
from eligibility.records.spelled import fold
from eligibility.records.statuses import ABSENT, RULED_OUT, StatusReader
from eligibility.records.text_of import text_of
from eligibility.vocabulary.model import Kind, Lasts, Variable, Vocabulary

NEVER_ENDS = Days(EVER_AFTER, EVER_AFTER)
Report = Callable[[Fact, str, Flaw], None]
ReadDays = Callable[[Fact, str, WrittenDate], Days]
_UNKNOWN_CODE = frozenset({Reason.UNKNOWN_CODE})
_NOTHING: frozenset[Reason] = frozenset()
_NO_CODE = Meant(frozenset())
Span = tuple[Days, Days, bool]


class OccurrenceReader:
    """Reads the facts of one event or item variable."""

    def __init__(
        self,
        variable: Variable,
        vocabulary: Vocabulary,
        ignored: Iterable[str],
        days: ReadDays,
        report: Report,
    ) -> None:
        self._variable = variable
        self._is_item = variable.kind is Kind.ITEM
        self._concepts = ConceptReader(vocabulary, variable.name)
        self._vocabulary = vocabulary
        self._declared = vocabulary.concepts.get(variable.concepts_of or variable.name, {})
        self._ignored = frozenset(fold(code) for code in ignored)
        self._attributes = AttributesReader(variable, vocabulary)
        self._shares = LabelShares(variable, vocabulary)
        self._status = StatusReader(variable)
        self._days = days
        self._report = report

    def read(self, fact: Fact) -> Occurrence | None:
        """The event or item; None if it says nothing that could matter. What cannot be used is reported."""
        written = text_of(fact.value)
        shown = fact.written or (written if isinstance(written, str) else " or ".join(written))
        if self._is_ignored(written):
            self._report(fact, shown, Flaw(Reason.UNKNOWN_CODE, "ignored", "the mapping ignores this code"))
            return None
        status, flaw = self._status.read(fact.status)
        if flaw is not None:
            self._report(fact, fact.status, flaw)
        meant = self._meant(fact, written, shown)
        if status == ABSENT and meant.any_code:
            return None  # the absence of something that we do not know; reported already
        start, end, one_day = self._span(fact, meant, status) if status != ABSENT else self._day(fact)
        return Occurrence(
            self._variable.name,
            meant.codes,
            meant.any_code,
            start,
            end,
            one_day,
            _UNKNOWN_CODE if meant.any_code or len(meant.codes) > 1 else _NOTHING,
            status,
            self._attributes_of(fact, meant) if fact.attributes else NO_ATTRIBUTES,
            fact.id,
            shown,
            fact.source,
        )

    def _is_ignored(self, written: str | tuple[str, ...]) -> bool:
        return bool(self._ignored) and isinstance(written, str) and fold(written) in self._ignored

    def _meant(self, fact: Fact, written: str | tuple[str, ...], shown: str) -> Meant:
        if self._is_item and not (written and self._concepts.has_codes):
            return _NO_CODE
        meant = self._concepts.read(written)
        if meant.any_code:
            why = "no code of the vocabulary" if written else "the code is missing"
            self._report(fact, shown, Flaw(Reason.UNKNOWN_CODE, "code", why))
        return meant

    def _attributes_of(self, fact: Fact, meant: Meant) -> dict[str, Attribute]:
        values, flaws = self._attributes.read(fact.attributes)
        for text, flaw in flaws:
            self._report(fact, text, flaw)
        return values if meant.any_code else self._shares.added(values, meant.codes)

    # ---- days ------------------------------------------------------------------------------------

    def _day(self, fact: Fact) -> Span:
        """An absence speaks up to one day."""
        day = self._days(fact, "date", fact.date if fact.date is not None else fact.start)
        return day, day, True

    def _span(self, fact: Fact, meant: Meant, status: str) -> Span:
        """The first and the last day, and whether they are the same day."""
        if meant.history:
            return self._history(fact, meant)
        if fact.start is None and fact.end is None and not fact.ongoing:
            return self._from_date(fact, meant, status)
        start = self._days(fact, "start", fact.start if fact.start is not None else fact.date)
        if meant.lasts is Lasts.A_DAY:
            return self._within(fact, start)
        first, last, one_day = self._lasting(fact, meant, start)
        if len(meant.codes) != 1 and self._may_last(meant, Lasts.A_DAY):  # then it was on some day between
            latest = last.last if fact.end is not None else first.last
            return Days(first.first, latest), Days(first.first, last.last), one_day
        return first, last, one_day

    def _from_date(self, fact: Fact, meant: Meant, status: str) -> Span:
        """A fact given by `date` is that day, unless what it records never ends (and was not ruled out)."""
        day = self._days(fact, "date", fact.date)
        if meant.lasts is Lasts.FOREVER and status != RULED_OUT:
            return day, NEVER_ENDS, False
        if self._may_last(meant, Lasts.FOREVER):
            return day, Days(day.first, EVER_AFTER), False
        if fact.date is not None or meant.lasts is Lasts.A_DAY or self._is_item:
            return day, day, True
        return day, Days(day.first, EVER_AFTER), False

    def _may_last(self, meant: Meant, how: Lasts) -> bool:
        """Whether a code that is possible lasts so, where the possible codes do not all say the same."""
        if meant.lasts is not None:
            return False
        codes = self._declared if meant.any_code else self._members(meant.codes)
        return any((self._declared[code].lasts or self._variable.lasts) is how for code in codes)

    def _members(self, codes: frozenset[str]) -> set[str]:
        return {below for code in codes for below in self._vocabulary.members_of(self._variable.name, code)}

    def _within(self, fact: Fact, start: Days) -> Span:
        """What lasts a day and was given by start and end happened on a day between them."""
        end = self._days(fact, "end", fact.end) if fact.end is not None else start
        day = Days(start.first, max(start.last, end.last)) if end.last >= start.first else start
        return day, day, True

    def _lasting(self, fact: Fact, meant: Meant, start: Days) -> Span:
        if fact.end is None:
            goes_on = fact.ongoing or meant.lasts is Lasts.FOREVER
            return start, NEVER_ENDS if goes_on else Days(start.first, EVER_AFTER), False
        end = self._days(fact, "end", fact.end)
        if end.last < start.first:
            self._report(
                fact, str(fact.end), Flaw(Reason.IMPLAUSIBLE, "end", "the end lies before the start")
            )
            return start, Days(start.first, EVER_AFTER), False
        return (
            Days(start.first, min(start.last, end.last)),
            Days(max(start.first, end.first), end.last),
            False,
        )

    def _history(self, fact: Fact, meant: Meant) -> Span:
        """A code for "history of": it happened on or before the date of its row."""
        row = self._days(fact, "date", fact.date if fact.date is not None else fact.start)
        day = Days(EVER_BEFORE, row.last)
        if meant.lasts is Lasts.A_DAY:
            return day, day, True
        return day, NEVER_ENDS if meant.lasts is Lasts.FOREVER else Days(), False
