"""What counts as a gap, and how reasons are held against gaps."""

from __future__ import annotations

from tests.coverage.gaps import ROOT, Gap, closed, explained, functions, gaps_of, reasons, unexplained

LINES = [
    "def f(x):",
    "    if x:",
    "        a = 1",
    "        b = 2",
    "    for y in x:",
    "        g(y)",
    "    return x",
]
HELD = {
    "executed_lines": [1, 2, 5, 6, 7],
    "missing_lines": [3, 4],
    "missing_branches": [[2, 3], [5, 7], [5, -1]],
}
FOUND = [
    Gap("a.py", "f: a = 1"),
    Gap("a.py", "f: for y in x: -> return x"),
    Gap("a.py", "f: for y in x: -> the end"),
]
KNOWN = {"a.py": {"f: a = 1": "for the fun of it", "f: return 3": "old"}, "b.py": {"x": "old"}}


def test_lines_that_follow_each_other_are_one_gap_and_a_branch_is_one() -> None:
    assert list(gaps_of("a.py", LINES, HELD)) == FOUND


def test_gaps_have_a_reason_or_none() -> None:
    assert explained(FOUND, KNOWN) == [{"file": "a.py", "code": "f: a = 1", "why": "for the fun of it"}]
    assert [each["code"] for each in unexplained(FOUND, KNOWN)] == [gap.code for gap in FOUND[1:]]


def test_a_reason_for_what_is_run_is_told() -> None:
    assert closed(FOUND, KNOWN) == [Gap("a.py", "f: return 3"), Gap("b.py", "x")]


def test_reasons_name_lines_that_stand_there() -> None:
    for file, codes in reasons().items():
        lines = (ROOT / file).read_text("utf-8").splitlines()
        inside = functions(lines)
        known = {f"{inside.get(number, '')}: {line.strip()}" for number, line in enumerate(lines, 1)}
        assert not [code for code in codes if code.partition(" -> ")[0] not in known], file
