"""The one subject of a condition, and which words may stand beside it."""

from __future__ import annotations

from eligibility.documents import Block, Text, nearest, suggest
from eligibility.language.context import Context, key_at
from eligibility.language.documents import Condition, Criterion, words_of
from eligibility.language.judging import COMPANIONS, JUDGING_WORDS, OCCURRENCE_WORDS, READING_WORDS
from eligibility.language.windows import WINDOW_WORDS
from eligibility.vocabulary.model import Variable

JOINING = ("all", "any", "not", "at least", "when", "judgement")
WORDS = words_of(Condition)
CRITERION_WORDS = tuple(word for word in words_of(Criterion) if word not in WORDS)
_READING = {"where", "other than", "apart", "tolerate", *READING_WORDS, *WINDOW_WORDS}
_OCCURRENCE = {"where", "other than", "unchanged", "no record means", *OCCURRENCE_WORDS, *WINDOW_WORDS}
_BESIDE = {
    "all": {*WINDOW_WORDS},
    "any": {*WINDOW_WORDS},
    "not": {*WINDOW_WORDS},
    "at least": {"of", *WINDOW_WORDS},
    "when": {"then", "else"},
    "judgement": {"ask", "show", "confirmed by", *WINDOW_WORDS},
}
_NEEDS = {
    "of": "at least",
    "then": "when",
    "else": "when",
    "ask": "judgement",
    "show": "judgement",
    **COMPANIONS,
}
_REQUIRED = {"at least": ("of",), "when": ("then", "else")}


def subject_of(block: Block, context: Context, beside: frozenset[str]) -> str | None:
    """The one subject of a condition; None if there is none, or more than one."""
    keys = [key for key in block.entries if key not in beside]
    unknown = [key for key in keys if key not in WORDS and context.variable(key) is None]
    subjects = [key for key in keys if key in JOINING or (key not in WORDS and key not in unknown)]
    for key in unknown:
        _report_unknown(key, block, subjects, context)
    if len(subjects) > 1:
        named = " and ".join(f"`{key}`" for key in subjects)
        places = [key_at(block, key) for key in subjects]
        message = (
            f"Two subjects stand in one condition: {named}."
            if len(subjects) == 2
            else f"Several subjects stand in one condition: {named}."
        )
        context.error("T021", message, places[1], "put them under `all:`", places[:1])
    if not subjects and not unknown:
        _report_none(block, keys, context, beside)
    return (
        subjects[0] if len(subjects) == 1 and (len(unknown) == 0 or not _is_lost(unknown, context)) else None
    )


def check_words(block: Block, subject: str, context: Context, beside: frozenset[str]) -> None:
    """Reports words that cannot act on the subject, and words that are missing."""
    variable = context.variable(subject)
    allowed = _BESIDE[subject] if subject in JOINING or variable is None else _words_for(variable)
    for key in block.entries:
        if key in WORDS and key != subject and key not in beside and key not in allowed:
            _report_idle(block, key, subject, variable, context)
    for key, partner in COMPANIONS.items():
        if key in block.entries and key in allowed and partner not in block.entries:
            _report_alone(block, key, partner, context)
    for key in _REQUIRED.get(subject, ()):
        if key not in block.entries:
            context.error("T025", f"`{subject}` needs `{key}`.", key_at(block, subject), f"add `{key}:`")
    judging = [word for word in JUDGING_WORDS if word in block.entries and word in allowed]
    if len(judging) > 1:
        _report_two_judging(block, judging, context)


def _words_for(variable: Variable) -> set[str]:
    return _OCCURRENCE if variable.kind.is_occurrence else _READING


def _is_lost(unknown: list[str], context: Context) -> bool:
    """Whether an unknown key may be a second subject, so that nobody knows to which the words belong."""
    return any(
        nearest(key, WORDS) is None and nearest(key, context.vocabulary.variables) is not None
        for key in unknown
    )


def _report_unknown(key: str, block: Block, subjects: list[str], context: Context) -> None:
    at, shown = key_at(block, key), key[:80]
    value = block.get(key)
    if isinstance(value, Text) and not value.value and not value.quoted:
        return  # a piece of prose that a comma cut off: told when the file was read
    if key in CRITERION_WORDS:
        context.error(
            "T023",
            f"`{shown}` belongs to a criterion, not to a condition in it.",
            at,
            "move it up to the criterion",
        )
        return
    known = {*WORDS, *context.vocabulary.variables}
    guess = nearest(key, known)
    if guess in WORDS or (guess is None and (" " in key or subjects)):
        context.error("T023", f"Unknown word `{shown}`.", at, suggest(key, WORDS))
        return
    if key in _concepts_named(context):
        context.error(
            "T022",
            f"`{shown}` is a code, not a variable.",
            at,
            f"write `{_concepts_named(context)[key]}: {shown}`",
        )
        return
    remedy = suggest(key, context.vocabulary.variables) or "see `eligibility variables` for what there is"
    context.error("T022", f"Unknown variable `{shown}`.", at, remedy)


def _concepts_named(context: Context) -> dict[str, str]:
    return {code: variable for variable, concepts in context.vocabulary.concepts.items() for code in concepts}


def _report_none(block: Block, keys: list[str], context: Context, beside: frozenset[str]) -> None:
    for key in keys:
        if key in _NEEDS:
            _report_alone(block, key, _NEEDS[key], context)
            return
    what = "The criterion" if beside else "The condition"
    context.error(
        "T020",
        f"{what} has no subject.",
        block.at,
        'add a variable and what it must be, such as `age: ">= 18 years"`',
    )


def _report_alone(block: Block, key: str, partner: str, context: Context) -> None:
    context.error(
        "T024",
        f"`{key}` cannot act without `{partner}`.",
        key_at(block, key),
        f"add `{partner}:`, or leave `{key}` out",
    )


def _report_idle(block: Block, key: str, subject: str, variable: Variable | None, context: Context) -> None:
    partner = _NEEDS.get(key)
    if (
        partner is not None
        and partner not in block.entries
        and partner in (JOINING if variable is None else ())
    ):
        _report_alone(block, key, partner, context)
        return
    context.error(
        "T024", f"`{key}` cannot act on `{subject}`.", key_at(block, key), _why_idle(key, subject, variable)
    )


def _why_idle(key: str, subject: str, variable: Variable | None) -> str:
    if subject == "when" and key in WINDOW_WORDS:
        return "put the window on the conditions under `when`, `then` and `else`"
    if variable is None:
        return "put it beside the variable that it is meant for"
    if key in (*JUDGING_WORDS, *COMPANIONS, "no record means"):
        kind = "readings" if variable.kind.is_occurrence else "events and items"
        return f"it is for {kind} only"
    return "leave it out"


def _report_two_judging(block: Block, judging: list[str], context: Context) -> None:
    first, second, *_ = sorted(judging, key=list(block.entries).index)
    context.error(
        "T026",
        f"`{first}` and `{second}` both judge: only one of them can.",
        key_at(block, second),
        "keep one, or write two conditions under `all:`",
        [key_at(block, first)],
    )
