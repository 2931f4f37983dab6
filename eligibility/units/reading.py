"""From a spelling to a unit of the table, or to a refusal that helps."""

from __future__ import annotations

import re
from functools import lru_cache

from eligibility.units.model import Unit, UnitRefusal
from eligibility.units.spelling import tidy
from eligibility.units.table import ROWS
from eligibility.units.table.parts import SYMBOLS, WORDS
from eligibility.units.traps import LONGEST, refused

# What a spelling means where the variable's own unit is of this kind. A laboratory writes IU/L for the enzyme
# unit, U for the international unit of a hormone, and G/L for g/L in a table all in capitals; UCUM writes
# [arb'U] for the units of CA 125. Keyed by the tidied spelling or by the code that it would have by itself.
READ_AS: dict[str, dict[str, str]] = {
    "enzyme activity concentration": {
        "IU/L": "U/L",
        "IU/dL": "U{enzyme}/dL",
        "IU/mL": "U{enzyme}/mL",
        "mIU/mL": "mU{enzyme}/mL",
        "kIU/L": "kU{enzyme}/L",
        "U/mL": "U{enzyme}/mL",
        "mU/mL": "mU{enzyme}/mL",
        "kU/L": "kU{enzyme}/L",
    },
    "IU concentration": {
        "U/L": "IU/L",
        "U/mL": "IU/mL",
        "kU/L": "kIU/L",
        "kU/mL": "kIU/mL",
        "mU/L": "mIU/L",
        "mU/mL": "mIU/mL",
        "uU/mL": "uIU/mL",
    },
    "arbitrary U concentration": {
        "U/L": "U{arbitrary}/L",
        "[arb'U]/L": "U{arbitrary}/L",
        "[arb'U]/mL": "U/mL",
        "m[arb'U]/L": "mU/L",
        "m[arb'U]/mL": "mU/mL",
    },
    "mass concentration": {"G/L": "g/L"},
    "international units": {"U": "IU", "mU": "mIU", "kU": "kIU"},
    "time": {"分": "min"},
}


DIMER = re.compile(r"(.+?)[({]?(FEU|DDU)[)}]?(/[^/]+)?", re.IGNORECASE)


@lru_cache(maxsize=1)
def index() -> dict[str, Unit]:
    """Every spelling of the rows, tidied; the code itself always wins."""
    spelled = {spelling: row.unit for row in ROWS for spelling in row.also + row.words}
    return spelled | {tidy(row.unit.code): row.unit for row in ROWS}


@lru_cache(maxsize=1)
def _words() -> dict[str, Unit]:
    return {word.lower(): row.unit for row in ROWS for word in row.words}


@lru_cache(maxsize=1)
def _symbol_parts() -> dict[str, str]:
    return {spelling: part for part, spelled in SYMBOLS.items() for spelling in spelled.split()}


@lru_cache(maxsize=1)
def _word_parts() -> dict[str, str]:
    return {spelling: part for part, spelled in WORDS.items() for spelling in spelled.split()}


def read_unit(text: str, like: str | None = None) -> Unit | UnitRefusal:
    """The unit that a spelling means, or a refusal with the reason.

    `like` is the code of the variable's own unit, for the few spellings that depend on it: `IU/L` is an
    international unit, but `U/L` for a variable in `U/L`.

    >>> str(read_unit("K/µL"))
    '10^3/uL'
    >>> str(read_unit("IU/L")), str(read_unit("IU/L", like="U/L"))
    ('IU/L', 'U/L')
    >>> refusal = read_unit("m[AU]/mL")
    >>> isinstance(refusal, UnitRefusal) and refusal.suggestion
    'mAU/mL'
    """
    if len(text) > LONGEST:
        return UnitRefusal(_printable(text[:LONGEST]), f"longer than any unit ({LONGEST} characters at most)")
    return _read(text, like)


@lru_cache(maxsize=8192)
def _read(text: str, like: str | None) -> Unit | UnitRefusal:
    key = tidy(text)
    if not key.isprintable():
        return UnitRefusal(_printable(text), "this holds characters that cannot be printed")
    unit = index().get(key)
    if unit is None and (trap := refused(key, text.strip())):
        return UnitRefusal(text, trap[0], _existing(trap[1]))
    unit = unit or _words().get(key.lower()) or _by_parts(key) or _marked(key)
    return _as_in(unit, key, like) if unit else _unknown(text, key)


def _by_parts(key: str) -> Unit | None:
    ours = "/".join(map(_part, key.split("/")))
    return index().get(ours, _words().get(ours.lower())) if ours else None


def _marked(key: str) -> Unit | None:
    """D-dimer: the mass concentration that is left without FEU or DDU, marked with it again."""
    parted = DIMER.fullmatch(key)
    plain = _by_parts(parted[1] + (parted[3] or "")) if parted else None
    return index().get(f"{plain.code}{parted[2].upper()}") if parted and plain else None


def _part(spelled: str) -> str:
    return _symbol_parts().get(spelled, _word_parts().get(spelled.lower(), spelled))


def _as_in(unit: Unit, key: str, like: str | None) -> Unit:
    """The unit, as a variable whose own unit is `like` means it."""
    own = index().get(tidy(like)) if like else None
    meant = READ_AS.get(own.kind, {}) if own else {}
    code = meant.get(key) or meant.get(unit.code)
    return index()[tidy(code)] if code else unit


def _unknown(text: str, key: str) -> UnitRefusal:
    return UnitRefusal(text, "this is not in the table of units", _closest(key))


def _existing(suggestion: str | None) -> str | None:
    """The code of what a trap suggests, if that can be read."""
    unit = read_unit(suggestion) if suggestion else None
    return unit.code if isinstance(unit, Unit) else None


def _closest(key: str) -> str | None:
    from difflib import get_close_matches  # only a refusal needs it

    digits = _digits(key)  # another power of ten is never "close"
    codes = {
        spelling.lower(): unit.code
        for spelling, unit in index().items()
        if unit.code and _digits(spelling) == digits
    }
    close = get_close_matches(key.lower(), codes, n=1, cutoff=0.7)
    return codes[close[0]] if close else None


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
