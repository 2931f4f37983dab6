"""Windows: `within`, `before`, `after`, `more than`, `at`, and the points from which they count."""

from __future__ import annotations

import re
from dataclasses import replace

from eligibility.documents import Block, Text, suggest
from eligibility.language.context import Context, text_at
from eligibility.language.documents import WindowWords, words_of
from eligibility.language.plan import EVER, SCREENING, Point, Window
from eligibility.possible import Days, Period, PeriodUnit
from eligibility.vocabulary.model import Variable

WINDOW_WORDS = words_of(WindowWords)
_EXAMPLES = {
    "within": "`12 months before screening`",
    "more than": "`3 years before screening`",
    "before": "`first_dose`, `4 weeks before first_dose` or `2019-08-01`",
    "after": "`first_dose`, `4 weeks after first_dose` or `2019-08-01`",
    "at": "`screening`",
}
_UNITS = {unit.value: unit for unit in PeriodUnit} | {
    "day": PeriodUnit.DAYS,
    "week": PeriodUnit.WEEKS,
    "month": PeriodUnit.MONTHS,
    "year": PeriodUnit.YEARS,
    "half-life": PeriodUnit.HALF_LIVES,
}
_PERIOD = re.compile(r"([0-9]{1,5}) ([a-z-]+)")
_FROM = re.compile(r"(.+?) (before|after) (.+)")
_DATE_LIKE = re.compile(r"[0-9][0-9-]*")


def read_period(text: str) -> Period | None:
    """A length of time.

    >>> str(read_period("12 months"))
    '12 months'
    >>> read_period("a year") is None
    True
    """
    match = _PERIOD.fullmatch(text)
    unit = _UNITS.get(match[2]) if match else None
    return Period(int(match[1]), unit) if match and unit else None


def read_window(block: Block, context: Context) -> Window:
    """The window that the words of a mapping state together; without any, every day."""
    window = EVER
    for word in WINDOW_WORDS:
        said = text_at(block, word)
        stated = _read_word(word, said, context) if said is not None else None
        if stated is not None and said is not None:
            window = _joined(window, stated, said, context)
    return window


def counts_half_lives(window: Window) -> bool:
    """Whether a window counts in half-lives of the fact's own drug."""
    return any(
        point is not None and point.period is not None and point.period.unit is PeriodUnit.HALF_LIVES
        for point in (window.start, window.end)
    )


def has_half_lives(variable: Variable, context: Context) -> bool:
    """Whether facts of a variable may be of drugs that have a half-life."""
    concepts = context.vocabulary.concepts.get(variable.name, {})
    return any(concept.half_life_hours is not None for concept in concepts.values())


def _read_word(word: str, said: Text, context: Context) -> Window | None:
    text = f"{word} {said.value}"
    if word in ("within", "more than"):
        return _read_distance(word, said, text, context)
    point = _read_point(word, said, context)
    if point is None:
        return None
    start = point if word in ("after", "at") else None
    return Window(start, None if word == "after" else point, text)


def _read_distance(word: str, said: Text, text: str, context: Context) -> Window | None:
    """`within` and `more than`: a period away from an anchor or a date."""
    far = _read_point(word, said, context)
    if far is None:
        return None
    if far.period is None:
        context.error(
            "T041",
            f"`{word}` needs a length of time, not `{said.value[:80]}`.",
            said.at,
            f"write it like {_EXAMPLES[word]}",
        )
        return None
    near = replace(far, period=None, sign=1)
    if word == "more than":
        beyond = replace(far, nudge=far.sign)
        return Window(None, beyond, text) if far.sign < 0 else Window(beyond, None, text)
    return Window(far, near, text) if far.sign < 0 else Window(near, far, text)


def _read_point(word: str, said: Text, context: Context) -> Point | None:
    match = _FROM.fullmatch(said.value)
    if match is None:
        if read_period(said.value) is not None:
            _report_no_point(word, said, context)
            return None
        return _read_base(word, said.value, said, context)
    period, base = read_period(match[1]), _read_base(word, match[3], said, context)
    if period is None:
        context.error(
            "T041", f"`{match[1][:80]}` is not a length of time.", said.at, f"write it like {_EXAMPLES[word]}"
        )
    if period is None or base is None:
        return None
    return replace(base, period=period, sign=-1 if match[2] == "before" else 1)


def _read_base(word: str, text: str, said: Text, context: Context) -> Point | None:
    """An anchor or a day."""
    if _DATE_LIKE.fullmatch(text):
        day = Days.read(text)
        if day is None or not day.is_exact:
            context.error("T041", f"`{text[:80]}` is not a day.", said.at, "write it as YYYY-MM-DD")
            return None
        return Point(day=day.first)
    if text == SCREENING or text in context.anchors:
        return Point(anchor=text)
    if " " in text:
        context.error(
            "T041",
            f"`{word}: {said.value[:80]}` cannot be read.",
            said.at,
            f"write it like {_EXAMPLES[word]}",
        )
        return None
    remedy = suggest(text, {SCREENING, *context.anchors})
    context.error("T042", f"Unknown anchor `{text[:80]}`.", said.at, remedy or "declare it under `anchors:`")
    return None


def _report_no_point(word: str, said: Text, context: Context) -> None:
    guess = f"{said.value} {'after first_dose' if word == 'after' else 'before screening'}"
    context.error(
        "T040",
        f"`{word}: {said.value}` does not say from when it counts.",
        said.at,
        f"write for example `{guess}`",
    )


def _joined(window: Window, stated: Window, said: Text, context: Context) -> Window:
    """`before` and `after` together mean between; nothing else may say the same side twice."""
    if (window.start and stated.start) or (window.end and stated.end):
        context.error(
            "T043",
            f"`{window.text}` and `{stated.text}` bound the same side.",
            said.at,
            "keep one of them, or put the two under `all:`",
        )
        return window
    text = f"{window.text}, {stated.text}" if window.stated else stated.text
    return Window(window.start or stated.start, window.end or stated.end, text)
