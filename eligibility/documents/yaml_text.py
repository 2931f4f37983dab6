"""Reads YAML so that every scalar stays text and every node keeps its place.

Only a small, safe part of YAML is accepted: no tags, aliases, merge keys or second documents; keys are unique;
block scalars only where prose stands. Whatever the input, the answer is a `Loaded`, never an exception.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.loaded import Loaded
from eligibility.documents.position import Position
from eligibility.documents.tree import Node
from eligibility.documents.yaml_events import Refusal, TreeBuilder

LARGEST_FILE = 5_000_000  # bytes; the largest shipped file has a fiftieth of it
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# What YAML 1.1 calls printable; all else (NUL, most control characters, half surrogates) is refused.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def load(text: str | bytes, file: str) -> Loaded:
    """The tree of a YAML text, with everything that is wrong with it.

    >>> from eligibility.documents.tree import plain
    >>> plain(load("age: '>= 18 years'", "a.yaml").root)
    {'age': '>= 18 years'}
    >>> print(load("a: 1\\na: 2", "a.yaml").diagnostics[0].message)
    `a` stands here twice; it was already given in line 1.
    """
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > LARGEST_FILE:
        return _unreadable(file, sha256, _too_large(file, len(raw)))
    try:
        decoded = raw.decode("utf-8") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        return _unreadable(file, sha256, _not_utf8(file, raw, error.start))
    return _load_text(decoded.removeprefix("\ufeff"), file, sha256)


def load_file(path: Path, name: str | None = None) -> Loaded:
    """The tree of a YAML file; `name` is what findings call it (by default its path)."""
    file = name or path.as_posix()
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in its name
        why = getattr(error, "strerror", None) or "it cannot be opened"
        finding = Diagnostic(
            "Y001", f"The file cannot be read: {why}.", Position(file), "check the name and the folder"
        )
        return _unreadable(file, "", finding)
    return load(raw, file)


def _load_text(text: str, file: str, sha256: str) -> Loaded:
    lines = tuple(_LINE_END.split(text))
    bad = _UNPRINTABLE.search(text)
    if bad is not None:
        refusal = _unprintable(file, text, bad.start())
        return _unreadable(file, sha256, _with_line(refusal, lines), lines)
    builder = TreeBuilder(file, text)
    root: Node | None = builder.build()
    if root is None and not builder.refusals:
        builder.refusals.append(Refusal("Y002", "The file is empty.", Position(file), ""))
    findings = tuple(_with_line(refusal, lines) for refusal in builder.refusals)
    return Loaded(file, root, findings, lines, sha256)


def _with_line(refusal: Refusal, lines: tuple[str, ...]) -> Diagnostic:
    number = refusal.at.line
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return Diagnostic(
        refusal.code, refusal.message, refusal.at, refusal.remedy, Severity.ERROR, line, refusal.also
    )


def _unreadable(file: str, sha256: str, finding: Diagnostic, lines: tuple[str, ...] = ()) -> Loaded:
    return Loaded(file, None, (finding,), lines, sha256)


def _too_large(file: str, size: int) -> Diagnostic:
    message = f"The file is too large: {size} bytes or more; at most {LARGEST_FILE} are read."
    return Diagnostic("Y003", message, Position(file), "split it into several files")


def _not_utf8(file: str, raw: bytes, start: int) -> Diagnostic:
    line = raw.count(b"\n", 0, start) + 1
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    guess = " (it looks like UTF-16)" if utf16 else ""
    return Diagnostic(
        "Y004", f"The file is not UTF-8{guess}.", Position(file, line), "save it with the encoding UTF-8"
    )


def _unprintable(file: str, text: str, start: int) -> Refusal:
    before = _LINE_END.split(text[:start])
    at = Position(file, len(before), len(before[-1]) + 1)
    message = f"A character that cannot be printed stands here (U+{ord(text[start]):04X})."
    return Refusal("Y005", message, at, "remove it")
