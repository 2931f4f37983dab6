"""Occurrences: events that happened, and items that were found. First choose, then judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from eligibility.engines.interpreter.absence import absence, asked_codes, can_supply, silent_days, speaks_of
from eligibility.engines.interpreter.choosing import why_nothing
from eligibility.engines.interpreter.comparing import NO_REASONS, Judged
from eligibility.engines.interpreter.counting import Stretch, gaps, meeting, stretch_at, total, within
from eligibility.engines.interpreter.itemsets import ItemSet, latest_sets
from eligibility.engines.interpreter.matching import (
    OccurrenceMatch,
    attribute_of,
    both,
    either,
    match_occurrence,
    match_occurrences,
    missing_attribute,
    opposite,
    test_holds,
)
from eligibility.engines.interpreter.unrecorded import explain_unrecorded, is_silent
from eligibility.engines.interpreter.view import SeenOccurrence, Span, View
from eligibility.engines.interpreter.windows import (
    anchor_missing,
    counts_half_lives,
    end_without_half_lives,
    may_be_future,
    span_of,
)
from eligibility.language.plan import (
    EVER,
    ConfirmedBy,
    Count,
    Each,
    FactTest,
    InTotal,
    Lasting,
    OccurrenceLeaf,
)
from eligibility.possible import EVER_BEFORE, FALSE, TRUE, UNKNOWN, Days, Interval, Truth, shift
from eligibility.records.reasons import Reason
from eligibility.results.model import Explanation, Role, Used
from eligibility.vocabulary.model import Kind

MISSING = frozenset({Reason.MISSING})


class Pool(NamedTuple):
    """The facts of a leaf with their matches, and by what word further ones are ruled out (empty: they are not)."""

    matches: tuple[OccurrenceMatch, ...]
    absent: str
    nothing: frozenset[Reason]  # the reasons if no fact can be chosen
    window: tuple[Days | None, Days | None] | None = None

    @property
    def chosen(self) -> tuple[OccurrenceMatch, ...]:
        """The facts that are or may be chosen."""
        return tuple(match for match in self.matches if match.truth is not FALSE)


def explain_occurrence(leaf: OccurrenceLeaf, view: View) -> Explanation:
    """The truth of a condition on events or items, and why."""
    if leaf.variable.kind is Kind.ITEM:
        return _explain_items(leaf, view)
    if isinstance(leaf.judging, Lasting):
        return _explain_lasting(leaf, leaf.judging, view)
    matches = match_occurrences(leaf, view)
    if not matches and is_silent(leaf, view):
        return explain_unrecorded(leaf, view, _explain_nothing)
    return _explain_matches(leaf, matches, view)


def _explain_nothing(leaf: OccurrenceLeaf, view: View) -> Explanation:
    return _explain_matches(leaf, (), view)


def _explain_matches(leaf: OccurrenceLeaf, matches: tuple[OccurrenceMatch, ...], view: View) -> Explanation:
    span = _widest_span(leaf, view)
    window = _shown_window(leaf, span)
    if leaf.judging is None and TRUE in [match.truth for match in matches]:
        return Explanation(leaf, TRUE, used=_used(matches), window=window)
    pool = Pool(matches, absence(leaf, span, view), why_nothing_happened(leaf, span, view), window)
    return _judge(leaf, pool, span, view)


def why_nothing_happened(leaf: OccurrenceLeaf, span: Span, view: View) -> frozenset[Reason]:
    """Why it is open where no fact can be chosen."""
    if span.missing:
        return frozenset({Reason.ANCHOR_MISSING})
    if may_be_future(span, view.today):
        return frozenset({Reason.NOT_YET_DUE})
    if span.end.last <= view.today:
        return MISSING
    past = span._replace(end=Days(view.today, view.today))
    return (NO_REASONS if absence(leaf, past, view) else MISSING) | {Reason.NOT_YET_DUE}


def _widest_span(leaf: OccurrenceLeaf, view: View) -> Span:
    """The window for which absence has to be established; one counted in half-lives may be as long as can be."""
    if not counts_half_lives(leaf.window):
        return span_of(leaf.window, view)
    end = end_without_half_lives(leaf.window, view) or Days(view.today, view.today)
    return Span(Days(EVER_BEFORE, EVER_BEFORE), end, anchor_missing(leaf.window, view))


def _shown_window(leaf: OccurrenceLeaf, span: Span) -> tuple[Days | None, Days | None] | None:
    if not leaf.window.stated:
        return None
    return (None if leaf.window.start is None else span.start, span.end)


# ---- judging -------------------------------------------------------------------------------------


def _judge(leaf: OccurrenceLeaf, pool: Pool, span: Span, view: View) -> Explanation:
    match leaf.judging:
        case None:
            return _judge_any(leaf, pool)
        case Each(test):
            return _judge_each(leaf, pool, test, view)
        case Count(accepted):
            return _judge_count(leaf, pool, accepted)
        case InTotal(accepted):
            return _judge_total(leaf, pool, accepted, span, view)
        case ConfirmedBy() as judging:
            return _judge_confirmed(leaf, pool, judging, view)
        case Lasting():
            raise TypeError("`lasting` is judged over stretches.")


def _judge_any(leaf: OccurrenceLeaf, pool: Pool) -> Explanation:
    truth, reasons = either([(match.truth, match.reasons) for match in pool.matches])
    if truth is FALSE and not pool.absent:
        truth, reasons = UNKNOWN, pool.nothing
    absent = pool.absent if truth is FALSE else ""
    return Explanation(leaf, truth, reasons, used=_used(pool.matches), absence=absent, window=pool.window)


def _judge_each(leaf: OccurrenceLeaf, pool: Pool, test: FactTest, view: View) -> Explanation:
    answers = [test_holds(test, match.seen, leaf.variable, view) for match in pool.matches]
    chosen: list[Judged] = [(match.truth, match.reasons) for match in pool.matches]
    truth, reasons = both(
        [either([opposite(match), answer]) for match, answer in zip(chosen, answers, strict=True)]
    )
    if truth is TRUE and not pool.absent:
        truth, reasons = UNKNOWN, pool.nothing
    facts = tuple(
        Used(match.seen.fact, match.role, answer[0], match.truth)
        for match, answer in zip(pool.matches, answers, strict=True)
    )
    absent = pool.absent if truth is TRUE else ""
    return Explanation(leaf, truth, reasons, used=facts, absence=absent, window=pool.window)


def _judge_count(leaf: OccurrenceLeaf, pool: Pool, accepted: Interval) -> Explanation:
    low = sum(match.truth is TRUE for match in pool.matches)
    high = len(pool.chosen) if pool.absent else None
    truth = whole_numbers(low, high).accepted_by(accepted)
    reasons = NO_REASONS if truth.known else _open_or_nothing(pool, high is None)
    absent = pool.absent if truth.known and high is not None else ""
    facts = _used(pool.matches)
    return Explanation(
        leaf, truth, reasons, used=facts, numbers=(low, high), absence=absent, window=pool.window
    )


def whole_numbers(low: int, high: int | None) -> Interval:
    """The counts from `low` to `high`; None: without limit."""
    return Interval(Fraction(low), None if high is None else Fraction(high))


def _open_or_nothing(pool: Pool, unlisted: bool) -> frozenset[Reason]:
    reasons = NO_REASONS.union(*(match.reasons for match in pool.chosen))
    return reasons | pool.nothing if unlisted or not reasons else reasons


def _open_total(pool: Pool, unlisted: bool) -> frozenset[Reason]:
    """A first or last day that is not known leaves a total open, though the fact is surely chosen."""
    reasons = NO_REASONS.union(*(match.reasons | _open_days(match) for match in pool.chosen))
    return reasons | pool.nothing if unlisted or not reasons else reasons


def _judge_total(leaf: OccurrenceLeaf, pool: Pool, accepted: Interval, span: Span, view: View) -> Explanation:
    """Days surely covered by sure facts in the surest window, up to days possibly covered in the widest."""
    sure = [surely(match.seen) for match in pool.matches if match.truth is TRUE]
    possible = [possibly(match.seen) for match in pool.chosen]
    low = total(within(sure, span.start.last, min(span.end.first, view.today)))
    high = total(within(possible, span.start.first, min(span.end.last, view.today))) if pool.absent else None
    truth = whole_numbers(low, high).accepted_by(accepted)
    reasons = NO_REASONS if truth.known else _open_total(pool, high is None)
    absent = pool.absent if truth.known and high is not None else ""
    facts = _used(pool.matches)
    return Explanation(
        leaf, truth, reasons, used=facts, numbers=(low, high), absence=absent, window=pool.window
    )


def surely(seen: SeenOccurrence) -> Stretch:
    """The days that a fact surely covers (none if the first lies after the last)."""
    if seen.fact.one_day:
        return (seen.start.last, seen.start.first)
    return (seen.start.last, seen.end.first)


def possibly(seen: SeenOccurrence) -> Stretch:
    """The days that a fact may cover."""
    return (seen.start.first, seen.end.last)


# ---- confirmation --------------------------------------------------------------------------------


def _judge_confirmed(leaf: OccurrenceLeaf, pool: Pool, judging: ConfirmedBy, view: View) -> Explanation:
    """Only what was ruled out contradicts."""
    against = [
        match for match in (_contradiction(each, leaf, view) for each in pool.matches) if match is not None
    ]
    confirming = {code for match in pool.matches if match.truth is TRUE for code in _named(match, judging)}
    facts = (
        *_used(pool.matches),
        *(Used(match.seen.fact, Role.BROKE, FALSE, match.truth) for match in against),
    )
    numbers = (len(confirming), judging.number)
    if len(confirming) >= judging.number and not against:
        return Explanation(leaf, TRUE, used=facts, numbers=numbers, window=pool.window)
    if not pool.chosen and (pool.absent or _all_ruled_out(against, leaf, view)):
        return Explanation(leaf, FALSE, used=facts, numbers=numbers, absence=pool.absent, window=pool.window)
    reasons = NO_REASONS.union(*(match.reasons for match in pool.chosen))
    if against and pool.chosen:
        reasons |= {Reason.CONFLICTING}
    elif any(match.truth is TRUE and not _named(match, judging) for match in pool.matches):
        reasons |= {Reason.MISSING_ATTRIBUTE}
    return Explanation(
        leaf, UNKNOWN, reasons or pool.nothing, used=facts, numbers=numbers, window=pool.window
    )


def _all_ruled_out(against: Sequence[OccurrenceMatch], leaf: OccurrenceLeaf, view: View) -> bool:
    """Whether every code asked for was surely ruled out, by itself or by a class above it."""
    facts = [match.seen.fact for match in against if match.truth is TRUE]
    classes_of = view.trial.vocabulary.classes_of
    return all(
        any(speaks_of(fact, classes_of(fact.variable, code or ""), code) for fact in facts)
        for code in asked_codes(leaf)
    )


def _contradiction(match: OccurrenceMatch, leaf: OccurrenceLeaf, view: View) -> OccurrenceMatch | None:
    """A fact that was ruled out, read as if it had been confirmed; None if it does not concern the leaf."""
    seen = match.seen
    if seen.fact.status != "ruled_out":
        return None
    asserted = match_occurrence(seen._replace(fact=replace(seen.fact, status="confirmed")), leaf, view)
    return None if asserted is None or asserted.truth is FALSE else match._replace(truth=asserted.truth)


def _named(match: OccurrenceMatch, judging: ConfirmedBy) -> frozenset[str]:
    value = match.seen.fact.attributes.get(judging.different)
    return value if isinstance(value, frozenset) and len(value) == 1 else frozenset()


# ---- items ---------------------------------------------------------------------------------------


def _explain_items(leaf: OccurrenceLeaf, view: View) -> Explanation:
    choice = latest_sets(leaf.variable, leaf.window, view)
    window = _shown_window(leaf, span_of(leaf.window, view))
    if not choice.sure:
        nothing = why_nothing(leaf.window, choice.stale, False, view)
        reasons = NO_REASONS.union(*(each.reasons for each in choice.candidates)) or nothing
        facts = tuple(Used(item.fact, Role.MAYBE) for each in choice.candidates for item in each.items)
        return Explanation(leaf, UNKNOWN, reasons, used=facts, window=window)
    answers = [_judge_set(leaf, each, view) for each in choice.candidates]
    truths = {answer.truth for answer in answers}
    facts = tuple(fact for answer in answers for fact in answer.used)
    if len(truths) == 1:
        reasons = NO_REASONS.union(*(answer.reasons for answer in answers))
        return answers[0]._replace(reasons=reasons, used=facts, window=window)
    reasons = NO_REASONS.union(
        *(answer.reasons for answer in answers), *(each.reasons for each in choice.candidates)
    )
    vague = any(not each.days.is_exact for each in choice.candidates)
    reasons |= {Reason.IMPRECISE_DATE if vague else Reason.CONFLICTING}
    return Explanation(leaf, UNKNOWN, reasons, used=facts, window=window)


def _judge_set(leaf: OccurrenceLeaf, items: ItemSet, view: View) -> Explanation:
    found = [match_occurrence(item, leaf, view, windowed=False) for item in items.items]
    matches = tuple([match for match in found if match is not None])
    absent = "the list of items is complete" if items.complete else ""
    if leaf.absent_without_record and can_supply(leaf.variable.name, frozenset(), view):
        absent = absent or "no record means absent"
    return _judge(leaf, Pool(matches, absent, MISSING), Span(items.days, items.days), view)


# ---- lasting -------------------------------------------------------------------------------------


def _explain_lasting(leaf: OccurrenceLeaf, judging: Lasting, view: View) -> Explanation:
    """One unbroken stretch that reaches the end of the window, measured over its whole length."""
    span = span_of(leaf.window, view)
    window = _shown_window(leaf, span)
    matches = match_occurrences(replace(leaf, window=EVER), view)
    possible = [match for match in matches if match.truth is not FALSE]
    facts = _used(matches)
    if span.missing or not span.end.is_exact or max(span.start.last, span.end.last) > view.today:
        reasons = _why_no_end(span, view)
        return Explanation(leaf, UNKNOWN, reasons, used=facts, window=window)
    end = span.end.last
    if _surely_lasts(possible, judging, leaf, end, view):
        return Explanation(leaf, TRUE, used=facts, window=window)
    silence = _silent(leaf, view)
    if not _possibly_lasts(possible, judging, leaf, end, silence, view):
        return Explanation(leaf, FALSE, used=facts, window=window, absence=_word(leaf, view))
    reasons = NO_REASONS.union(*(match.reasons for match in possible))
    reasons = reasons.union(*(_open_days(match) for match in possible))
    reasons |= _open_likeness(possible, judging, leaf, view)
    return Explanation(leaf, UNKNOWN, reasons or MISSING, used=facts, window=window)


def _why_no_end(span: Span, view: View) -> frozenset[Reason]:
    if span.missing:
        return frozenset({Reason.ANCHOR_MISSING})
    if span.end.first > view.today or may_be_future(span, view.today):
        return frozenset({Reason.NOT_YET_DUE})
    return frozenset({Reason.IMPRECISE_DATE})


def _surely_lasts(
    matches: Sequence[OccurrenceMatch], judging: Lasting, leaf: OccurrenceLeaf, end: int, view: View
) -> bool:
    """Whether facts that surely match, and are surely alike, cover one long enough stretch."""
    sure = [match for match in matches if match.truth is TRUE]
    for match in sure:
        alike = [other for other in sure if _alike(match, other, judging, leaf, view) is TRUE]
        stretch = stretch_at((surely(each.seen) for each in alike), end)
        if stretch is not None and _long_enough(stretch[0], judging, end):
            return True
    return False


def _possibly_lasts(
    matches: Sequence[OccurrenceMatch],
    judging: Lasting,
    leaf: OccurrenceLeaf,
    end: int,
    silence: Sequence[Stretch],
    view: View,
) -> bool:
    """Whether facts that may match, with unrecorded ones on days that are not ruled out, could cover such a stretch."""
    unlisted = gaps(silence)
    groups = [
        [possibly(other.seen) for other in matches if _alike(match, other, judging, leaf, view) is not FALSE]
        for match in matches
    ]
    for group in [*groups, []]:
        stretch = stretch_at([*group, *unlisted], end)
        if stretch is not None and _long_enough(stretch[0], judging, end):
            return True
    return False


def _long_enough(first: int, judging: Lasting, end: int) -> bool:
    """90 days means: first day <= last day - 90 days; the last day is the end of the window."""
    latest_first = shift(end, judging.least, -1)
    return first < latest_first if judging.strict else first <= latest_first


def _alike(
    one: OccurrenceMatch, other: OccurrenceMatch, judging: Lasting, leaf: OccurrenceLeaf, view: View
) -> Truth:
    """Whether two facts are alike in every attribute that must not change."""
    if one is other:
        return TRUE
    return both([(_same(one, other, name, leaf, view), NO_REASONS) for name in judging.unchanged])[0]


def _open_likeness(
    matches: Sequence[OccurrenceMatch], judging: Lasting, leaf: OccurrenceLeaf, view: View
) -> frozenset[Reason]:
    """Why it is not known whether two facts are alike."""
    return NO_REASONS.union(
        *(
            frozenset({Reason.UNKNOWN_CODE})
            if name == leaf.variable.name
            else missing_attribute(name, leaf.variable)[1]
            for name in judging.unchanged
            for one, other in combinations(matches, 2)
            if _same(one, other, name, leaf, view) is UNKNOWN
        )
    )


def _same(one: OccurrenceMatch, other: OccurrenceMatch, name: str, leaf: OccurrenceLeaf, view: View) -> Truth:
    values = [_unchanging(match, name, leaf, view) for match in (one, other)]
    if values[0] is None or values[1] is None:
        return UNKNOWN
    if values[0] == values[1]:
        return TRUE if _is_settled(values[0]) else UNKNOWN
    return UNKNOWN if _overlap(values[0], values[1]) else FALSE


def _unchanging(match: OccurrenceMatch, name: str, leaf: OccurrenceLeaf, view: View) -> object | None:
    """What must not change; a fact coded as a class may be any of its members."""
    fact = match.seen.fact
    if name != leaf.variable.name:
        value = attribute_of(match.seen, name, leaf.variable)
        return frozenset(value) if isinstance(value, tuple) else value
    if fact.any_code:
        return None
    vocabulary = view.trial.vocabulary
    return frozenset({code for each in fact.codes for code in vocabulary.members_of(fact.variable, each)})


def _is_settled(value: object) -> bool:
    if isinstance(value, frozenset):
        several = [each for each in value if isinstance(each, frozenset)]  # codes held at once
        return all(len(each) == 1 for each in several) if several else len(value) == 1
    return value.is_exact if isinstance(value, Interval | Days) else True


def _overlap(one: object, other: object) -> bool:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        held = [each for each in one | other if isinstance(each, frozenset)]
        return any(len(each) > 1 for each in held) if held else not one.isdisjoint(other)
    if isinstance(one, Interval) and isinstance(other, Interval):
        return one.meets(other)
    if isinstance(one, Days) and isinstance(other, Days):
        return one.meet(other) is not None
    return False


def _silent(leaf: OccurrenceLeaf, view: View) -> list[Stretch]:
    """The days on which a missing record of every code asked for means "no"."""
    return meeting([[each.days for each in silent_days(leaf, code, view)] for code in asked_codes(leaf)])


def _word(leaf: OccurrenceLeaf, view: View) -> str:
    words = [each.word for code in asked_codes(leaf) for each in silent_days(leaf, code, view)]
    return "; ".join(dict.fromkeys(words))


def _open_days(match: OccurrenceMatch) -> frozenset[Reason]:
    seen = match.seen
    exact = seen.start.is_exact and (seen.end.is_exact or seen.fact.one_day)
    return NO_REASONS if exact else frozenset({Reason.IMPRECISE_DATE})


# ---- what to show --------------------------------------------------------------------------------


def _used(matches: Sequence[OccurrenceMatch]) -> tuple[Used, ...]:
    """Facts of other codes are not evidence; those outside the window or excepted are."""
    return tuple([Used(match.seen.fact, match.role, match.truth, match.truth) for match in matches])
