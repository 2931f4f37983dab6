"""`eligibility watch`: lines in, transitions out, and nothing lost or said twice over a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import pytest

from eligibility.language.loading import load_trial
from eligibility.live.availability import durable_problem
from eligibility.live.lines import BadLine, LineReader

ROOT = Path(__file__).parents[2]
TRIAL = "NCT05349331"
KILLS = int(os.environ.get("LIVE_KILLS", "3"))  # of whole processes, which are slow to start
FORKED_KILLS = 12 * KILLS
ENGINES = ["re-evaluation", *(["durable-rules"] if durable_problem() is None else [])]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "eligibility", "watch", TRIAL, "--on", "2026-03-20", *arguments]


def watch(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), input=text, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def lines(*given: dict[str, Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in given)


def outcomes(answer: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["to"] for line in answer.stdout.splitlines()]


def made_up(number: int) -> str:
    """Facts that move a few patients to and fro."""
    chance = random.Random(5)
    said = []
    for n in range(number):
        value = chance.choice([60, 160])
        fact = {"platelets": f"{value} 10^9/L", "date": f"2026-03-{1 + n % 19:02}", "id": f"L{n % 7}"}
        said.append({"patient": f"P{chance.randrange(4)}", **fact})
    return lines(*said)


def corrected(number: int) -> str:
    """Corrections that move a few patients to and fro with nearly every second line."""
    chance = random.Random(7)
    known: set[int] = set()
    said: list[dict[str, Any]] = []
    for _ in range(number):
        patient = chance.randrange(4)
        fact = {"platelets": f"{chance.choice([60, 160])} 10^9/L", "date": "2026-03-19", "id": "L1"}
        said.append({"patient": f"P{patient}", **({"correct": fact} if patient in known else fact)})
        known.add(patient)
    return lines(*said)


def test_a_bad_line_is_reported_without_its_values_and_skipped() -> None:
    bad = '{"patient": "Jane", "platelets": {"secret": 1}}\n{"patient": "Jane", "plts": "secret"}\nno JSON, secret\n'
    answer = watch(bad + lines({"patient": "P1", "platelets": "60 10^9/L", "date": "2026-03-19"}))
    assert answer.returncode == 0, answer.stderr
    assert outcomes(answer) == ["INELIGIBLE"]
    assert [line.partition(":")[0] for line in answer.stderr.splitlines() if "line" in line] == [
        "line 1",
        "line 2",
        "line 3",
    ]
    assert "secret" not in answer.stderr
    assert "Jane" not in answer.stderr


def test_a_hostile_line_is_reported_and_the_next_one_counts(tmp_path: Path) -> None:
    """Nested thousands deep, half of a character, longer than a megabyte: skipped; the position counts them all."""
    good = lines({"patient": "P1", "platelets": "60 10^9/L", "date": "2026-03-19"})
    hostile = [
        "[" * 200_000,
        '{"patient": "\\ud800", "sex": "male"}',
        '{"patient": "' + "P" * 3_000_000 + '"}',
    ]
    answer = watch("\n".join([*hostile, good]), "--state", str(tmp_path / "state.db"))
    assert answer.returncode == 0
    assert outcomes(answer) == ["INELIGIBLE"]
    assert [line.split(":")[0] for line in answer.stderr.splitlines() if "skipped" in line] == [
        "line 1",
        "line 2",
        "line 3",
    ]
    assert "PPP" not in answer.stderr


def test_sigterm_ends_cleanly(tmp_path: Path) -> None:
    followed = tmp_path / "facts.ndjson"
    followed.write_text(
        lines({"patient": "P1", "platelets": "60 10^9/L", "date": "2026-03-19"}), encoding="utf-8"
    )
    process = subprocess.Popen(
        command("--follow", str(followed), "--state", str(tmp_path / "state.db")),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["to"] == "INELIGIBLE"
    with followed.open("a", encoding="utf-8") as file:
        file.write(lines({"patient": "P2", "platelets": "60 10^9/L", "date": "2026-03-19"}))
    assert json.loads(process.stdout.readline())["patient"] == "P2"
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_sigterm_ends_a_watch_that_waits_at_a_pipe() -> None:
    process = subprocess.Popen(
        command("--engine", "re-evaluation"),  # which says nothing of what is not installed
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(lines({"patient": "P1", "platelets": "60 10^9/L", "date": "2026-03-19"}))
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["to"] == "INELIGIBLE"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""


def test_nothing_is_lost_or_said_twice_over_kills(tmp_path: Path) -> None:
    """Kill -9 at random moments while lines are taken in; in the end the output is byte for byte that of one run."""
    facts = tmp_path / "facts.ndjson"
    facts.write_text(made_up(600), encoding="utf-8")
    whole, killed = tmp_path / "whole.ndjson", tmp_path / "killed.ndjson"
    with facts.open("rb") as given, whole.open("ab") as out:
        subprocess.run(command(), stdin=given, stdout=out, cwd=ROOT, check=True, timeout=120)
    chance = random.Random(3)
    kills = 0
    while True:
        with facts.open("rb") as given, killed.open("ab") as out:
            if _run(given, out, killed, tmp_path, chance, kill=kills < KILLS) == 0:
                break
        kills += 1
    assert killed.read_bytes() == whole.read_bytes()
    assert kills > 0


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Facts, more than are taken in while kills are due, and what one run says of them; with any engine the same."""
    facts = tmp_path_factory.mktemp("whole") / "facts.ndjson"
    facts.write_text(corrected(4500), encoding="utf-8")
    with facts.open("rb") as given:
        answer = subprocess.run(
            command(), stdin=given, capture_output=True, cwd=ROOT, check=True, timeout=300
        )
    return facts, answer.stdout


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_lost_or_said_twice_over_dozens_of_kills(
    tmp_path: Path, whole: tuple[Path, bytes], engine: str
) -> None:
    """At random moments: while it starts, in the commit of SQLite, between commit and output, within a line of output.

    In the end the output is byte for byte that of one run.
    """
    facts, killed = whole[0], tmp_path / "killed.ndjson"
    asked = [*map(str, (facts, killed, tmp_path / "state.db", FORKED_KILLS, 11)), engine]
    answer = subprocess.run(
        [sys.executable, "-m", "tests.live.killing", *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    died = json.loads(answer.stdout)
    assert died["left"] == 0
    assert min(died["anywhere"], died["commit"], died["write"]) >= FORKED_KILLS // 6
    assert killed.read_bytes() == whole[1]


def _run(
    given: IO[bytes], out: IO[bytes], killed: Path, folder: Path, chance: random.Random, *, kill: bool
) -> int:
    arguments = command("--state", str(folder / "state.db"))
    with subprocess.Popen(arguments, stdin=given, stdout=out, cwd=ROOT) as process:
        size = killed.stat().st_size + chance.randrange(1, 8_000)
        while kill and process.poll() is None and killed.stat().st_size < size:
            time.sleep(0.002)
        if kill:
            time.sleep(chance.random() * 0.02)
            process.kill()
        return process.wait(timeout=120)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"platelets": "60"}',
        '{"patient": "P1"}',
        '{"patient": true, "sex": "male"}',
        '{"advance": "2026-03"}',
        '{"patient": "P1", "correct": {"sex": "male"}, "retract": {"sex": "male"}}',
        '{"patient": "P1", "judgement": "nobody_asks", "answer": true}',
        '{"patient": "P1", "judgement": "normal_coagulation"}',
    ],
)
def test_bad_lines(text: str) -> None:
    with pytest.raises(BadLine):
        LineReader((load_trial(TRIAL),)).read(text)


def test_doctor_says_what_is_there() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "eligibility", "doctor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 0
    assert "durable-rules" in answer.stdout
    assert "python" in answer.stdout
