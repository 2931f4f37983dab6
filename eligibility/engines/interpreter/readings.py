"""Readings: what is measured or assessed. First choose, then judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from eligibility.engines.interpreter.choosing import (
    Choice,
    choose,
    days_of,
    effective_window,
    is_sure,
    latest,
    latest_few,
    only_reading,
    stale_used,
    used,
    why_nothing,
)
from eligibility.engines.interpreter.comparing import (
    NO_REASONS,
    Judged,
    computed_accepted,
    reading_accepted,
)
from eligibility.engines.interpreter.deriving import Derived, derive, series
from eligibility.engines.interpreter.matching import IMPRECISE, ReadingMatch, both, either, opposite
from eligibility.engines.interpreter.streaks import Assessment, Mark, Run, assessment, judge
from eligibility.engines.interpreter.unrecorded import explain_unrecorded, is_unread
from eligibility.engines.interpreter.view import SeenReading, View
from eligibility.engines.interpreter.windows import may_be_future, span_of
from eligibility.language.plan import ConfirmedBy, Consecutive, MeanOf, ReadingLeaf, Use
from eligibility.possible import FALSE, TRUE, UNKNOWN, Days, Interval, Truth, conjunction, disjunction
from eligibility.possible.arithmetic import add
from eligibility.records.facts import Reading
from eligibility.records.reasons import Reason
from eligibility.results.model import Explanation, Role, Used
from eligibility.vocabulary.model import Codes, Lasts, Range, Variable

CONFLICTING = frozenset({Reason.CONFLICTING})
MARKS = {
    TRUE: frozenset({Mark.GOOD}),
    FALSE: frozenset({Mark.BREAK}),
    UNKNOWN: frozenset({Mark.GOOD, Mark.BREAK}),
}
ROLES = {
    frozenset({Mark.GOOD}): Role.COUNTED,
    frozenset({Mark.BREAK}): Role.BROKE,
    frozenset({Mark.NOTHING}): Role.SKIPPED,
}


def explain_reading(leaf: ReadingLeaf, view: View) -> Explanation:
    """The truth of a condition on a measured or assessed variable, and why."""
    if is_unread(leaf, view):
        return explain_unrecorded(leaf, view, _explain)
    return _explain(leaf, view)


def _explain(leaf: ReadingLeaf, view: View) -> Explanation:
    judging = leaf.judging
    if leaf.variable.derived is not None:
        if judging is Use.LATEST:
            return _explain_derived(leaf, view)
        readings = series(leaf, view)
    else:
        readings = view.readings(leaf.variable.name)
    if isinstance(judging, Use):
        only = only_reading(leaf, readings, view)
        if only is not None:
            return _explain_only(leaf, only, view)
        choice = choose(leaf, readings, view, judging)
        if judging is Use.LATEST or judging is Use.EARLIEST:
            return _explain_chosen(leaf, choice, view)
        return _explain_all(leaf, choice, view, judging)
    choice = choose(leaf, readings, view, None)
    match judging:
        case MeanOf(number):
            return _explain_mean(leaf, choice, number, view)
        case Consecutive():
            return _explain_streak(leaf, choice, judging, view)
        case ConfirmedBy():
            return _explain_confirmed(leaf, choice, judging, view)


# ---- latest, earliest ----------------------------------------------------------------------------


def _explain_only(leaf: ReadingLeaf, only: SeenReading, view: View) -> Explanation:
    truth, reasons = reading_accepted(only.fact, leaf.accepted, leaf.variable)
    facts = (Used(only.fact, Role.JUDGED, truth, TRUE),)
    return Explanation(leaf, truth, reasons, (), facts, None, window_of(leaf, view))


def _explain_chosen(leaf: ReadingLeaf, choice: Choice, view: View) -> Explanation:
    if not choice.sure:
        return nothing_chosen(leaf, choice, view)
    answers = [_judge(leaf, match) for match in choice.candidates]
    truth, reasons = agreement(answers, choice.candidates, leaf.variable)
    return _explained(leaf, view, truth, reasons, _with_truths(choice.candidates, answers))


def nothing_chosen(leaf: ReadingLeaf, choice: Choice, view: View) -> Explanation:
    """No reading is surely chosen: UNKNOWN, whatever the comparison says."""
    if choice.candidates:
        reasons = NO_REASONS.union(*(match.reasons for match in choice.candidates))
        reasons = reasons.union(*(_judge(leaf, match)[1] for match in choice.candidates))
    else:
        reasons = why_nothing(effective_window(leaf, view), bool(choice.stale), leaf.variable.judged, view)
    facts = [used(match) for match in choice.candidates] + list(stale_used(choice.stale))
    return _explained(leaf, view, UNKNOWN, reasons, facts)


def agreement(answers: Sequence[Judged], matches: Sequence[ReadingMatch], variable: Variable) -> Judged:
    """The truth on which all candidates agree, else UNKNOWN: with what is open in them, or conflicting."""
    truths = {truth for truth, _ in answers}
    if len(truths) == 1 and UNKNOWN not in truths:
        return truths.pop(), NO_REASONS
    reasons = NO_REASONS.union(*(why for truth, why in answers if not truth.known))
    reasons = reasons.union(*(match.reasons for match in matches))
    if {TRUE, FALSE} <= truths:
        reasons |= _disagreement(matches, variable)
    return UNKNOWN, reasons


def _disagreement(matches: Sequence[ReadingMatch], variable: Variable) -> frozenset[Reason]:
    """Sure candidates that disagree conflict; if they are candidates only because a date is vague, that is why.

    Of what lasts for ever no date could tell which holds.
    """
    vague = any(not days_of(match).is_exact for match in matches)
    if vague and variable.lasts is not Lasts.FOREVER:
        return IMPRECISE[1]
    return CONFLICTING if sum(is_sure(match) for match in matches) > 1 else NO_REASONS


def _judge(leaf: ReadingLeaf, match: ReadingMatch) -> Judged:
    return reading_accepted(match.seen.fact, leaf.accepted, leaf.variable)


def _with_truths(matches: Sequence[ReadingMatch], answers: Sequence[Judged]) -> list[Used]:
    return [used(match, answer[0]) for match, answer in zip(matches, answers, strict=True)]


def _explained(
    leaf: ReadingLeaf, view: View, truth: Truth, reasons: frozenset[Reason], facts: Iterable[Used]
) -> Explanation:
    return Explanation(leaf, truth, reasons, (), tuple(facts), None, window_of(leaf, view))


def window_of(leaf: ReadingLeaf, view: View) -> tuple[Days | None, Days | None] | None:
    """The days of the window that was used, where there is one."""
    if not (leaf.window.stated or view.stands):
        return None
    window = effective_window(leaf, view)
    if not window.stated:
        return None
    span = span_of(window, view)
    start = span.start if window.start is not None else None
    return (start, span.end)


# ---- any, every ----------------------------------------------------------------------------------


def _explain_all(leaf: ReadingLeaf, choice: Choice, view: View, use: Use) -> Explanation:
    if not choice.sure:
        return nothing_chosen(leaf, choice, view)
    answers = [_judge(leaf, match) for match in choice.candidates]
    chosen: list[Judged] = [(match.truth, match.reasons) for match in choice.candidates]
    pairs = list(zip(chosen, answers, strict=True))
    if use is Use.ANY:
        truth, reasons = either([both(pair) for pair in pairs])
    else:
        truth, reasons = both([either([opposite(match), answer]) for match, answer in pairs])
    return _explained(leaf, view, truth, reasons, _with_truths(choice.candidates, answers))


# ---- means ---------------------------------------------------------------------------------------


def _explain_mean(leaf: ReadingLeaf, choice: Choice, number: int, view: View) -> Explanation:
    few = latest_few(choice.candidates, number)
    if few is None:
        return _explained(
            leaf, view, UNKNOWN, _why_not_few(leaf, choice, number, view), map(used, choice.candidates)
        )
    readings = [match.seen.fact for match in few]
    values = [reading.value for reading in readings if isinstance(reading.value, Interval)]
    mean = _mean(values)
    assert isinstance(leaf.accepted, Range)
    truth = computed_accepted(mean, leaf.accepted, any(reading.approximate for reading in readings))
    reasons = NO_REASONS if truth.known else NO_REASONS.union(*(reading.open for reading in readings))
    whole = Reading(leaf.variable.name, mean, written=f"mean of {number}")
    return _explained(
        leaf, view, truth, reasons, [Used(whole, Role.JUDGED, truth), *(_as_input(match) for match in few)]
    )


def _as_input(match: ReadingMatch) -> Used:
    return Used(match.seen.fact, Role.INPUT)


def _mean(values: Sequence[Interval]) -> Interval:
    total = values[0]
    for value in values[1:]:
        total = add(total, value)
    return total.scaled(Fraction(1, len(values)))


def _why_not_few(leaf: ReadingLeaf, choice: Choice, number: int, view: View) -> frozenset[Reason]:
    if not choice.candidates:
        return why_nothing(effective_window(leaf, view), bool(choice.stale), leaf.variable.judged, view)
    if len(choice.candidates) < number:
        return frozenset({Reason.JUDGEMENT if leaf.variable.judged else Reason.MISSING})
    reasons = NO_REASONS.union(*(match.reasons for match in choice.candidates))
    vague = any(not days_of(match).is_exact for match in choice.candidates)
    if vague:
        return reasons | IMPRECISE[1]
    return reasons or CONFLICTING


# ---- streaks -------------------------------------------------------------------------------------


def _explain_streak(leaf: ReadingLeaf, choice: Choice, judging: Consecutive, view: View) -> Explanation:
    span = span_of(leaf.window, view)
    if span.missing or not choice.candidates:
        return nothing_chosen(leaf, Choice(choice.candidates, False, choice.stale), view)
    answers = [_judge(leaf, match) for match in choice.candidates]
    pairs = zip(choice.candidates, answers, strict=True)
    marks = [_marks_of(leaf, judging, match, answer) for match, answer in pairs]
    if not all(days_of(match).is_exact for match in choice.candidates):
        facts = _with_truths(choice.candidates, answers)
        return _explained(leaf, view, UNKNOWN, IMPRECISE[1], facts)
    assessments = _assessments(choice.candidates, marks)
    worst, best = judge(assessments, judging.number, judging.apart, span.end, view.today)
    truth = worst.truth if worst.truth is best.truth else UNKNOWN
    reasons = NO_REASONS if truth.known else _streak_reasons(leaf, choice, answers, marks, best)
    facts = [
        Used(match.seen.fact, ROLES.get(mark, Role.MAYBE), answer[0], match.truth)
        for match, mark, answer in zip(choice.candidates, marks, answers, strict=True)
    ]
    window = window_of(leaf, view)
    return Explanation(leaf, truth, reasons, used=tuple(facts), window=window, streak=best.streak)


def _marks_of(
    leaf: ReadingLeaf, judging: Consecutive, match: ReadingMatch, answer: Judged
) -> frozenset[Mark]:
    """Every mark that one reading can have."""
    marks = MARKS[answer[0]]
    if isinstance(leaf.accepted, Codes) and judging.tolerate:
        assert isinstance(match.seen.fact.value, frozenset)
        marks = frozenset([_code_mark(code, leaf.accepted, judging) for code in match.seen.fact.value])
    return marks if match.truth is TRUE else marks | {Mark.NOTHING}


def _code_mark(code: str, accepted: Codes, judging: Consecutive) -> Mark:
    if code in judging.tolerate:
        return Mark.NOTHING
    return Mark.GOOD if code in accepted.codes else Mark.BREAK


def _assessments(matches: Sequence[ReadingMatch], marks: Sequence[frozenset[Mark]]) -> list[Assessment]:
    days = [match.seen.days.first for match in matches]
    if len(set(days)) == len(days):
        return list(map(Assessment, days, marks))
    by_day: dict[int, list[frozenset[Mark]]] = {}
    for day, mark in zip(days, marks, strict=True):
        by_day.setdefault(day, []).append(mark)
    return [assessment(day, readings) for day, readings in by_day.items()]


def _streak_reasons(
    leaf: ReadingLeaf,
    choice: Choice,
    answers: Sequence[Judged],
    marks: Sequence[frozenset[Mark]],
    best: Run,
) -> frozenset[Reason]:
    """What is open in the assessments; and that time has to pass, if the run at its best is still too short."""
    reasons = NO_REASONS.union(*(match.reasons for match in choice.candidates))
    reasons = reasons.union(*(why for truth, why in answers if not truth.known))
    reasons = reasons.union(
        *(_open_of(match) for match, each in zip(choice.candidates, marks, strict=True) if len(each) > 1)
    )
    if best.truth is not UNKNOWN:
        return reasons or CONFLICTING
    if best.streak.due is not None:
        return reasons | {Reason.NOT_YET_DUE}
    return reasons or frozenset({Reason.JUDGEMENT if leaf.variable.judged else Reason.MISSING})


def _open_of(match: ReadingMatch) -> frozenset[Reason]:
    """Why the value of a reading is open: also where no possible value is accepted, but one is tolerated."""
    return match.seen.fact.open


# ---- confirmation by several ---------------------------------------------------------------------


def _explain_confirmed(leaf: ReadingLeaf, choice: Choice, judging: ConfirmedBy, view: View) -> Explanation:
    if not choice.sure:
        return nothing_chosen(leaf, choice, view)
    answers = {id(match): _judge(leaf, match) for match in choice.candidates}
    named, unnamed = by_source(choice.candidates, judging.different)
    by_rater = [
        agreement([answers[id(each)] for each in last], last, leaf.variable)
        for group in named
        if (last := latest(group))
    ]
    sure = [any(is_sure(match) for match in group) for group in named]
    everything = [*by_rater, *(answers[id(match)] for match in unnamed)]
    agreeing = sum(truth is TRUE and surely for (truth, _), surely in zip(by_rater, sure, strict=True))
    truth = _confirmed(agreeing, judging.number, [each for each, _ in everything])
    reasons = NO_REASONS if truth.known else _why_unconfirmed(leaf, choice, everything, bool(unnamed))
    facts = [used(match, answers[id(match)][0]) for match in choice.candidates]
    return _explained(leaf, view, truth, reasons, facts)._replace(numbers=(agreeing, judging.number))


def by_source(
    matches: Sequence[ReadingMatch], attribute: str
) -> tuple[list[list[ReadingMatch]], list[ReadingMatch]]:
    """Facts by their rater (or modality, ...), and those whose rater may be any."""
    named: dict[str, list[ReadingMatch]] = {}
    unnamed: list[ReadingMatch] = []
    for match in matches:
        value = match.seen.fact.attributes.get(attribute)
        if isinstance(value, frozenset) and len(value) == 1:
            named.setdefault(next(iter(value)), []).append(match)
        else:
            unnamed.append(match)
    return list(named.values()), unnamed


def _confirmed(agreeing: int, number: int, answers: Sequence[Truth]) -> Truth:
    if agreeing >= number and conjunction(answers) is TRUE:
        return TRUE
    return FALSE if disjunction(answers) is FALSE else UNKNOWN


def _why_unconfirmed(
    leaf: ReadingLeaf, choice: Choice, answers: Sequence[Judged], unnamed: bool
) -> frozenset[Reason]:
    reasons = NO_REASONS.union(*(why for truth, why in answers if not truth.known))
    reasons = reasons.union(*(match.reasons for match in choice.candidates))
    truths = {truth for truth, _ in answers}
    if {TRUE, FALSE} <= truths:
        return reasons | CONFLICTING
    if unnamed:
        reasons |= {Reason.MISSING_ATTRIBUTE}
    return reasons or frozenset({Reason.JUDGEMENT if leaf.variable.judged else Reason.MISSING})


# ---- derived variables ---------------------------------------------------------------------------


def _explain_derived(leaf: ReadingLeaf, view: View) -> Explanation:
    derived = derive(leaf, view)
    span = span_of(leaf.window, view)
    if span.missing or may_be_future(span, view.today):  # what lasts for ever could decide outside the window
        nothing = why_nothing(leaf.window, False, leaf.variable.judged, view)
        return _explained_derived(leaf, view, derived, UNKNOWN, nothing)
    if not derived.sure:
        return _explained_derived(leaf, view, derived, UNKNOWN, derived.reasons)
    answers: list[Judged] = [
        reading_accepted(seen.fact, leaf.accepted, leaf.variable) for seen in derived.recorded
    ]
    answers += [
        (computed_accepted(value, leaf.accepted, derived.approximate), derived.open)
        for value in derived.alternatives
    ]
    truths = {truth for truth, _ in answers}
    if len(truths) == 1 and UNKNOWN not in truths:
        return _explained_derived(leaf, view, derived, truths.pop(), NO_REASONS)
    reasons = NO_REASONS.union(*(why for truth, why in answers if not truth.known)) | derived.open
    if {TRUE, FALSE} <= truths and not reasons:
        reasons = CONFLICTING
    return _explained_derived(leaf, view, derived, UNKNOWN, reasons)


def _explained_derived(
    leaf: ReadingLeaf, view: View, derived: Derived, truth: Truth, reasons: frozenset[Reason]
) -> Explanation:
    facts = [*(Used(seen.fact, Role.JUDGED) for seen in derived.recorded), *stale_used(derived.stale)]
    return Explanation(
        leaf, truth, reasons, used=tuple(facts), computed=derived.computed, window=window_of(leaf, view)
    )
