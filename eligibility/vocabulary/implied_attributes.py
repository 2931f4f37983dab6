"""The attributes that facts have without the vocabulary saying so."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.vocabulary.model import Kind, Variable
from eligibility.vocabulary.reserved import OF_EVENTS, OF_ITEMS, OF_READINGS, STATUSES

_LABELS = {
    "start": {"en": "Start", "zh": "开始日期"},
    "end": {"en": "End", "zh": "结束日期"},
    "date": {"en": "Date", "zh": "日期"},
    "laboratory": {"en": "Laboratory", "zh": "实验室"},
    "sample": {"en": "Sample", "zh": "标本"},
    "modality": {"en": "Modality", "zh": "检查方式"},
    "status": {"en": "Status", "zh": "状态"},
}
_DATES = frozenset({"start", "end", "date"})


def implied_attributes(kind: Kind, status_spellings: Mapping[str, str]) -> dict[str, Variable]:
    """The attributes of every fact of a variable of this kind.

    >>> sorted(implied_attributes(Kind.EVENT, {}))
    ['date', 'end', 'start', 'status']
    """
    names = {Kind.EVENT: OF_EVENTS, Kind.ITEM: OF_ITEMS}.get(kind, OF_READINGS)
    return {name: _attribute(name, status_spellings) for name in names}


def _attribute(name: str, status_spellings: Mapping[str, str]) -> Variable:
    if name == "status":
        spellings = dict(status_spellings)
        return Variable(name, Kind.CODE, _LABELS[name], values=STATUSES, spellings=spellings)
    kind = Kind.DATE if name in _DATES else Kind.TEXT
    return Variable(name, kind, _LABELS[name], known_at_end=name == "end")
