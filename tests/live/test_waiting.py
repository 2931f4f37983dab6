"""What a watch does while nothing comes: it waits, goes on with the calendar, and misses nothing that comes later."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eligibility.live import input as coming
from eligibility.live import watching
from eligibility.live.input import Lines
from eligibility.live.watching import Watch
from tests.laws.worlds import trial_of


def one_after_the_other(*steps: Callable[[], object]) -> Callable[..., None]:
    """What happens at the first call, at the second, ... and then nothing more."""
    left: Iterator[Callable[[], object]] = iter(steps)

    def step(*_: object) -> None:
        next(left, lambda: None)()

    return step


def test_a_silent_pipe_is_waited_for_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line needs no end of line; what came before the silence and after it is all there."""
    monkeypatch.setattr(coming, "PAUSE", 0.001)
    reading, writing = os.pipe()
    idle = one_after_the_other(
        lambda: os.write(writing, b"one\ntw"),
        lambda: os.write(writing, b"o\nthree"),
        lambda: os.close(writing),
    )
    given = list(Lines(reading, follow=False, ended=lambda: False, idle=idle))
    os.close(reading)
    assert given == [b"one", b"two", b"three"]


def test_a_file_that_grows_is_followed_until_it_is_told_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a line is no line: it waits for its end, and the position stands before it."""
    monkeypatch.setattr(coming, "PAUSE", 0.001)
    path, ended = tmp_path / "given", list[bool]()
    path.write_bytes(b"one\ntw")
    idle = one_after_the_other(
        lambda: path.write_bytes(b"one\ntwo\nthr"),
        lambda: ended.append(True),
    )
    lines = Lines.of_file(path, lambda: bool(ended), idle)
    assert list(lines) == [b"one", b"two"]
    assert lines.position == 8


def test_a_day_that_passes_in_silence_is_announced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An ECOG of 20 March is of the 7 days before the 27th, and no longer of those before the 28th."""
    path = tmp_path / "facts"
    path.write_text(json.dumps({"patient": "P1", "ecog": "0", "date": "2026-03-20"}) + "\n", encoding="utf-8")
    trial = trial_of("inclusion:\n  - {id: C1, label: Fit, ecog: '0', within: 7 days before screening}\n")
    day = ["2026-03-27"]
    monkeypatch.setattr(watching, "_today", lambda: day[-1])
    with Watch((trial,), None, None, None, path, "re-evaluation", "en") as watch:
        pause = one_after_the_other(
            lambda: day.append("2026-03-28"), lambda: None, lambda: watch._end(15, None)
        )
        monkeypatch.setattr("eligibility.live.input.time.sleep", pause)
        watch.run()
    told = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [(each["to"], each["on"]) for each in told] == [
        ("ELIGIBLE", "2026-03-27"),
        ("NEEDS_DATA", "2026-03-28"),
    ]
