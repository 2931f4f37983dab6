"""The attributes of a variable: its own, and those that every fact of its kind has without saying so."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from eligibility.vocabulary.model import Kind, Variable

STATUSES = ("confirmed", "suspected", "ruled_out")
_DATE = Variable("date", Kind.DATE, label={"en": "Date", "zh": "日期"})
_EVENT = (
    _DATE,
    Variable("start", Kind.DATE, label={"en": "Start", "zh": "开始"}),
    Variable("end", Kind.DATE, label={"en": "End", "zh": "结束"}),
    Variable("status", Kind.CODE, label={"en": "Status", "zh": "状态"}, values=STATUSES),
)
_READING = (
    _DATE,
    Variable("laboratory", Kind.TEXT, label={"en": "Laboratory", "zh": "实验室"}),
    Variable("sample", Kind.TEXT, label={"en": "Sample", "zh": "标本"}),
)
_ITEM = (
    _DATE,
    Variable("modality", Kind.TEXT, label={"en": "Modality", "zh": "检查方式"}),
    Variable("status", Kind.CODE, label={"en": "Status", "zh": "状态"}, values=STATUSES),
)


def attributes_of(variable: Variable) -> Mapping[str, Variable]:
    """All attributes that a fact of the variable may have, by name; the vocabulary's own come first.

    >>> sorted(attributes_of(Variable("diagnosis", Kind.EVENT)))
    ['date', 'end', 'start', 'status']
    """
    implied = {Kind.EVENT: _EVENT, Kind.ITEM: _ITEM}.get(variable.kind, _READING)
    return MappingProxyType({each.name: each for each in implied} | dict(variable.attributes))


def attribute_of(variable: Variable, name: str) -> Variable | None:
    """One attribute, or None if there is none of that name."""
    return attributes_of(variable).get(name)
