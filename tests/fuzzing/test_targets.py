"""The fuzzing targets without atheris: inputs of Hypothesis, mutated seeds, and everything that once was a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.dictionary import as_libfuzzer, words
from tests.fuzzing.seeds import FOUND
from tests.fuzzing.smallest import smallest
from tests.fuzzing.targets import TARGETS, Target
from tests.fuzzing.watchdog import finding, watched

ONCE = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes], longest: int) -> bytes:
    """A seed with a few changes: pieces cut out, said twice, or replaced by words or any bytes."""
    data = draw(st.sampled_from(seeds))[:longest]
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        piece = draw(st.one_of(st.sampled_from(words()), st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + piece + data[end:]
    return data[:longest]


@pytest.mark.parametrize("name", TARGETS)
def test_a_border_holds(name: str) -> None:
    target = TARGETS[name]
    inputs = st.one_of(st.binary(max_size=200), mutated(target.seeds(), target.longest))

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(inputs)
    def holds(data: bytes) -> None:
        watched(target, data)

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_has_seeds(name: str) -> None:
    seeds = TARGETS[name].seeds()
    assert len(seeds) > 5
    assert not [seed for seed in seeds[:3] if finding(TARGETS[name], seed)]


@pytest.mark.parametrize("path", ONCE, ids=[f"{path.parent.name}-{path.name}" for path in ONCE])
def test_what_was_found_is_mended(path: Path) -> None:
    watched(TARGETS[path.parent.name], path.read_bytes())


def test_the_dictionary_is_one_of_libfuzzer() -> None:
    lines = as_libfuzzer().splitlines()
    assert len(lines) == len(words()) > 200
    assert all(line.startswith('"\\x') and line.endswith('"') for line in lines)
    assert {b"inclusion", b"at least", b"10^9/L", b"variable"} <= set(words())


def test_an_error_that_is_not_ours_is_a_finding() -> None:
    def fails(data: bytes, folder: Path) -> None:
        if b"x" in data:
            raise ValueError

    target = Target(fails, lambda: [b""])
    found = finding(target, b"an x in it")
    assert found is not None and found.kind == "ValueError"
    assert finding(target, b"none") is None
    assert smallest(b"an x in it", lambda data: finding(target, data) == found) == b"x"
