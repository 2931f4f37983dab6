"""Every row of every word gives what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.spec.forms import Group, Refusal, Row, Table, groups
from tests.spec.running import difference, trial_of

GROUPS = groups()


def _rows() -> Iterator[object]:
    for name, group in GROUPS.items():
        for word in group.words:
            for t, table in enumerate(word.tables, 1):
                for r, row in enumerate(table.rows, 1):
                    yield pytest.param(group, table, row, id=f"{name}-{word.words[0]}-{t}.{r}")


def _refusals() -> Iterator[object]:
    for name, group in GROUPS.items():
        for word in group.words:
            for n, refusal in enumerate(word.refused, 1):
                yield pytest.param(refusal, id=f"{name}-{word.words[0]}-{n}")


@pytest.mark.parametrize(("group", "table", "row"), list(_rows()))
def test_a_row_gives_what_it_says(group: Group, table: Table, row: Row) -> None:
    found = difference(group, table, row)
    if found is not None:
        pytest.fail(f"\n{found}", pytrace=False)


@pytest.mark.parametrize("refusal", list(_refusals()))
def test_what_is_refused(refusal: Refusal) -> None:
    trial, findings = trial_of(refusal)
    assert trial is None
    assert len(findings) == 1, [str(each) for each in findings]
