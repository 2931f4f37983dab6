"""Runs collected tests one by one inside this process, without pytest's reports."""

from __future__ import annotations

import pytest
from _pytest.doctest import DoctestItem
from _pytest.runner import runtestprotocol


class Bare:
    """A pytest plugin: says whether a test failed, and spends no time on why."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """The outcome without the traceback."""
        raised = call.excinfo.value if call.excinfo else None
        skipped = isinstance(raised, pytest.skip.Exception)
        return pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="passed" if raised is None else "skipped" if skipped else "failed",
            longrepr=None,
            when=call.when if call.when != "collect" else "setup",
            duration=call.duration,
        )


def passes(test: pytest.Item, following: pytest.Item | None) -> bool:
    """Run a test with its fixtures; those that the following test shares stay set up."""
    names = dict(test.dtest.globs) if isinstance(test, DoctestItem) else {}
    reports = runtestprotocol(test, log=False, nextitem=following)
    if isinstance(test, DoctestItem):
        test.dtest.globs.update(
            names
        )  # which a run empties, so that a second one would fail whatever the code does
    return not any(report.failed for report in reports)
