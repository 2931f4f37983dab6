"""Findings as text, JSON and GitHub annotations."""

from __future__ import annotations

import json

from eligibility.documents import Diagnostic, Position, Severity
from eligibility.documents.rendering import as_github, as_json, as_text

AT = Position("trial.yaml", 3, 9)
FINDING = Diagnostic(
    "T012", "Unknown variable `platlets`.", AT, "did you mean `platelets`?", line="  - {id: I7, platlets: 1}"
)


def test_the_caret_stands_under_the_place() -> None:
    lines = as_text(
        [Diagnostic("Y001", "Wrong.", Position("a.yaml", 1, 8), line="标题: 甲 x: 乙")]
    ).splitlines()
    # Five wide characters and two narrow ones stand before column 8... counted by hand: 标题 (4) : (1) blank (1) 甲 (2) blank (1) x (1) = 10
    assert lines == ["a.yaml:1:8: error Y001: Wrong.", "    标题: 甲 x: 乙", "    " + " " * 10 + "^"]


def test_further_places_follow() -> None:
    text = as_text([Diagnostic("Y006", "Twice.", AT, also=(Position("trial.yaml", 1, 1),))])
    assert text.splitlines()[-1] == "  see also trial.yaml:1:1"


def test_findings_are_parted_by_an_empty_line() -> None:
    assert as_text([FINDING, FINDING]).count("\n\n") == 1


def test_a_finding_without_a_place() -> None:
    assert as_text([Diagnostic("U001", "No file.")]) == "error U001: No file."


def test_nothing_can_steer_the_terminal() -> None:
    text = as_text([Diagnostic("Y001", "Bad \x1b[31m.", AT, line="a\x1b]0;x\x07: 1")])
    assert text.isprintable() or all(character.isprintable() or character == "\n" for character in text)


def test_a_very_long_line_is_cut_around_the_place() -> None:
    lines = as_text(
        [Diagnostic("Y001", "Wrong.", Position("a.yaml", 1, 5001), line="x" * 5000 + "HERE" + "y" * 5000)]
    ).splitlines()
    assert len(lines[1]) < 250
    assert lines[1][lines[2].index("^")] == "H"


def test_json_has_the_place_in_parts() -> None:
    (finding,) = json.loads(as_json([FINDING]))
    assert finding["code"] == "T012"
    assert (finding["file"], finding["line"], finding["column"]) == ("trial.yaml", 3, 9)
    assert finding["severity"] == "error"
    assert finding["remedy"] == "did you mean `platelets`?"


def test_github() -> None:
    warning = Diagnostic("V060", "100% of\nit: a, b", AT, severity=Severity.WARNING)
    assert as_github([warning]) == "::warning file=trial.yaml,line=3,col=9,title=V060::100%25 of%0Ait: a, b"
    note = Diagnostic("X001", "Fine.", Position("a,b:c.yaml"), severity=Severity.NOTE)
    assert as_github([note]) == "::notice file=a%2Cb%3Ac.yaml,line=1,col=1,title=X001::Fine."


def test_a_mark_over_a_letter_takes_no_place() -> None:
    """The sixth character is the fifth that is seen."""
    finding = Diagnostic("T001", "x", Position("a.yaml", 1, 6), line="a: e\u0301x")
    shown, caret = as_text([finding]).splitlines()[1:3]
    assert shown == "    a: e\u0301x"
    assert caret == "    " + " " * 4 + "^"
