"""A case in few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from eligibility.possible import Days, Interval, Period
from eligibility.units import Unit
from eligibility.vocabulary.model import Codes, Variable
from tests.second_opinion.generate.cases import Case

NO_DATES = frozenset({"count", "number", "sign", "nudge", "negatives_stand", "readings_stand"})


def shown(case: Case) -> str:
    """The trial and the chart, without what is as usual."""
    return "\n".join(_lines(case))


def _lines(case: Case) -> Iterator[str]:
    yield f"as of {case.today}"
    for anchor in case.trial.anchors:
        yield f"  {plain(anchor)}"
    if case.trial.screen_as_of:
        yield f"  screen as of {case.trial.screen_as_of}"
    for criterion in case.trial.criteria:
        yield f"  {criterion.section.value} {plain(criterion.condition)}"
        for word, condition in (("applies when", criterion.applies_when), ("unless", criterion.unless)):
            if condition is not None:
                yield f"    {word} {plain(condition)}"
    for facts in (case.chart.readings, case.chart.occurrences, case.chart.negatives):
        for own in facts.values():
            yield from (f"  {plain(fact)}" for fact in own)
    yield from (f"  {plain(answer)}" for answer in case.chart.answers)
    yield f"  {plain(case.chart.site)}"


def plain(value: object, name: str = "") -> str:
    """A value in short; fields with their default are left out."""
    if isinstance(value, Variable):
        return value.name
    if isinstance(value, Days | Interval | Unit | Period | Fraction):
        return str(value)
    if isinstance(value, Codes):
        return f"[{', '.join(sorted(value.codes))}; asked {', '.join(value.asked)}]"
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if isinstance(value, int) and not isinstance(value, bool) and name not in NO_DATES and value > 1000:
        return date.fromordinal(value).isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {plain(each)}" for key, each in value.items()) + "}"
    if isinstance(value, tuple | frozenset | set | list):
        return "[" + ", ".join(sorted(plain(each) for each in value)) + "]"
    return str(value)


def _record(value: object) -> str:
    assert is_dataclass(value)
    parts = []
    for field in fields(value):
        given = getattr(value, field.name)
        usual = field.default_factory() if field.default_factory is not MISSING else field.default
        if given != usual and field.name != "text":
            parts.append(f"{field.name}={plain(given, field.name)}")
    return f"{type(value).__name__}({', '.join(parts)})"
