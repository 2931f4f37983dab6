"""Our own pint registry: only the definitions that the table needs, in exact fractions. Slow to import."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from eligibility.units.model import Conversion, Unit

if TYPE_CHECKING:
    import pint

# Constants: inch 25.4 mm and pound 453.59237 g (international yard and pound agreement, 1959); jin 500 g;
# mmHg and cmH2O conventional (NIST SP 811, appendix B.8: 13.5951 g/cm3 and 1 g/cm3 with 9.80665 m/s2);
# thermochemical calorie 4.184 J; curie 3.7e10 Bq; enzyme unit 1 umol/min.
DEFINITIONS = """
femto- = 1e-15
pico- = 1e-12
nano- = 1e-9
micro- = 1e-6
milli- = 1e-3
centi- = 1e-2
deci- = 1e-1
hecto- = 1e2
kilo- = 1e3
myria- = 1e4
mega- = 1e6
giga- = 1e9
tera- = 1e12
metre = [length]
gram = [mass]
second = [time]
mole = [substance]
equivalent = [equivalents]
osmole = [osmoles]
kelvin = [temperature]
cell = [cells]
copy = [copies]
colony = [colonies]
event = [events]
gram_feu = [mass_feu]
gram_ddu = [mass_ddu]
international_unit = [international_units]
arbitrary_unit = [arbitrary_units]
assay_unit = [assay_units]
dose_unit = [dose_units]
standard_body_surface = [standard_body_surface]
month = [calendar]
cutoff_ratio = [cutoff_ratio]
titre = [titre]
pack_year = [pack_years]
cigarette = [cigarettes]
drink = [drinks]
metabolic_equivalent = [metabolic_equivalents]
hounsfield_unit = [hounsfield_units]
high_power_field = [high_power_fields]
low_power_field = [low_power_fields]
decibel = [decibels]
percent = 1e-2
permille = 1e-3
year = 12 * month
minute = 60 * second
hour = 60 * minute
day = 24 * hour
week = 7 * day
litre = 1e-3 * metre ** 3
inch = 25.4e-3 * metre
foot = 12 * inch
pound = 453.59237 * gram
ounce = pound / 16
jin = 500 * gram
katal = mole / second
enzyme_unit = 1e-6 * mole / minute
pascal = 1e3 * gram / metre / second ** 2
millimetre_mercury = 133.322387415 * pascal
centimetre_water = 98.0665 * pascal
dyne = 1e-2 * gram * metre / second ** 2
wood_unit = millimetre_mercury * minute / litre
gray = metre ** 2 / second ** 2
becquerel = 1 / second
curie = 3.7e10 * becquerel
calorie = 4.184e3 * gram * metre ** 2 / second ** 2
degree_celsius = kelvin; offset: 273.15
degree_fahrenheit = 5 / 9 * kelvin; offset: 459.67 * 5 / 9
"""


@lru_cache(maxsize=1)
def registry() -> pint.UnitRegistry[Any]:
    """The registry, built once. This is the only place that imports pint."""
    import pint

    made: pint.UnitRegistry[Any] = pint.UnitRegistry(None, non_int_type=Fraction)
    made.load_definitions(DEFINITIONS.strip().splitlines())
    return made


def by_pint(frm: Unit, to: Unit) -> Conversion:
    """The conversion as pint computes it; pint raises `DimensionalityError` when there is none."""
    units = registry()
    source, target = units.parse_units(frm.pint), units.parse_units(to.pint)
    at_zero = Fraction(units.convert(Fraction(0), source, target))
    at_one = Fraction(units.convert(Fraction(1), source, target))
    return Conversion(at_one - at_zero, at_zero)
