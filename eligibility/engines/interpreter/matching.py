"""Whether a fact is one that a leaf means: its code, status, window, `where` and `other than`.

The match is the Kleene AND of its parts. An UNKNOWN match comes with what is open in the fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from eligibility.engines.interpreter.comparing import (
    NO_REASONS,
    SETTLED_FALSE,
    SETTLED_TRUE,
    Judged,
    value_accepted,
)
from eligibility.engines.interpreter.view import SeenOccurrence, SeenReading, Span, View
from eligibility.engines.interpreter.windows import day_within, span_for, span_of, stretch_within
from eligibility.language.plan import (
    AllOf,
    AnyOf,
    AttributeIn,
    AttributeIs,
    CodeIs,
    FactTest,
    NotOf,
    OccurrenceLeaf,
    ReadingLeaf,
    Window,
)
from eligibility.possible import EVER_AFTER, FALSE, TRUE, UNKNOWN, Days, Truth
from eligibility.records.facts import Attribute, Occurrence
from eligibility.records.reasons import Reason
from eligibility.results.model import Role
from eligibility.vocabulary.model import Accepted, AnyCode, Codes, Variable

Seen = SeenReading | SeenOccurrence
AnySeen = TypeVar("AnySeen", SeenReading, SeenOccurrence)
IMPRECISE: Judged = (UNKNOWN, frozenset({Reason.IMPRECISE_DATE}))
NEVER = Days(EVER_AFTER, EVER_AFTER)
COARSE: Judged = (UNKNOWN, frozenset({Reason.UNKNOWN_CODE}))
CODED = {TRUE: SETTLED_TRUE, FALSE: SETTLED_FALSE, UNKNOWN: COARSE}
MISSING_ATTRIBUTE: Judged = (UNKNOWN, frozenset({Reason.MISSING_ATTRIBUTE}))
ATTRIBUTED = {TRUE: SETTLED_TRUE, FALSE: SETTLED_FALSE, UNKNOWN: MISSING_ATTRIBUTE}


class Match(NamedTuple, Generic[AnySeen]):
    """A seen fact, whether it is chosen, what is open about that, and (if it is not) which part said no."""

    seen: AnySeen
    truth: Truth
    reasons: frozenset[Reason] = NO_REASONS
    role: Role = Role.JUDGED


ReadingMatch = Match[SeenReading]
OccurrenceMatch = Match[SeenOccurrence]


# ---- joining -------------------------------------------------------------------------------------


def both(answers: Iterable[Judged]) -> Judged:
    """Kleene AND, with the reasons of the members that are open."""
    truth, reasons = TRUE, NO_REASONS
    for each, why in answers:
        if each is FALSE:
            return SETTLED_FALSE
        if each is UNKNOWN:
            truth, reasons = each, reasons | why
    return truth, reasons


def either(answers: Iterable[Judged]) -> Judged:
    """Kleene OR, with the reasons of the members that are open."""
    truth, reasons = FALSE, NO_REASONS
    for each, why in answers:
        if each is TRUE:
            return SETTLED_TRUE
        if each is UNKNOWN:
            truth, reasons = each, reasons | why
    return truth, reasons


def opposite(answer: Judged) -> Judged:
    """Kleene NOT."""
    if answer is SETTLED_FALSE:
        return SETTLED_TRUE
    if answer is SETTLED_TRUE:
        return SETTLED_FALSE
    return ~answer[0], answer[1]


# ---- matches -------------------------------------------------------------------------------------


def match_reading(seen: SeenReading, leaf: ReadingLeaf, span: Span | None, view: View) -> ReadingMatch:
    """Whether a reading is chosen, by a window of these days; without one, all that is seen lies inside."""
    inside = TRUE if span is None else day_within(seen.days, span)
    if inside is FALSE:
        return Match(seen, inside, role=Role.STALE)
    tested = leaf.asks_more or seen.fact.status != "confirmed"
    if inside is TRUE and seen.exists is TRUE and not tested:
        return Match(seen, inside)
    parts = _tests(seen, leaf, view) if tested else []
    if span is not None and inside is UNKNOWN:
        parts.append((inside, frozenset({Reason.ANCHOR_MISSING})) if span.missing else IMPRECISE)
    if seen.exists is UNKNOWN:
        parts.append(IMPRECISE)
    truth, reasons = both(parts)
    return Match(seen, truth, reasons, Role.MAYBE if truth is UNKNOWN else Role.JUDGED)


def match_occurrences(leaf: OccurrenceLeaf, view: View) -> tuple[OccurrenceMatch, ...]:
    """The facts of a leaf that have, or may have, a code that it asks for, each with its match."""
    variable, accepted = leaf.variable.name, leaf.accepted
    seen = view.occurrences(variable)
    if seen and isinstance(accepted, Codes):
        others = view.trial.vocabulary.others(variable, accepted.codes)
        seen = tuple([each for each in seen if not (each.fact.codes <= others and _is_coded(each.fact))])
    matches = [match_occurrence(each, leaf, view) for each in seen]
    return tuple([match for match in matches if match is not None])


def _is_coded(fact: Occurrence) -> bool:
    return bool(fact.codes) and not fact.any_code


def match_occurrence(
    seen: SeenOccurrence, leaf: OccurrenceLeaf, view: View, *, windowed: bool = True
) -> OccurrenceMatch | None:
    """Whether an event or item is chosen; without `windowed`, whenever it was. None: it has another code."""
    coded = code_matches(seen, leaf.accepted, view)
    if coded[0] is FALSE:
        return None
    inside = in_window(seen, leaf.window, view) if windowed else SETTLED_TRUE
    if inside is SETTLED_FALSE:
        return Match(seen, FALSE, role=Role.STALE)
    parts = [coded, inside]
    if seen.exists is UNKNOWN:
        parts.append(IMPRECISE)
    if leaf.asks_more or seen.fact.status != "confirmed":
        parts += _tests(seen, leaf, view)
    truth, reasons = both(parts)
    if truth is TRUE:
        return Match(seen, truth)
    return Match(seen, truth, reasons, Role.MAYBE if truth is UNKNOWN else Role.EXCEPTED)


def in_window(seen: SeenOccurrence, window: Window, view: View) -> Judged:
    """Whether any day of an occurrence lies in a window; without one, all that is seen lies inside."""
    if not window.stated:
        return SETTLED_TRUE
    span = span_for(window, view, seen.fact)
    if span is None:
        return MISSING_ATTRIBUTE
    if seen.fact.one_day:
        inside = day_within(seen.start, span)
    else:
        inside = stretch_within(seen.start, _so_far(seen.end, view.today), span)
    if inside is TRUE:
        return SETTLED_TRUE
    if inside is FALSE:
        return SETTLED_FALSE
    return (inside, frozenset({Reason.ANCHOR_MISSING})) if span.missing else IMPRECISE


def _so_far(end: Days, today: int) -> Days:
    """What goes on is known to go on up to the day of the view, and no further."""
    return Days(min(end.first, today), min(end.last, today))


def code_matches(seen: SeenOccurrence, accepted: Codes | AnyCode, view: View) -> Judged:
    """Whether a fact has an accepted code, for each code that it can have."""
    if isinstance(accepted, AnyCode):
        return SETTLED_TRUE
    fact, vocabulary = seen.fact, view.trial.vocabulary
    if fact.any_code or not fact.codes:
        return COARSE
    if fact.codes <= accepted.codes:
        return SETTLED_TRUE
    if fact.codes <= vocabulary.others(fact.variable, accepted.codes):
        return SETTLED_FALSE
    answers = {vocabulary.matches(fact.variable, code, accepted.codes) for code in fact.codes}
    return CODED[answers.pop()] if len(answers) == 1 else COARSE


def _tests(seen: Seen, leaf: ReadingLeaf | OccurrenceLeaf, view: View) -> list[Judged]:
    """Status, `where` and `other than`."""
    parts: list[Judged] = []
    if seen.fact.status != "confirmed" and (leaf.where is None or not asks_status(leaf.where)):
        parts.append(status_holds(seen))
    if leaf.where is not None:
        parts.append(test_holds(leaf.where, seen, leaf.variable, view))
    for test in leaf.other_than:
        other = opposite(test_holds(test, seen, leaf.variable, view))
        if other is SETTLED_FALSE:
            return [other]
        parts.append(other)
    return parts


def status_holds(seen: Seen) -> Judged:
    """A suspected fact may turn out either way; one that is ruled out did not happen."""
    match seen.fact.status:
        case "confirmed":
            return SETTLED_TRUE
        case "suspected":
            return MISSING_ATTRIBUTE
        case _:
            return SETTLED_FALSE


def asks_status(test: FactTest) -> bool:
    """Whether a set says itself which statuses it wants."""
    match test:
        case AttributeIs(attribute="status"):
            return True
        case AllOf(tests) | AnyOf(tests):
            return any(asks_status(each) for each in tests)
        case NotOf(inner):
            return asks_status(inner)
        case _:
            return False


# ---- tests of one fact ---------------------------------------------------------------------------


def test_holds(test: FactTest, seen: Seen, variable: Variable, view: View) -> Judged:
    """Whether a set of attributes holds of one fact."""
    match test:
        case AttributeIs():
            return _attribute_is(test, seen, variable, view)
        case AttributeIn():
            return _attribute_in(test, seen, variable, view)
        case CodeIs(codes):
            return _code_is(codes, seen, view)
        case AllOf(tests):
            return both([test_holds(each, seen, variable, view) for each in tests])
        case AnyOf(tests):
            return either([test_holds(each, seen, variable, view) for each in tests])
        case NotOf(inner):
            return opposite(test_holds(inner, seen, variable, view))


test_holds.__test__ = False  # type: ignore[attr-defined]  # a name that pytest would collect


def attribute_of(seen: Seen, name: str, variable: Variable) -> Attribute | None:
    """The possible values of an attribute; None if the record does not give it, or not yet."""
    if name == "status":
        return frozenset({seen.fact.status})
    declared = variable.attributes.get(name)
    unseen = isinstance(seen, SeenOccurrence) and seen.ended is not TRUE
    if declared is not None and declared.known_at_end and unseen:
        return None
    return seen.fact.attributes.get(name)


def _attribute_is(test: AttributeIs, seen: Seen, variable: Variable, view: View) -> Judged:
    value = attribute_of(seen, test.attribute, variable)
    if value is None:
        return missing_attribute(test.attribute, variable)
    declared = variable.attributes.get(test.attribute)
    return ATTRIBUTED[_attribute_accepted(value, test.accepted, declared, view)]


def missing_attribute(name: str, variable: Variable) -> Judged:
    """An attribute that is not given is open; an opinion is asked for as a judgement."""
    declared = variable.attributes.get(name)
    if declared is not None and declared.judged:
        return UNKNOWN, frozenset({Reason.JUDGEMENT})
    return MISSING_ATTRIBUTE


def _attribute_accepted(value: Attribute, accepted: Accepted, declared: Variable | None, view: View) -> Truth:
    if isinstance(value, tuple):  # several codes at once: one is enough
        answers = [_attribute_accepted(each, accepted, declared, view) for each in value]
        return either([(each, NO_REASONS) for each in answers])[0]
    if (
        declared is not None
        and declared.concepts_of
        and isinstance(value, frozenset)
        and isinstance(accepted, Codes)
    ):
        matches = {
            view.trial.vocabulary.matches(declared.concepts_of, code, accepted.codes) for code in value
        }
        return matches.pop() if len(matches) == 1 else UNKNOWN
    return value_accepted(value, accepted)


def _attribute_in(test: AttributeIn, seen: Seen, variable: Variable, view: View) -> Judged:
    days = _date_attribute(test.attribute, seen, variable, view.today)
    if days is None:
        return missing_attribute(test.attribute, variable)
    span = _span_of_attribute(test.window, seen, view)
    if span is None:
        return MISSING_ATTRIBUTE
    truth = day_within(days, span)
    if truth.known:
        return truth, NO_REASONS
    if span.missing:
        return truth, frozenset({Reason.ANCHOR_MISSING})
    return MISSING_ATTRIBUTE if days.last == EVER_AFTER else IMPRECISE


def _span_of_attribute(window: Window, seen: Seen, view: View) -> Span | None:
    """Without an end, a window on an attribute has none: what still lasts ends after every day before today."""
    span = span_for(window, view, seen.fact) if isinstance(seen, SeenOccurrence) else span_of(window, view)
    return span if span is None or window.end is not None else span._replace(end=NEVER)


def _date_attribute(name: str, seen: Seen, variable: Variable, today: int) -> Days | None:
    if isinstance(seen, SeenReading):
        if name == "date":
            return seen.days
    elif name in ("start", "date"):
        return seen.start
    elif name == "end":
        return Days(today + 1, EVER_AFTER) if seen.ended is FALSE else seen.end
    value = attribute_of(seen, name, variable)
    return value if isinstance(value, Days) else None


def _code_is(codes: Codes, seen: Seen, view: View) -> Judged:
    if isinstance(seen, SeenOccurrence):
        return code_matches(seen, codes, view)
    truth = value_accepted(seen.fact.value, codes)
    return truth, (NO_REASONS if truth.known else seen.fact.open)
