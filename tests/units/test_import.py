"""Importing and using the units stays cheap: pint comes in only to generate the factors."""

from __future__ import annotations

import subprocess
import sys

from eligibility.units import Unit, conversion
from eligibility.units.conversion import _conversion

USE = """
import sys
from eligibility.units import Unit, all_units, conversion, read_unit, search_units
assert isinstance(read_unit("K/uL"), Unit) and not isinstance(read_unit("nonsense"), Unit)
for unit in all_units():
    conversion(unit, all_units()[0])
search_units("mmol")
print(sorted({"pint", "numpy", "pandas"} & set(sys.modules)))
"""


def test_reading_and_converting_do_not_import_pint() -> None:
    done = subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_unit_that_the_shipped_table_does_not_hold_goes_by_pint() -> None:
    new = Unit("cL", "cL", "centilitre", "volume")
    litre = Unit("L", "L", "litre", "volume")
    way = conversion(new, litre)
    assert way is not None and way.times * 100 == 1


def test_answers_are_kept() -> None:
    litre, millilitre = Unit("L", "L", "litre", "volume"), Unit("mL", "mL", "millilitre", "volume")
    first = conversion(litre, millilitre)
    hits = _conversion.cache_info().hits
    assert conversion(litre, millilitre) is first
    assert _conversion.cache_info().hits == hits + 1
