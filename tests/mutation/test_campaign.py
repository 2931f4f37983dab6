"""The runner on a module made for it, whose mutants are counted by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.mutation.figures import write

ROOT = Path(__file__).parents[2]

MODULE = """
from functools import lru_cache

def is_adult(age):
    return age >= 18

class Person:
    def __init__(self, age):
        self.age = age

    @property
    def next_age(self):
        return self.age + 1

@lru_cache
def halved(age):
    return age // 2

def countdown(number):
    while number:
        number -= 1
    return number

def unused():
    return 1
"""

TESTS = """
from made.ages import Person, countdown, halved, is_adult

def test_all():
    assert is_adult(18) and not is_adult(17)
    assert Person(17).next_age > 17
    assert halved(7) == 3

def test_countdown():
    assert countdown(3) == 0
"""

SURVIVORS = """
reasons: {loose: The test is loose.}
survivors:
  made.ages.Person.next_age:
    - why: loose
      changes:
        - |
          - return self.age + 1
          + return self.age + 2
  made.ages.is_adult:
    - why: Nobody is just 18.
      changes:
        - |
          - return age >= 18
          + return age > 18
"""


def test_every_mutant_has_its_fate(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    for name, text in (("made/ages.py", MODULE), ("test_ages.py", TESTS), ("list.yaml", SURVIVORS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = ["made", "--tests", "test_ages.py", "--survivors", "list.yaml", "--figures", "figures.json"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["made.ages"]
    assert {
        name: figures[name] for name in ("mutants", "killed", "timed out", "survived", "not reached")
    } == {
        "mutants": 11,
        "killed": 6,  # of `is_adult` 2, `__init__` 1, `next_age` 1, `halved` 2
        "timed out": 3,  # of `countdown`: `+= 1`, `= 1`, `-= 2`
        "survived": 1,
        "not reached": 1,
    }
    assert figures["reasons"] == {"The test is loose.": 1, "unexplained": 1}
    assert figures["command"] == f"python -m tests.mutation {' '.join(arguments)}"
    assert "1 that are not listed survived:\n  made.ages.unused:" in done.stdout
    assert (
        "listed, but it does not survive: made.ages.is_adult\n- return age >= 18\n+ return age > 18"
        in done.stdout
    )
    assert done.returncode == 1


def test_figures_of_other_modules_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "proof" / "mutants.json"
    write({"b": {"mutants": 1}, "a": {"mutants": 2}}, path)
    write({"b": {"mutants": 3}}, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"a": {"mutants": 2}, "b": {"mutants": 3}}


def test_tests_that_fail_before_any_change_are_told(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "ages.py").write_text("def age():\n    return 1\n", encoding="utf-8")
    (tmp_path / "test_ages.py").write_text("def test_age():\n    assert False\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", "made", "--tests", "test_ages.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2
    assert "test_ages.py::test_age" in done.stderr
