"""Comparisons of codes: single ones, lists, ranges of an order, classes, yes and no."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.documents import Severity, nearest
from eligibility.vocabulary.comparison_hints import repaired
from eligibility.vocabulary.comparison_text import LONGEST, SIGNS, WrittenBound, split_bounds
from eligibility.vocabulary.folding import fold_name, fold_value
from eligibility.vocabulary.mistakes import Mistake, refuse, shortened
from eligibility.vocabulary.model import Codes, Kind, Variable, Vocabulary

_YES = frozenset({"yes", "y", "on", "1", "true", "是"})
_NO = frozenset({"no", "n", "off", "0", "false", "否"})


def read_codes(
    written: str | Sequence[str], variable: Variable, vocabulary: Vocabulary
) -> tuple[Codes, tuple[Mistake, ...]]:
    """The codes of a text or a list, and warnings; raises Refused."""
    if isinstance(written, str):
        members = _members(written, variable, vocabulary)
        if members is None and (" " in written or written.startswith((*SIGNS, "≥", "≤", "＞", "＜"))):
            return _ordered(written, variable, vocabulary), ()
        return Codes(written, members or _unknown(written, variable, vocabulary), (written,)), ()
    sets = [_members(text, variable, vocabulary) or _unknown(text, variable, vocabulary) for text in written]
    return Codes(", ".join(written), frozenset().union(*sets), tuple(written)), _twice(written)


def code_space(variable: Variable) -> str:
    """The event variable whose concepts are the codes of this variable; empty for one with values of its own."""
    if variable.concepts_of:
        return variable.concepts_of
    return variable.name if variable.kind.is_occurrence else ""


def _members(text: str, variable: Variable, vocabulary: Vocabulary) -> frozenset[str] | None:
    if text in variable.values:
        return frozenset((text,))
    return vocabulary.members_of(code_space(variable), text) or None


def _ordered(text: str, variable: Variable, vocabulary: Vocabulary) -> Codes:
    bounds = split_bounds(text)
    if bounds is None:
        raise refuse(
            "201",
            f"`{shortened(text)}` is neither a code nor a comparison.",
            _hint(text, variable, vocabulary),
        )
    if not variable.ordered:
        remedy = "list the codes that are accepted: [a, b]"
        raise refuse("208", f"The codes of {variable.name} have no order.", remedy)
    codes = tuple(code for code in variable.values if all(_holds(code, bound, variable) for bound in bounds))
    if not codes:
        raise refuse(
            "206", f"No code is accepted by `{shortened(text)}`.", f"the order is {_listed(variable)}"
        )
    return Codes(text, frozenset(codes), codes)


def _holds(code: str, bound: WrittenBound, variable: Variable) -> bool:
    if bound.limit not in variable.values:
        raise refuse(
            "207",
            f"Unknown code `{shortened(bound.limit)}` of {variable.name}.",
            f"known are {_listed(variable)}",
        )
    place, limit = variable.values.index(code), variable.values.index(bound.limit)
    return (
        (place > limit and ">" in bound.sign)
        or (place < limit and "<" in bound.sign)
        or (place == limit and "=" in bound.sign)
    )


def _listed(variable: Variable) -> str:
    return ", ".join(variable.values)


def _twice(written: Sequence[str]) -> tuple[Mistake, ...]:
    repeated = sorted({text for text in written if written.count(text) > 1})
    return tuple(
        Mistake("217", f"`{shortened(text)}` stands in the list twice.", "keep one", Severity.WARNING)
        for text in repeated
    )


def _unknown(text: str, variable: Variable, vocabulary: Vocabulary) -> frozenset[str]:
    if variable.kind is Kind.BOOLEAN:
        raise refuse("210", f"`{shortened(text)}` is not an answer to yes or no.", _yes_or_no(text))
    message = f"Unknown code `{shortened(text)}` of {variable.name}."
    raise refuse("207", message, _hint(text, variable, vocabulary))


def _yes_or_no(text: str) -> str:
    folded = fold_value(text)
    if folded in _YES | _NO:
        return f"write `{'true' if folded in _YES else 'false'}`"
    return "write `true` or `false`"


def _hint(text: str, variable: Variable, vocabulary: Vocabulary) -> str:
    """The comparison that was meant, or the code whose name, label or spelling is nearest; few codes are listed."""
    better = repaired(text[:LONGEST])
    if variable.ordered and better != text and split_bounds(better) is not None:
        return f'write "{better}"'
    spelled = _spelled(variable, vocabulary)
    folded = fold_name(text[:100])
    guess = spelled.get(folded) or spelled.get(nearest(folded, spelled) or "")
    if guess is not None:
        return f"did you mean `{guess}`?"
    if 0 < len(variable.values) <= 12:
        return f"known are {_listed(variable)}"
    return "a code has no blanks, several are a list [a, b]; a vocabulary of your own can add codes"


def _spelled(variable: Variable, vocabulary: Vocabulary) -> dict[str, str]:
    concepts = vocabulary.concepts.get(code_space(variable), {})
    spelled = {fold_name(spelling): code for spelling, code in variable.spellings.items()}
    for concept in concepts.values():
        for spelling in (*concept.label.values(), *concept.also):
            spelled.setdefault(fold_name(spelling), concept.name)
    return spelled | {fold_name(name): name for name in (*variable.values, *concepts)}
