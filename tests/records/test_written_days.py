"""Dates as people and systems write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.possible import Days
from eligibility.records.sources.date_formats import format_fault, to_iso
from eligibility.records.written_days import read_days

READ = [
    ("2025-05-01", "2025-05-01"),
    ("2025-05", "2025-05"),
    ("2025", "2025"),
    ("2025/5/1", "2025-05-01"),
    ("20250501", "2025-05-01"),
    ("2025年5月1日", "2025-05-01"),
    ("2025年5月", "2025-05"),
    ("01MAY2025", "2025-05-01"),
    ("1 May 2025", "2025-05-01"),
    ("2025-05-01T10:20:30Z", "2025-05-01"),
    ("2025-05-01 10:20", "2025-05-01"),
    ("2025-05-01/2025-05-07", "2025-05-01 to 2025-05-07"),
    ("/2025-05-07", "up to 2025-05-07"),
    ("2025-05/", "from 2025-05-01"),
    ("2025/2026", "2025-01-01 to 2026-12-31"),
    ("", "undated"),
    ("undated", "undated"),
    ("9999-12-31", "undated"),
    ("0001-01-01", "undated"),
]


@pytest.mark.parametrize(("text", "days"), READ)
def test_a_date_is_read(text: str, days: str) -> None:
    assert str(read_days(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "01/05/2025",
        "1.5.2025",
        "2025-02-30",
        "2025-13",
        "soon",
        "45778",
        "2025-05-07/2025-05-01",
        "-",
        "0000",
        "2" * 500,
    ],
)
def test_a_date_is_not_read(text: str) -> None:
    assert read_days(text) is None


def test_python_dates() -> None:
    day = Days.on(date(2025, 5, 1))
    assert read_days(date(2025, 5, 1)) == day
    assert read_days(datetime(2025, 5, 1, 23, 59)) == day
    assert str(read_days(None)) == "undated"


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_not(text: str) -> None:
    read_days(text)


@given(st.dates())
def test_iso_dates_come_back(day: date) -> None:
    if day not in (date.min, date.max):
        assert read_days(day.isoformat()) == Days.on(day)


@pytest.mark.parametrize(
    ("text", "form", "iso"),
    [
        ("01/05/2025", "DD/MM/YYYY", "2025-05-01"),
        ("01/05/2025", "MM/DD/YYYY", "2025-01-05"),
        ("1.5.2025 08:30", "DD.MM.YYYY HH:mm", "2025-05-01"),
        ("1.5.2025", "DD.MM.YYYY HH:mm", "2025-05-01"),
        ("2025/05/01 08:30", "YYYY/MM/DD HH:mm", "2025-05-01"),
        ("05-2025", "MM-YYYY", "2025-05"),
        ("1 May 2025", "D MMM YYYY", "2025-05-01"),
        ("2025-05-01", "DD/MM/YYYY", "2025-05-01"),
        ("rubbish", "DD/MM/YYYY", "rubbish"),
    ],
)
def test_declared_formats(text: str, form: str, iso: str) -> None:
    assert to_iso(text, form) == iso


@pytest.mark.parametrize("form", ["DD/MM/YY", "rubbish", "DD/YYYY", "MM/MM/YYYY"])
def test_formats_that_are_none(form: str) -> None:
    assert format_fault(form)
