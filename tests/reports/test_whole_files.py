"""Files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.reports.whole_files import write_whole


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        raise OSError("full")

    (tmp_path / "a.txt").write_text("old", "utf-8")
    monkeypatch.setattr("eligibility.reports.whole_files.os.replace", fails)
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "a.txt", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "old"
