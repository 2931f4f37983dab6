"""Did you mean ...? One place for all suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, or None if none looks like it.

    >>> nearest("platlets", ["platelets", "albumin"])
    'platelets'
    >>> nearest("aeg", ["age", "albumin"])
    'age'
    """
    by_fold = {name.casefold(): name for name in sorted(known, reverse=True)}
    folded = word.casefold()[:100].replace("-", "_")
    spaced = {folded, folded.replace(" ", "_"), folded.replace("_", " ")}
    for variant in sorted(spaced):
        if variant in by_fold:
            return by_fold[variant]
    close = get_close_matches(folded, by_fold, n=1, cutoff=0.7) or _same_letters(folded, by_fold)
    return by_fold[close[0]] if close else None


def _same_letters(word: str, known: Iterable[str]) -> list[str]:
    """Known words with their letters in another order, for words too short to look alike: `aeg` for `age`."""
    return [each for each in known if len(word) > 2 and sorted(each) == sorted(word)][:1]


def suggest(word: str, known: Iterable[str]) -> str:
    """A remedy: what was probably meant, or (of few) what there is; else nothing.

    >>> suggest("inclusoin", ["inclusion", "exclusion"])
    'did you mean `inclusion`?'
    >>> suggest("purple", ["male", "female"])
    'known are: female, male'
    """
    names = sorted(known)
    guess = nearest(word, names)
    if guess is not None:
        return f"did you mean `{guess}`?"
    return f"known are: {', '.join(names)}" if 0 < len(names) <= 12 else ""
