"""What would settle an open criterion: the question to ask, the result to fetch, the date to wait for."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.plan import (
    ConfirmedBy,
    JudgementLeaf,
    OccurrenceLeaf,
    ReadingLeaf,
    Use,
)
from eligibility.possible.days import day_text
from eligibility.records.reasons import Reason
from eligibility.results.model import Computed, CriterionResult, Explanation, PatientResult, Role, Verdict
from eligibility.results.text.conditions import (
    accepted_text,
    asked,
    codes_asked,
    condition_text,
    excepted_text,
)
from eligibility.results.text.fact_needs import Need, needs_of_fact, needs_of_facts
from eligibility.results.text.inputs import lines_missing, parts_shown
from eligibility.results.text.remembering import remembered
from eligibility.results.text.windows import anchors_missing, window_phrase
from eligibility.results.text.words import in_order, lower_first, plain, reason_words
from eligibility.results.walk import open_leaves, parts_open
from eligibility.vocabulary.model import Elapsed, Kind, Lasts, Variable

ABSENT = (Reason.MISSING, Reason.STALE, Reason.JUDGEMENT)
CHOSEN = (Role.JUDGED, Role.MAYBE)


@remembered(512)
def needs_of(result: CriterionResult, patient: PatientResult, language: str = "en") -> tuple[Need, ...]:
    """What would settle a criterion; nothing if its verdict is known."""
    if result.verdict is not Verdict.UNKNOWN:
        return ()
    if patient.screening is None or not patient.screening.is_exact:
        reason = next(iter(result.reasons), Reason.ANCHOR_MISSING)
        return (_screening_date(reason, patient.trial.screen_as_of),)
    found = [
        need
        for part in parts_open(result)
        for leaf in open_leaves(part)
        for need in _of_leaf(leaf, patient, language)
    ]
    return tuple(dict.fromkeys(found))


def _screening_date(reason: Reason, as_of: str | None) -> Need:
    if as_of is None:
        return Need(reason, "Screening date", "the screening date, to the day")
    index = plain(as_of)
    return Need(reason, f"Day of {index}", f"the day of {index}, as of which this study screens")


def _of_leaf(leaf: Explanation, patient: PatientResult, language: str) -> Iterator[Need]:
    found = list(_known_needs(leaf, patient, language))
    yield from found
    answered = {need.reason for need in found}
    text = condition_text(leaf.condition, patient.trial.vocabulary, language)
    for reason in in_order(leaf.reasons):
        if reason not in answered:
            yield Need(reason, _subject(leaf, language), f"{text}: {reason_words([reason])}")


def _known_needs(leaf: Explanation, patient: PatientResult, language: str) -> Iterator[Need]:
    for name in anchors_missing(leaf, patient) if Reason.ANCHOR_MISSING in leaf.reasons else ():
        yield Need(Reason.ANCHOR_MISSING, f"Day of {plain(name)}", f"the day of {plain(name)}")
    match leaf.condition:
        case ReadingLeaf():
            yield from _of_reading(leaf, leaf.condition, patient, language)
        case OccurrenceLeaf():
            yield from _of_occurrence(leaf, leaf.condition, patient, language)
        case JudgementLeaf():
            yield from _of_judgement(leaf, leaf.condition, language)


def _subject(leaf: Explanation, language: str) -> str:
    if isinstance(leaf.condition, JudgementLeaf):
        return asked(leaf.condition, language)
    assert isinstance(leaf.condition, ReadingLeaf | OccurrenceLeaf)
    return leaf.condition.variable.title(language)


def _of_reading(
    leaf: Explanation, asks: ReadingLeaf, patient: PatientResult, language: str
) -> Iterator[Need]:
    when = window_phrase(leaf, patient)
    if leaf.computed is not None:
        yield from _of_computed(leaf.computed, leaf.reasons, when, patient, language)
    elif absent := _absent(leaf, asks):
        yield Need(absent, asks.variable.title(language), _wanted(asks, when, language))
    if leaf.streak is not None and leaf.streak.due is not None and Reason.NOT_YET_DUE in leaf.reasons:
        due, accepted = day_text(leaf.streak.due), accepted_text(asks.accepted, asks.variable)
        label = asks.variable.title(language)
        yield Need(
            Reason.NOT_YET_DUE, label, f"{lower_first(label)} on or after {due} that still is {accepted}"
        )
    yield from needs_of_facts(leaf, asks, patient, language)


def _absent(leaf: Explanation, asks: ReadingLeaf) -> Reason | None:
    """Why a further reading is wanted, if one is: not where one is chosen and only a detail of it is open."""
    chosen = any(used.role in CHOSEN for used in leaf.used)
    if chosen and isinstance(asks.judging, Use):
        return None
    return next((reason for reason in ABSENT if reason in leaf.reasons), None)


def _wanted(asks: ReadingLeaf, when: str, language: str) -> str:
    if isinstance(asks.judging, ConfirmedBy):
        number, different = asks.judging.number, plain(asks.judging.different)
        return (
            f"{_reading_wanted(asks.variable, when, language)}, by at least {number} different {different}s"
        )
    return _reading_wanted(asks.variable, when, language)


def _reading_wanted(variable: Variable, when: str, language: str) -> str:
    label = lower_first(variable.title(language))
    if _timeless(variable):
        return f"the patient's {label}"
    if variable.judged:
        return f"an assessment of {label}{when}"
    word = {Kind.QUANTITY: "a result of ", Kind.BOOLEAN: "yes or no: "}.get(variable.kind, "a record of ")
    return f"{word}{label}{when}"


def _timeless(variable: Variable) -> bool:
    return variable.lasts is Lasts.FOREVER or variable.kind is Kind.DATE


def _of_computed(
    computed: Computed, reasons: frozenset[Reason], when: str, patient: PatientResult, language: str
) -> Iterator[Need]:
    absent = next((reason for reason in ABSENT if reason in reasons), None)
    for line in lines_missing(computed, patient.trial.vocabulary) if absent is not None else ():
        judged = line[0].judged and Reason.JUDGEMENT in reasons
        titles = [variable.title(language) for variable in line]
        wanted = _reading_wanted(line[0], "", language)
        others = [lower_first(title) for title in titles[1:]]
        yield Need(
            Reason.JUDGEMENT if judged else absent or Reason.MISSING,
            " or ".join(titles),
            f"{' or '.join([wanted, *others])}{'' if _timeless(line[0]) else when}",
        )
    for used in computed.inputs:
        yield from needs_of_fact(used, used.fact.open & reasons, patient, language)
    if Reason.IMPRECISE_DATE in reasons:
        yield from _of_elapsed(computed, patient, language)
    for part in parts_shown(computed, patient.trial.vocabulary):
        yield from _of_computed(part, reasons, when, patient, language)


def _of_elapsed(computed: Computed, patient: PatientResult, language: str) -> Iterator[Need]:
    """An age that was only noted leaves a year open, and more if it is not known when: the date of birth settles it."""
    variables = patient.trial.vocabulary.variables
    rule = variables[computed.variable].derived
    if isinstance(rule, Elapsed) and all(used.fact.variable != rule.since for used in computed.inputs):
        since = variables[rule.since]
        wanted = _reading_wanted(since, "", language)
        yield Need(Reason.IMPRECISE_DATE, since.title(language), wanted)


def _of_occurrence(
    leaf: Explanation, asks: OccurrenceLeaf, patient: PatientResult, language: str
) -> Iterator[Need]:
    label, codes = asks.variable.title(language), codes_asked(asks, patient.trial.vocabulary, language)
    judged = Reason.JUDGEMENT in leaf.reasons and not leaf.used
    if judged or Reason.MISSING in leaf.reasons or Reason.STALE in leaf.reasons:
        other = excepted_text(asks, patient.trial.vocabulary, language)
        wanted = f"{', '.join(part for part in (codes, other) if part)}{window_phrase(leaf, patient)}"
        text = f"{lower_first(label)}: {wanted}; a record of it, or that there was none"
        yield Need(Reason.JUDGEMENT if judged else Reason.MISSING, f"{label}: {codes}", text)
    yield from needs_of_facts(leaf, asks, patient, language)


def _of_judgement(leaf: Explanation, asks: JudgementLeaf, language: str) -> Iterator[Need]:
    question = asked(asks, language)
    if asks.confirmed_by is not None:
        text = f"answers by at least {asks.confirmed_by.number} different people to: {question}"
    else:
        text = f"an answer to: {question}"
    if Reason.JUDGEMENT in leaf.reasons:
        yield Need(Reason.JUDGEMENT, question, text)
