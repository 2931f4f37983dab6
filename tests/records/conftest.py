"""A folder for the files of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.files import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
