"""Windows, in words. The language reads aloud; what it leaves to be known is said."""

from __future__ import annotations

from eligibility.language.plan import Window

_SPOKEN = {"before": "on or before", "after": "on or after", "at": "on the day of"}


def window_words(window: Window) -> str:
    """A window, with a blank before it; nothing if none is stated.

    >>> from eligibility.language.plan import Point
    >>> window_words(Window(end=Point(anchor="first_dose"), text="before first_dose"))
    ' on or before first dose'
    """
    if not window.stated:
        return ""
    return " " + " and ".join(_piece(piece) for piece in window.text.split(", "))


def _piece(piece: str) -> str:
    word, _, rest = piece.partition(" ")
    point = rest.replace("_", " ")
    if word not in _SPOKEN:
        return f"{word} {point}"
    if not point[:1].isdigit():
        return f"{_SPOKEN[word]} {point}"
    if word == "at":
        return f"on {point}" if " " not in point else f"on the day {point}"
    return f"{'up to' if word == 'before' else 'from'} {point} (that day included)"
