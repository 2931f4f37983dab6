"""What is said where durable-rules is not there, does not load, or needs another way of building."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from eligibility.live import _durable, availability


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    availability.durable_problem.cache_clear()
    yield
    availability.durable_problem.cache_clear()


def test_a_package_that_does_not_load_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise ImportError("undefined symbol: PyEval_CallObject")

    monkeypatch.setattr(availability, "_installed", lambda package: True)
    monkeypatch.setattr(_durable, "load", load)
    said = availability.durable_problem()
    assert said is not None
    assert said.startswith("durable-rules is installed but does not load. ")
    assert said.endswith(availability.durable_remedy())


def test_a_package_that_was_put_out_of_reach_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    unfindable = ModuleType("durable")
    unfindable.__spec__ = None
    monkeypatch.setitem(sys.modules, "durable", unfindable)
    said = availability.durable_problem()
    assert said is not None
    assert said.startswith("durable-rules is not installed. ")


def test_from_3_13_on_it_is_built_with_the_name_that_python_has_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 0))
    assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install" in availability.durable_remedy()
    monkeypatch.setattr(sys, "version_info", (3, 12, 9))
    assert "CPPFLAGS" not in availability.durable_remedy()
