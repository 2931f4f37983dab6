"""A watch that runs in this process, on what comes through a pipe: rare lines, sentences, days that pass."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from eligibility.language.loading import load_trial
from eligibility.language.plan import Trial
from eligibility.live import watching
from eligibility.live.input import Lines
from eligibility.live.output import Output
from eligibility.live.watching import Watch
from tests.laws.worlds import trial_of

SHOWCASE = load_trial("NCT05349331")
LOW = {"patient": "P1", "platelets": "60 10^9/L", "date": "2026-03-19", "id": "L1"}
COHORTS = """\
cohorts: {main: Main, other: Other}
inclusion:
  - {id: C1, label: Fit, ecog: 0 to 1, within: 7 days before screening, cohorts: [main]}
"""
FIT = {"patient": "P1", "ecog": "0", "date": "2026-03-20"}


def lines(*given: dict[str, Any]) -> bytes:
    return "".join(json.dumps(each) + "\n" for each in given).encode()


@contextmanager
def standard_input(given: bytes) -> Iterator[None]:
    """A pipe with these bytes in the place of standard input."""
    kept, (reading, writing) = os.dup(0), os.pipe()
    os.write(writing, given)
    os.close(writing)
    os.dup2(reading, 0)
    try:
        yield
    finally:
        os.dup2(kept, 0)
        os.close(kept)
        os.close(reading)


class Watched:
    """Runs watches one after the other, and gives what each writes."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def run(
        self,
        given: bytes,
        trial: Trial = SHOWCASE,
        *,
        on: str | None = "2026-03-20",
        state: Path | None = None,
        mapping: Path | None = None,
        readable: bool = False,
    ) -> tuple[list[str], str]:
        """The lines of output, and the errors."""
        with (
            standard_input(given),
            Watch((trial,), mapping, state, on, None, "re-evaluation", "en") as watch,
        ):
            watch._readable = readable
            watch.run()
        out, errors = self._capfd.readouterr()
        return out.splitlines(), errors

    def outcomes(self, given: bytes, **options: Any) -> list[str]:
        return [json.loads(line)["to"] for line in self.run(given, **options)[0]]


@pytest.fixture(name="watched")
def _watched(capfd: pytest.CaptureFixture[str]) -> Watched:
    return Watched(capfd)


def test_a_watch_goes_on_from_its_state(watched: Watched, tmp_path: Path) -> None:
    """Each watch is another one; all that they share is the file of the state."""
    state = tmp_path / "state.db"
    correct = {"patient": "P1", "correct": {"platelets": "160 10^9/L", "date": "2026-03-19", "id": "L1"}}
    assert watched.outcomes(lines(LOW), state=state) == ["INELIGIBLE"]
    assert watched.outcomes(lines(LOW), state=state) == []
    assert watched.outcomes(lines(correct), state=state) == ["NEEDS_DATA"]
    assert watched.outcomes(lines({"patient": "P1", "close": True}), state=state) == []
    assert watched.outcomes(lines({"patient": "P1", "sex": "male"}), state=state) == ["NEEDS_DATA"]


def test_a_trial_that_was_changed_between_two_watches_is_announced(watched: Watched, tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    first, then = (trial_of(f"inclusion:\n  - {{id: C1, label: Fit, ecog: '{code}'}}\n") for code in "01")
    assert watched.outcomes(lines(FIT), trial=first, state=state) == ["ELIGIBLE"]
    assert watched.outcomes(b"", trial=then, state=state) == ["INELIGIBLE"]
    assert watched.outcomes(b"", trial=then, state=state) == []


def test_an_empty_line_is_nothing_and_what_is_no_utf_8_is_skipped(watched: Watched) -> None:
    out, errors = watched.run(b"\n  \n\xff\xfe\n" + lines(LOW))
    assert [json.loads(line)["to"] for line in out] == ["INELIGIBLE"]
    assert errors == "line 3: this is no UTF-8; skipped\n"


def test_an_answer_is_not_corrected(watched: Watched) -> None:
    answer = {"judgement": "normal_coagulation", "answer": True, "who": "Dr Li", "date": "2026-03-19"}
    _, errors = watched.run(lines({"patient": "P1", "correct": answer}))
    assert errors == "line 1: an answer is retracted and given anew; skipped\n"


def test_on_a_terminal_a_change_is_a_sentence_with_its_cohort(watched: Watched) -> None:
    out, _ = watched.run(lines(FIT), trial_of(COHORTS), readable=True)
    assert len(out) == 2
    assert out[0].startswith("2026-03-20  P1  LAW (main)  ")
    assert out[1].startswith("2026-03-20  P1  LAW (other)  ")


def test_without_a_date_the_watch_goes_on_with_the_calendar(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 20 March an ECOG of that day counts; on the 28th it is eight days old."""
    days = iter(["2026-03-20", "2026-03-20", "2026-03-20", "2026-03-28", "2026-03-28", "2026-03-28"])
    last = ["2026-03-28"]
    monkeypatch.setattr(watching, "_today", lambda: next(days, last[0]))
    trial = trial_of("inclusion:\n  - {id: C1, label: Fit, ecog: '0', within: 7 days before screening}\n")
    assert watched.outcomes(lines(FIT, FIT, FIT), trial=trial, on=None) == ["ELIGIBLE", "NEEDS_DATA"]


def test_what_a_mapping_says_of_every_patient_holds_for_those_who_arrive(
    watched: Watched, tmp_path: Path
) -> None:
    """The site declares its treatments complete: who has none had none."""
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "mapping: site\nvocabulary: [general, oncology, liver]\n"
        "files: [{file: a.csv, shape: long, patient: id, variable: treatment, code: {column: c}, date: d}]\n"
        "complete: [{variable: treatment}]\n",
        encoding="utf-8",
    )
    path = tmp_path / "x.yaml"
    path.write_text(
        "trial: x\ntitle: t\nvocabulary: [general, oncology, liver]\n"
        "exclusion: [{id: E1, label: Treated, treatment: sorafenib}]\n",
        encoding="utf-8",
    )
    born = lines({"patient": "P1", "sex": "male"})
    assert watched.outcomes(born, trial=load_trial(path)) == ["NEEDS_DATA"]
    assert watched.outcomes(born, trial=load_trial(path), mapping=mapping) == ["ELIGIBLE"]


# ---- lines in, lines out ---------------------------------------------------------------------------


def test_lines_end_between_two_of_one_chunk(tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(b"a\nb\nc\n")
    ending: list[bytes] = []
    given = Lines.of_file(path, lambda: len(ending) == 2, lambda: None)
    for line in given:
        ending.append(line)
    assert ending == [b"a", b"b"]
    assert given.position == 4


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (b"", b"first\nsecond\n"),  # nothing was written
        (b"fir", b"first\nsecond\n"),  # killed in a line
        (b"first\n", b"first\nsecond\n"),
        (b"first\nsecond\n", b"first\nsecond\n"),
    ],
)
def test_what_was_not_written_is_written_and_nothing_twice(
    tmp_path: Path, there: bytes, expected: bytes
) -> None:
    path = tmp_path / "out"
    path.write_bytes(there)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    Output(descriptor).resume([("first\n", 6), ("second\n", 13)], 0)
    os.close(descriptor)
    assert path.read_bytes() == expected


def test_of_a_pipe_only_what_was_marked_is_known() -> None:
    reading, writing = os.pipe()
    output = Output(writing)
    output.resume([("first\n", 6), ("second\n", 13)], 6)
    os.close(writing)
    assert os.read(reading, 100) == b"second\n"
    os.close(reading)
    assert output.position == 13
