"""The closed table of clinical units: reading a spelling, and exact conversion.

Importing this does not import pint; see `generate` and `registry` for where it is used.
"""

from __future__ import annotations

from eligibility.units.conversion import conversion, factor
from eligibility.units.model import Conversion, StatedFactor, Unit, UnitRefusal
from eligibility.units.reading import read_unit
from eligibility.units.search import all_units, search_units, spellings

__all__ = [
    "Conversion",
    "StatedFactor",
    "Unit",
    "UnitRefusal",
    "all_units",
    "conversion",
    "factor",
    "read_unit",
    "search_units",
    "spellings",
]
