"""The closed table of clinical units: data, one row per unit, and the spellings of the parts.

To add a unit: a row in the file of its kind, the definition in `registry` if pint does not know its name yet,
then `python -m eligibility.units.generate`. To add a spelling: a word in its row or in `parts`.
"""

from __future__ import annotations

from eligibility.units.table.activities import ACTIVITIES
from eligibility.units.table.body import BODY
from eligibility.units.table.concentrations import CONCENTRATIONS
from eligibility.units.table.rates import RATES
from eligibility.units.table.ratios import RATIOS
from eligibility.units.table.row import Row

ROWS: tuple[Row, ...] = CONCENTRATIONS + ACTIVITIES + RATIOS + BODY + RATES

__all__ = ["ROWS", "Row"]
