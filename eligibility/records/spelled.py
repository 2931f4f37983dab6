"""How values, codes and "not done" are spelled: one folded form for all spellings."""

from __future__ import annotations

from functools import lru_cache

from eligibility.vocabulary.folding import fold_value
from eligibility.vocabulary.model import Variable

# "Not done" in the words of laboratories and case report forms. `ND` is not among them: it may mean "not detected".
# fmt: off
_NOT_DONE = frozenset({
    "", "na", "n/a", "nan", "nat", "null", "none", "/", "\\", ".", "missing", "notdone", "nottested",
    "notperformed", "notavailable", "unavailable", "notapplicable", "notassessed", "notrecorded", "notknown",
    "unknown", "unk", "uk", "未检", "未查", "未测", "未做", "未检测", "未检查", "未行", "未评估", "未知", "不详",
    "无数据",
    "缺失", "不适用",
})
# fmt: on


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """One form for all ways to write a word: width, case, blanks; between letters also `-` and `_`.

    >>> fold("Ｎot_Significant"), fold("grade 1-2"), fold("1-2"), fold("+/-")
    ('notsignificant', 'grade12', '1-2', '+/-')
    """
    folded = fold_value(text)
    if any(character.isalpha() for character in folded):
        return folded.replace("-", "").replace("_", "")
    return folded


def says_not_done(text: str) -> bool:
    """Whether a cell says that there is no result.

    >>> says_not_done("Not done"), says_not_done("未检"), says_not_done("ND")
    (True, True, False)
    """
    return len(text) < 40 and fold(text) in _NOT_DONE


def values_by_spelling(variable: Variable) -> dict[str, str]:
    """The values of a code or yes/no variable by their folded spellings; the names themselves win."""
    spelled = {fold(spelling): value for spelling, value in variable.spellings.items()}
    return spelled | {fold(value): value for value in variable.values}
