"""The generated pages of the reference are current."""

from __future__ import annotations

import pytest

from docs.generate import REFERENCE, pages


@pytest.mark.parametrize("name", pages())
def test_page_is_current(name: str) -> None:
    written = (REFERENCE / name).read_text(encoding="utf-8")
    assert written == pages()[name](), "Run `python -m docs.generate`."
