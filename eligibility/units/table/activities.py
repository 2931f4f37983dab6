"""Enzyme activity, and the arbitrary units: IU, U and AU, each a dimension of its own.

What a bare `U` means depends on the variable: an enzyme unit for ALT, an arbitrary unit for CA 19-9, an
international unit for TSH. `reading.READ_AS` holds how a variable's own unit settles it.
"""

from __future__ import annotations

from eligibility.units.table.row import Row, rows

# 1 U = 1 umol/min (NC-IUB 1978), 1 kat = 1 mol/s, so 1 U/L = 1/60 ukat/L.
ENZYME: tuple[Row, ...] = rows(
    "enzyme activity concentration",
    (
        ("U/L", "U/L", "enzyme_unit/litre", "umol/min/L umol/(min.L) Units/L"),
        ("U{enzyme}/dL", "U/dL", "enzyme_unit/decilitre", "U/dL"),
        ("U{enzyme}/mL", "U/mL", "enzyme_unit/millilitre"),
        ("mU{enzyme}/mL", "mU/mL", "millienzyme_unit/millilitre", "nmol/min/mL"),
        ("kU{enzyme}/L", "kU/L", "kiloenzyme_unit/litre"),
        ("nkat/L", "nkat/L", "nanokatal/litre"),
        ("ukat/L", "ukat/L", "microkatal/litre"),
        ("mkat/L", "mkat/L", "millikatal/litre"),
    ),
)

INTERNATIONAL: tuple[Row, ...] = rows(
    "IU concentration",
    (
        ("IU/L", "[IU]/L", "international_unit/litre"),
        ("IU/dL", "[IU]/dL", "international_unit/decilitre"),
        ("IU/mL", "[IU]/mL", "international_unit/millilitre"),
        ("kIU/L", "k[IU]/L", "kilointernational_unit/litre"),
        ("kIU/mL", "k[IU]/mL", "kilointernational_unit/millilitre"),
        ("mIU/L", "m[IU]/L", "milliinternational_unit/litre"),
        ("mIU/mL", "m[IU]/mL", "milliinternational_unit/millilitre"),
        ("uIU/L", "u[IU]/L", "microinternational_unit/litre"),
        ("uIU/dL", "u[IU]/dL", "microinternational_unit/decilitre"),
        ("uIU/mL", "u[IU]/mL", "microinternational_unit/millilitre"),
    ),
)

UNITAGE: tuple[Row, ...] = rows(
    "arbitrary U concentration",
    (
        ("U{arbitrary}/L", "[arb'U]/L", "arbitrary_unit/litre"),
        ("U/mL", "[arb'U]/mL", "arbitrary_unit/millilitre", "Units/mL"),
        ("kU/L", "k[arb'U]/L", "kiloarbitrary_unit/litre"),
        ("kU/mL", "k[arb'U]/mL", "kiloarbitrary_unit/millilitre"),
        ("mU/L", "m[arb'U]/L", "milliarbitrary_unit/litre"),
        ("mU/mL", "m[arb'U]/mL", "milliarbitrary_unit/millilitre"),
        ("uU/mL", "u[arb'U]/mL", "microarbitrary_unit/millilitre"),
    ),
)

# PIVKA-II and the like. UCUM has no AU; [AU] there is the allergy unit, which `traps` refuses.
ASSAY: tuple[Row, ...] = rows(
    "arbitrary AU concentration",
    (
        ("AU/mL", "[arb'U]/mL", "assay_unit/millilitre", "[arb'U]/mL"),
        ("mAU/mL", "m[arb'U]/mL", "milliassay_unit/millilitre", "m[arb'U]/mL"),
        ("AU/L", "[arb'U]/L", "assay_unit/litre", "[arb'U]/L"),
        ("mAU/L", "m[arb'U]/L", "milliassay_unit/litre", "m[arb'U]/L"),
    ),
)

SINGLE: tuple[Row, ...] = (
    rows(
        "international units",
        (
            ("IU", "[IU]", "international_unit"),
            ("mIU", "m[IU]", "milliinternational_unit"),
            ("kIU", "k[IU]", "kilointernational_unit"),
        ),
    )
    + rows("units of a drug", (("U", "U", "dose_unit", "单位"),))
    + rows("units of a drug per day", (("U/day", "U/d", "dose_unit/day", "U/24h"),))
    + rows("units of a drug per body mass", (("U/kg", "U/kg", "dose_unit/kilogram"),))
    + rows(
        "units of a drug per body mass and day",
        (("U/kg/day", "U/kg/d", "dose_unit/kilogram/day", "U/(kg.day)"),),
    )
    + rows("international units per day", (("IU/day", "[IU]/d", "international_unit/day", "IU/24h"),))
    + rows("international units per body mass", (("IU/kg", "[IU]/kg", "international_unit/kilogram"),))
    + rows("enzyme activity per mass", (("U/g", "U/g", "enzyme_unit/gram", "U/gHb IU/gHb IU/g"),))
)

ACTIVITIES: tuple[Row, ...] = ENZYME + INTERNATIONAL + UNITAGE + ASSAY + SINGLE
