"""The summary of a screening, as a coordinator reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eligibility.results.counting import ProblemCount, Step, Summary, TrialSummary, Wanted
from eligibility.results.model import Outcome
from eligibility.results.text.conditions import text_in
from eligibility.results.text.facts import place
from eligibility.results.text.words import AIM, OUTCOME_WORD, REASON_WORD, counted, not_checked

MOST_WANTED = 8
MOST_PROBLEMS = 8
MOST_COLUMNS = 8
LABEL = 40
SUBJECT = 60


def summary_text(summary: Summary, language: str = "en") -> str:
    """Outcomes, attrition and what is missing most per trial, then the problems in the data."""
    blocks = [_opening(summary)]
    blocks += ["\n".join(_trial(one, language)) for one in summary.trials]
    blocks.append("\n".join([*_problems(summary), *_unused(summary)]))
    return "\n\n".join([*blocks, AIM]) + "\n"


def _opening(summary: Summary) -> str:
    number = counted(summary.patients, "patient")
    return f"Screened {number}" + ("." if summary.dates is None else f" as of {summary.dates}.")


def _trial(one: TrialSummary, language: str) -> Iterator[str]:
    cohort = f", {one.trial.cohorts.get(one.cohort, one.cohort)}" if one.cohort else ""
    yield f"{one.trial.id}{cohort}: {text_in(one.trial.title, language)}"
    yield ""
    width = len(str(one.patients))
    yield from (
        f"  {one.outcomes[outcome]:>{width}}  {outcome.value:<13}{OUTCOME_WORD[outcome]}"
        for outcome in Outcome
    )
    yield ""
    yield from _attrition(one.attrition, language)
    if one.wanted:
        yield ""
        yield from _wanted(one.wanted)
    yield ""
    said = not_checked(len(one.trial.not_encoded))
    yield f"  {said[0].upper()}{said[1:]}{_ledger(one)}"


def _ledger(one: TrialSummary) -> str:
    items = "; ".join(entry.item for entry in one.trial.not_encoded)
    return f": {items}." if items else "."


def _attrition(steps: Sequence[Step], language: str) -> Iterator[str]:
    ids = max([len(step.criterion.id) for step in steps], default=0)
    head = f"{'fail':>6}{'unknown':>9}{'at best':>9}{'at worst':>10}"
    yield f"  {'Patients left after each criterion':<{ids + 2 + LABEL}}{head}"
    for step in steps:
        label = clipped(step.criterion.title(language), LABEL)
        counts = f"{step.failed:>6}{step.unknown:>9}{step.at_best:>9}{step.at_worst:>10}"
        yield f"  {step.criterion.id:<{ids + 2}}{label}{counts}"
    yield "  at best: failed nothing so far; at worst: surely passed everything so far"


def _wanted(wanted: Sequence[Wanted]) -> Iterator[str]:
    yield "  Missing most, in patients who are not decided yet (in brackets: nothing else is missing)"
    width = len(str(wanted[0].patients))
    for one in wanted[:MOST_WANTED]:
        alone = f" ({one.alone})" if one.alone else ""
        why = "; ".join(REASON_WORD[reason] for reason in one.reasons)
        subject = clipped(one.subject, SUBJECT).rstrip()
        yield f"  {one.patients:>{width}}{alone}  {subject} [{', '.join(one.criteria)}]: {why}"
    if len(wanted) > MOST_WANTED:
        yield f"  and {len(wanted) - MOST_WANTED} more"


def _problems(summary: Summary) -> Iterator[str]:
    problems = summary.problems
    if not problems:
        yield "Problems in the data: none."
        return
    total = sum(one.number for one in problems)
    yield f"Problems in the data: {counted(total, 'value')} could not be used as written"
    width = len(str(problems[0].number))
    for one in problems[:MOST_PROBLEMS]:
        yield f"  {one.number:>{width}}  {_what(one, summary)}{_first(one)}"
    if len(problems) > MOST_PROBLEMS:
        rest = sum(one.number for one in problems[MOST_PROBLEMS:])
        yield f"  {rest:>{width}}  of other kinds"


def _what(one: ProblemCount, summary: Summary) -> str:
    """`Platelets, unit: the value has no unit`; the variable by its label, where a trial knows it."""
    if one.names:
        more = f" and {one.number - len(one.names)} more" if one.number > len(one.names) else ""
        return f"not in the vocabulary: {', '.join(one.names)}{more}"
    known = (trial.trial.vocabulary.variables.get(one.variable) for trial in summary.trials)
    variable = next((each for each in known if each is not None), None)
    title = one.variable if variable is None else variable.title()
    return f"{', '.join(part for part in (title, one.part) if part)}: {REASON_WORD[one.reason]}"


def _unused(summary: Summary) -> Iterator[str]:
    for file, columns in summary.unused_columns.items():
        more = f" and {len(columns) - MOST_COLUMNS} more" if len(columns) > MOST_COLUMNS else ""
        yield f"Not used of {file}: {', '.join(columns[:MOST_COLUMNS])}{more}"


def _first(one: ProblemCount) -> str:
    where = place(one.first)
    return where.replace("(", "(first in ", 1) if where else ""


def clipped(text: str, width: int) -> str:
    """A text padded or cut to a width on the terminal, on which a Chinese character takes two columns."""
    shown, used = "", 0
    for character in text:
        step = 2 if ord(character) >= 0x1100 and _wide(character) else 1
        if used + step > width - 1:
            return f"{shown.rstrip()}…" + " " * (width - len_shown(shown.rstrip()) - 1)
        shown, used = shown + character, used + step
    return shown + " " * (width - used)


def len_shown(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if _wide(character) else 1 for character in text)


def _wide(character: str) -> bool:
    from unicodedata import east_asian_width

    return east_asian_width(character) in ("W", "F")
