"""The page on the eight example trials: how many of their items data decides, and how many a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from eligibility.language.loading import load_trial
from eligibility.language.plan import AttributeIs, Criterion, JudgementLeaf, Leaf, ReadingLeaf, Trial
from eligibility.language.walk import conditions_in, leaves, tests_of

TRIALS = Path(__file__).parents[1] / "examples" / "trials"
_NUMBER = re.compile(r"[A-Z][0-9]+")


class Decided(Enum):
    """Who or what decides an item of the source."""

    DATA = "by data"
    DETAIL = "by data, with a detail that somebody must have judged"
    PART = "in part by a person"
    PERSON = "by a person"
    NOT_ENCODED = "not encoded"


# What was foreseen when the language was made, from the texts alone: one number for each of the above.
FORESEEN = {
    "NCT02435433": (29, 7, 6, 1, 0),
    "NCT02702401": (26, 3, 3, 3, 1),
    "NCT02576509": (6, 1, 1, 0, 0),
    "NCT00105443": (8, 2, 0, 2, 0),
    "NCT02774187": (20, 2, 0, 1, 0),
    "NCT02065791": (8, 1, 0, 1, 0),
    "NCT02128932": (10, 2, 1, 1, 0),
    "NCT02296125": (15, 3, 4, 2, 0),
}


def coverage() -> str:
    """One row for each example trial: its items by what decides them, and what was foreseen."""
    rows = [_row(load_trial(TRIALS / f"{name}.yaml")) for name in FORESEEN]
    return "\n".join([*_HEAD, *rows]) + "\n"


def decided_of(trial: Trial) -> dict[str, Decided]:
    """What decides each item of the source; E9a and E9b are one item.

    An item that is encoded in part counts as encoded.
    """
    items: dict[str, list[Leaf]] = {}
    for criterion in trial.criteria:
        items.setdefault(_number(criterion.id), []).extend(_leaves(criterion))
    found = {item: _decided(asked) for item, asked in items.items()}
    for entry in trial.not_encoded:
        found.setdefault(_number(entry.item), Decided.NOT_ENCODED)
    return found


def _number(text: str) -> str:
    match = _NUMBER.match(text)
    return match[0] if match else text


def _leaves(criterion: Criterion) -> Iterator[Leaf]:
    for condition in conditions_in(criterion):
        yield from leaves(condition)


def _decided(asked: list[Leaf]) -> Decided:
    opinions = [_is_opinion(leaf) for leaf in asked]
    if all(opinions):
        return Decided.PERSON
    if any(opinions):
        return Decided.PART
    return Decided.DETAIL if any(_has_judged_detail(leaf) for leaf in asked) else Decided.DATA


def _is_opinion(leaf: Leaf) -> bool:
    return isinstance(leaf, JudgementLeaf) or (isinstance(leaf, ReadingLeaf) and leaf.variable.judged)


def _has_judged_detail(leaf: Leaf) -> bool:
    if isinstance(leaf, JudgementLeaf):
        return False
    attributes = leaf.variable.attributes
    return any(
        isinstance(test, AttributeIs) and test.attribute in attributes and attributes[test.attribute].judged
        for test in tests_of(leaf)
    )


def _row(trial: Trial) -> str:
    found = Counter(decided_of(trial).values())
    foreseen = FORESEEN[trial.id]
    cells = [f"{found[each]} ({number})" for each, number in zip(Decided, foreseen, strict=True)]
    link = f"[{trial.id}](../../examples/trials/{trial.id}.yaml)"
    return f"| {' | '.join([link, str(found.total()), *cells])} |"


_HEAD = [
    "# Eight trials in the language",
    "\n<!-- Written by docs/generate.py; do not edit. -->\n",
    "`examples/trials/` holds eight published trials, each complete. What a person must judge is a judgement, what",
    "the text leaves open is listed in the file. In brackets: what was foreseen from the texts alone when the language",
    "was made. There a detail counted as judged wherever a clinician must have recorded it; here only if the",
    "vocabulary says that it is an opinion.",
    "",
    f"| trial | items | {' | '.join(each.value for each in Decided)} |",
    "|" + "---|" * (2 + len(Decided)),
]
