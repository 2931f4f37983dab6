"""Gaps: what no test runs. Lines that follow each other are one gap, and so is a branch that is never taken."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eligibility.documents import load_file, plain

ROOT = Path(__file__).parents[2]
REASONS = ROOT / "docs" / "proof" / "uncovered.yaml"
Reasons = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Gap:
    """One gap, known by its file, its function and the text of its first line; for a branch also by what is never next."""

    file: str
    code: str


def gaps(files: Mapping[str, Any]) -> Iterator[Gap]:
    """The gaps of a report of coverage.py, file by file."""
    for name, held in sorted(files.items()):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        yield from gaps_of(name, lines, held)


def gaps_of(name: str, lines: Sequence[str], held: Mapping[str, Any]) -> Iterator[Gap]:
    """The gaps of one file; `held` has the lines and branches that were run and those that were not."""
    missing, run = set(held["missing_lines"]), set(held["executed_lines"])
    inside = functions(lines)
    for number in _first_lines(sorted(missing | run), missing):
        yield Gap(name, f"{inside.get(number, '')}: {lines[number - 1].strip()}")
    for start, end in held["missing_branches"]:
        if start not in missing and end not in missing:
            target = lines[end - 1].strip() if end > 0 else "the end"
            yield Gap(name, f"{inside.get(start, '')}: {lines[start - 1].strip()} -> {target}")


def functions(lines: Sequence[str]) -> Mapping[int, str]:
    """The function in which each line stands; the innermost one."""
    inside: dict[int, str] = {}
    for node in ast.walk(ast.parse("\n".join(lines))):  # outer ones come first
        if isinstance(node, ast.FunctionDef):
            inside.update(dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.name))
    return inside


def _first_lines(statements: Sequence[int], missing: set[int]) -> Iterator[int]:
    before = False
    for number in statements:
        if number in missing and not before:
            yield number
        before = number in missing


def reasons() -> Reasons:
    """Why gaps are left: by file and code."""
    loaded = load_file(REASONS)
    if loaded.failed or loaded.root is None:
        raise SystemExit(f"{REASONS}: {[each.message for each in loaded.diagnostics]}")
    held: Reasons = plain(loaded.root)
    return held


def explained(found: Iterable[Gap], known: Reasons) -> list[dict[str, str]]:
    """The gaps that have a reason, with it."""
    return [
        {"file": gap.file, "code": gap.code, "why": known[gap.file][gap.code]}
        for gap in dict.fromkeys(found)
        if gap.code in known.get(gap.file, {})
    ]


def unexplained(found: Iterable[Gap], known: Reasons) -> list[dict[str, str]]:
    """The gaps without a reason."""
    return [
        {"file": gap.file, "code": gap.code}
        for gap in dict.fromkeys(found)
        if gap.code not in known.get(gap.file, {})
    ]


def closed(found: Iterable[Gap], known: Reasons) -> list[Gap]:
    """What has a reason and is no gap any more."""
    open_ = set(found)
    listed = [Gap(file, code) for file, codes in known.items() for code in codes]
    return [gap for gap in listed if gap not in open_]
