"""How the table is written down, and what is generated from it."""

from __future__ import annotations

from pathlib import Path

import pint
import pytest

from eligibility.units import Unit, factors, generate
from eligibility.units.registry import registry
from eligibility.units.table.row import Row, rows


def test_a_line_is_code_ucum_pint_spellings_and_words() -> None:
    assert rows(
        "mass",
        [
            ("g", "g", "gram"),
            ("mg", "mg", "milligram", "mgs mgr"),
            ("jin", "[jin]", "jin", "catty kati", "斤 市斤"),
        ],
    ) == (
        Row(Unit("g", "g", "gram", "mass"), (), ()),
        Row(Unit("mg", "mg", "milligram", "mass"), ("mgs", "mgr"), ()),
        Row(Unit("jin", "[jin]", "jin", "mass"), ("catty", "kati"), ("斤", "市斤")),
    )


def test_the_factors_are_written_beside_the_generator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "__file__", str(tmp_path / "generate.py"))
    generate.main()
    assert [path.name for path in tmp_path.iterdir()] == ["factors.py"]
    assert (tmp_path / "factors.py").read_bytes() == Path(factors.__file__).read_bytes()


def test_pint_knows_no_unit_but_ours() -> None:
    with pytest.raises(pint.UndefinedUnitError):
        registry().parse_units("furlong")
